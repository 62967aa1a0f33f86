// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/layering.h"
#include "core/graph/places.h"

namespace tearsheet {

struct LayeredOptions
{
    float layer = 3; ///< How far two layers are from each other, in units of `Places`,
    float gap = 2;   ///< and how far two nodes of a layer at least: what their labels need.
};

/// Directed edges, as of ownership or supply, from the top down: `y` is the same for all nodes of a layer and grows
/// along every edge but those few that had to be turned to leave no cycle.
struct LayeredLayout
{
    Places places;
    Layering layering;
};

/// Nodes in layers in an order with few crossings (medians from both sides in turn, Gansner et al. 1993), each as near
/// above and below its neighbours as there is room. Parts stand side by side, nodes without edges in rows below them.
/// For up to some thousands of nodes; any thread.
LayeredLayout layeredLayout(int nodeCount, std::span<const std::pair<int, int>> edges,
                            const LayeredOptions &options = {});

} // namespace tearsheet
