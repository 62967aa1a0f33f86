// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/adjacency.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace tearsheet {

Adjacency adjacencyOf(int nodeCount, std::span<const std::pair<int, int>> edges)
{
    // Both directions of an edge as one number each: sorting those is all there is to do.
    std::vector<std::uint64_t> pairs;
    pairs.reserve(2 * edges.size());
    const auto pairOf = [](int from, int to) {
        return static_cast<std::uint64_t>(from) << 32U | static_cast<std::uint64_t>(to);
    };
    const auto isNode = [&](int node) { return node >= 0 && node < nodeCount; };
    for (const auto &[from, to] : edges) {
        if (from != to && isNode(from) && isNode(to)) {
            pairs.push_back(pairOf(from, to));
            pairs.push_back(pairOf(to, from));
        }
    }
    std::ranges::sort(pairs);
    pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());

    Adjacency adjacency;
    adjacency.offsets.assign(static_cast<std::size_t>(std::max(nodeCount, 0)) + 1, 0);
    adjacency.targets.reserve(pairs.size());
    for (const std::uint64_t pair : pairs) {
        ++adjacency.offsets[(pair >> 32U) + 1];
        adjacency.targets.push_back(static_cast<std::uint32_t>(pair));
    }
    for (std::size_t i = 1; i < adjacency.offsets.size(); ++i)
        adjacency.offsets[i] += adjacency.offsets[i - 1];
    return adjacency;
}

std::vector<std::vector<std::uint32_t>> componentsOf(const Adjacency &adjacency)
{
    const auto count = static_cast<std::uint32_t>(adjacency.nodeCount());
    std::vector<std::vector<std::uint32_t>> components;
    std::vector<char> seen(count, 0);
    for (std::uint32_t first = 0; first < count; ++first) {
        if (seen[first])
            continue;
        std::vector<std::uint32_t> component{first};
        seen[first] = 1;
        for (std::size_t i = 0; i < component.size(); ++i) {
            for (const std::uint32_t next : adjacency.neighbours(component[i])) {
                if (!std::exchange(seen[next], 1))
                    component.push_back(next);
            }
        }
        std::ranges::sort(component);
        components.push_back(std::move(component));
    }
    std::ranges::stable_sort(components, std::greater(), &std::vector<std::uint32_t>::size);
    return components;
}

Adjacency partOf(const Adjacency &adjacency, std::span<const std::uint32_t> nodes)
{
    // A table of all nodes where many of them are wanted; where they are few, looking each up is quicker.
    constexpr auto None = static_cast<std::uint32_t>(-1);
    const auto count = static_cast<std::size_t>(adjacency.nodeCount());
    std::vector<std::uint32_t> table(nodes.size() > count / 16 ? count : 0, None);
    for (std::uint32_t i = 0; i < nodes.size() && !table.empty(); ++i)
        table[nodes[i]] = i;
    const auto indexOf = [&](std::uint32_t node) {
        if (!table.empty())
            return table[node];
        const auto found = std::ranges::lower_bound(nodes, node);
        return found != nodes.end() && *found == node ? static_cast<std::uint32_t>(found - nodes.begin()) : None;
    };
    Adjacency part;
    for (const std::uint32_t node : nodes) {
        for (const std::uint32_t neighbour : adjacency.neighbours(node)) {
            if (const std::uint32_t index = indexOf(neighbour); index != None)
                part.targets.push_back(index);
        }
        part.offsets.push_back(static_cast<std::uint32_t>(part.targets.size()));
    }
    return part;
}

} // namespace tearsheet
