// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphraster.h"

#include "core/base/parallel.h"
#include "ui/graph/graphspans.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <vector>

namespace tearsheet {

namespace {

constexpr int LeastBand = 64;        // Rows.
constexpr qsizetype AskEvery = 2048; // Edges between two looks at whether to stop.

struct Head
{
    EdgeLine line;
    qsizetype style;
    float alpha;
};

// All lines, then all heads, so that none is crossed out; OpenGL does the same.
void drawEdges(GraphSpans &spans, const GraphFrame &frame, const FrameGeometry &geometry, std::span<const int> edges,
               bool lit, const std::function<bool()> &stop)
{
    QList<EdgePen> pens;
    for (const SceneStyle &style : frame.scene.styles())
        pens.append(geometry.pen(style, lit));
    const QList<SceneEdge> &all = frame.scene.edges();
    std::vector<Head> heads;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (stop && i % AskEvery == 0 && stop())
            return;
        const int edge = edges[i];
        if (all.at(edge).style < 0 || all.at(edge).style >= pens.size())
            continue;
        const int style = all.at(edge).style;
        const EdgePen &pen = pens.at(style);
        const std::optional<EdgeLine> line = geometry.line(edge, pen);
        if (!line)
            continue;
        const float alpha = lit ? pen.alpha : pen.alpha * frame.scene.damping(edge);
        spans.line(*line, pen, alpha);
        if (spans.hasHead(*line))
            heads.push_back({*line, style, alpha});
    }
    for (const Head &head : heads)
        spans.head(head.line, pens.at(head.style), head.alpha);
}

void drawDiscs(GraphSpans &spans, const GraphFrame &frame, const FrameGeometry &geometry, const QList<NodeDisc> &discs)
{
    for (const NodeDisc &disc : discs) {
        if (!frame.places.isPlaced(disc.node))
            continue;
        const float x = geometry.x(disc.node);
        const float y = geometry.y(disc.node);
        const float radius = geometry.radius(disc);
        if (disc.rim > 0)
            spans.shape(disc.shape, x, y, radius + geometry.rim(disc), frame.colours.ground);
        spans.shape(disc.shape, x, y, radius, disc.colour);
    }
}

} // namespace

QImage drawGraphGround(const GraphFrame &frame, const std::function<bool()> &stop)
{
    QImage picture(frame.pixels(), QImage::Format_RGB32);
    if (picture.isNull())
        return picture;
    picture.setDevicePixelRatio(frame.ratio);
    picture.fill(frame.colours.ground);
    const FrameGeometry geometry(frame);
    const QList<int> &order = frame.scene.byImportance();
    const std::span<const int> edges(order.constData(), static_cast<std::size_t>(edgesWithin(frame, geometry)));
    const QList<NodeDisc> discs = allDiscs(frame.scene, frame.colours);
    // A band of rows for each core, and a few more, as one may be fuller than others.
    const int bands = std::clamp(picture.height() / LeastBand, 1, 3 * QThread::idealThreadCount());
    const bool few = edges.size() + static_cast<std::size_t>(discs.size()) < 500;
    const int count = few ? 1 : bands;
    uchar *const bits = picture.bits();
    std::atomic<bool> stopped = false;
    forAll(count, 1, [&](qsizetype band) {
        const auto edge = [&](qsizetype i) { return static_cast<int>(i * picture.height() / count); };
        GraphSpans spans(bits, picture.bytesPerLine(), picture.size(), edge(band), edge(band + 1));
        drawEdges(spans, frame, geometry, edges, false, stop);
        if (stop && stop()) {
            stopped = true;
            return;
        }
        drawDiscs(spans, frame, geometry, discs);
    });
    return stopped ? QImage() : picture;
}

void drawGraphMarks(QImage &picture, const GraphFrame &frame)
{
    if (picture.isNull())
        return;
    const FrameGeometry geometry(frame);
    const GraphEmphasis emphasis = emphasisOf(frame);
    GraphSpans spans(picture.bits(), picture.bytesPerLine(), picture.size(), 0, picture.height());
    if (emphasis.fades)
        spans.veil(QRectF(QPointF(), picture.size()), frame.colours.ground, VeilAlpha);
    drawEdges(spans, frame, geometry, emphasis.edges, true, {});
    drawDiscs(spans, frame, geometry, markedDiscs(frame, emphasis));
    for (const PlacedLabel &label : frame.labels) {
        const QPointF corner = labelImageCorner(label, frame.ratio);
        spans.image(label.image, qRound(corner.x()), qRound(corner.y()), label.alpha);
    }
    for (const FrameRectangle &rectangle : topRectangles(frame))
        spans.veil(rectangle.place, rectangle.colour, rectangle.alpha);
}

bool haveSameGround(const GraphFrame &one, const GraphFrame &other)
{
    return one.scene == other.scene && one.places == other.places && one.camera == other.camera
           && one.view == other.view && qFuzzyCompare(one.ratio, other.ratio) && one.colours == other.colours
           && one.mostPixels == other.mostPixels;
}

} // namespace tearsheet
