// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/layoutquality.h"

#include "core/graph/randomnumbers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tearsheet {

namespace {

constexpr int Sources = 200;
constexpr int NodesForSource = 100;
constexpr int Samples = 2000;
constexpr std::size_t Nearest = 10;

double distance(const Places &places, std::uint32_t from, std::uint32_t to)
{
    return std::hypot(static_cast<double>(places.x[from] - places.x[to]),
                      static_cast<double>(places.y[from] - places.y[to]));
}

/// Steps from `source` to all nodes, -1 where there is no way.
std::vector<int> stepsFrom(const Adjacency &adjacency, std::uint32_t source)
{
    std::vector<int> steps(static_cast<std::size_t>(adjacency.nodeCount()), -1);
    std::vector<std::uint32_t> queue{source};
    steps[source] = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::uint32_t node = queue[i];
        for (const std::uint32_t next : adjacency.neighbours(node)) {
            if (steps[next] < 0) {
                steps[next] = steps[node] + 1;
                queue.push_back(next);
            }
        }
    }
    return steps;
}

double stressOf(const Adjacency &adjacency, const Places &places, RandomNumbers &random,
                const std::vector<std::uint32_t> &linked)
{
    double ratios = 0;
    double squares = 0;
    double pairs = 0;
    for (int i = 0; i < Sources; ++i) {
        const std::uint32_t source = linked[random.below(static_cast<std::uint32_t>(linked.size()))];
        const std::vector<int> steps = stepsFrom(adjacency, source);
        for (int j = 0; j < NodesForSource; ++j) {
            const std::uint32_t node = linked[random.below(static_cast<std::uint32_t>(linked.size()))];
            if (steps[node] <= 0)
                continue;
            const double ratio = distance(places, source, node) / steps[node];
            ratios += ratio;
            squares += ratio * ratio;
            ++pairs;
        }
    }
    return pairs > 0 && squares > 0 ? 1 - ratios * ratios / squares / pairs : 0;
}

double neighboursOf(const Adjacency &adjacency, const Places &places, RandomNumbers &random,
                    const std::vector<std::uint32_t> &linked)
{
    const std::size_t nearest = std::min(Nearest, places.size() - 1);
    std::vector<std::uint32_t> others(places.size());
    std::vector<double> distances(places.size());
    double sum = 0;
    for (int i = 0; i < Samples; ++i) {
        const std::uint32_t node = linked[random.below(static_cast<std::uint32_t>(linked.size()))];
        std::iota(others.begin(), others.end(), 0);
        std::swap(others[node], others.back());
        for (const std::uint32_t other : others)
            distances[other] = distance(places, node, other);
        const auto end = others.end() - 1;
        std::nth_element(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(nearest - 1), end,
                         [&](std::uint32_t left, std::uint32_t right) { return distances[left] < distances[right]; });
        const std::span<const std::uint32_t> neighbours = adjacency.neighbours(node);
        const auto found =
            std::count_if(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(nearest),
                          [&](std::uint32_t other) { return std::ranges::binary_search(neighbours, other); });
        sum += static_cast<double>(found) / static_cast<double>(std::min(nearest, neighbours.size()));
    }
    return sum / Samples;
}

} // namespace

LayoutQuality qualityOf(const Adjacency &adjacency, const Places &places)
{
    std::vector<std::uint32_t> linked;
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        if (adjacency.degree(node) > 0)
            linked.push_back(node);
    }
    if (linked.empty())
        return {};
    RandomNumbers random(7);
    LayoutQuality quality;
    quality.stress = stressOf(adjacency, places, random, linked);
    quality.neighbours = neighboursOf(adjacency, places, random, linked);
    return quality;
}

Adjacency scaleFreeGraph(int nodes, int links, std::uint64_t seed)
{
    RandomNumbers random(seed);
    std::vector<int> numbers(static_cast<std::size_t>(nodes));
    std::iota(numbers.begin(), numbers.end(), 0);
    for (std::size_t i = numbers.size(); i > 1; --i)
        std::swap(numbers[i - 1], numbers[random.below(static_cast<std::uint32_t>(i))]);
    // A node stands here once for each of its links.
    std::vector<int> ends(static_cast<std::size_t>(links));
    std::iota(ends.begin(), ends.end(), 0);
    std::vector<std::pair<int, int>> edges;
    for (int node = links; node < nodes; ++node) {
        std::vector<int> chosen;
        while (chosen.size() < static_cast<std::size_t>(links)) {
            const int end = ends[random.below(static_cast<std::uint32_t>(ends.size()))];
            if (!std::ranges::contains(chosen, end))
                chosen.push_back(end);
        }
        for (const int end : chosen) {
            edges.emplace_back(numbers[static_cast<std::size_t>(node)], numbers[static_cast<std::size_t>(end)]);
            ends.push_back(end);
            ends.push_back(node);
        }
    }
    return adjacencyOf(nodes, edges);
}

Adjacency gridGraph(int columns, int rows)
{
    std::vector<std::pair<int, int>> edges;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const int node = row * columns + column;
            if (column + 1 < columns)
                edges.emplace_back(node, node + 1);
            if (row + 1 < rows)
                edges.emplace_back(node, node + columns);
        }
    }
    return adjacencyOf(columns * rows, edges);
}

Adjacency starGraph(int nodes)
{
    std::vector<std::pair<int, int>> edges;
    for (int node = 1; node < nodes; ++node)
        edges.emplace_back(0, node);
    return adjacencyOf(nodes, edges);
}

} // namespace tearsheet
