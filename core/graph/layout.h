// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/firstlayout.h"
#include "core/graph/graph.h"

#include <QPointF>

namespace tearsheet {

/// Positions for the nodes of a small graph (up to a few hundred), the first node at the origin.
///
/// Force-directed (Fruchterman and Reingold 1991 with gravity): deterministic, the same graph gives the same picture.
/// Unit: one is about the wanted distance of two neighbours. O(nodes² · steps), any thread.
QList<QPointF> layoutLocal(const Graph &graph);

/// Graphs of no more nodes are to be read name by name.
inline constexpr int mostSmallNodes = 200;

/// The places that a graph is first shown with: those of a small one about a unit apart (times what is wanted of
/// distances), as `layoutLocal` has them under other forces, those of any other by `firstLayout`.
Places usualLayout(const Adjacency &adjacency, const LayoutOptions &options = {},
                   const LayoutCancelled &isCancelled = {}, const LayoutProgress &progress = {});

} // namespace tearsheet
