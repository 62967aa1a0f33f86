// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/distances.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace tearsheet {

Distances::Distances(const Adjacency &adjacency) : m_adjacency(adjacency)
{
    const auto count = static_cast<std::size_t>(adjacency.nodeCount());
    m_frontier.assign(count, 0);
    m_coming.assign(count, 0);
}

void Distances::measure(std::span<const std::uint32_t> sources)
{
    const auto count = static_cast<std::size_t>(m_adjacency.nodeCount());
    m_seen.assign(count, 0);
    m_steps.assign(count * MostSources, 0);
    m_active.clear();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const std::uint32_t source = sources[i];
        if (m_frontier[source] == 0)
            m_active.push_back(source);
        m_frontier[source] |= std::uint64_t{1} << i;
        m_seen[source] |= std::uint64_t{1} << i;
    }
    for (std::uint16_t step = 1; !m_active.empty();) {
        advance(step);
        if (step < std::numeric_limits<std::uint16_t>::max())
            ++step;
    }
}

void Distances::advance(std::uint16_t step)
{
    m_reached.clear();
    for (const std::uint32_t node : m_active) {
        const std::uint64_t sources = std::exchange(m_frontier[node], 0);
        for (const std::uint32_t neighbour : m_adjacency.neighbours(node)) {
            const std::uint64_t fresh = sources & ~m_seen[neighbour];
            if (fresh == 0)
                continue;
            if (m_coming[neighbour] == 0)
                m_reached.push_back(neighbour);
            m_coming[neighbour] |= fresh;
        }
    }
    for (const std::uint32_t node : m_reached) {
        std::uint64_t fresh = std::exchange(m_coming[node], 0);
        m_frontier[node] = fresh;
        m_seen[node] |= fresh;
        for (std::uint16_t *steps = m_steps.data() + std::size_t{node} * MostSources; fresh != 0; fresh &= fresh - 1)
            steps[std::countr_zero(fresh)] = step;
    }
    std::swap(m_active, m_reached);
}

} // namespace tearsheet
