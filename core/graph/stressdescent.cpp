// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/stressdescent.h"

#include "core/base/parallel.h"
#include "core/graph/lanes.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

constexpr std::size_t PairsInPortion = 1U << 18U; // Less is not worth a thread.

} // namespace

StressDescent::StressDescent(const Adjacency &adjacency, std::uint64_t seed)
    : m_adjacency(adjacency), m_random(seed), m_distances(adjacency)
{
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        if (adjacency.degree(node) > 0)
            m_linked.push_back(node);
    }
}

void StressDescent::measure()
{
    // A part of Fisher and Yates' shuffle: no node twice.
    const std::size_t wanted = std::min(m_linked.size(), Distances::MostSources);
    for (std::size_t i = 0; i < wanted; ++i)
        std::swap(m_linked[i], m_linked[i + m_random.below(static_cast<std::uint32_t>(m_linked.size() - i))]);
    m_sources.assign(m_linked.begin(), m_linked.begin() + static_cast<std::ptrdiff_t>(wanted));
    m_distances.measure(m_sources);
}

template <typename Use>
void StressDescent::forNodes(const Places &places, float unit, std::size_t begin, std::size_t end, const Use &use) const
{
    std::array<float, Distances::MostSources> sourceX{};
    std::array<float, Distances::MostSources> sourceY{};
    for (std::size_t i = begin; i < std::min(end, m_sources.size()); ++i) {
        sourceX[i] = places.x[m_sources[i]];
        sourceY[i] = places.y[m_sources[i]];
    }
    forAll(m_adjacency.nodeCount(), static_cast<qsizetype>(PairsInPortion / (end - begin)), [&](qsizetype index) {
        const auto node = static_cast<std::uint32_t>(index);
        const std::uint16_t *steps = m_distances.to(node);
        const Lanes x = allLanes(places.x[node]);
        const Lanes y = allLanes(places.y[node]);
        Lanes moveX{};
        Lanes moveY{};
        Lanes weights{};
        for (std::size_t i = begin; i < end; i += LaneCount) {
            const Lanes distance = {static_cast<float>(steps[i]), static_cast<float>(steps[i + 1]),
                                    static_cast<float>(steps[i + 2]), static_cast<float>(steps[i + 3])};
            const Lanes none = distance == 0.0F ? allLanes(1.0F) : allLanes(0.0F);
            const Lanes weight = (1.0F - none) / (distance * distance + none);
            const Lanes awayX = x - lanesAt(&sourceX[i]);
            const Lanes awayY = y - lanesAt(&sourceY[i]);
            const Lanes wanted = unit * distance * inverseRoot(awayX * awayX + awayY * awayY + 1e-12F) - 1.0F;
            moveX += weight * wanted * awayX;
            moveY += weight * wanted * awayY;
            weights += weight;
        }
        const float weight = sumOf(weights);
        const float scale = weight > 0 ? 1 / weight : 0;
        use(node, sumOf(moveX) * scale, sumOf(moveY) * scale);
    });
}

void StressDescent::improve(Places &places, std::size_t atOnce, float share) const
{
    for (std::size_t begin = 0; begin < m_sources.size(); begin += atOnce) {
        // Each node looks at the sources as they were before, and moves itself alone.
        forNodes(places, 1, begin, begin + atOnce, [&](std::uint32_t node, float moveX, float moveY) {
            places.x[node] += share * moveX;
            places.y[node] += share * moveY;
        });
    }
}

void StressDescent::aim(const Places &places, float unit, Places &aims) const
{
    forNodes(places, unit, 0, Distances::MostSources, [&](std::uint32_t node, float moveX, float moveY) {
        aims.x[node] = places.x[node] + moveX;
        aims.y[node] = places.y[node] + moveY;
    });
}

} // namespace tearsheet
