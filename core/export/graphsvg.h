// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/graphexport.h"

namespace tearsheet {

/// The graph as the window exports it, but for what only the window's fonts know: nodes at `places` (one for each, any
/// unit, y points down) on a light page of the same size, edges with their arrows, labels, and a legend of the
/// relations and groups that are there; `title` is for those who have it read aloud. Plain shapes and texts that every
/// reader of SVG knows. Nearly linear in nodes and edges.
QByteArray graphSvg(const ShownGraph &shown, const GraphOptions &options, const Places &places, const QString &title);

/// Where the nodes of a graph lie in a drawing.
Places drawnPlaces(const ShownGraph &shown, const GraphOptions &options);

} // namespace tearsheet
