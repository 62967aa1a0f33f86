// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/showngraph.h"

namespace tearsheet {

/// Some nodes of a graph and what they are to each other.
struct GraphPart
{
    ShownGraph shown; ///< Without `counts`, which are of what could be shown.
    QList<int> nodes; ///< Of each of its nodes which one it is of the graph, ascending,
    QList<int> edges; ///< and of each of its edges.
};

/// What of `shown` lies among `nodes`, in any order; numbers that are no node's are left out.
GraphPart partOf(const ShownGraph &shown, const QList<int> &nodes);

} // namespace tearsheet
