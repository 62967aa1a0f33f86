// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"
#include "core/graph/layeredlayout.h"

namespace tearsheet {

/// Nodes in the layers that follow from `edges` alone, as in `layeredLayout`; a node that has none of them stands in
/// the layer of the nearest by `adjacency` that has one, beside what stands there and in rows below that, where there
/// is no room. What nothing reaches stands in rows below all. Edges of no node are left out. Any thread.
Places peerLayers(const Adjacency &adjacency, std::span<const std::pair<int, int>> edges,
                  const LayeredOptions &options = {});

} // namespace tearsheet
