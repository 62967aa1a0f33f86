// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/layering.h"

#include <algorithm>
#include <set>

namespace tearsheet {

namespace {

using Edges = std::vector<std::pair<int, int>>;
using Lists = std::vector<std::vector<int>>;

struct Directed
{
    Lists out;
    Lists in;

    Directed(int nodeCount, const Edges &edges)
        : out(static_cast<std::size_t>(nodeCount)), in(static_cast<std::size_t>(nodeCount))
    {
        for (const auto &[from, to] : edges) {
            out[static_cast<std::size_t>(from)].push_back(to);
            in[static_cast<std::size_t>(to)].push_back(from);
        }
    }
};

/// Nodes in an order in which few edges lead back: what leads nowhere last, what nothing leads to first, and of the
/// rest the node with most edges out over edges in.
class Ordering
{
public:
    explicit Ordering(const Directed &graph) : m_graph(graph)
    {
        for (std::size_t node = 0; node < graph.out.size(); ++node) {
            m_out.push_back(static_cast<int>(graph.out[node].size()));
            m_in.push_back(static_cast<int>(graph.in[node].size()));
            m_waiting.insert(keyOf(static_cast<int>(node)));
        }
    }

    /// By node, its number in the order.
    std::vector<int> run()
    {
        const int count = static_cast<int>(m_out.size());
        std::vector<int> ranks(m_out.size(), 0);
        int first = 0;
        int last = count;
        while (!m_waiting.empty()) {
            const int node = m_waiting.begin()->node;
            const bool isSink = m_waiting.begin()->kind == Sink;
            ranks[static_cast<std::size_t>(node)] = isSink ? --last : first++;
            take(node);
        }
        return ranks;
    }

private:
    enum Kind { Sink, Source, Other };

    struct Key
    {
        Kind kind;
        int surplus; // Of edges in over edges out.
        int node;

        auto operator<=>(const Key &) const = default;
    };

    Key keyOf(int node) const
    {
        const auto index = static_cast<std::size_t>(node);
        const Kind kind = m_out[index] == 0 ? Sink : m_in[index] == 0 ? Source : Other;
        return {kind, kind == Other ? m_in[index] - m_out[index] : 0, node};
    }

    void take(int node)
    {
        m_waiting.erase(keyOf(node));
        const auto loosen = [&](int other, std::vector<int> &edges) {
            const Key key = keyOf(other);
            if (m_waiting.erase(key) == 0)
                return;
            --edges[static_cast<std::size_t>(other)];
            m_waiting.insert(keyOf(other));
        };
        for (const int to : m_graph.out[static_cast<std::size_t>(node)])
            loosen(to, m_in);
        for (const int from : m_graph.in[static_cast<std::size_t>(node)])
            loosen(from, m_out);
    }

    const Directed &m_graph;
    std::vector<int> m_out; // Edges to and from nodes that wait.
    std::vector<int> m_in;
    std::set<Key> m_waiting;
};

void findLayers(Layering &layering, const std::vector<int> &ranks)
{
    const Directed graph(static_cast<int>(layering.layers.size()), layering.edges);
    std::vector<std::size_t> order(ranks.size());
    for (std::size_t node = 0; node < ranks.size(); ++node)
        order[static_cast<std::size_t>(ranks[node])] = node;
    for (const std::size_t node : order) {
        for (const int from : graph.in[node])
            layering.layers[node] =
                std::max(layering.layers[node], layering.layers[static_cast<std::size_t>(from)] + 1);
    }
    for (std::size_t i = order.size(); i-- > 0;) {
        const std::size_t node = order[i];
        if (graph.out[node].size() <= graph.in[node].size())
            continue;
        int lowest = layering.layers[static_cast<std::size_t>(graph.out[node].front())];
        for (const int to : graph.out[node])
            lowest = std::min(lowest, layering.layers[static_cast<std::size_t>(to)]);
        layering.layers[node] = lowest - 1;
    }
}

} // namespace

Layering layeringOf(int nodeCount, std::span<const std::pair<int, int>> edges)
{
    Layering layering;
    layering.layers.assign(static_cast<std::size_t>(std::max(nodeCount, 0)), 0);
    const auto isNode = [&](int node) { return node >= 0 && node < nodeCount; };
    for (const auto &edge : edges) {
        if (edge.first != edge.second && isNode(edge.first) && isNode(edge.second))
            layering.edges.push_back(edge);
    }
    const auto makeUnique = [](Edges &list) {
        std::ranges::sort(list);
        list.erase(std::ranges::unique(list).begin(), list.end());
    };
    makeUnique(layering.edges);
    const std::vector<int> ranks = Ordering(Directed(std::max(nodeCount, 0), layering.edges)).run();
    for (auto &[from, to] : layering.edges) {
        if (ranks[static_cast<std::size_t>(from)] > ranks[static_cast<std::size_t>(to)]) {
            std::swap(from, to);
            layering.turned.emplace_back(from, to);
        }
    }
    makeUnique(layering.edges);
    makeUnique(layering.turned);
    findLayers(layering, ranks);
    return layering;
}

} // namespace tearsheet
