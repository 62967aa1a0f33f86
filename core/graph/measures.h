// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"
#include "core/research/claim.h"

#include <vector>

namespace tearsheet {

// What nodes are measured by: one value for each node of a graph, NaN where it has none. Any thread.

using NodeValues = std::vector<double>;

/// How many edges lead to each node; how many it has in all.
NodeValues inDegrees(const Graph &graph);
NodeValues degrees(const Graph &graph);

/// PageRank with damping 0.85, edges as they point, summing to 1; a node that leads nowhere leads everywhere.
/// Iterated until it changes by less than 1e-9 in all, at most 100 times. O(edges) each.
NodeValues pageRank(const Graph &graph);

/// How many shortest paths between other nodes lead through each, without regard to direction (Brandes 2001). Of graphs
/// of more than `mostSources` nodes, estimated from so many sources, spread evenly over the nodes: the same graph gives
/// the same values. O(sources · edges), in all cores.
NodeValues betweenness(const Graph &graph, int mostSources = 512);

/// The number that the property `key` of each note is: a number, or what a text says as a table's cell would, in basic
/// units ("$1.2bn"). Case of the key does not count.
NodeValues propertyValues(const Graph &graph, QStringView key);

/// Names of properties that are a number in at least one note of `graph`, sorted, in the spelling seen first.
QStringList numericProperties(const Graph &graph);

/// The newest value of the metric (its name in the vocabulary: "market share") that is stated of each note, a value in
/// its own note before others of the same time. Projections do not count.
NodeValues claimValues(const Graph &graph, const ClaimIndex &claims, QByteArrayView metric);

/// Metrics that at least one note of `graph` has a value of, most of them first.
QList<QByteArray> statedMetrics(const Graph &graph, const ClaimIndex &claims);

/// How values become sizes and colours.
enum class Scaling : quint8 {
    Linear,
    Root, ///< The area grows as the value does.
    Log,  ///< For values over many powers of ten; those below 1 as the least.
};

/// `values` from the least to the greatest as 0 to 1; NaN stays. Equal values, however many, are all 0.5.
NodeValues scaled(const NodeValues &values, Scaling scaling);

/// The radius of a node whose scaled value is `unit`: `least` to `most`; `least` where there is none.
float radiusOf(double unit, float least, float most);

/// A colour (0xRRGGBB) for a scaled value, from quiet to strong, that differs in lightness too; `none` where there is
/// none.
quint32 rampColour(double unit, bool dark, quint32 none);

} // namespace tearsheet
