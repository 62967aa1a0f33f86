// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tearsheet {

/// Who is linked with whom: the neighbours of all nodes one after the other, without direction, loops and duplicates.
///
/// The neighbours of node `i`, ascending, are `targets[offsets[i]]` to `targets[offsets[i + 1] - 1]`.
struct Adjacency
{
    std::vector<std::uint32_t> offsets{0}; ///< One more than there are nodes.
    std::vector<std::uint32_t> targets;
    std::vector<float> weights; ///< How strongly each of `targets` is linked; empty where all are with 1.

    int nodeCount() const { return static_cast<int>(offsets.size()) - 1; }
    std::uint32_t degree(std::uint32_t node) const { return offsets[node + 1] - offsets[node]; }
    std::span<const std::uint32_t> neighbours(std::uint32_t node) const
    {
        return std::span(targets).subspan(offsets[node], degree(node));
    }

    /// Of the link that `targets[entry]` is.
    float weight(std::size_t entry) const { return weights.empty() ? 1 : weights[entry]; }

    bool operator==(const Adjacency &) const = default;
};

/// The adjacency of nodes 0 to `nodeCount` - 1. Edges from a node to itself, repeated ones in either direction, and
/// those that name no node are left out.
Adjacency adjacencyOf(int nodeCount, std::span<const std::pair<int, int>> edges);

/// The same with a weight for each edge; of repeated ones the strongest counts.
Adjacency adjacencyOf(int nodeCount, std::span<const std::pair<int, int>> edges, std::span<const float> weights);

/// The nodes of each connected part, ascending; the largest part first, of equal ones the one with the first node.
std::vector<std::vector<std::uint32_t>> componentsOf(const Adjacency &adjacency);

/// What `nodes`, ascending, are to each other: node `i` of the result is `nodes[i]`.
Adjacency partOf(const Adjacency &adjacency, std::span<const std::uint32_t> nodes);

} // namespace tearsheet
