// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"
#include "core/graph/places.h"

namespace tearsheet {

/// `places` of nodes in rows, each moved a little, up or down by less than a third of the way to the next row, or
/// aside, where edges between others would run through it, so that as few do as this allows. For some hundreds of
/// nodes: O(nodes · (nodes + edges)); deterministic; any thread.
Places clearOfEdges(Places places, const Adjacency &adjacency);

} // namespace tearsheet
