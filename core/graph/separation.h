// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/places.h"

#include <span>
#include <vector>

namespace tearsheet {

/// The room that a node and its label need, in units of `Places`, with the node's place in the middle.
struct NodeRoom
{
    float width = 0;
    float height = 0;
};

/// `places` with nodes moved so far apart that the rooms of no two overlap; what has room stays about where it is, and
/// nodes in `fixed` stay exactly. Two fixed nodes may overlap, and so may what has no place. Deterministic;
/// O(nodes² · rounds), for some hundreds of nodes; any thread.
Places separated(Places places, std::span<const NodeRoom> rooms, std::span<const int> fixed = {});

} // namespace tearsheet
