// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"
#include "ui/graph/picturelegend.h"

#include <QByteArray>

class QPainter;

namespace tearsheet {

/// A node of this shape, in the brush and the pen of `painter`.
void paintNodeShape(QPainter &painter, SceneShape shape, QPointF middle, double radius);

/// A whole graph in a picture of `size`, with the labels that fit; for pictures that are not of what is on the screen.
/// Any thread.
GraphFrame fittedFrame(const GraphScene &scene, const GraphPlaces &places, QSizeF size, const FrameColours &colours,
                       const QFont &font);

/// How much higher a picture of so wide a view is by its legend, in pixels of the view.
double legendHeight(const QList<LegendEntry> &legend, const QFont &font, double width);

/// Pixels that either side of a picture may have.
inline constexpr int leastPicture = 200;
inline constexpr int largestPicture = 16384;

/// What a frame shows, with its labels where they are, at `ratio` pixels for each of the view's; all edges, no focus;
/// below it the `legend`, if there is one. At most `largestPicture` wide and high: a larger ratio is brought down. In
/// any thread.
QImage graphPicture(const GraphFrame &frame, const QFont &font, double ratio, const QList<LegendEntry> &legend = {});

/// The same as a page of a PDF whose lines and letters can be enlarged, three quarters of a point a pixel.
QByteArray graphPdf(const GraphFrame &frame, const QFont &font, const QString &title,
                    const QList<LegendEntry> &legend = {});

/// The same as SVG, of the size of the view with its legend, a user unit a pixel.
QByteArray graphDrawing(const GraphFrame &frame, const QFont &font, const QString &title,
                        const QList<LegendEntry> &legend = {});

/// A picture as a file of `kind`, "png", "pdf" or "svg"; a PNG has `ratio` pixels for each of the view's. Empty where
/// it is too large for the memory there is. Any thread.
QByteArray graphFile(const QString &kind, const GraphFrame &frame, const QFont &font, double ratio,
                     const QString &title, const QList<LegendEntry> &legend);

} // namespace tearsheet
