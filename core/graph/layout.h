// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

#include <QPointF>

namespace tearsheet {

/// Positions for the nodes of a small graph (up to a few hundred), the first node at the origin.
///
/// Force-directed (Fruchterman and Reingold 1991 with gravity): deterministic, the same graph gives the same picture.
/// Unit: one is about the wanted distance of two neighbours. O(nodes² · steps), any thread.
QList<QPointF> layoutLocal(const Graph &graph);

} // namespace tearsheet
