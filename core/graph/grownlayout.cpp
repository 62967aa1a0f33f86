// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/grownlayout.h"

#include "core/graph/randomnumbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace tearsheet {

namespace {

constexpr int Ticks = 40;
constexpr double Alpha = 0.05;
constexpr float Beside = 1;         // How far from its neighbours' middle a new node begins,
constexpr double AimStrength = 100; // and how much that draws it: at the rim all others push it outwards.

/// Puts new nodes in the middle of the neighbours that have a place, the nearest to known nodes first.
void putBesideNeighbours(const Adjacency &adjacency, Places &places, RandomNumbers &random, float length)
{
    const auto count = static_cast<std::uint32_t>(adjacency.nodeCount());
    std::vector<std::uint32_t> queue;
    for (std::uint32_t node = 0; node < count; ++node) {
        if (isPlaced(places, node))
            queue.push_back(node);
    }
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const std::uint32_t node : adjacency.neighbours(queue[i])) {
            if (isPlaced(places, node))
                continue;
            float x = 0;
            float y = 0;
            float placed = 0;
            for (const std::uint32_t neighbour : adjacency.neighbours(node)) {
                if (isPlaced(places, neighbour)) {
                    x += places.x[neighbour];
                    y += places.y[neighbour];
                    ++placed;
                }
            }
            places.x[node] = x / placed + random.within(Beside * length);
            places.y[node] = y / placed + random.within(Beside * length);
            queue.push_back(node);
        }
    }
}

/// Puts parts of which no node has a place around all others.
void putAtRim(Places &places, RandomNumbers &random, float length)
{
    float rim = 0;
    for (std::size_t node = 0; node < places.size(); ++node) {
        if (isPlaced(places, node))
            rim = std::max(rim, std::hypot(places.x[node], places.y[node]));
    }
    for (std::size_t node = 0; node < places.size(); ++node) {
        if (isPlaced(places, node))
            continue;
        const float angle = random.within(std::numbers::pi_v<float>);
        const float radius = rim + (2 + random.within(1)) * length;
        places.x[node] = radius * std::cos(angle);
        places.y[node] = radius * std::sin(angle);
    }
}

} // namespace

Places unknownPlaces(std::size_t count)
{
    Places places;
    places.x.assign(count, std::numeric_limits<float>::quiet_NaN());
    places.y = places.x;
    return places;
}

bool isPlaced(const Places &places, std::size_t node)
{
    return node < places.x.size() && node < places.y.size() && std::isfinite(places.x[node])
           && std::isfinite(places.y[node]);
}

Places grownLayout(const Adjacency &adjacency, Places known, const LayoutOptions &options,
                   const LayoutCancelled &isCancelled)
{
    const auto count = static_cast<std::size_t>(adjacency.nodeCount());
    constexpr float Unknown = std::numeric_limits<float>::quiet_NaN();
    known.x.resize(count, Unknown);
    known.y.resize(count, Unknown);
    std::vector<int> old;
    for (std::size_t node = 0; node < count; ++node) {
        if (isPlaced(known, node))
            old.push_back(static_cast<int>(node));
    }
    if (old.empty())
        return firstLayout(adjacency, options, isCancelled);
    if (old.size() == count)
        return known;
    RandomNumbers random(options.seed);
    const auto length = static_cast<float>(bounded(options.forces).distance);
    putBesideNeighbours(adjacency, known, random, length);
    putAtRim(known, random, length);
    const Places aims = known;
    ForceLayout layout(adjacency, options, std::move(known));
    for (const int node : old)
        layout.setPinned(node, true);
    layout.reheat(Alpha, Ticks);
    while (!(isCancelled && isCancelled()) && layout.tick(aims, AimStrength)) {
    }
    return layout.places();
}

} // namespace tearsheet
