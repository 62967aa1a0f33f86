// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/layeredlayout.h"

#include "core/graph/adjacency.h"

#include <QtTypes>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tearsheet {

namespace {

constexpr int OrderSweeps = 12;
constexpr int PlaceSweeps = 16;
constexpr std::size_t MostBends = 200'000; // Beyond that, long edges are not led around nodes.

using Index = std::uint32_t;

/// One connected part as layers of nodes, in which an edge joins neighbouring layers: longer ones are cut at bends,
/// which are nodes too.
class LayeredPart
{
public:
    LayeredPart(const std::vector<Index> &nodes, const Layering &layering, const std::vector<Index> &indexOf,
                std::span<const std::pair<int, int>> edges)
    {
        for (const Index node : nodes)
            add(layering.layers[node]);
        std::size_t bends = 0;
        for (const auto &[from, to] : edges)
            bends += static_cast<std::size_t>(layering.layers[static_cast<std::size_t>(to)]
                                              - layering.layers[static_cast<std::size_t>(from)] - 1);
        for (const auto &[from, to] : edges) {
            Index above = indexOf[static_cast<std::size_t>(from)];
            const Index below = indexOf[static_cast<std::size_t>(to)];
            if (bends > MostBends && m_layer[below] > m_layer[above] + 1)
                continue;
            while (m_layer[above] + 1 < m_layer[below]) {
                const Index bend = add(m_layer[above] + 1);
                join(above, bend);
                above = bend;
            }
            join(above, below);
        }
    }

    void order();
    void place(double gap);
    double x(Index node) const { return m_x[node]; }
    double left() const { return *std::ranges::min_element(m_x); }
    double right() const { return *std::ranges::max_element(m_x); }

private:
    using Neighbours = std::vector<std::vector<Index>>;

    Index add(int layer)
    {
        const auto node = static_cast<Index>(m_layer.size());
        m_layer.push_back(layer);
        m_above.emplace_back();
        m_below.emplace_back();
        if (m_layers.size() <= static_cast<std::size_t>(layer))
            m_layers.resize(static_cast<std::size_t>(layer) + 1);
        m_layers[static_cast<std::size_t>(layer)].push_back(node);
        return node;
    }
    void join(Index above, Index below)
    {
        m_below[above].push_back(below);
        m_above[below].push_back(above);
    }

    void orderByFirstVisit();
    void number(const std::vector<Index> &layer);
    void sweep(bool down);
    void sortByMedian(std::vector<Index> &layer, const Neighbours &neighbours);
    qint64 crossings() const;
    void settle(const std::vector<Index> &layer, const std::vector<double> &wanted, double gap);

    std::vector<int> m_layer; // By node,
    Neighbours m_above;
    Neighbours m_below;
    std::vector<std::vector<Index>> m_layers; // from left to right.
    std::vector<Index> m_position;            // In its layer.
    std::vector<double> m_x;
};

void LayeredPart::number(const std::vector<Index> &layer)
{
    for (Index i = 0; i < layer.size(); ++i)
        m_position[layer[i]] = i;
}

/// Depth first, so that what belongs together begins together.
void LayeredPart::orderByFirstVisit()
{
    std::vector<char> seen(m_layer.size(), 0);
    for (std::vector<Index> &layer : m_layers)
        layer.clear();
    std::vector<Index> stack;
    for (Index first = 0; first < m_layer.size(); ++first) {
        stack.push_back(first);
        while (!stack.empty()) {
            const Index node = stack.back();
            stack.pop_back();
            if (std::exchange(seen[node], 1))
                continue;
            m_layers[static_cast<std::size_t>(m_layer[node])].push_back(node);
            stack.insert(stack.end(), m_above[node].rbegin(), m_above[node].rend());
            stack.insert(stack.end(), m_below[node].rbegin(), m_below[node].rend());
        }
    }
}

void LayeredPart::order()
{
    m_position.assign(m_layer.size(), 0);
    orderByFirstVisit();
    std::ranges::for_each(m_layers, [&](const std::vector<Index> &layer) { number(layer); });
    std::vector<std::vector<Index>> best = m_layers;
    qint64 fewest = crossings();
    for (int i = 0; i < OrderSweeps && fewest > 0; ++i) {
        sweep(i % 2 == 0);
        const qint64 now = crossings();
        if (now < fewest) {
            fewest = now;
            best = m_layers;
        }
    }
    m_layers = std::move(best);
    std::ranges::for_each(m_layers, [&](const std::vector<Index> &layer) { number(layer); });
}

void LayeredPart::sweep(bool down)
{
    for (std::size_t i = 1; i < m_layers.size(); ++i) {
        std::vector<Index> &layer = m_layers[down ? i : m_layers.size() - 1 - i];
        sortByMedian(layer, down ? m_above : m_below);
        number(layer);
    }
}

/// Nodes without neighbours on that side stay where they are.
void LayeredPart::sortByMedian(std::vector<Index> &layer, const Neighbours &neighbours)
{
    std::vector<std::pair<double, Index>> medians;
    for (const Index node : layer) {
        std::vector<Index> positions;
        for (const Index neighbour : neighbours[node])
            positions.push_back(m_position[neighbour]);
        if (positions.empty())
            continue;
        std::ranges::sort(positions);
        const std::size_t middle = positions.size() / 2;
        const double median =
            positions.size() % 2 != 0
                ? static_cast<double>(positions[middle])
                : (static_cast<double>(positions[middle - 1]) + static_cast<double>(positions[middle])) / 2;
        medians.emplace_back(median, node);
    }
    std::ranges::stable_sort(medians, {}, &std::pair<double, Index>::first);
    auto next = medians.begin();
    for (Index &node : layer) {
        if (!neighbours[node].empty())
            node = next++->second;
    }
}

/// Pairs of edges between neighbouring layers that cross: inversions, counted by a tree of sums (Barth et al. 2004).
qint64 LayeredPart::crossings() const
{
    qint64 count = 0;
    for (std::size_t i = 0; i + 1 < m_layers.size(); ++i) {
        std::vector<qint64> sums(m_layers[i + 1].size() + 1, 0);
        qint64 before = 0;
        std::vector<Index> ends;
        for (const Index node : m_layers[i]) {
            ends.clear();
            for (const Index below : m_below[node])
                ends.push_back(m_position[below]);
            for (const Index end : ends) {
                qint64 notRight = 0; // Earlier edges that end left of this one or with it.
                for (std::size_t at = std::size_t{end} + 1; at > 0; at &= at - 1)
                    notRight += sums[at];
                count += before - notRight;
            }
            for (const Index end : ends) {
                for (std::size_t at = std::size_t{end} + 1; at < sums.size(); at += at & (~at + 1))
                    ++sums[at];
            }
            before += static_cast<qint64>(ends.size());
        }
    }
    return count;
}

/// Places of a layer that are as near to those wanted as order and gap allow (least squares): nodes that want to be in
/// each other's room share it (pool adjacent violators).
void LayeredPart::settle(const std::vector<Index> &layer, const std::vector<double> &wanted, double gap)
{
    struct Block
    {
        double sum;
        double nodes;

        double middle() const { return sum / nodes; }
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < layer.size(); ++i) {
        blocks.push_back({wanted[i] - gap * static_cast<double>(i), 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].middle() >= blocks.back().middle()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().nodes += last.nodes;
        }
    }
    std::size_t i = 0;
    for (const Block &block : blocks) {
        for (double k = 0; k < block.nodes; ++k, ++i)
            m_x[layer[i]] = block.middle() + gap * static_cast<double>(i);
    }
}

void LayeredPart::place(double gap)
{
    m_x.assign(m_layer.size(), 0);
    for (const std::vector<Index> &layer : m_layers) {
        for (std::size_t i = 0; i < layer.size(); ++i)
            m_x[layer[i]] = gap * (static_cast<double>(i) - static_cast<double>(layer.size() - 1) / 2);
    }
    std::vector<double> wanted;
    for (int sweep = 0; sweep < PlaceSweeps; ++sweep) {
        const bool down = sweep % 2 == 0;
        // The last two look both ways.
        const bool both = sweep >= PlaceSweeps - 2;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const std::vector<Index> &layer = m_layers[down ? i : m_layers.size() - 1 - i];
            wanted.clear();
            for (const Index node : layer) {
                double sum = 0;
                double count = 0;
                const auto look = [&](const std::vector<Index> &neighbours) {
                    for (const Index neighbour : neighbours)
                        sum += m_x[neighbour];
                    count += static_cast<double>(neighbours.size());
                };
                if (down || both)
                    look(m_above[node]);
                if (!down || both)
                    look(m_below[node]);
                wanted.push_back(count > 0 ? sum / count : m_x[node]);
            }
            settle(layer, wanted, gap);
        }
    }
}

/// Rows of nodes without edges, about as wide as high.
void placeRows(const std::vector<Index> &nodes, double left, double top, double width, const LayeredOptions &options,
               Places &places)
{
    const auto gap = static_cast<double>(options.gap);
    const double most = std::ceil(std::sqrt(static_cast<double>(nodes.size())));
    const auto columns = static_cast<std::size_t>(std::max({1.0, most, std::floor(width / std::max(gap, 1e-6)) + 1}));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        places.x[nodes[i]] = static_cast<float>(left + gap * static_cast<double>(i % columns));
        places.y[nodes[i]] =
            static_cast<float>(top + static_cast<double>(options.layer) * static_cast<double>(i / columns));
    }
}

} // namespace

LayeredLayout layeredLayout(int nodeCount, std::span<const std::pair<int, int>> edges, const LayeredOptions &options)
{
    LayeredLayout layout;
    layout.layering = layeringOf(nodeCount, edges);
    const std::vector<int> &layers = layout.layering.layers;
    layout.places = Places(layers.size());
    const Adjacency adjacency = adjacencyOf(nodeCount, layout.layering.edges);
    const std::vector<std::vector<Index>> parts = componentsOf(adjacency);
    std::vector<Index> indexOf(layers.size(), 0);
    std::vector<std::size_t> partOfNode(layers.size(), 0);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (Index i = 0; i < parts[part].size(); ++i) {
            indexOf[parts[part][i]] = i;
            partOfNode[parts[part][i]] = part;
        }
    }
    std::vector<std::vector<std::pair<int, int>>> edgesOfPart(parts.size());
    for (const auto &edge : layout.layering.edges)
        edgesOfPart[partOfNode[static_cast<std::size_t>(edge.first)]].push_back(edge);

    double left = 0;
    double bottom = 0;
    std::vector<Index> single;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].size() == 1) {
            single.push_back(parts[i].front());
            continue;
        }
        LayeredPart part(parts[i], layout.layering, indexOf, edgesOfPart[i]);
        part.order();
        part.place(static_cast<double>(options.gap));
        const double shift = left - part.left();
        for (Index j = 0; j < parts[i].size(); ++j) {
            const Index node = parts[i][j];
            layout.places.x[node] = static_cast<float>(part.x(j) + shift);
            layout.places.y[node] = options.layer * static_cast<float>(layers[node]);
            bottom = std::max(bottom, static_cast<double>(layout.places.y[node]) + static_cast<double>(options.layer));
        }
        left += part.right() - part.left() + 2 * static_cast<double>(options.gap);
    }
    placeRows(single, 0, bottom, left, options, layout.places);
    return layout;
}

} // namespace tearsheet
