// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/openedlayout.h"

#include "core/graph/layout.h"
#include "core/graph/picturescale.h"
#include "core/graph/separation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace tearsheet {

namespace {

constexpr float Rim = 1;     // Between the members and the others, in lengths of a link.
constexpr double View = 800; // Pixels of a usual screen for the graph.
constexpr int MostPushes = 6;
constexpr float GroupGap = 1.3F; // What a group needs beside another one, for its radius.

// Once, for how large groups are in a picture as wide as it is now; whether any moved.
bool pushApart(Places &places, std::span<const GroupDisc> groups, const OpenedNodes &opened,
               std::span<const int> pinned)
{
    double extent = 0;
    double reach = 0;
    for (const std::vector<float> *const axis : {&places.x, &places.y}) {
        float least = std::numeric_limits<float>::max();
        float most = std::numeric_limits<float>::lowest();
        for (const float at : *axis) {
            if (std::isfinite(at)) {
                least = std::min(least, at);
                most = std::max(most, at);
            }
        }
        extent = std::max(extent, static_cast<double>(most) - static_cast<double>(least));
    }
    for (const int member : opened.members) {
        const auto at = static_cast<std::size_t>(member);
        if (isPlaced(places, at))
            reach = std::max(reach, static_cast<double>(std::hypot(places.x[at] - opened.x, places.y[at] - opened.y)));
    }
    const auto nodes = static_cast<qsizetype>(places.size());
    const double zoom = View / std::max(extent, 1e-6);
    const auto unit = static_cast<float>(nodeGrowth(zoom, readingZoom(nodes), nodes) / zoom);
    // Around where the node was opened; its members are in the middle, in a square within their circle.
    Places moved;
    std::vector<NodeRoom> rooms;
    std::vector<int> fixed;
    std::vector<std::size_t> numbers;
    for (const GroupDisc &group : groups) {
        const auto at = static_cast<std::size_t>(group.node);
        if (!isPlaced(places, at))
            continue;
        if (std::ranges::contains(pinned, group.node))
            fixed.push_back(static_cast<int>(numbers.size()));
        numbers.push_back(at);
        moved.x.push_back(places.x[at] - opened.x);
        moved.y.push_back(places.y[at] - opened.y);
        const float side = 2 * group.radius * unit * GroupGap;
        rooms.push_back({side, side});
    }
    fixed.push_back(static_cast<int>(numbers.size()));
    moved.x.push_back(0);
    moved.y.push_back(0);
    const auto within = static_cast<float>(std::numbers::sqrt2 * reach);
    rooms.push_back({within, within});
    const Places apart = separated(moved, rooms, fixed);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        places.x[numbers[i]] = opened.x + apart.x[i];
        places.y[numbers[i]] = opened.y + apart.y[i];
    }
    return !(apart == moved);
}

} // namespace

Places openedLayout(const Adjacency &adjacency, Places known, const OpenedNodes &opened, std::span<const int> pinned,
                    const LayoutOptions &options, const LayoutCancelled &isCancelled)
{
    const auto count = static_cast<std::size_t>(adjacency.nodeCount());
    known.x.resize(count, std::numeric_limits<float>::quiet_NaN());
    known.y.resize(count, std::numeric_limits<float>::quiet_NaN());
    std::vector<char> fixed(count, 0);
    for (const int node : pinned)
        fixed[static_cast<std::size_t>(node)] = 1;
    std::vector<std::uint32_t> members(opened.members.begin(), opened.members.end());
    std::ranges::sort(members);
    const Places inner = usualLayout(partOf(adjacency, members), options, isCancelled);
    float middleX = 0;
    float middleY = 0;
    const auto size = static_cast<float>(std::max<std::size_t>(members.size(), 1));
    for (std::size_t i = 0; i < members.size(); ++i) {
        middleX += inner.x[i] / size;
        middleY += inner.y[i] / size;
    }
    float reach = 0;
    for (std::size_t i = 0; i < members.size(); ++i)
        reach = std::max(reach, std::hypot(inner.x[i] - middleX, inner.y[i] - middleY));
    reach += Rim * static_cast<float>(bounded(options.forces).distance);
    // A ring around the place keeps its area, so that what is far hardly moves.
    for (std::size_t node = 0; node < count; ++node) {
        if (!isPlaced(known, node) || fixed[node] != 0)
            continue;
        const float x = known.x[node] - opened.x;
        const float y = known.y[node] - opened.y;
        const float away = std::hypot(x, y);
        const float stretch = away > 0 ? std::hypot(away, reach) / away : 0;
        known.x[node] = away > 0 ? opened.x + x * stretch : opened.x + reach;
        known.y[node] = away > 0 ? opened.y + y * stretch : opened.y;
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (fixed[members[i]] != 0 && isPlaced(known, members[i]))
            continue;
        known.x[members[i]] = opened.x + inner.x[i] - middleX;
        known.y[members[i]] = opened.y + inner.y[i] - middleY;
    }
    return known;
}

Places groupsApart(Places places, std::span<const GroupDisc> groups, const OpenedNodes &opened,
                   std::span<const int> pinned)
{
    // A wider picture is seen from farther away, where groups are larger among what is around.
    for (int round = 0; round < MostPushes && pushApart(places, groups, opened, pinned); ++round) {
    }
    return places;
}

} // namespace tearsheet
