// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/places.h"

#include <cstdint>
#include <vector>

namespace tearsheet {

/// What all nodes do to each node by pushing it away, seen from far as heaps (Barnes and Hut 1986).
///
/// Nodes are sorted along a Z-shaped curve; a square of the tree is a run of them. Nodes of a leaf share one list of
/// what pushes them, squares that are small from there and single nodes of those that are not, and the list is worked
/// off four at a time. Nodes at the very same place are pushed apart too.
class QuadTree
{
public:
    /// Sorts `places`, all of them finite, into squares. One thread.
    void build(const Places &places);

    /// The sum over all other nodes of away / (softening + away²) for each node, into `push`; `softening` is a square
    /// length above 0. By all cores, and the same whatever their number.
    void repulsion(float softening, Places &push) const;

private:
    struct Square
    {
        float x; // The middle of its nodes,
        float y;
        float nodes;         // how many they are,
        float size;          // and how long its sides.
        std::uint32_t begin; // They are these along the curve.
        std::uint32_t end;
        std::uint32_t next; // The square after this one and all in it.
    };
    struct Pushers;

    void sortAlongCurve(const Places &places);
    void addSquare(std::uint32_t begin, std::uint32_t end, int level);
    bool isLeaf(std::uint32_t square) const { return m_squares[square].next == square + 1; }
    void collect(const Square &leaf, Pushers &pushers) const;

    std::vector<std::uint32_t> m_nodes; // Along the curve, and where they lie on it.
    std::vector<std::uint32_t> m_keys;
    std::vector<std::uint32_t> m_otherNodes;
    std::vector<std::uint32_t> m_otherKeys;
    Places m_places; // Along the curve.
    float m_side = 0;
    std::vector<Square> m_squares; // Each before those in it.
    std::vector<std::uint32_t> m_leaves;
};

} // namespace tearsheet
