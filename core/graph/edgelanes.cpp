// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/edgelanes.h"

#include <algorithm>
#include <numeric>

namespace tearsheet {

namespace {

/// An edge beside those of the same node.
struct Beside
{
    int other = 0;
    int look = 0;
    std::size_t edge = 0;

    auto operator<=>(const Beside &) const = default;
};

} // namespace

std::vector<float> edgeLanes(std::span<const LaneEdge> edges, int nodes)
{
    const auto groupOf = [](const LaneEdge &edge) { return static_cast<std::size_t>(std::min(edge.from, edge.to)); };
    std::vector<std::size_t> groups(static_cast<std::size_t>(nodes) + 2, 0);
    for (const LaneEdge &edge : edges)
        ++groups[groupOf(edge) + 2];
    std::partial_sum(groups.begin(), groups.end(), groups.begin());
    std::vector<Beside> grouped(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i)
        grouped[groups[groupOf(edges[i]) + 1]++] = {std::max(edges[i].from, edges[i].to), edges[i].look, i};
    std::vector<float> lanes(edges.size());
    // Sorting those of each node, which are few, is faster than sorting all.
    for (std::size_t node = 0; node + 2 < groups.size(); ++node) {
        const std::span group(grouped.begin() + static_cast<std::ptrdiff_t>(groups[node]),
                              grouped.begin() + static_cast<std::ptrdiff_t>(groups[node + 1]));
        std::ranges::sort(group);
        for (std::size_t begin = 0; begin < group.size();) {
            std::size_t end = begin;
            int count = 0;
            for (; end < group.size() && group[end].other == group[begin].other; ++end) {
                if (end > begin && group[end].look != group[end - 1].look)
                    ++count;
                lanes[group[end].edge] = static_cast<float>(count);
            }
            for (; begin < end; ++begin)
                lanes[group[begin].edge] -= static_cast<float>(count) / 2;
        }
    }
    return lanes;
}

} // namespace tearsheet
