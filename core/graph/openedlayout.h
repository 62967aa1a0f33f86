// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/grownlayout.h"

#include <span>

namespace tearsheet {

/// Nodes that come in place of one that stood for them.
struct OpenedNodes
{
    std::vector<int> members;
    float x = 0; ///< Where that one lay.
    float y = 0;
};

/// Places for a graph in which a node has been opened: its members come to lie around where it was, by themselves as
/// they are laid out first, and the others make room, away from there, the less the farther they are; those that are
/// `pinned` stay. Nodes that have no place even so get none. By all cores; deterministic.
Places openedLayout(const Adjacency &adjacency, Places known, const OpenedNodes &opened, std::span<const int> pinned,
                    const LayoutOptions &options = {}, const LayoutCancelled &isCancelled = {});

/// A node that stands for many, with its radius in pixels at the reading zoom.
struct GroupDisc
{
    int node = 0;
    float radius = 0;
};

/// `places` as `openedLayout` gives them, with `groups` moved outwards and aside so that none lie on each other, or on
/// the members, where all is seen on a usual screen; those that have room stay. O(groups² · rounds); deterministic.
Places groupsApart(Places places, std::span<const GroupDisc> groups, const OpenedNodes &opened,
                   std::span<const int> pinned);

} // namespace tearsheet
