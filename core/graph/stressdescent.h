// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/distances.h"
#include "core/graph/places.h"
#include "core/graph/randomnumbers.h"

namespace tearsheet {

/// Brings the distances of places near those of the graph, steps counted as units: lowers the stress
/// Σ (|p - q| - d)² / d² over pairs of nodes.
///
/// Each round measures the way from a few nodes by chance to all, and moves every node towards where those would have
/// it (majorization, Gansner et al. 2005, by random samples in place of all pairs). Few at once make for rough steps,
/// which get out of poor arrangements as in annealing; many at once for smooth ones. By all cores; the same seed gives
/// the same places.
class StressDescent
{
public:
    /// `adjacency` must outlive this.
    StressDescent(const Adjacency &adjacency, std::uint64_t seed);

    /// Chooses other nodes to measure from.
    void measure();

    /// Moves every node by `share` of the way to where the nodes measured from would have it, `atOnce` of them at a
    /// time (a power of two from 4 to 64).
    void improve(Places &places, std::size_t atOnce, float share) const;

    /// Where the nodes measured from would have every node of `places`, in which a step is `unit` long. A node from
    /// which there is no way to them stays.
    void aim(const Places &places, float unit, Places &aims) const;

private:
    struct Sources;
    template <typename Use>
    void forNodes(const Places &places, float unit, std::size_t begin, std::size_t end, const Use &use) const;

    const Adjacency &m_adjacency;
    std::vector<std::uint32_t> m_linked; // Nodes that have neighbours.
    RandomNumbers m_random;
    Distances m_distances;
    std::vector<std::uint32_t> m_sources;
};

} // namespace tearsheet
