// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/distances.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace tearsheet {

namespace {

constexpr std::size_t ManyActive = 16; // Where one of so many nodes is active, it is as well to look at all.
constexpr qsizetype Portion = 2048;

} // namespace

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
        if (m_active.size() * ManyActive < count)
            push(step);
        else
            pull(step);
        if (step < std::numeric_limits<std::uint16_t>::max())
            ++step;
    }
}

void Distances::reach(std::uint32_t node, std::uint64_t fresh, std::uint16_t step)
{
    m_seen[node] |= fresh;
    for (std::uint16_t *steps = m_steps.data() + std::size_t{node} * MostSources; fresh != 0; fresh &= fresh - 1)
        steps[std::countr_zero(fresh)] = step;
}

// Nodes that a source has just reached tell their neighbours.
void Distances::push(std::uint16_t step)
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
        m_frontier[node] = std::exchange(m_coming[node], 0);
        reach(node, m_frontier[node], step);
    }
    std::swap(m_active, m_reached);
}

// All nodes ask theirs, which needs no order, so that all cores can do it.
void Distances::pull(std::uint16_t step)
{
    const qsizetype count = m_adjacency.nodeCount();
    forAll(count, Portion, [&](qsizetype index) {
        const auto node = static_cast<std::uint32_t>(index);
        std::uint64_t fresh = 0;
        for (const std::uint32_t neighbour : m_adjacency.neighbours(node))
            fresh |= m_frontier[neighbour];
        fresh &= ~m_seen[node];
        m_coming[node] = fresh;
        reach(node, fresh, step);
    });
    std::swap(m_frontier, m_coming);
    std::ranges::fill(m_coming, 0);
    m_active.clear();
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(count); ++node) {
        if (m_frontier[node] != 0)
            m_active.push_back(node);
    }
}

} // namespace tearsheet
