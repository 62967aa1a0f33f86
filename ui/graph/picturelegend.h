// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/paintedgraph.h"

namespace tearsheet {

/// What a line or a shape in a picture stands for.
struct LegendEntry
{
    enum class Sign : quint8 { Line, Node, None };

    QString title;
    Sign sign = Sign::None;
    SceneStyle line;                     ///< Of a line,
    SceneShape shape = SceneShape::Disc; ///< and of a node.
    QRgb colour = 0;
    bool hollow = false;

    bool operator==(const LegendEntry &) const = default;
};

/// What the lines, shapes and colours in a picture of `shown` stand for: the relations that are there, with how many
/// say them, the colour groups, the kinds of nodes where there are several, and what sizes and colours go by, from
/// where to where.
QList<LegendEntry> pictureLegend(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint,
                                 const PaintedGraph &painted);

/// Those of nodes alone.
QList<LegendEntry> nodeLegend(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint,
                              const PaintedGraph &painted);

} // namespace tearsheet
