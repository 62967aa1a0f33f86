// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"
#include "core/graph/places.h"

namespace tearsheet {

struct RadialOptions
{
    float ring = 4; ///< How far two rings are from each other at least, in units of `Places`,
    float gap = 1;  ///< and how far two nodes of a ring.
};

/// Nodes in rings around `centre`, which lies at the origin: one ring for each number of steps, and a last one for
/// those that it does not reach. A node has a share of the circle that everything behind it needs, and lies in its
/// middle. Rings are as wide as the fullest of them asks for. Linear; any thread.
Places radialLayout(const Adjacency &adjacency, int centre, const RadialOptions &options = {});

} // namespace tearsheet
