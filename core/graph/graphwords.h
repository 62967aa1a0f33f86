// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

namespace tearsheet {

/// What an edge says, without a full stop: "Kestrel was a customer of Auk", "Auk links to Lom", "Envik is an
/// owner of Auk (65 %)". A percentage is said where it is a stake. Of an end that stands for many it is said of one of
/// them; of several edges only how many they are.
QString edgeWords(const Graph &graph, const GraphEdge &edge);

/// The labels of `nodes` as a list in words, the first `most` by name: "Auk, Kestrel and 4 others".
QString nodeList(const Graph &graph, const QList<int> &nodes, int most = 5);

} // namespace tearsheet
