// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/forcelayout.h"

#include "core/base/parallel.h"
#include "core/graph/randomnumbers.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

// The forces that make a good picture. A node pushes with 1 / distance; links draw with `LinkFar` of their length, and
// with `LinkNear` more where they are shorter than a unit. Found by trying on the links of real vaults.
constexpr float Softening = 0.05F;
constexpr float LinkFar = 0.1F;
constexpr float LinkNear = 20.0F;
constexpr float Centre = 0.3F;

constexpr float Pace = 0.5F;        // The share of the way to where its forces vanish that a node goes in a step,
constexpr float Keep = 0.5F;        // the share of its velocity that it keeps,
constexpr float LongestStep = 0.3F; // and the longest step, as a share of √nodes,
constexpr float SmallestSize = 30;  // which is taken as this at least.
constexpr float CentreReach = 4;    // So many √nodes from the origin, what draws there is half of what it would be.
constexpr double Rest = 0.003;
constexpr int FirstTicks = 300;
constexpr qsizetype Portion = 1024;
constexpr float Farthest = 1e12F;

std::vector<float> linkStrengths(const Adjacency &adjacency)
{
    std::vector<float> strengths;
    strengths.reserve(adjacency.targets.size());
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        for (std::uint32_t entry = adjacency.offsets[node]; entry < adjacency.offsets[node + 1]; ++entry) {
            strengths.push_back(linkStrength(adjacency, node, entry));
        }
    }
    return strengths;
}

bool isSound(float x, float y)
{
    // False for what is no number too.
    return std::abs(x) <= Farthest && std::abs(y) <= Farthest;
}

} // namespace

float linkStrength(const Adjacency &adjacency, std::uint32_t node, std::uint32_t entry)
{
    const auto links = static_cast<float>(std::min(adjacency.degree(node), adjacency.degree(adjacency.targets[entry])));
    return adjacency.weight(entry) / std::sqrt(std::sqrt(links));
}

LayoutForces bounded(const LayoutForces &forces)
{
    const auto within = [](double force, double least) {
        return std::isnan(force) ? 1.0 : std::clamp(force, least, 1e6);
    };
    return {within(forces.centre, 0), within(forces.repel, 0), within(forces.link, 0), within(forces.distance, 1e-6)};
}

ForceLayout::ForceLayout(Adjacency adjacency, const LayoutOptions &options, Places start)
    : m_adjacency(std::move(adjacency)), m_forces(bounded(options.forces)), m_places(std::move(start))
{
    const auto count = static_cast<std::size_t>(m_adjacency.nodeCount());
    const std::size_t given = std::min({m_places.x.size(), m_places.y.size(), count});
    m_places.x.resize(count);
    m_places.y.resize(count);
    m_velocity = Places(count);
    m_force = Places(count);
    m_pinned.assign(count, 0);
    m_linkStrength = linkStrengths(m_adjacency);
    RandomNumbers random(options.seed);
    m_size = std::sqrt(static_cast<float>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const float x = random.within(m_size);
        const float y = random.within(m_size);
        if (i >= given || !isSound(m_places.x[i], m_places.y[i])) {
            m_places.x[i] = x;
            m_places.y[i] = y;
        }
    }
    reheat(1, FirstTicks);
}

void ForceLayout::reheat(double alpha, int ticks)
{
    m_alpha = std::clamp(alpha, 0.0, 1.0);
    m_decay = m_alpha > Rest ? std::pow(Rest / m_alpha, 1.0 / std::max(ticks, 1)) : 0;
}

void ForceLayout::setPinned(int node, bool pinned)
{
    m_pinned[static_cast<std::size_t>(node)] = pinned ? 1 : 0;
}

void ForceLayout::move(int node, float x, float y)
{
    if (!isSound(x, y))
        return;
    const auto index = static_cast<std::size_t>(node);
    m_places.x[index] = x;
    m_places.y[index] = y;
    m_velocity.x[index] = m_velocity.y[index] = 0;
}

bool ForceLayout::tick()
{
    return tick(Aim{});
}

bool ForceLayout::tick(const Places &aims, double strength)
{
    return tick(Aim{&aims, static_cast<float>(strength)});
}

bool ForceLayout::tick(Aim aim)
{
    if (m_alpha <= Rest || m_places.size() == 0) {
        m_alpha = 0;
        return false;
    }
    m_tree.build(m_places);
    const auto distance = static_cast<float>(m_forces.distance);
    m_tree.repulsion(Softening * distance * distance, m_force);
    findForces(aim);
    moveNodes();
    m_alpha *= m_decay;
    return true;
}

void ForceLayout::findForces(Aim aim)
{
    // The forces are those of a graph whose unit is `distance` long; in units of the plane their sizes change by its
    // square, which pushing has alone.
    const float length = static_cast<float>(m_forces.distance);
    const float square = length * length;
    const float repel = static_cast<float>(m_forces.repel) * square;
    const float linkFar = static_cast<float>(m_forces.link) * LinkFar;
    const float linkNear = static_cast<float>(m_forces.link) * LinkNear * square;
    const float centre = static_cast<float>(m_forces.centre) * Centre;
    const float reach = CentreReach * m_size * length;
    forAll(m_adjacency.nodeCount(), Portion, [&](qsizetype index) {
        const auto node = static_cast<std::uint32_t>(index);
        const float x = m_places.x[node];
        const float y = m_places.y[node];
        // Less than in proportion far out, or what is long by its links would be crushed.
        const float inwards = centre / (1 + std::sqrt(x * x + y * y) / reach);
        float forceX = repel * m_force.x[node] - inwards * x;
        float forceY = repel * m_force.y[node] - inwards * y;
        float stiffness = static_cast<float>(m_forces.repel) + centre;
        for (std::uint32_t i = m_adjacency.offsets[node]; i < m_adjacency.offsets[node + 1]; ++i) {
            const std::uint32_t neighbour = m_adjacency.targets[i];
            const float towardsX = m_places.x[neighbour] - x;
            const float towardsY = m_places.y[neighbour] - y;
            const float away = towardsX * towardsX + towardsY * towardsY;
            const float pull = m_linkStrength[i] * (linkFar + linkNear / (square + away));
            forceX += pull * towardsX;
            forceY += pull * towardsY;
            stiffness += pull;
        }
        if (aim.places) {
            forceX += aim.strength * LinkFar * (aim.places->x[node] - x);
            forceY += aim.strength * LinkFar * (aim.places->y[node] - y);
            stiffness += aim.strength * LinkFar;
        }
        const float step = stiffness > 0 ? Pace / stiffness : 0;
        m_force.x[node] = step * forceX;
        m_force.y[node] = step * forceY;
    });
}

void ForceLayout::moveNodes()
{
    const float longest =
        LongestStep * static_cast<float>(m_alpha * m_forces.distance) * std::max(m_size, SmallestSize);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_pinned[i]) {
            m_velocity.x[i] = m_velocity.y[i] = 0;
            continue;
        }
        float x = Keep * m_velocity.x[i] + m_force.x[i];
        float y = Keep * m_velocity.y[i] + m_force.y[i];
        const float length = std::hypot(x, y);
        if (!std::isfinite(length)) {
            x = y = 0;
        } else if (length > longest) {
            x *= longest / length;
            y *= longest / length;
        }
        m_velocity.x[i] = x;
        m_velocity.y[i] = y;
        m_places.x[i] += x;
        m_places.y[i] += y;
    }
}

} // namespace tearsheet
