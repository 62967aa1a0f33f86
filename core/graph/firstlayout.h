// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/forcelayout.h"

#include <functional>

namespace tearsheet {

/// Called with places on the way, now and then; by the thread that lays out.
using LayoutProgress = std::function<void(const Places &)>;

/// Whether a layout is no longer wanted.
using LayoutCancelled = std::function<bool()>;

/// The places that a graph is first shown with.
///
/// Distances in the plane are brought near the steps between nodes (`StressDescent`), for each connected part, then
/// nodes move to their neighbours under the forces of a `ForceLayout` without losing them. Parts lie around the largest
/// one, single nodes in a ring around all. `progress` gets the first picture early: of a hundred thousand nodes in a
/// fifth of a second on two cores. By all cores; deterministic. Ends early, with places as they are, once
/// `isCancelled`.
Places firstLayout(const Adjacency &adjacency, const LayoutOptions &options = {},
                   const LayoutCancelled &isCancelled = {}, const LayoutProgress &progress = {});

} // namespace tearsheet
