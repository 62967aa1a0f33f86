// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/places.h"
#include "core/graph/showngraph.h"

#include <QJsonObject>

#include <vector>

namespace tearsheet {

// A graph for other programs. All are in UTF-8, and any name is escaped as the format asks; what XML cannot hold
// (control characters) is written as U+FFFD. Linear; any thread.

/// What stands for a node where names are wanted: a path, "[[Lom]]", "#tag", "folder:actors". Unique in its graph.
QString nodeName(const ShownGraph &shown, int node);

/// `{"nodes": […], "edges": […]}`; an edge names its ends by `nodeName` and has its evidence as path, line and text.
QJsonObject graphJson(const ShownGraph &shown);

/// GraphML 1.1.
QByteArray graphMl(const ShownGraph &shown);

/// GEXF 1.3, with places and colours where `places` has one for each node. y points up.
QByteArray gexf(const ShownGraph &shown, const GraphOptions &options, const Places &places = {});

/// The DOT language of Graphviz.
QByteArray dot(const ShownGraph &shown, const GraphOptions &options);

/// One line for each edge: source, relation, modifier, target, percent, rule, count, evidence as `path:line`, text.
QByteArray edgeCsv(const ShownGraph &shown);

/// What a picture of the graph of `vault` is called, or of the one around `note`.
QString graphTitle(const QString &vault, const NotePath &note = {});

/// The colour of each node: that of its group, else that of its kind; the centre has the accent's.
std::vector<quint32> nodeColours(const ShownGraph &shown, const GraphOptions &options, bool dark);

} // namespace tearsheet
