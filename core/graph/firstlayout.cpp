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
constexpr double Gap = 1.5;     // Around each part, in units.
constexpr double Density = 0.5; // How wide a part is before forces act, as a multiple of √nodes.

/// One connected part, of two nodes at least, with its middle at the origin.
class PartLayout
{
public:
    PartLayout(const Adjacency &part, const LayoutOptions &options, std::uint64_t seed,
               const LayoutCancelled &isCancelled, const LayoutProgress &progress)
        : m_part(part), m_options(options), m_isCancelled(isCancelled), m_progress(progress), m_random(seed),
          m_descent(part, m_random.next()), m_places(static_cast<std::size_t>(part.nodeCount()))
    {}

    Places run()
    {
        lowerStress();
        m_places = scaled();
        if (!cancelled())
            refine();
        return std::move(m_places);
    }

private:
    bool cancelled() const { return m_isCancelled && m_isCancelled(); }
    void lowerStress();
    Places scaled();
    void refine();

    const Adjacency &m_part;
    const LayoutOptions &m_options;
    const LayoutCancelled &m_isCancelled;
    const LayoutProgress &m_progress;
    RandomNumbers m_random;
    StressDescent m_descent;
    Places m_places;
    float m_unit = 1; // How long a step is.
};

/// From a heap at the origin to distances that are near the steps.
void PartLayout::lowerStress()
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        m_places.x[i] = m_random.within(0.01F);
        m_places.y[i] = m_random.within(0.01F);
    }
    for (int round = 0; round < StressRounds && !cancelled(); ++round) {
        // 4 nodes at once at first, 64 from `RoughRounds` on.
        const int doublings = std::min(4 * round / RoughRounds, 4);
        const float late = static_cast<float>(std::max(round - RoughRounds, 0)) / (StressRounds - RoughRounds);
        m_descent.measure();
        m_descent.improve(m_places, std::size_t{4} << doublings, std::pow(LastShare, late));
        if (m_progress && round % ProgressRounds == FirstPicture - 1)
            m_progress(scaled());
    }
}

/// The places with the middle at the origin, and as wide as their number asks for.
Places PartLayout::scaled()
{
    const auto count = static_cast<double>(m_places.size());
    double middleX = 0;
    double middleY = 0;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        middleX += static_cast<double>(m_places.x[i]) / count;
        middleY += static_cast<double>(m_places.y[i]) / count;
    }
    double spread = 0;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const double x = static_cast<double>(m_places.x[i]) - middleX;
        const double y = static_cast<double>(m_places.y[i]) - middleY;
        spread += (x * x + y * y) / count;
    }
    const double wanted = Density * std::sqrt(count / std::max(spread, 1e-6));
    const double unit = std::max(wanted, LeastUnit) * m_options.forces.distance;
    m_unit = static_cast<float>(unit);
    // Nodes with the same neighbours have the same distances, and would lie on each other.
    RandomNumbers random(m_options.seed);
    const auto jitter = static_cast<float>(0.5 * m_options.forces.distance);
    Places places(m_places.size());
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        places.x[i] = static_cast<float>((static_cast<double>(m_places.x[i]) - middleX) * unit) + random.within(jitter);
        places.y[i] = static_cast<float>((static_cast<double>(m_places.y[i]) - middleY) * unit) + random.within(jitter);
    }
    return places;
}

/// Nodes go to their neighbours, held by the distances.
void PartLayout::refine()
{
    ForceLayout layout(m_part, m_options, std::move(m_places));
    Places aims(layout.places().size());
    layout.reheat(FirstAlpha, Ticks);
    for (int tick = 0; !cancelled(); ++tick) {
        m_descent.measure();
        m_descent.aim(layout.places(), m_unit, aims);
        if (!layout.tick(aims, AimStrength))
            break;
        if (m_progress && tick % ProgressRounds == ProgressRounds - 1)
            m_progress(layout.places());
    }
    m_places = layout.places();
}

/// Puts parts, which are around the origin and the largest first, in rings around that one, each a disc beside the one
/// before.
void pack(const std::vector<std::vector<std::uint32_t>> &parts, float gap, Places &places)
{
    const auto radiusOf = [&](const std::vector<std::uint32_t> &nodes) {
        // One in a hundred may lie beyond, so that a node that strays does not keep all others away.
        std::vector<float> distances;
        for (const std::uint32_t node : nodes)
            distances.push_back(std::hypot(places.x[node], places.y[node]));
        const auto most = distances.end() - 1 - static_cast<std::ptrdiff_t>(distances.size() / 100);
        std::ranges::nth_element(distances, most);
        return *most + gap;
    };
    float inner = 0;
    float angle = 0;
    float widest = 0; // Of the ring that is being filled.
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const float radius = radiusOf(parts[i]);
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
        for (const std::uint32_t node : parts[i]) {
            places.x[node] += (inner + widest) * std::cos(at);
            places.y[node] += (inner + widest) * std::sin(at);
        }
    }
}

} // namespace

Places firstLayout(const Adjacency &adjacency, const LayoutOptions &wanted, const LayoutCancelled &isCancelled,
                   const LayoutProgress &progress)
{
    const LayoutOptions options{bounded(wanted.forces), wanted.seed};
    const std::vector<std::vector<std::uint32_t>> parts = componentsOf(adjacency);
    const auto gap = static_cast<float>(Gap * options.forces.distance);
    Places places(static_cast<std::size_t>(adjacency.nodeCount()));
    for (std::size_t i = 0; i < parts.size() && !(isCancelled && isCancelled()); ++i) {
        const std::vector<std::uint32_t> &nodes = parts[i];
        if (nodes.size() == 1)
            break; // As are all that follow: each in its own middle.
        const auto take = [&](const Places &part) {
            for (std::size_t node = 0; node < nodes.size(); ++node) {
                places.x[nodes[node]] = part.x[node];
                places.y[nodes[node]] = part.y[node];
            }
        };
        // The largest part is shown on the way, with the others around as they are.
        const auto show = [&](const Places &part) {
            take(part);
            Places all = places;
            pack(parts, gap, all);
            progress(all);
        };
        const LayoutProgress partProgress = i == 0 && progress ? LayoutProgress(show) : LayoutProgress();
        take(PartLayout(partOf(adjacency, nodes), options, options.seed + i, isCancelled, partProgress).run());
    }
    pack(parts, gap, places);
    return places;
}

} // namespace tearsheet
