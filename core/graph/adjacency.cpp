// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/adjacency.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace tearsheet {

Adjacency adjacencyOf(int nodeCount, std::span<const std::pair<int, int>> edges)
{
    const auto count = static_cast<std::size_t>(std::max(nodeCount, 0));
    const auto forBoth = [&](const auto &use) {
        const auto isNode = [&](int node) { return node >= 0 && static_cast<std::size_t>(node) < count; };
        for (const auto &[from, to] : edges) {
            if (from != to && isNode(from) && isNode(to)) {
                use(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
                use(static_cast<std::uint32_t>(to), static_cast<std::uint32_t>(from));
            }
        }
    };
    std::vector<std::uint32_t> offsets(count + 1, 0);
    forBoth([&](std::uint32_t from, std::uint32_t) { ++offsets[from + 1]; });
    for (std::size_t i = 1; i < offsets.size(); ++i)
        offsets[i] += offsets[i - 1];
    std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
    std::vector<std::uint32_t> unsorted(offsets.back());
    forBoth([&](std::uint32_t from, std::uint32_t to) { unsorted[next[from]++] = to; });

    // Whoever is somebody's neighbour has them as theirs: told node by node, neighbours come in order.
    Adjacency adjacency;
    adjacency.targets.resize(unsorted.size());
    std::ranges::copy(offsets.begin(), offsets.end() - 1, next.begin());
    for (std::uint32_t node = 0; node < count; ++node) {
        for (std::uint32_t i = offsets[node]; i < offsets[node + 1]; ++i)
            adjacency.targets[next[unsorted[i]]++] = node;
    }
    adjacency.offsets.assign(count + 1, 0);
    std::uint32_t kept = 0;
    for (std::size_t node = 0; node < count; ++node) {
        const std::uint32_t first = kept;
        for (std::uint32_t i = offsets[node]; i < offsets[node + 1]; ++i) {
            if (kept == first || adjacency.targets[kept - 1] != adjacency.targets[i])
                adjacency.targets[kept++] = adjacency.targets[i];
        }
        adjacency.offsets[node + 1] = kept;
    }
    adjacency.targets.resize(kept);
    return adjacency;
}

Adjacency adjacencyOf(int nodeCount, std::span<const std::pair<int, int>> edges, std::span<const float> weights)
{
    Adjacency adjacency = adjacencyOf(nodeCount, edges);
    adjacency.weights.assign(adjacency.targets.size(), 0);
    const auto put = [&](int node, int other, float weight) {
        const std::span<const std::uint32_t> neighbours = adjacency.neighbours(static_cast<std::uint32_t>(node));
        const auto entry = std::ranges::lower_bound(neighbours, static_cast<std::uint32_t>(other));
        float &strongest = adjacency.weights[static_cast<std::size_t>(&*entry - adjacency.targets.data())];
        strongest = std::max(strongest, weight);
    };
    const auto isNode = [&](int node) { return node >= 0 && node < nodeCount; };
    for (std::size_t i = 0; i < std::min(edges.size(), weights.size()); ++i) {
        const auto [from, to] = edges[i];
        if (from == to || !isNode(from) || !isNode(to))
            continue;
        put(from, to, weights[i]);
        put(to, from, weights[i]);
    }
    return adjacency;
}

std::vector<std::vector<std::uint32_t>> componentsOf(const Adjacency &adjacency)
{
    constexpr auto None = static_cast<std::uint32_t>(-1);
    const auto count = static_cast<std::uint32_t>(adjacency.nodeCount());
    std::vector<std::uint32_t> componentOf(count, None);
    std::vector<std::uint32_t> reached;
    std::vector<std::uint32_t> sizes;
    for (std::uint32_t first = 0; first < count; ++first) {
        if (componentOf[first] != None)
            continue;
        const auto component = static_cast<std::uint32_t>(sizes.size());
        reached.assign(1, first);
        componentOf[first] = component;
        for (std::size_t i = 0; i < reached.size(); ++i) {
            for (const std::uint32_t next : adjacency.neighbours(reached[i])) {
                if (componentOf[next] == None) {
                    componentOf[next] = component;
                    reached.push_back(next);
                }
            }
        }
        sizes.push_back(static_cast<std::uint32_t>(reached.size()));
    }
    std::vector<std::vector<std::uint32_t>> components(sizes.size());
    for (std::size_t i = 0; i < components.size(); ++i)
        components[i].reserve(sizes[i]);
    for (std::uint32_t node = 0; node < count; ++node)
        components[componentOf[node]].push_back(node);
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
        for (std::uint32_t entry = adjacency.offsets[node]; entry < adjacency.offsets[node + 1]; ++entry) {
            const std::uint32_t index = indexOf(adjacency.targets[entry]);
            if (index == None)
                continue;
            part.targets.push_back(index);
            if (!adjacency.weights.empty())
                part.weights.push_back(adjacency.weights[entry]);
        }
        part.offsets.push_back(static_cast<std::uint32_t>(part.targets.size()));
    }
    return part;
}

} // namespace tearsheet
