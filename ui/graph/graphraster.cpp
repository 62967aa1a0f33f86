// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphraster.h"

#include "core/base/parallel.h"
#include "ui/graph/graphspans.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <optional>
#include <vector>

namespace tearsheet {

namespace {

constexpr int LeastBand = 64;         // Rows.
constexpr qsizetype AskEvery = 2048;  // Edges between two looks at whether to stop.
constexpr qsizetype Portion = 2048;   // Nodes or edges that are not worth a thread.
constexpr std::size_t Block = 32'768; // Edges whose lines are kept at once.

struct PaintedLine
{
    EdgeLine line;
    int style = -1; ///< None is out of sight.
    float alpha = 0;
    float top = 0; ///< From where to where it reaches.
    float bottom = 0;
};

struct PaintedDisc
{
    float x = 0;
    float y = 0;
    float radius = 0;
    float rim = 0;
    QRgb colour = 0;
    SceneShape shape = SceneShape::Disc;
    bool isFine = true;
};

/// Paints into all rows of a picture, in bands by all cores.
class BandPainter
{
public:
    /// `count` is how many things are to be painted: few are not worth threads.
    BandPainter(QImage &picture, const GraphFrame &frame, const FrameGeometry &geometry, qsizetype count)
        : m_frame(frame), m_geometry(geometry), m_height(picture.height())
    {
        // A band of rows for each core, and a few more, as one may be fuller than others.
        const int most = std::clamp(picture.height() / LeastBand, 1, 4 * QThread::idealThreadCount());
        const int bands = count < 500 ? 1 : most;
        uchar *const bits = picture.bits();
        const auto edge = [&](int band) { return band * picture.height() / bands; };
        for (int i = 0; i < bands; ++i)
            m_bands.emplace_back(bits, picture.bytesPerLine(), picture.size(), edge(i), edge(i + 1));
    }

    template <typename Paint>
    void all(const Paint &paint)
    {
        forAll(static_cast<qsizetype>(m_bands.size()), 1,
               [&](qsizetype i) { paint(m_bands[static_cast<std::size_t>(i)]); });
    }

    void lines(std::span<const SceneLine> edges, bool lit, const std::function<bool()> &stop);
    void discs(const QList<NodeDisc> &discs, qsizetype fine);

private:
    PaintedLine painted(const SceneLine &edge, const std::vector<SpanPen> &pens, bool lit) const;

    const GraphFrame &m_frame;
    const FrameGeometry &m_geometry;
    int m_height;
    std::vector<GraphSpans> m_bands;
};

PaintedLine BandPainter::painted(const SceneLine &edge, const std::vector<SpanPen> &pens, bool lit) const
{
    const EdgePen &pen = pens[static_cast<std::size_t>(edge.style)].pen;
    const std::optional<EdgeLine> line = m_geometry.line(edge, pen);
    if (!line)
        return {};
    const float reach = std::max(pen.half, line->arrow * ArrowSlope) + 2;
    return {*line, edge.style, pen.alpha * edge.damping * (lit ? 1.0F : line->fade),
            std::min(line->ay, line->by) - reach, std::max(line->ay, line->by) + reach};
}

// All lines, then all heads, so that none is crossed out; OpenGL does the same.
void BandPainter::lines(std::span<const SceneLine> edges, bool lit, const std::function<bool()> &stop)
{
    std::vector<SpanPen> pens;
    for (const SceneStyle &style : m_frame.scene.styles())
        pens.emplace_back(m_geometry.pen(style, lit));
    std::vector<PaintedLine> block(std::min(edges.size(), Block));
    std::vector<std::vector<PaintedLine>> heads(m_bands.size());
    std::atomic<bool> stopped = false;
    for (std::size_t begin = 0; begin < edges.size() && !stopped; begin += Block) {
        const auto count = static_cast<qsizetype>(std::min(edges.size() - begin, Block));
        forAll(count, Portion, [&](qsizetype i) {
            const auto index = static_cast<std::size_t>(i);
            block[index] = painted(edges[begin + index], pens, lit);
        });
        forAll(static_cast<qsizetype>(m_bands.size()), 1, [&](qsizetype band) {
            GraphSpans &spans = m_bands[static_cast<std::size_t>(band)];
            for (qsizetype i = 0; i < count && !stopped; ++i) {
                if (stop && i % AskEvery == 0 && stop())
                    stopped = true;
                const PaintedLine &line = block[static_cast<std::size_t>(i)];
                if (line.style < 0 || !spans.touches(line.top, line.bottom))
                    continue;
                spans.line(line.line, pens[static_cast<std::size_t>(line.style)], line.alpha);
                if (spans.hasHead(line.line))
                    heads[static_cast<std::size_t>(band)].push_back(line);
            }
        });
    }
    if (stopped)
        return;
    forAll(static_cast<qsizetype>(m_bands.size()), 1, [&](qsizetype band) {
        for (const PaintedLine &head : heads[static_cast<std::size_t>(band)])
            m_bands[static_cast<std::size_t>(band)].head(head.line, pens[static_cast<std::size_t>(head.style)].pen,
                                                         head.alpha);
    });
}

void BandPainter::discs(const QList<NodeDisc> &discs, qsizetype fine)
{
    std::vector<PaintedDisc> painted(static_cast<std::size_t>(discs.size()));
    forAll(discs.size(), Portion, [&](qsizetype i) {
        const NodeDisc &disc = discs.at(i);
        if (m_frame.places.isPlaced(disc.node))
            painted[static_cast<std::size_t>(i)] = {m_geometry.x(disc.node),
                                                    m_geometry.y(disc.node),
                                                    m_geometry.radius(disc),
                                                    disc.rim > 0 && i < fine ? m_geometry.rim(disc) : 0,
                                                    disc.colour,
                                                    disc.shape,
                                                    i < fine};
    });
    // Each band knows which are its own: most are small, and looking at all of them takes as long as painting them.
    std::vector<std::vector<quint32>> ofBands(m_bands.size());
    const float perRow = static_cast<float>(m_bands.size()) / static_cast<float>(m_height);
    const auto bandAt = [&](float y) {
        return static_cast<std::size_t>(std::clamp(y * perRow, 0.0F, static_cast<float>(m_bands.size() - 1)));
    };
    for (std::size_t i = 0; i < painted.size(); ++i) {
        const PaintedDisc &disc = painted[i];
        const float reach = (disc.radius + disc.rim) * ShapeReach + 2;
        for (std::size_t band = bandAt(disc.y - reach); band <= bandAt(disc.y + reach) && disc.radius > 0; ++band)
            ofBands[band].push_back(static_cast<quint32>(i));
    }
    const QRgb ground = m_frame.colours.ground;
    forAll(static_cast<qsizetype>(m_bands.size()), 1, [&](qsizetype band) {
        GraphSpans &spans = m_bands[static_cast<std::size_t>(band)];
        for (const quint32 index : ofBands[static_cast<std::size_t>(band)]) {
            const PaintedDisc &disc = painted[index];
            if (disc.rim > 0)
                spans.shape(disc.shape, disc.x, disc.y, disc.radius + disc.rim, ground);
            if (disc.isFine)
                spans.shape(disc.shape, disc.x, disc.y, disc.radius, disc.colour);
            else
                spans.plainShape(disc.shape, disc.x, disc.y, disc.radius, disc.colour);
        }
    });
}

} // namespace

GraphGround drawGraphGround(const GraphFrame &frame, const std::function<bool()> &stop)
{
    GraphGround ground{QImage(frame.pixels(), QImage::Format_RGB32)};
    QImage &picture = ground.picture;
    if (picture.isNull())
        return ground;
    picture.setDevicePixelRatio(frame.ratio);
    const FrameGeometry geometry(frame);
    const FramePicks picks(frame, geometry);
    ground.isLess = picks.isLess;
    BandPainter painter(picture, frame, geometry, static_cast<qsizetype>(picks.lines.size()) + picks.discs.size());
    painter.all([&](GraphSpans &spans) { spans.fill(frame.colours.ground); });
    painter.lines(picks.lines, false, stop);
    if (stop && stop())
        return {};
    painter.discs(picks.discs, picks.fine);
    return ground;
}

void drawGraphMarks(QImage &picture, const GraphFrame &frame)
{
    if (picture.isNull())
        return;
    const FrameGeometry geometry(frame);
    const GraphEmphasis emphasis = emphasisOf(frame);
    const QList<NodeDisc> discs = markedDiscs(frame, emphasis);
    const bool few = !emphasis.fades && discs.size() < 100;
    BandPainter painter(picture, frame, geometry, few ? 0 : 1000);
    if (emphasis.fades)
        painter.all(
            [&](GraphSpans &spans) { spans.veil(QRectF(QPointF(), picture.size()), frame.colours.ground, VeilAlpha); });
    painter.lines(litLines(frame.scene, emphasis.edges), true, {});
    painter.discs(discs, discs.size());
    painter.all([&](GraphSpans &spans) {
        for (const PlacedLabel &label : frame.labels) {
            const QPointF corner = labelImageCorner(label, frame.ratio);
            spans.image(label.image, qRound(corner.x()), qRound(corner.y()), label.alpha);
        }
        for (const FrameRectangle &rectangle : topRectangles(frame))
            spans.veil(rectangle.place, rectangle.colour, rectangle.alpha);
    });
}

bool haveSameGround(const GraphFrame &one, const GraphFrame &other)
{
    return one.scene == other.scene && one.places == other.places && one.camera == other.camera
           && one.view == other.view && qFuzzyCompare(one.ratio, other.ratio) && one.colours == other.colours
           && one.mostPixels == other.mostPixels;
}

} // namespace tearsheet
