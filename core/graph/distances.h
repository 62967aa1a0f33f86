// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"

namespace tearsheet {

/// How many steps it is from a few nodes, the sources, to every node: one breadth-first search for all of them together
/// (Then et al. 2014), a bit for each source. From step to step either nodes that were just reached tell their
/// neighbours, or all ask theirs (Beamer et al. 2012), in all cores. The number of cores changes nothing.
class Distances
{
public:
    static constexpr std::size_t MostSources = 64;

    /// `adjacency` must outlive this.
    explicit Distances(const Adjacency &adjacency);

    /// Measures from these nodes, at most `MostSources`.
    void measure(std::span<const std::uint32_t> sources);

    /// Steps to `node` by source, always `MostSources` numbers; 0 for the source itself and where there is no way.
    const std::uint16_t *to(std::uint32_t node) const { return m_steps.data() + std::size_t{node} * MostSources; }

private:
    void push(std::uint16_t step);
    void pull(std::uint16_t step);
    void reach(std::uint32_t node, std::uint64_t fresh, std::uint16_t step);

    const Adjacency &m_adjacency;
    std::vector<std::uint16_t> m_steps;
    std::vector<std::uint64_t> m_seen;     // By node: the sources that have reached it,
    std::vector<std::uint64_t> m_frontier; // those that did with the last step,
    std::vector<std::uint64_t> m_coming;   // and those that do with this one.
    std::vector<std::uint32_t> m_active;   // Nodes in the frontier.
    std::vector<std::uint32_t> m_reached;
};

} // namespace tearsheet
