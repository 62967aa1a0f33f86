// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/forcelayout.h"

#include <memory>
#include <span>

namespace tearsheet {

/// A graph at rest of which one node is dragged: what is near gives way, all else stands exactly where it is.
///
/// The nodes that give way are linked with the one that is dragged, those with the fewest links first, or come to lie
/// beside it; at most `mostWarm`. Links want to be as long as they were, nodes push away what comes nearer than it was,
/// and each is drawn to where it was, so that it is there again when what pushed it is gone. A step costs `mostWarm`²
/// at most, however large the graph. Deterministic; use an object from one thread at a time.
class DragLayout
{
public:
    static constexpr std::size_t mostWarm = 300;

    /// Drags `node`; nodes without a place and those that are `pinned` do not give way.
    DragLayout(std::shared_ptr<const Adjacency> adjacency, Places places, int node, std::span<const int> pinned,
               const LayoutForces &forces = {});

    int node() const { return m_node; }
    const Places &places() const { return m_places; }

    /// Puts the node that is dragged somewhere. A place beyond 10¹² is ignored.
    void hold(float x, float y);

    /// Moves what gives way a little. False when all is at rest.
    bool tick();

private:
    struct Warm
    {
        std::uint32_t node = 0;
        float x = 0; ///< Where it was at rest.
        float y = 0;
    };
    struct Pull
    {
        float x = 0;
        float y = 0;
        float stiffness = 0;
    };

    void warm(std::uint32_t node);
    void warmNear();
    void addPush(Pull &sum, const Warm &warm, std::uint32_t other, float restX, float restY) const;
    void addLink(Pull &sum, const Warm &warm, std::uint32_t entry, float restX, float restY) const;
    Pull pullOf(const Warm &warm) const;

    std::shared_ptr<const Adjacency> m_adjacency;
    LayoutForces m_forces;
    Places m_places;
    int m_node;
    float m_restX; ///< Where the node that is dragged was.
    float m_restY;
    std::vector<int> m_warmOf; ///< By node its place among the warm ones, or one of those below 0.
    std::vector<Warm> m_warm;
    float m_heat = 0; ///< 1 when the node was moved, 0 at rest.
};

} // namespace tearsheet
