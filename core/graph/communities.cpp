// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/communities.h"

#include <algorithm>
#include <numeric>

namespace tearsheet {

namespace {

constexpr int MostLevels = 32;
constexpr int MostRounds = 32;
constexpr double LeastGain = 1e-9;

/// A weighted graph without direction. The weight of a node's edges to itself counts both ends.
struct Weighted
{
    std::vector<int> begins; ///< By node, and one more.
    std::vector<int> others;
    std::vector<double> weights;
    std::vector<double> loops;
    std::vector<double> totals; ///< Of all edges of a node.
    double total = 0;           ///< Of all nodes: twice the weight of all edges.

    int size() const { return static_cast<int>(loops.size()); }
};

struct Row
{
    int from;
    int to;
    double weight;
};

// Rows in both directions, loops once with both ends counted.
Weighted weightedOf(std::vector<Row> rows, int count)
{
    std::ranges::sort(rows, {}, [](const Row &row) { return std::pair(row.from, row.to); });
    Weighted graph;
    const auto size = static_cast<std::size_t>(count);
    graph.begins.resize(size + 1);
    graph.loops.resize(size);
    graph.totals.resize(size);
    for (std::size_t i = 0; i < rows.size();) {
        const Row &first = rows[i];
        double weight = 0;
        for (; i < rows.size() && rows[i].from == first.from && rows[i].to == first.to; ++i)
            weight += rows[i].weight;
        const auto node = static_cast<std::size_t>(first.from);
        graph.totals[node] += weight;
        graph.total += weight;
        if (first.from == first.to) {
            graph.loops[node] += weight;
            continue;
        }
        ++graph.begins[node + 1];
        graph.others.push_back(first.to);
        graph.weights.push_back(weight);
    }
    std::partial_sum(graph.begins.begin(), graph.begins.end(), graph.begins.begin());
    return graph;
}

// Moves nodes, in their order, to the community next to them that gains most, until none gains. Whether any moved.
bool moveNodes(const Weighted &graph, std::vector<int> &communities, double resolution)
{
    const auto count = static_cast<std::size_t>(graph.size());
    std::vector<double> sums = graph.totals; // Of each community.
    std::vector<double> links(count, 0.0);   // From the node at hand to each community.
    std::vector<int> near;
    std::vector<char> waiting(count, 1);
    bool any = false;
    for (int round = 0; round < MostRounds; ++round) {
        bool moved = false;
        for (std::size_t node = 0; node < count; ++node) {
            if (!std::exchange(waiting[node], 0))
                continue;
            const int own = communities[node];
            near.assign(1, own);
            const auto begin = static_cast<std::size_t>(graph.begins[node]);
            const auto end = static_cast<std::size_t>(graph.begins[node + 1]);
            for (std::size_t i = begin; i < end; ++i) {
                const int community = communities[static_cast<std::size_t>(graph.others[i])];
                double &link = links[static_cast<std::size_t>(community)];
                if (link == 0 && community != own)
                    near.push_back(community);
                link += graph.weights[i];
            }
            sums[static_cast<std::size_t>(own)] -= graph.totals[node];
            const auto gain = [&](int community) {
                const auto place = static_cast<std::size_t>(community);
                return links[place] - resolution * graph.totals[node] * sums[place] / graph.total;
            };
            int best = own;
            double most = gain(own) + LeastGain;
            for (const int community : near) {
                const double one = gain(community);
                if (one > most + LeastGain || (best != own && one > most - LeastGain && community < best)) {
                    most = one;
                    best = community;
                }
            }
            sums[static_cast<std::size_t>(best)] += graph.totals[node];
            for (const int community : near)
                links[static_cast<std::size_t>(community)] = 0;
            if (best == own)
                continue;
            communities[node] = best;
            moved = any = true;
            for (std::size_t i = begin; i < end; ++i) {
                const auto other = static_cast<std::size_t>(graph.others[i]);
                if (communities[other] != best)
                    waiting[other] = 1;
            }
        }
        if (!moved)
            break;
    }
    return any;
}

// Numbers communities from 0 in the order of their first node. How many there are.
int renumber(std::vector<int> &communities)
{
    std::vector<int> numbers(communities.size(), -1);
    int next = 0;
    for (int &community : communities) {
        int &number = numbers[static_cast<std::size_t>(community)];
        if (number < 0)
            number = next++;
        community = number;
    }
    return next;
}

Weighted joined(const Weighted &graph, const std::vector<int> &communities, int count)
{
    std::vector<Row> rows;
    rows.reserve(graph.others.size());
    for (std::size_t node = 0; node < communities.size(); ++node) {
        const int own = communities[node];
        if (graph.loops[node] > 0)
            rows.push_back({own, own, graph.loops[node]});
        for (auto i = static_cast<std::size_t>(graph.begins[node]);
             i < static_cast<std::size_t>(graph.begins[node + 1]); ++i)
            rows.push_back({own, communities[static_cast<std::size_t>(graph.others[i])], graph.weights[i]});
    }
    return weightedOf(std::move(rows), count);
}

// Each part of a community that hangs together becomes one of its own.
void cutApart(const Weighted &graph, std::vector<int> &communities)
{
    std::vector<int> parts(communities.size(), -1);
    std::vector<int> stack;
    int next = 0;
    for (std::size_t start = 0; start < parts.size(); ++start) {
        if (parts[start] >= 0)
            continue;
        parts[start] = next;
        stack.assign(1, static_cast<int>(start));
        while (!stack.empty()) {
            const auto node = static_cast<std::size_t>(stack.back());
            stack.pop_back();
            for (auto i = static_cast<std::size_t>(graph.begins[node]);
                 i < static_cast<std::size_t>(graph.begins[node + 1]); ++i) {
                const auto other = static_cast<std::size_t>(graph.others[i]);
                if (parts[other] >= 0 || communities[other] != communities[start])
                    continue;
                parts[other] = next;
                stack.push_back(static_cast<int>(other));
            }
        }
        ++next;
    }
    communities = std::move(parts);
}

Weighted weightedOf(const Graph &graph)
{
    std::vector<Row> rows;
    rows.reserve(2 * static_cast<std::size_t>(graph.edges.size()));
    for (const GraphEdge &edge : graph.edges) {
        rows.push_back({edge.from, edge.to, static_cast<double>(edge.count)});
        rows.push_back({edge.to, edge.from, static_cast<double>(edge.count)});
    }
    return weightedOf(std::move(rows), static_cast<int>(graph.nodes.size()));
}

} // namespace

std::vector<int> communitiesOf(const Graph &graph, double resolution)
{
    const Weighted whole = weightedOf(graph);
    std::vector<int> found(static_cast<std::size_t>(graph.nodes.size()));
    std::iota(found.begin(), found.end(), 0);
    Weighted level = whole;
    for (int depth = 0; depth < MostLevels && level.total > 0; ++depth) {
        std::vector<int> communities(static_cast<std::size_t>(level.size()));
        std::iota(communities.begin(), communities.end(), 0);
        if (!moveNodes(level, communities, resolution))
            break;
        const int count = renumber(communities);
        for (int &community : found)
            community = communities[static_cast<std::size_t>(community)];
        level = joined(level, communities, count);
    }
    cutApart(whole, found);
    // The largest first; of equal ones that with the first node.
    std::vector<int> sizes(found.size(), 0);
    for (const int community : found)
        ++sizes[static_cast<std::size_t>(community)];
    std::vector<int> order(found.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater(),
                             [&](int community) { return sizes[static_cast<std::size_t>(community)]; });
    std::vector<int> ranks(found.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    for (int &community : found)
        community = ranks[static_cast<std::size_t>(community)];
    return found;
}

double modularityOf(const Graph &graph, const std::vector<int> &communities, double resolution)
{
    const Weighted whole = weightedOf(graph);
    if (whole.total == 0)
        return 0;
    std::vector<double> sums(communities.size(), 0.0);
    double inside = 0;
    for (std::size_t node = 0; node < communities.size(); ++node) {
        sums[static_cast<std::size_t>(communities[node])] += whole.totals[node];
        for (auto i = static_cast<std::size_t>(whole.begins[node]);
             i < static_cast<std::size_t>(whole.begins[node + 1]); ++i) {
            if (communities[static_cast<std::size_t>(whole.others[i])] == communities[node])
                inside += whole.weights[i];
        }
    }
    double chance = 0;
    for (const double sum : sums)
        chance += sum * sum / (whole.total * whole.total);
    return inside / whole.total - resolution * chance;
}

} // namespace tearsheet
