// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/openedlayout.h"

#include "core/graph/layout.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr float Rim = 1; // Between the members and the others, in lengths of a link.

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

} // namespace tearsheet
