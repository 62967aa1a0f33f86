// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/peerlayers.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr double Widest = 2.5;   // For their number: so many times as many nodes beside each other as rows.
constexpr float RowShare = 0.5F; // Of the way between two layers: rows of one layer are nearer.

/// What stands in one layer.
struct Layer
{
    std::vector<int> nodes;  ///< With a place from side to side already,
    std::vector<int> guests; ///< and without.
};

class PeerLayers
{
public:
    PeerLayers(int nodeCount, std::span<const std::pair<int, int>> edges, const LayeredOptions &options)
        : m_options(options), m_count(static_cast<std::size_t>(std::max(nodeCount, 0))), m_layer(m_count, -1),
          m_places(m_count)
    {
        layOut(edges);
    }

    Places run(const Adjacency &peers)
    {
        invite(peers);
        double top = 0;
        for (Layer &layer : m_layers)
            top = place(layer, top) + static_cast<double>(m_options.layer);
        return std::move(m_places);
    }

private:
    bool isEdge(const std::pair<int, int> &edge) const
    {
        const auto isNode = [this](int node) { return node >= 0 && static_cast<std::size_t>(node) < m_count; };
        return edge.first != edge.second && isNode(edge.first) && isNode(edge.second);
    }

    void layOut(std::span<const std::pair<int, int>> edges)
    {
        std::vector<int> number(m_count, -1);
        std::vector<int> joined;
        std::vector<std::pair<int, int>> among;
        const auto numberOf = [&](int node) {
            int &known = number[static_cast<std::size_t>(node)];
            if (known < 0) {
                known = static_cast<int>(joined.size());
                joined.push_back(node);
            }
            return known;
        };
        for (const auto &edge : edges) {
            if (!isEdge(edge))
                continue;
            const int first = numberOf(edge.first);
            among.emplace_back(first, numberOf(edge.second));
        }
        const LayeredLayout layout = layeredLayout(static_cast<int>(joined.size()), among, m_options);
        m_layers.resize(1);
        for (std::size_t i = 0; i < joined.size(); ++i) {
            const auto node = static_cast<std::size_t>(joined[i]);
            const int layer = layout.layering.layers[i];
            m_layer[node] = layer;
            m_places.x[node] = layout.places.x[i];
            m_left = i == 0 ? m_places.x[node] : std::min(m_left, m_places.x[node]);
            m_right = i == 0 ? m_places.x[node] : std::max(m_right, m_places.x[node]);
            if (m_layers.size() <= static_cast<std::size_t>(layer))
                m_layers.resize(static_cast<std::size_t>(layer) + 1);
            m_layers[static_cast<std::size_t>(layer)].nodes.push_back(joined[i]);
        }
    }

    /// Gives each node that has no layer that of the nearest that has one.
    void invite(const Adjacency &peers)
    {
        std::vector<std::uint32_t> queue;
        for (std::uint32_t node = 0; node < m_count; ++node) {
            if (m_layer[node] >= 0)
                queue.push_back(node);
        }
        if (queue.empty() && m_count > 0) { // Then the one that most is said of stands for all.
            std::uint32_t busiest = 0;
            for (std::uint32_t node = 1; node < m_count; ++node)
                busiest = peers.degree(node) > peers.degree(busiest) ? node : busiest;
            m_layer[busiest] = 0;
            m_layers[0].nodes.push_back(static_cast<int>(busiest));
            queue.push_back(busiest);
        }
        for (std::size_t i = 0; i < queue.size(); ++i) {
            for (const std::uint32_t other : peers.neighbours(queue[i])) {
                if (m_layer[other] >= 0)
                    continue;
                m_layer[other] = m_layer[queue[i]];
                m_layers[static_cast<std::size_t>(m_layer[other])].guests.push_back(static_cast<int>(other));
                queue.push_back(other);
            }
        }
        m_layers.emplace_back();
        for (std::size_t node = 0; node < m_count; ++node) {
            if (m_layer[node] < 0)
                m_layers.back().guests.push_back(static_cast<int>(node));
        }
        const double middle = (static_cast<double>(m_left) + static_cast<double>(m_right)) / 2;
        const double wide =
            std::max(static_cast<double>(m_right - m_left),
                     static_cast<double>(m_options.gap) * std::ceil(std::sqrt(Widest * static_cast<double>(m_count))));
        m_left = static_cast<float>(middle - wide / 2);
        m_right = static_cast<float>(middle + wide / 2);
    }

    /// Where its last row is.
    double place(const Layer &layer, double top)
    {
        const float gap = m_options.gap;
        float least = (m_left + m_right + gap) / 2;
        float most = least - gap;
        for (const int node : layer.nodes) {
            const auto at = static_cast<std::size_t>(node);
            m_places.y[at] = static_cast<float>(top);
            least = std::min(least, m_places.x[at]);
            most = std::max(most, m_places.x[at]);
        }
        // From the middle outwards, at the side with more room.
        std::size_t next = 0;
        double row = top;
        while (next < layer.guests.size()) {
            const auto at = static_cast<std::size_t>(layer.guests[next]);
            const bool left = least - m_left > m_right - most;
            const float x = left ? least - gap : most + gap;
            if (x < m_left || x > m_right) {
                row += static_cast<double>(m_options.layer * RowShare);
                const auto fits = static_cast<std::size_t>(std::max(1.0F, std::floor((m_right - m_left) / gap) + 1));
                const std::size_t rest = std::min(fits, layer.guests.size() - next);
                const float begin = (m_left + m_right - gap * static_cast<float>(rest - 1)) / 2;
                for (std::size_t i = 0; i < rest; ++i, ++next) {
                    const auto guest = static_cast<std::size_t>(layer.guests[next]);
                    m_places.x[guest] = begin + gap * static_cast<float>(i);
                    m_places.y[guest] = static_cast<float>(row);
                }
                continue;
            }
            (left ? least : most) = x;
            m_places.x[at] = x;
            m_places.y[at] = static_cast<float>(row);
            ++next;
        }
        return row;
    }

    LayeredOptions m_options;
    std::size_t m_count;
    std::vector<int> m_layer; // By node.
    std::vector<Layer> m_layers;
    Places m_places;
    float m_left = 0; // Where layers begin and end.
    float m_right = 0;
};

} // namespace

Places peerLayers(const Adjacency &adjacency, std::span<const std::pair<int, int>> edges, const LayeredOptions &options)
{
    return PeerLayers(adjacency.nodeCount(), edges, options).run(adjacency);
}

} // namespace tearsheet
