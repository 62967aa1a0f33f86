// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/firstlayout.h"

namespace tearsheet {

/// As many nodes that have no place yet.
Places unknownPlaces(std::size_t count);

/// Whether node `node` has a place.
bool isPlaced(const Places &places, std::size_t node);

/// Places for a graph that has changed: those known stay exactly where they are, new nodes come to rest beside their
/// neighbours, and those without any at the rim. `known` gives a place, by node, or none (`unknownPlaces`).
///
/// Where nothing is known this is `firstLayout`. By all cores; deterministic. Ends early once `isCancelled`.
Places grownLayout(const Adjacency &adjacency, Places known, const LayoutOptions &options = {},
                   const LayoutCancelled &isCancelled = {});

} // namespace tearsheet
