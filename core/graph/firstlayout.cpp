// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/firstlayout.h"

#include "core/graph/randomnumbers.h"
#include "core/graph/stressdescent.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tearsheet {

namespace {

constexpr int StressRounds = 60;
constexpr int RoughRounds = 48;    // In these the steps become smooth,
constexpr float LastShare = 0.1F;  // and after them short.
constexpr int FirstPicture = 4;    // So many rounds are enough to see something,
constexpr int ProgressRounds = 10; // and a new picture comes after so many.
constexpr int Ticks = 60;
constexpr double FirstAlpha = 0.4;
constexpr double AimStrength = 20;
constexpr double LeastUnit = 1; // How long a step is at least: paths and grids are wide of themselves.
constexpr float Density = 0.5F; // How wide a part is before forces act, as a multiple of √nodes.

class FirstLayout
{
public:
    FirstLayout(const Adjacency &adjacency, const LayoutOptions &options, const LayoutCancelled &isCancelled,
                const LayoutProgress &progress)
        : m_adjacency(adjacency), m_options(options), m_isCancelled(isCancelled), m_progress(progress),
          m_components(componentsOf(adjacency)), m_places(static_cast<std::size_t>(adjacency.nodeCount()))
    {}

    Places run()
    {
        for (std::size_t i = 0; i < m_components.size() && !cancelled(); ++i)
            layOut(i);
        pack();
        report();
        refine();
        return std::move(m_places);
    }

private:
    bool cancelled() const { return m_isCancelled && m_isCancelled(); }

    void report() const
    {
        if (m_progress)
            m_progress(m_places);
    }

    void layOut(std::size_t index);
    void put(std::size_t index, const Places &places);
    void pack();
    void refine();

    const Adjacency &m_adjacency;
    const LayoutOptions &m_options;
    const LayoutCancelled &m_isCancelled;
    const LayoutProgress &m_progress;
    const std::vector<std::vector<std::uint32_t>> m_components;
    Places m_places;
    float m_unit = 1; // How long a step of the largest part is.
};

/// From a heap at the origin to distances that are near the steps.
void FirstLayout::layOut(std::size_t index)
{
    const std::vector<std::uint32_t> &nodes = m_components[index];
    if (nodes.size() == 1)
        return;
    const Adjacency part = partOf(m_adjacency, nodes);
    RandomNumbers random(m_options.seed + index);
    Places places(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        places.x[i] = random.within(0.01F);
        places.y[i] = random.within(0.01F);
    }
    StressDescent descent(part, random.next());
    for (int round = 0; round < StressRounds && !cancelled(); ++round) {
        // 4 nodes at once at first, 64 from `RoughRounds` on.
        const int doublings = std::min(4 * round / RoughRounds, 4);
        const float late = static_cast<float>(std::max(round - RoughRounds, 0)) / (StressRounds - RoughRounds);
        descent.measure();
        descent.improve(places, std::size_t{4} << doublings, std::pow(LastShare, late));
        if (index == 0 && m_progress && round % ProgressRounds == FirstPicture - 1) {
            put(index, places);
            report();
        }
    }
    put(index, places);
}

/// Takes over the places of a part, around the origin and as wide as its number of nodes asks for.
void FirstLayout::put(std::size_t index, const Places &places)
{
    const std::vector<std::uint32_t> &nodes = m_components[index];
    const auto count = static_cast<double>(nodes.size());
    double middleX = 0;
    double middleY = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        middleX += static_cast<double>(places.x[i]) / count;
        middleY += static_cast<double>(places.y[i]) / count;
    }
    double spread = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        spread += (std::pow(static_cast<double>(places.x[i]) - middleX, 2)
                   + std::pow(static_cast<double>(places.y[i]) - middleY, 2))
                  / count;
    }
    const double unit = std::max(static_cast<double>(Density) * std::sqrt(count / std::max(spread, 1e-6)), LeastUnit)
                        * m_options.forces.distance;
    if (index == 0)
        m_unit = static_cast<float>(unit);
    // Nodes with the same neighbours have the same distances, and would lie on each other.
    RandomNumbers random(m_options.seed ^ index);
    const auto jitter = static_cast<float>(0.5 * m_options.forces.distance);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        m_places.x[nodes[i]] =
            static_cast<float>((static_cast<double>(places.x[i]) - middleX) * unit) + random.within(jitter);
        m_places.y[nodes[i]] =
            static_cast<float>((static_cast<double>(places.y[i]) - middleY) * unit) + random.within(jitter);
    }
}

/// Puts the smaller parts in rings around the largest, each a disc beside the one before.
void FirstLayout::pack()
{
    const auto gap = static_cast<float>(1.5 * m_options.forces.distance);
    const auto radiusOf = [&](const std::vector<std::uint32_t> &nodes) {
        float most = 0;
        for (const std::uint32_t node : nodes)
            most = std::max(most, std::hypot(m_places.x[node], m_places.y[node]));
        return most + gap;
    };
    float inner = 0;
    float angle = 0;
    float widest = 0; // Of the ring that is being filled.
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        const float radius = radiusOf(m_components[i]);
        if (i == 0) {
            inner = radius;
            continue;
        }
        if (widest > 0) {
            const float turn = 2 * std::asin(std::min(1.0F, radius / (inner + widest)));
            if (angle + turn > 2 * std::numbers::pi_v<float>) {
                inner += 2 * widest;
                widest = 0;
            }
        }
        if (widest == 0) {
            widest = radius;
            angle = 0;
        }
        const float half = std::asin(std::min(1.0F, radius / (inner + widest)));
        const float at = angle + half;
        angle += 2 * half;
        for (const std::uint32_t node : m_components[i]) {
            m_places.x[node] += (inner + widest) * std::cos(at);
            m_places.y[node] += (inner + widest) * std::sin(at);
        }
    }
}

/// Nodes go to their neighbours, held by the distances.
void FirstLayout::refine()
{
    if (m_adjacency.targets.empty() || cancelled())
        return;
    ForceLayout layout(m_adjacency, m_options, m_places);
    StressDescent descent(m_adjacency, m_options.seed);
    Places aims(m_places.size());
    layout.reheat(FirstAlpha, Ticks);
    for (int tick = 0; !cancelled(); ++tick) {
        descent.measure();
        descent.aim(layout.places(), m_unit, aims);
        if (!layout.tick(aims, AimStrength))
            break;
        if (tick % ProgressRounds == ProgressRounds - 1 && m_progress)
            m_progress(layout.places());
    }
    m_places = layout.places();
}

} // namespace

Places firstLayout(const Adjacency &adjacency, const LayoutOptions &options, const LayoutCancelled &isCancelled,
                   const LayoutProgress &progress)
{
    return FirstLayout(adjacency, options, isCancelled, progress).run();
}

} // namespace tearsheet
