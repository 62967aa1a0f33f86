// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/firstlayout.h"

namespace tearsheet {

/// Nodes of one group together and groups apart: each group is laid out on its own, as a disc, and discs lie as near to
/// those that they are linked with as there is room, the largest in the middle.
///
/// `groups` says the group of each node; any numbers. Nodes beyond its end are a group of their own. By all cores;
/// deterministic. Ends early once `isCancelled`.
Places groupedLayout(const Adjacency &adjacency, std::span<const int> groups, const LayoutOptions &options = {},
                     const LayoutCancelled &isCancelled = {});

} // namespace tearsheet
