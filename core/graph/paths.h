// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphlook.h"

namespace tearsheet {

// What can be asked of a graph. Edges may be walked both ways: what they say is kept in the sentence. Pure functions;
// any thread.

/// What a question brings to light, and one sentence that says it. Without nodes the sentence says why there are none.
struct GraphAnswer
{
    QList<int> asked; ///< The nodes that the question names.
    QList<int> nodes; ///< Of a path from end to end, else the most telling first.
    QList<int> edges; ///< Indexes into the graph's edges.
    QString sentence;

    bool operator==(const GraphAnswer &) const = default;
};

/// Every relation.
inline constexpr quint64 allRelations = ~quint64{0};

struct PathOptions
{
    bool strongest = false;           ///< Paths over sure statements and quiet notes, even where they are longer.
    double hubDamping = 0.5;          ///< What a strong path pays for a node with many edges: 0 (nothing) to 1.
    int most = 3;                     ///< How many alternatives.
    quint64 relations = allRelations; ///< Edges that may be walked.

    bool operator==(const PathOptions &) const = default;
};

/// Paths from `from` to `to`, best first; one answer without nodes where there is none. (Yen 1971 over Dijkstra.)
QList<GraphAnswer> pathsBetween(const Graph &graph, int from, int to, const PathOptions &options = {});

/// What both have edges with, those with few edges first.
GraphAnswer commonNeighbours(const Graph &graph, int one, int other);

/// Which way along a relation: to those who are it ("its suppliers"), to those whom it is that of, or both.
enum class Along : quint8 { To, From, Both };

/// What up to `steps` steps along `relations` lead to from `start`, near ones first. Of each pair either side may have
/// said it: a supplier of Auk is also who has Auk for a customer.
GraphAnswer reachedAlong(const Graph &graph, int start, quint64 relations, Along along, int steps);

/// What would be cut off from the rest without `node`: all that hangs together with it through it alone, but for the
/// largest part.
GraphAnswer connectedOnlyBy(const Graph &graph, int node);

} // namespace tearsheet
