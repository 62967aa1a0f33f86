// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/graphexport.h"

namespace tearsheet {

/// How a graph is drawn as SVG.
struct GraphSvgOptions
{
    bool dark = false;
    bool legend = true;
    int mostLabels = 400;         ///< Of the nodes with the most edges; those that would lie on others are left out.
    std::vector<float> radii;     ///< Of each node in pixels; empty for sizes by degree.
    std::vector<quint32> colours; ///< Of each node; empty for those of groups and kinds.
    QString title;                ///< For those who read it aloud; empty for none.
};

/// The graph as the window draws it: nodes at `places` (one for each, any unit, y points down), edges with their
/// arrows, labels, and a legend of the relations and groups that are there. Plain shapes and texts that every reader of
/// SVG knows. Linear in nodes and edges.
QByteArray graphSvg(const ShownGraph &shown, const GraphOptions &options, const Places &places,
                    const GraphSvgOptions &drawing = {});

/// The radius of each node by its degree, in pixels: what the window draws where nothing else is asked for.
std::vector<float> degreeRadii(const ShownGraph &shown, const GraphOptions &options);

} // namespace tearsheet
