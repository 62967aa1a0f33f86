// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/showngraph.h"

namespace tearsheet {

/// What an edge says, without a full stop: "Kestrel was a customer of Auk", "Auk links to Lom", "Envik is an
/// owner of Auk (65 %)". A percentage is said where it is a stake. Of an end that stands for many it is said of one of
/// them; of several edges only how many they are.
QString edgeWords(const Graph &graph, const GraphEdge &edge);

/// The kinds of nodes in `shown` that a legend tells apart, none where all are of one. What is in a colour group has
/// that one's colour: notes are told of only where some are in none.
QList<GraphNodeKind> legendKinds(const ShownGraph &shown);

/// What a legend calls them: "Names without a note"; "Other notes" beside colour groups.
QString kindTitle(const ShownGraph &shown, GraphNodeKind kind);

/// From the least of `values` to the greatest: "1 to 246". Empty where there are none.
QString rangeWords(const std::vector<double> &values);

/// The labels of `nodes` as a list in words, the first `most` by name: "Auk, Kestrel and 4 others".
QString nodeList(const Graph &graph, const QList<int> &nodes, int most = 5);

} // namespace tearsheet
