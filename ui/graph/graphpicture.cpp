// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphpicture.h"

#include "ui/graph/graphraster.h"
#include "ui/graph/labelgrid.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

constexpr double LabelFrom = 1.8;
constexpr qsizetype SmallGraph = 300; // Nodes, all of which have a label.
constexpr double LegendMargin = 16;
constexpr double LegendSign = 30; // Width of a line or a node beside its words,
constexpr double LegendGap = 10;  // before which is this.
constexpr double LegendArrow = 7;

GraphFrame atRest(const GraphFrame &frame, double ratio)
{
    GraphFrame still = frame;
    still.ratio = ratio;
    still.mostPixels = 0;
    still.band = {};
    still.focusFrame = false;
    still.marks.focused = -1;
    still.marks.selected.clear(); // What was clicked last is no part of the graph.
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
            const QColor colour = colourOf(pen.colour, pen.alpha * edge.damping * (lit ? 1.0F : line->fade));
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
            paintNodeShape(painter, disc.shape, middle, whole);
        }
        painter.setBrush(colourOf(disc.colour));
        paintNodeShape(painter, disc.shape, middle, radius);
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
        for (const QRectF &line : label.leader)
            painter.fillRect(line, colourOf(frame.colours.mutedText));
        painter.strokePath(
            path, QPen(colourOf(frame.colours.ground), 1.6 * LabelHalo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setFont(font);
        painter.setPen(colourOf(label.strong ? frame.colours.text : frame.colours.mutedText));
        painter.drawText(base, text);
    }
    painter.setOpacity(1);
}

/// A legend in columns, below a picture.
class LegendPainter
{
public:
    LegendPainter(const QList<LegendEntry> &entries, const QFont &font, double width, const FrameColours &colours)
        : m_entries(entries), m_font(font), m_colours(colours)
    {
        const QFontMetricsF metrics(font);
        m_line = std::ceil(metrics.height()) + 6;
        for (const LegendEntry &entry : entries)
            m_column = std::max(m_column, LegendSign + 3 * LegendGap + metrics.horizontalAdvance(entry.title));
        const double room = std::max(1.0, width - 2 * LegendMargin);
        m_column = std::min(m_column, room);
        m_columns = std::max(1, static_cast<int>(room / std::max(1.0, m_column)));
    }

    double height() const
    {
        const auto lines = static_cast<double>((m_entries.size() + m_columns - 1) / m_columns);
        // Even, so that it is whole in pixels of other ratios, too.
        return m_entries.isEmpty() ? 0 : 2 * std::ceil((lines * m_line + 1.5 * LegendMargin) / 2);
    }

    void paint(QPainter &painter, double top) const
    {
        painter.setFont(m_font);
        for (qsizetype i = 0; i < m_entries.size(); ++i) {
            const QPointF corner(LegendMargin + m_column * static_cast<double>(i % m_columns),
                                 top + LegendMargin / 2 + m_line * static_cast<double>(i / m_columns));
            const LegendEntry &entry = m_entries.at(i);
            const QPointF middle = corner + QPointF(LegendSign / 2, m_line / 2);
            if (entry.sign == LegendEntry::Sign::Line)
                paintSample(painter, entry.line, middle);
            else if (entry.sign == LegendEntry::Sign::Node)
                paintNode(painter, entry, middle);
            const double indent = entry.sign == LegendEntry::Sign::None ? 0 : LegendSign + LegendGap;
            const QRectF words(corner + QPointF(indent, 0), QSizeF(m_column - indent - 2 * LegendGap, m_line));
            painter.setPen(colourOf(m_colours.text));
            painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(m_font).elidedText(entry.title, Qt::ElideRight, words.width()));
        }
    }

private:
    static void paintSample(QPainter &painter, const SceneStyle &style, QPointF middle)
    {
        EdgePen pen;
        pen.colour = style.colour;
        pen.half = std::max(0.6F, style.width / 2);
        pen.shape = style.arrow;
        for (std::size_t i = 0; i < style.dash.size(); ++i)
            pen.dash[i] = style.dash[i] * 2 * pen.half;
        const double half = LegendSign / 2;
        const bool pointed = style.arrow != SceneArrow::None;
        const auto line = [](double from, double to) {
            return EdgeLine{static_cast<float>(from), 0, static_cast<float>(to), 0, 1, 0, 0};
        };
        painter.save();
        painter.translate(middle);
        // Heads that are open or thin are met by their line.
        const bool full = style.arrow == SceneArrow::Open || style.arrow == SceneArrow::Bar;
        paintLine(painter,
                  line(-half, half
                                  - (!pointed ? 0
                                     : full   ? 1
                                              : LegendArrow * 0.8)),
                  pen, colourOf(style.colour));
        painter.translate(half, 0);
        if (pointed)
            paintHead(painter, pen, LegendArrow, colourOf(style.colour));
        painter.restore();
    }

    void paintNode(QPainter &painter, const LegendEntry &entry, QPointF middle) const
    {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(entry.colour));
        paintNodeShape(painter, entry.shape, middle, 5);
        if (entry.hollow) {
            painter.setBrush(colourOf(m_colours.ground));
            paintNodeShape(painter, entry.shape, middle, 3);
        }
    }

    const QList<LegendEntry> &m_entries;
    QFont m_font;
    FrameColours m_colours;
    double m_line = 0;
    double m_column = 0;
    qsizetype m_columns = 1;
};

} // namespace

void paintNodeShape(QPainter &painter, SceneShape shape, QPointF middle, double radius)
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

GraphFrame fittedFrame(const GraphScene &scene, const GraphPlaces &places, QSizeF size, const FrameColours &colours,
                       const QFont &font)
{
    GraphFrame frame;
    frame.scene = scene;
    frame.places = places;
    frame.view = size;
    frame.colours = colours;
    LabelTexts texts;
    texts.use(font, colours, 1);
    texts.allow(std::numeric_limits<int>::max());
    const double margin = GraphCamera::marginOf(size, scene.nodes().size());
    frame.camera = scene.nodes().size() <= SmallGraph
                       ? fittingLabels(scene, places, size, margin, scene.reading() * 4, texts)
                       : GraphCamera::fitting(places.bounds(), size, margin, scene.reading() * 4);
    frame.labels =
        LabelGrid().place(frame, texts, LabelFrom, static_cast<int>(size.width() * size.height() / pixelsPerName));
    return frame;
}

double legendHeight(const QList<LegendEntry> &legend, const QFont &font, double width)
{
    return LegendPainter(legend, font, width, {}).height();
}

QImage graphPicture(const GraphFrame &frame, const QFont &font, double ratio, const QList<LegendEntry> &legend)
{
    const LegendPainter painted(legend, font, frame.view.width(), frame.colours);
    const double longest = std::max({1.0, frame.view.width(), frame.view.height() + painted.height()});
    GraphFrame still = atRest(frame, std::clamp(ratio, 0.1, std::max(0.1, largestPicture / longest)));
    LabelTexts texts;
    texts.use(font, still.colours, still.ratio);
    texts.allow(std::numeric_limits<int>::max());
    for (PlacedLabel &label : still.labels)
        label.image = texts.image(still.scene.nodes().at(label.node).label, label.strong);
    QImage picture = drawGraphGround(still).picture;
    drawGraphMarks(picture, still);
    if (legend.isEmpty() || picture.isNull())
        return picture;
    const auto below = static_cast<int>(std::ceil(painted.height() * still.ratio));
    QImage whole(picture.width(), picture.height() + below, picture.format());
    if (whole.isNull())
        return whole;
    whole.fill(colourOf(still.colours.ground));
    QPainter painter(&whole);
    painter.drawImage(QRect(QPoint(0, 0), picture.size()), picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(still.ratio, still.ratio);
    painted.paint(painter, still.view.height());
    painter.end();
    whole.setDevicePixelRatio(picture.devicePixelRatio());
    return whole;
}

namespace {

// All in lines and letters.
void paintPage(QPainter &painter, const GraphFrame &still, const LegendPainter &legend, const QFont &font)
{
    const QRectF page(QPointF(), still.view);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(page.adjusted(0, 0, 0, legend.height()), colourOf(still.colours.ground));
    legend.paint(painter, still.view.height());
    painter.setClipRect(page);
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
}

} // namespace

QByteArray graphPdf(const GraphFrame &frame, const QFont &font, const QString &title, const QList<LegendEntry> &legend)
{
    const GraphFrame still = atRest(frame, 1);
    const LegendPainter painted(legend, font, still.view.width(), still.colours);
    const QSizeF size = still.view + QSizeF(0, painted.height());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(u"Tearsheet"_s);
    writer.setResolution(96);
    writer.setPageSize(QPageSize(QSizeF(std::max(1.0, size.width()), std::max(1.0, size.height())) * 0.75,
                                 QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    paintPage(painter, still, painted, font);
    painter.end();
    return bytes;
}

QByteArray graphDrawing(const GraphFrame &frame, const QFont &font, const QString &title,
                        const QList<LegendEntry> &legend)
{
    const GraphFrame still = atRest(frame, 1);
    const LegendPainter painted(legend, font, still.view.width(), still.colours);
    const QSize size(std::max(1, static_cast<int>(std::ceil(still.view.width()))),
                     std::max(1, static_cast<int>(std::ceil(still.view.height() + painted.height()))));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator writer;
    writer.setOutputDevice(&buffer);
    writer.setTitle(title);
    writer.setDescription(QObject::tr("Written by Tearsheet"));
    writer.setResolution(96);
    writer.setSize(size);
    writer.setViewBox(QRect(QPoint(), size));
    QPainter painter(&writer);
    paintPage(painter, still, painted, font);
    painter.end();
    return bytes;
}

QByteArray graphFile(const QString &kind, const GraphFrame &frame, const QFont &font, double ratio,
                     const QString &title, const QList<LegendEntry> &legend)
{
    if (kind == u"pdf")
        return graphPdf(frame, font, title, legend);
    if (kind == u"svg")
        return graphDrawing(frame, font, title, legend);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return graphPicture(frame, font, ratio, legend).save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace tearsheet
