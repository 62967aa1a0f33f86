// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/graphexport.h"

namespace tearsheet {

/// How a graph is drawn as SVG.
struct GraphSvgOptions
{
    bool dark = false;
    bool legend = true;
    int mostLabels = 400; ///< Of the largest nodes; those that would lie on others are left out.
    QString title;        ///< For those who read it aloud; empty for none.
};

/// The graph as the window exports it, but for what only the window's fonts know: nodes at `places` (one for each, any
/// unit, y points down) on a page of the same size, edges with their arrows, labels, and a legend of the relations and
/// groups that are there. Plain shapes and texts that every reader of SVG knows. Nearly linear in nodes and edges.
QByteArray graphSvg(const ShownGraph &shown, const GraphOptions &options, const Places &places,
                    const GraphSvgOptions &drawing = {});

/// Where the nodes of a graph lie in a drawing.
Places drawnPlaces(const ShownGraph &shown, const GraphOptions &options);

} // namespace tearsheet
