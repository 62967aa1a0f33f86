// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphpicture.h"

#include "ui/graph/graphraster.h"
#include "ui/graph/labelgrid.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

constexpr double FitMargin = 60;
constexpr double LongestSide = 16384;
constexpr double LabelFrom = 3.2;

GraphFrame atRest(const GraphFrame &frame, double ratio)
{
    GraphFrame still = frame;
    still.ratio = ratio;
    still.mostPixels = 0;
    still.band = {};
    still.focusFrame = false;
    still.marks.focused = -1;
    return still;
}

QColor colourOf(QRgb colour, float alpha = 1)
{
    QColor result = QColor::fromRgb(colour);
    result.setAlphaF(alpha);
    return result;
}

// The tip lies at (0, 0), and the line comes from the left.
void paintHead(QPainter &painter, const EdgePen &pen, double length, const QColor &colour)
{
    const double wide = length * ArrowSlope;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (pen.shape) {
    case SceneArrow::Open:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 2 * pen.half, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPolyline(QPolygonF{{-length, wide}, {0, 0}, {-length, -wide}});
        break;
    case SceneArrow::Diamond:
        painter.drawPolygon(QPolygonF{{0, 0}, {-length / 2, wide}, {-length, 0}, {-length / 2, -wide}});
        break;
    case SceneArrow::Disc:
        painter.drawEllipse(QPointF(-wide, 0), wide, wide);
        break;
    case SceneArrow::Bar:
        painter.drawRect(QRectF(-length * 0.25, -wide, length * 0.25, 2 * wide));
        break;
    default:
        painter.drawPolygon(QPolygonF{{0, 0}, {-length, wide}, {-length, -wide}});
    }
}

void paintShape(QPainter &painter, SceneShape shape, QPointF middle, double radius)
{
    const double side = radius * 0.89;
    const double tip = radius * 1.25;
    const double corner = radius * 0.95;
    switch (shape) {
    case SceneShape::Square:
        painter.drawRect(QRectF(middle, QSizeF()).adjusted(-side, -side, side, side));
        break;
    case SceneShape::Diamond:
        painter.drawPolygon(QPolygonF{{0, -tip}, {tip, 0}, {0, tip}, {-tip, 0}}.translated(middle));
        break;
    case SceneShape::Hexagon: {
        // Its upper and lower sides lie level.
        const double half = corner / std::sqrt(3.0);
        painter.drawPolygon(
            QPolygonF{{-half, -corner}, {half, -corner}, {2 * half, 0}, {half, corner}, {-half, corner}, {-2 * half, 0}}
                .translated(middle));
        break;
    }
    default:
        painter.drawEllipse(middle, radius, radius);
    }
}

void paintLine(QPainter &painter, const EdgeLine &line, const EdgePen &pen, const QColor &colour)
{
    QPen drawn(colour, 2 * pen.half, Qt::SolidLine, Qt::FlatCap);
    if (pen.dash[0] > 0) {
        QList<qreal> pattern;
        for (std::size_t i = 0; i < (pen.dash[2] > 0 ? 4 : 2); ++i)
            pattern.append(pen.dash[i] / (2 * pen.half));
        drawn.setDashPattern(pattern);
    }
    painter.setPen(drawn);
    painter.drawLine(QPointF(line.ax, line.ay),
                     QPointF(line.bx, line.by) - QPointF(line.ux, line.uy) * (pen.trim * line.arrow));
}

// All lines, then all heads, as on the screen.
void paintEdges(QPainter &painter, const GraphFrame &frame, const FrameGeometry &geometry,
                const std::vector<SceneLine> &edges, bool lit)
{
    const QList<SceneStyle> &styles = frame.scene.styles();
    for (const bool heads : {false, true}) {
        for (const SceneLine &edge : edges) {
            const EdgePen pen = geometry.pen(styles.at(edge.style), lit);
            const std::optional<EdgeLine> line = geometry.line(edge, pen);
            if (!line || (heads && line->arrow <= 0))
                continue;
            const QColor colour = colourOf(pen.colour, pen.alpha * edge.damping);
            if (!heads) {
                paintLine(painter, *line, pen, colour);
                continue;
            }
            painter.save();
            painter.translate(QPointF(line->bx, line->by));
            painter.rotate(qRadiansToDegrees(std::atan2(line->uy, line->ux)));
            paintHead(painter, pen, line->arrow, colour);
            painter.restore();
        }
    }
}

void paintDiscs(QPainter &painter, const GraphFrame &frame, const FrameGeometry &geometry, const QList<NodeDisc> &discs)
{
    painter.setPen(Qt::NoPen);
    const QRectF seen(QPointF(), frame.view);
    for (const NodeDisc &disc : discs) {
        if (!frame.places.isPlaced(disc.node))
            continue;
        const QPointF middle(geometry.x(disc.node), geometry.y(disc.node));
        const double radius = geometry.radius(disc);
        const double whole = radius + geometry.rim(disc);
        if (radius <= 0 || !seen.intersects(QRectF(middle, QSizeF()).adjusted(-whole, -whole, whole, whole)))
            continue;
        if (disc.rim > 0) {
            painter.setBrush(colourOf(frame.colours.ground));
            paintShape(painter, disc.shape, middle, whole);
        }
        painter.setBrush(colourOf(disc.colour));
        paintShape(painter, disc.shape, middle, radius);
    }
}

void paintLabels(QPainter &painter, const GraphFrame &frame, LabelTexts &texts)
{
    for (const PlacedLabel &label : frame.labels) {
        const QString text = texts.shown(frame.scene.nodes().at(label.node).label, label.strong);
        const QFont font = texts.font(label.strong);
        const QPointF base = label.place.topLeft() + QPointF(0, QFontMetricsF(font).ascent());
        QPainterPath path;
        path.addText(base, font, text);
        painter.setOpacity(label.alpha);
        painter.strokePath(
            path, QPen(colourOf(frame.colours.ground), 1.6 * LabelHalo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setFont(font);
        painter.setPen(colourOf(label.strong ? frame.colours.text : frame.colours.mutedText));
        painter.drawText(base, text);
    }
    painter.setOpacity(1);
}

} // namespace

GraphFrame fittedFrame(const GraphScene &scene, const GraphPlaces &places, QSize size, const FrameColours &colours,
                       const QFont &font)
{
    GraphFrame frame;
    frame.scene = scene;
    frame.places = places;
    frame.view = size;
    frame.colours = colours;
    frame.camera = GraphCamera::fitting(places.bounds(), size, FitMargin, scene.reading() * 4);
    LabelTexts texts;
    texts.use(font, colours, 1);
    texts.allow(std::numeric_limits<int>::max());
    frame.labels = LabelGrid().place(frame, texts, LabelFrom);
    return frame;
}

QImage graphPicture(const GraphFrame &frame, const QFont &font, double ratio)
{
    const double longest = std::max({1.0, frame.view.width(), frame.view.height()});
    GraphFrame still = atRest(frame, std::clamp(ratio, 0.1, std::max(0.1, LongestSide / longest)));
    LabelTexts texts;
    texts.use(font, still.colours, still.ratio);
    texts.allow(std::numeric_limits<int>::max());
    for (PlacedLabel &label : still.labels)
        label.image = texts.image(still.scene.nodes().at(label.node).label, label.strong);
    QImage picture = drawGraphGround(still).picture;
    drawGraphMarks(picture, still);
    return picture;
}

QByteArray graphPdf(const GraphFrame &frame, const QFont &font, const QString &title)
{
    const GraphFrame still = atRest(frame, 1);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(u"Tearsheet"_s);
    writer.setResolution(96);
    writer.setPageSize(QPageSize(QSizeF(std::max(1.0, still.view.width()), std::max(1.0, still.view.height())) * 0.75,
                                 QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(QRectF(QPointF(), still.view));
    const QRectF page(QPointF(), still.view);
    painter.fillRect(page, colourOf(still.colours.ground));
    const FrameGeometry geometry(still);
    const GraphEmphasis emphasis = emphasisOf(still);
    paintEdges(painter, still, geometry, still.scene.lines(), false);
    paintDiscs(painter, still, geometry, allDiscs(still.scene, still.colours));
    if (emphasis.fades)
        painter.fillRect(page, colourOf(still.colours.ground, VeilAlpha));
    paintEdges(painter, still, geometry, litLines(still.scene, emphasis.edges), true);
    paintDiscs(painter, still, geometry, markedDiscs(still, emphasis));
    LabelTexts texts;
    texts.use(font, still.colours, 1);
    texts.allow(std::numeric_limits<int>::max());
    paintLabels(painter, still, texts);
    painter.end();
    return bytes;
}

} // namespace tearsheet
