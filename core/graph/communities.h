// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

#include <vector>

namespace tearsheet {

/// Which community each node of `graph` belongs to: 0 is the largest one. Nodes without an edge are one each.
///
/// Louvain's method (Blondel, Guillaume, Lambiotte, Lefebvre 2008), edges without direction, each weighing as many as
/// it stands for; a community that does not hang together is cut. Deterministic. Nearly linear in the edges; any
/// thread.
std::vector<int> communitiesOf(const Graph &graph, double resolution = 1);

/// How much more of the edges lie inside the communities than chance would put there (Newman's modularity), -0.5 to 1;
/// 0 for a graph without edges.
double modularityOf(const Graph &graph, const std::vector<int> &communities, double resolution = 1);

} // namespace tearsheet
