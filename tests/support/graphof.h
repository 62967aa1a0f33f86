// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

namespace tearsheet {

/// The graph of a vault written as `vaultOf` reads it.
Graph graphOf(QByteArrayView vault);

/// A graph written as edges, "Auk>Kestrel Kestrel>Lom": nodes in the order of mention, no vault behind them.
Graph graphFrom(const QString &edges);

/// The node that `label` names; one that is not there ends the test program.
int nodeAt(const Graph &graph, const QString &label);

/// Labels of nodes, sorted, with blanks between.
QString labelsOf(const Graph &graph);

/// "Auk competitor Kestrel", an edge each, sorted.
QStringList edgesOf(const Graph &graph);

} // namespace tearsheet
