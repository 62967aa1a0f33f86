// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/draglayout.h"

#include "core/graph/grownlayout.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr float Softening = 0.05F; // Of what pushes nearby, in squares of a link's length.
constexpr float Anchor = 0.5F;     // What holds a node where it was, where a link holds with 1.

constexpr float Pace = 0.3F;
constexpr float Cooling = 0.995F;   // Steps become shorter, so that what pushes each other to and fro comes to rest,
constexpr float Coldest = 0.02F;    // which all is then.
constexpr float LongestStep = 0.5F; // For links of length 1, like the next ones.
constexpr float Rest = 1e-3F;       // A step that nobody sees.
constexpr float Beside = 2.5F;      // How far from the node that is dragged others are pushed away.
constexpr float Farthest = 1e12F;
constexpr std::size_t MostLinked = DragLayout::mostWarm / 2;

constexpr int Free = -1;
constexpr int Stands = -2;

} // namespace

DragLayout::DragLayout(std::shared_ptr<const Adjacency> adjacency, Places places, int node, std::span<const int> pinned,
                       const LayoutForces &forces)
    : m_adjacency(std::move(adjacency)), m_forces(bounded(forces)), m_places(std::move(places)), m_node(node)
{
    const auto count = static_cast<std::size_t>(m_adjacency->nodeCount());
    const auto dragged = static_cast<std::uint32_t>(node);
    m_places.x.resize(count);
    m_places.y.resize(count);
    m_restX = m_places.x[dragged];
    m_restY = m_places.y[dragged];
    m_warmOf.assign(count, Free);
    for (std::size_t i = 0; i < count; ++i) {
        if (!isPlaced(m_places, i))
            m_warmOf[i] = Stands;
    }
    for (const int fixed : pinned)
        m_warmOf[static_cast<std::size_t>(fixed)] = Stands;
    m_warmOf[dragged] = Stands;
    const std::span<const std::uint32_t> neighbours = m_adjacency->neighbours(dragged);
    std::vector<std::uint32_t> linked(neighbours.begin(), neighbours.end());
    // Those that are held by little else.
    std::ranges::stable_sort(linked, {}, [this](std::uint32_t other) { return m_adjacency->degree(other); });
    linked.resize(std::min(linked.size(), MostLinked));
    for (const std::uint32_t other : linked)
        warm(other);
}

void DragLayout::warm(std::uint32_t node)
{
    if (m_warmOf[node] != Free)
        return;
    m_warmOf[node] = static_cast<int>(m_warm.size());
    m_warm.push_back({node, m_places.x[node], m_places.y[node]});
}

void DragLayout::hold(float x, float y)
{
    if (!(std::abs(x) <= Farthest && std::abs(y) <= Farthest))
        return;
    const auto dragged = static_cast<std::size_t>(m_node);
    m_places.x[dragged] = x;
    m_places.y[dragged] = y;
    m_heat = 1;
    warmNear();
}

void DragLayout::warmNear()
{
    const auto dragged = static_cast<std::size_t>(m_node);
    const float reach = Beside * static_cast<float>(m_forces.distance);
    std::vector<std::pair<float, std::uint32_t>> near;
    for (std::uint32_t node = 0; node < m_places.size(); ++node) {
        const float x = m_places.x[node] - m_places.x[dragged];
        const float y = m_places.y[node] - m_places.y[dragged];
        const float away = x * x + y * y;
        if (m_warmOf[node] == Free && away < reach * reach)
            near.emplace_back(away, node);
    }
    std::ranges::sort(near);
    for (const auto &[away, node] : near) {
        if (m_warm.size() >= mostWarm)
            return;
        warm(node);
    }
}

// What comes nearer than it was pushes.
void DragLayout::addPush(Pull &sum, const Warm &warm, std::uint32_t other, float restX, float restY) const
{
    const auto length = static_cast<float>(m_forces.distance);
    const float x = m_places.x[warm.node] - m_places.x[other];
    const float y = m_places.y[warm.node] - m_places.y[other];
    const float away = std::hypot(x, y) / length;
    const float rest = std::min(std::hypot(warm.x - restX, warm.y - restY) / length, Beside);
    if (away >= rest)
        return;
    const auto pushAt = [](float distance) { return distance / (distance * distance + Softening); };
    const float push = static_cast<float>(m_forces.repel) * length * (pushAt(away) - pushAt(rest));
    if (push <= 0)
        return;
    // Two in the same place part somehow.
    const float reach = away > 0 ? away * length : 1;
    sum.x += push * (away > 0 ? x / reach : 1);
    sum.y += push * (away > 0 ? y / reach : 0);
    sum.stiffness += static_cast<float>(m_forces.repel) / (away * away + Softening);
}

// A link wants to be as long as it was.
void DragLayout::addLink(Pull &sum, const Warm &warm, std::uint32_t entry, float restX, float restY) const
{
    const std::uint32_t other = m_adjacency->targets[entry];
    const float x = m_places.x[other] - m_places.x[warm.node];
    const float y = m_places.y[other] - m_places.y[warm.node];
    const float away = std::hypot(x, y);
    const float rest = std::hypot(restX - warm.x, restY - warm.y);
    const float strength = static_cast<float>(m_forces.link) * linkStrength(*m_adjacency, warm.node, entry);
    sum.stiffness += strength;
    if (away <= 0)
        return;
    sum.x += strength * (away - rest) * x / away;
    sum.y += strength * (away - rest) * y / away;
}

DragLayout::Pull DragLayout::pullOf(const Warm &warm) const
{
    const auto dragged = static_cast<std::uint32_t>(m_node);
    const std::span<const std::uint32_t> neighbours = m_adjacency->neighbours(warm.node);
    // What has no other link is held by nothing, and comes along.
    const bool linked = std::ranges::binary_search(neighbours, dragged);
    const float anchor = Anchor * (linked ? 1 - 1 / static_cast<float>(neighbours.size()) : 1);
    Pull sum{anchor * (warm.x - m_places.x[warm.node]), anchor * (warm.y - m_places.y[warm.node]), anchor};
    addPush(sum, warm, dragged, m_restX, m_restY);
    for (const Warm &other : m_warm) {
        if (other.node != warm.node)
            addPush(sum, warm, other.node, other.x, other.y);
    }
    for (std::uint32_t entry = m_adjacency->offsets[warm.node]; entry < m_adjacency->offsets[warm.node + 1]; ++entry) {
        const std::uint32_t other = m_adjacency->targets[entry];
        const int at = m_warmOf[other];
        if (other == dragged)
            addLink(sum, warm, entry, m_restX, m_restY);
        else if (at >= 0)
            addLink(sum, warm, entry, m_warm[static_cast<std::size_t>(at)].x, m_warm[static_cast<std::size_t>(at)].y);
        else if (isPlaced(m_places, other))
            addLink(sum, warm, entry, m_places.x[other], m_places.y[other]);
    }
    return sum;
}

bool DragLayout::tick()
{
    if (m_heat <= 0)
        return false;
    const float length = static_cast<float>(m_forces.distance);
    std::vector<std::pair<float, float>> steps;
    steps.reserve(m_warm.size());
    for (const Warm &warm : m_warm) {
        const Pull pull = pullOf(warm);
        const float x = pull.stiffness > 0 ? Pace * m_heat * pull.x / pull.stiffness : 0;
        const float y = pull.stiffness > 0 ? Pace * m_heat * pull.y / pull.stiffness : 0;
        const float size = std::hypot(x, y);
        const float share = size > LongestStep * length ? LongestStep * length / size : 1;
        steps.emplace_back(std::isfinite(size) ? std::pair(x * share, y * share) : std::pair(0.0F, 0.0F));
    }
    float most = 0;
    for (std::size_t i = 0; i < m_warm.size(); ++i) {
        m_places.x[m_warm[i].node] += steps[i].first;
        m_places.y[m_warm[i].node] += steps[i].second;
        most = std::max(most, std::hypot(steps[i].first, steps[i].second));
    }
    m_heat = most > Rest * length && m_heat > Coldest ? m_heat * Cooling : 0;
    return m_heat > 0;
}

} // namespace tearsheet
