// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tearsheet {

/// An edge as far as its lane depends on it.
struct LaneEdge
{
    int from = 0;
    int to = 0;
    int look = 0; ///< Those that look alike lie upon each other.
};

/// How far beside the line between its nodes each edge runs, in gaps: edges of different looks between the same two
/// nodes lie side by side. Seen from the node with the smaller index; nodes are below `nodes`. Nearly linear; any
/// thread.
std::vector<float> edgeLanes(std::span<const LaneEdge> edges, int nodes);

} // namespace tearsheet
