// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphpart.h"
#include "core/graph/measures.h"
#include "ui/graph/graphscene.h"

#include <QSet>

namespace tearsheet {

/// What the size or the colour of nodes tells.
struct NodeMeasure
{
    enum class Kind : quint8 { None, Links, Incoming, PageRank, Betweenness, Property, Claim, Community };

    Kind kind = Kind::None;
    QString name; ///< Of a property, or of a metric in the vocabulary.

    bool operator==(const NodeMeasure &) const = default;
};

/// "Links", "Market share": for a choice, and beside a value.
QString measureTitle(const NodeMeasure &measure);

/// How a graph is painted, beside what Obsidian's settings in `GraphOptions` say of sizes and arrows.
struct GraphPaint
{
    NodeMeasure size{NodeMeasure::Kind::Links, {}};
    NodeMeasure colour; ///< Of nodes that no colour group has; None: by what they are.
    bool dark = false;
    quint64 own = 0; ///< The key of the note that is open; 0 for none.

    bool operator==(const GraphPaint &) const = default;
};

/// A graph as it is painted, and what its sizes and colours stand for.
struct PaintedGraph
{
    GraphScene scene;
    NodeValues sizes;   ///< By node; empty where they stand for nothing.
    NodeValues colours; ///< Likewise.
};

/// The picture of `shown`. `claims` may be null: then no node has a value of a claim. Where there are `rings` of nodes,
/// edges within one are faint. Any thread.
PaintedGraph paintedGraph(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint,
                          const ClaimIndex *claims, const QSet<quint64> &pinned, const std::vector<int> &rings = {});

/// `part` of a picture, as it looks in the whole.
PaintedGraph partOf(const PaintedGraph &picture, const GraphPart &part);

/// How edges are drawn, by `edgeLookNumber`.
QList<SceneStyle> edgeStyles(const GraphOptions &options, bool dark);

} // namespace tearsheet
