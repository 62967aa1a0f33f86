// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/radiallayout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tearsheet {

namespace {

constexpr double Circle = 2 * std::numbers::pi;

class RadialLayout
{
public:
    RadialLayout(const Adjacency &adjacency, const RadialOptions &options)
        : m_adjacency(adjacency), m_options(options), m_count(static_cast<std::uint32_t>(adjacency.nodeCount())),
          m_ring(m_count, -1), m_parent(m_count, 0), m_children(m_count, 0), m_need(m_count, 0), m_begin(m_count, 0),
          m_share(m_count, 0)
    {}

    Places run(std::uint32_t centre)
    {
        findRings(centre);
        addUnreached(centre);
        measureNeeds();
        return place(centre);
    }

private:
    void findRings(std::uint32_t centre);
    void addUnreached(std::uint32_t centre);
    void measureNeeds();
    Places place(std::uint32_t centre);

    const Adjacency &m_adjacency;
    const RadialOptions &m_options;
    const std::uint32_t m_count;
    std::vector<std::uint32_t> m_order; // From the centre outwards.
    std::vector<int> m_ring;
    std::vector<std::uint32_t> m_parent; // In the ring inside of a node's.
    std::vector<int> m_children;
    std::vector<double> m_need;  // The angle that a node and all behind it ask for,
    std::vector<double> m_begin; // where the angle begins that it gets,
    std::vector<double> m_share; // and how wide that is.
};

void RadialLayout::findRings(std::uint32_t centre)
{
    m_order.push_back(centre);
    m_ring[centre] = 0;
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        const std::uint32_t node = m_order[i];
        for (const std::uint32_t next : m_adjacency.neighbours(node)) {
            if (m_ring[next] < 0) {
                m_ring[next] = m_ring[node] + 1;
                m_order.push_back(next);
            }
        }
    }
    // Of several ways inwards a node takes the one that fewest others have taken.
    for (const std::uint32_t node : m_order) {
        bool found = false;
        for (const std::uint32_t inner : m_adjacency.neighbours(node)) {
            if (m_ring[inner] != m_ring[node] - 1 || (found && m_children[inner] >= m_children[m_parent[node]]))
                continue;
            m_parent[node] = inner;
            found = true;
        }
        if (found)
            ++m_children[m_parent[node]];
    }
    // Children of one node stand together, and in the order of their parents.
    std::vector<std::uint32_t> rank(m_count, 0);
    for (std::size_t begin = 0; begin < m_order.size();) {
        const int ring = m_ring[m_order[begin]];
        const auto first = m_order.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = std::find_if(first, m_order.end(), [&](std::uint32_t node) { return m_ring[node] != ring; });
        std::stable_sort(first, last, [&](std::uint32_t left, std::uint32_t right) {
            return rank[m_parent[left]] < rank[m_parent[right]];
        });
        begin = static_cast<std::size_t>(last - m_order.begin());
        for (auto node = first; node != last; ++node)
            rank[*node] = static_cast<std::uint32_t>(node - m_order.begin());
    }
}

void RadialLayout::addUnreached(std::uint32_t centre)
{
    const int last = m_ring[m_order.back()] + 1;
    for (std::uint32_t node = 0; node < m_count; ++node) {
        if (m_ring[node] >= 0)
            continue;
        m_ring[node] = last;
        m_parent[node] = centre;
        m_order.push_back(node);
    }
}

/// What each node needs where rings are `m_options.ring` apart: its own width, or what those behind it need.
void RadialLayout::measureNeeds()
{
    for (std::size_t i = m_order.size(); i-- > 1;) {
        const std::uint32_t node = m_order[i];
        const double radius = static_cast<double>(m_options.ring) * m_ring[node];
        m_need[node] = std::max(m_need[node], static_cast<double>(m_options.gap) / radius);
        m_need[m_parent[node]] += m_need[node];
    }
}

Places RadialLayout::place(std::uint32_t centre)
{
    Places places(m_count);
    if (m_order.size() < 2)
        return places;
    // All needs become smaller by what the rings become wider.
    const double wider = std::max(1.0, m_need[centre] / Circle);
    std::vector<double> given(m_count, 0);
    m_share[centre] = Circle;
    for (std::size_t i = 1; i < m_order.size(); ++i) {
        const std::uint32_t node = m_order[i];
        const std::uint32_t parent = m_parent[node];
        // Children share what their parent has as their needs are.
        m_share[node] = m_share[parent] * m_need[node] / std::max(m_need[parent], 1e-12);
        m_begin[node] = m_begin[parent] + given[parent];
        given[parent] += m_share[node];
        const double angle = m_begin[node] + m_share[node] / 2;
        const double radius = static_cast<double>(m_options.ring) * wider * m_ring[node];
        places.x[node] = static_cast<float>(radius * std::cos(angle));
        places.y[node] = static_cast<float>(radius * std::sin(angle));
    }
    return places;
}

} // namespace

Places radialLayout(const Adjacency &adjacency, int centre, const RadialOptions &options)
{
    if (centre < 0 || centre >= adjacency.nodeCount())
        return Places(static_cast<std::size_t>(adjacency.nodeCount()));
    return RadialLayout(adjacency, options).run(static_cast<std::uint32_t>(centre));
}

} // namespace tearsheet
