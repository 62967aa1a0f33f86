// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphframe.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace tearsheet {

namespace {

constexpr float SelectionRing = 5; // Outer radius beyond a node's own rings,
constexpr float FocusRing = 7.5F;  // in pixels of the view.

// How far the rings that a node has anyway reach, in pixels of the view.
float ownRings(SceneFlags flags)
{
    return flags.testFlag(SceneFlag::Collapsed) ? 5.0F : flags.testFlag(SceneFlag::Own) ? 4.0F : 0.0F;
}

float covered(float inside)
{
    return std::clamp(inside + 0.5F, 0.0F, 1.0F);
}

// How much of an arrow's head its line leaves free.
float trimOf(SceneArrow arrow)
{
    switch (arrow) {
    case SceneArrow::Triangle:
    case SceneArrow::Diamond:
    case SceneArrow::Disc:
        return 0.8F;
    default:
        return 0.1F;
    }
}

void sortUnique(QList<int> &list)
{
    if (std::ranges::adjacent_find(std::as_const(list), std::greater_equal()) == list.cend())
        return;
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

// Each once, the largest first.
void sortBySize(QList<int> &nodes, const GraphScene &scene)
{
    if (nodes.size() * 16 < scene.nodes().size()) {
        sortUnique(nodes);
        std::ranges::stable_sort(nodes, std::greater(), [&](int node) { return scene.nodes().at(node).radius; });
        return;
    }
    // Of many it is faster to look for each in the order that there is.
    std::vector<bool> wanted(static_cast<std::size_t>(scene.nodes().size()));
    for (const int node : std::as_const(nodes))
        wanted[static_cast<std::size_t>(node)] = true;
    nodes.clear();
    for (const SceneDot &dot : scene.dots()) {
        if (wanted[static_cast<std::size_t>(dot.node)])
            nodes.append(dot.node);
    }
}

float distanceToLine(const EdgeLine &line, float x, float y)
{
    const float length = std::hypot(line.bx - line.ax, line.by - line.ay);
    const float along = std::clamp((x - line.ax) * line.ux + (y - line.ay) * line.uy, 0.0F, length);
    return std::hypot(line.ax + line.ux * along - x, line.ay + line.uy * along - y);
}

} // namespace

FrameColours FrameColours::of(const Palette &palette)
{
    return {palette.base.rgb(), palette.text.rgb(), palette.mutedText.rgb(), palette.accent.rgb()};
}

QPointF labelImageCorner(const PlacedLabel &label, double ratio)
{
    const QPointF corner = (label.place.topLeft() - QPointF(LabelHalo, LabelHalo)) * ratio;
    return {std::round(corner.x()), std::round(corner.y())};
}

QList<FrameRectangle> topRectangles(const GraphFrame &frame)
{
    QList<FrameRectangle> rectangles;
    for (const PlacedLabel &label : frame.labels) {
        for (const QRectF &line : label.leader) {
            const auto pixels = [&](double length) { return std::max(1.0, std::round(length * frame.ratio)); };
            const QPointF corner = line.topLeft() * frame.ratio;
            rectangles.append(
                {QRectF(std::round(corner.x()), std::round(corner.y()), pixels(line.width()), pixels(line.height())),
                 frame.colours.mutedText, label.alpha});
        }
    }
    const auto outline = [&](const QRectF &view, double width) {
        const QRectF all(view.topLeft() * frame.ratio, view.size() * frame.ratio);
        const double wide = std::round(width * frame.ratio);
        for (const QRectF &side : {QRectF(all.left(), all.top(), all.width(), wide),
                                   QRectF(all.left(), all.bottom() - wide, all.width(), wide),
                                   QRectF(all.left(), all.top() + wide, wide, all.height() - 2 * wide),
                                   QRectF(all.right() - wide, all.top() + wide, wide, all.height() - 2 * wide)})
            rectangles.append({side, frame.colours.accent, 1});
        return all;
    };
    if (!frame.band.isNull()) {
        const QRectF all = outline(frame.band, 1);
        rectangles.prepend({all, frame.colours.accent, 0.12F});
    }
    if (frame.focusFrame)
        outline(QRectF(QPointF(), frame.view), 2);
    return rectangles;
}

GraphEmphasis emphasisOf(const GraphFrame &frame)
{
    const GraphScene &scene = frame.scene;
    const GraphMarks &marks = frame.marks;
    GraphEmphasis lit;
    const auto isNode = [&](int node) { return node >= 0 && node < scene.nodes().size(); };
    const auto addEnds = [&](int edge) {
        lit.nodes.append(scene.edges().at(edge).from);
        lit.nodes.append(scene.edges().at(edge).to);
    };
    if (isNode(marks.centre)) {
        lit.nodes.append(marks.centre);
        for (const int edge : scene.edgesOf(marks.centre)) {
            lit.edges.append(edge);
            addEnds(edge);
        }
    } else if (marks.edge >= 0 && marks.edge < scene.edges().size()) {
        lit.edges.append(marks.edge);
        addEnds(marks.edge);
    } else {
        lit.nodes = marks.litNodes;
        lit.edges = marks.litEdges;
    }
    lit.fades = !lit.nodes.isEmpty() || !lit.edges.isEmpty();
    lit.nodes.append(marks.selected);
    if (isNode(marks.focused))
        lit.nodes.append(marks.focused);
    lit.nodes.removeIf([&](int node) { return !isNode(node); });
    sortBySize(lit.nodes, scene);
    sortUnique(lit.edges);
    return lit;
}

std::vector<SceneLine> litLines(const GraphScene &scene, const QList<int> &edges)
{
    std::vector<SceneLine> lines;
    lines.reserve(static_cast<std::size_t>(edges.size()));
    for (const int edge : edges) {
        if (const SceneLine *line = scene.lineOf(edge)) {
            lines.push_back(*line);
            lines.back().damping = 1;
        }
    }
    return lines;
}

void appendDiscs(QList<NodeDisc> &discs, const SceneDot &dot, const FrameColours &colours)
{
    constexpr float Rim = 1.2F;
    const auto add = [&](float share, float more, float rim, QRgb colour) {
        discs.append({dot.node, dot.radius, share, more, rim, colour, dot.shape});
    };
    if (dot.flags.testFlag(SceneFlag::Collapsed)) {
        add(1, 4.6F, Rim, dot.colour);
        add(1, 3.2F, 0, colours.ground);
    }
    if (dot.flags.testFlag(SceneFlag::Own)) {
        add(1, 4, Rim, dot.colour);
        add(1, 2, 0, colours.ground);
    }
    add(1, 0, Rim, dot.colour);
    const bool hollow = dot.flags.testFlag(SceneFlag::Unresolved);
    if (hollow)
        add(1, -1.5F, 0, colours.ground);
    if (dot.flags.testFlag(SceneFlag::Pinned))
        add(0.36F, 0, 0, hollow ? dot.colour : colours.ground);
}

void appendDiscs(QList<NodeDisc> &discs, std::span<const SceneDot> dots, const FrameColours &colours)
{
    for (const bool unresolved : {true, false}) {
        for (const SceneDot &dot : dots) {
            if (dot.flags.testFlag(SceneFlag::Unresolved) == unresolved)
                appendDiscs(discs, dot, colours);
        }
    }
}

QList<NodeDisc> allDiscs(const GraphScene &scene, const FrameColours &colours)
{
    QList<NodeDisc> discs;
    discs.reserve(scene.nodes().size());
    appendDiscs(discs, scene.dots(), colours);
    return discs;
}

QList<NodeDisc> markedDiscs(const GraphFrame &frame, const GraphEmphasis &emphasis)
{
    QList<NodeDisc> discs;
    const GraphMarks &marks = frame.marks;
    const auto isMarked = [&](int node) {
        return node == marks.centre || node == marks.focused || std::ranges::binary_search(marks.selected, node);
    };
    QList<int> nodes = emphasis.nodes; // What is marked lies upon all others.
    std::ranges::stable_partition(nodes, std::not_fn(isMarked));
    for (const int node : std::as_const(nodes)) {
        const SceneDot dot = frame.scene.dotOf(node);
        const float own = ownRings(dot.flags); // The others lie outside of them.
        const auto ring = [&](float reach, float rim, QRgb colour) {
            discs.append({node, dot.radius, 1, own + reach, rim, colour, dot.shape});
        };
        if (node == frame.marks.focused) {
            ring(FocusRing, 1.2F, frame.colours.text);
            ring(6, 0, frame.colours.ground);
        }
        if (std::ranges::binary_search(frame.marks.selected, node)) {
            ring(SelectionRing, 0, frame.colours.accent);
            ring(2.5F, 0, frame.colours.ground);
        }
        appendDiscs(discs, dot, frame.colours);
    }
    return discs;
}

double nodeReach(const GraphFrame &frame, int node)
{
    const SceneNode &drawn = frame.scene.nodes().at(node);
    double reach = drawn.radius * nodeGrowth(frame.camera.zoom, frame.scene) + ownRings(drawn.flags);
    if (node == frame.marks.focused)
        reach += FocusRing;
    else if (std::ranges::binary_search(frame.marks.selected, node))
        reach += SelectionRing;
    return drawn.shape == SceneShape::Diamond ? reach * 1.25 : reach;
}

float insideShape(SceneShape shape, float radius, float x, float y)
{
    const float wide = std::abs(x);
    const float high = std::abs(y);
    switch (shape) {
    case SceneShape::Square:
        return radius * 0.89F - std::max(wide, high);
    case SceneShape::Diamond:
        return (radius * 1.25F - wide - high) * 0.7071F;
    case SceneShape::Hexagon:
        return radius * 0.95F - std::max(wide * 0.866F + high * 0.5F, high);
    default:
        return radius - std::sqrt(x * x + y * y);
    }
}

float EdgePen::dashCover(float distance) const
{
    if (dash[0] <= 0)
        return 1;
    const float second = dash[0] + dash[1];
    const float period = second + dash[2] + dash[3];
    const float phase = distance - period * std::floor(distance / period);
    float cover = covered(phase) * covered(dash[0] - phase) + covered(phase - period);
    if (dash[2] > 0)
        cover += covered(phase - second) * covered(second + dash[2] - phase);
    return std::min(cover, 1.0F);
}

float EdgePen::insideHead(float behind, float aside) const
{
    constexpr float Cosine = 0.922F; // Of the angle whose tangent is ArrowSlope.
    const float away = std::abs(aside);
    const float side = (behind * ArrowSlope - away) * Cosine;
    const float middle = arrow / 2;
    switch (shape) {
    case SceneArrow::Open:
        return std::min(half - std::abs(side - half), arrow - behind);
    case SceneArrow::Diamond:
        return (1 - std::abs(behind - middle) / middle - away / (arrow * ArrowSlope)) * arrow * 0.322F;
    case SceneArrow::Disc:
        return arrow * ArrowSlope - std::hypot(behind - arrow * ArrowSlope, aside);
    case SceneArrow::Bar:
        return std::min({arrow * ArrowSlope - away, behind, arrow * 0.25F - behind});
    default:
        return std::min(side, arrow - behind);
    }
}

double nodeGrowth(double zoom, const GraphScene &scene)
{
    return nodeGrowth(zoom, scene.reading(), scene.nodes().size());
}

FrameGeometry::FrameGeometry(const GraphFrame &frame)
    : m_scene(frame.scene), m_places(frame.places), m_x(frame.places.x()), m_y(frame.places.y()),
      m_nodes(frame.scene.nodes().constData()), m_centreX(static_cast<float>(frame.camera.centre.x())),
      m_centreY(static_cast<float>(frame.camera.centre.y())),
      m_halfWidth(static_cast<float>(frame.view.width() * frame.ratio / 2)),
      m_halfHeight(static_cast<float>(frame.view.height() * frame.ratio / 2)), m_ratio(static_cast<float>(frame.ratio)),
      m_scale(static_cast<float>(frame.camera.zoom * frame.ratio)),
      m_growth(static_cast<float>(nodeGrowth(frame.camera.zoom, frame.scene) * frame.ratio)),
      m_edgeGrowth(static_cast<float>(edgeGrowth(frame.camera.zoom, frame.scene.reading()))), m_least(0.7F * m_ratio),
      m_laneGap(static_cast<float>(tearsheet::laneGap) * m_edgeGrowth * m_ratio)
{
    const QRectF bounds = frame.places.bounds();
    const double area = bounds.width() * bounds.height() * frame.camera.zoom * frame.camera.zoom;
    const double seen = area > 0 ? std::min(1.0, frame.view.width() * frame.view.height() / area) : 1.0;
    // Most edges are longer than the view once it is near.
    const double edges = static_cast<double>(m_scene.lines().size()) * std::sqrt(seen);
    m_density = static_cast<float>(edgeDensity(edges));
    m_farEdge =
        tearsheet::farEdge(frame.view.width() + frame.view.height(), static_cast<double>(m_scene.lines().size()));
}

EdgePen FrameGeometry::pen(const SceneStyle &style, bool lit) const
{
    EdgePen pen;
    const float width = style.width * m_edgeGrowth * m_ratio + (lit ? 0.8F * m_ratio : 0.0F);
    pen.colour = style.colour | 0xff000000U;
    pen.alpha =
        static_cast<float>(qAlpha(style.colour)) / 255.0F * (lit ? 1.0F : m_density) * std::clamp(width, 0.4F, 1.0F);
    pen.half = std::max(width, 1.0F) / 2;
    // The pattern stays the same when an edge stands out.
    const float unit = std::max(style.width * m_edgeGrowth, 1.0F) * m_ratio;
    for (std::size_t i = 0; i < style.dash.size(); ++i)
        pen.dash[i] = std::max(style.dash[i], 0.0F) * unit;
    if (style.arrow != SceneArrow::None && static_cast<double>(m_edgeGrowth) >= leastArrowGrowth) {
        pen.arrow = static_cast<float>(arrowLength) * m_edgeGrowth * m_ratio + pen.half;
        pen.shape = style.arrow;
        pen.trim = trimOf(style.arrow);
    }
    return pen;
}

std::optional<EdgeLine> FrameGeometry::line(const SceneLine &edge, const EdgePen &pen) const
{
    if (std::max(edge.from, edge.to) >= m_places.size())
        return std::nullopt;
    const float px = x(edge.from);
    const float py = y(edge.from);
    const float qx = x(edge.to);
    const float qy = y(edge.to);
    const float reach = pen.half + pen.arrow + 2 + 4 * m_laneGap;
    if (std::max(px, qx) < -reach || std::min(px, qx) > 2 * m_halfWidth + reach || std::max(py, qy) < -reach
        || std::min(py, qy) > 2 * m_halfHeight + reach)
        return std::nullopt;
    const float length = std::sqrt((qx - px) * (qx - px) + (qy - py) * (qy - py));
    const float begin = radius(edge.from);
    const float end = length - radius(edge.to) - std::min(1.2F * m_ratio, radius(edge.to) * 0.3F);
    // A node without a place is not a number or infinitely far.
    if (!(end - begin > 0.5F) || !(length <= std::numeric_limits<float>::max()))
        return std::nullopt;
    EdgeLine line;
    line.fade =
        static_cast<float>(edgeFade(static_cast<double>(length / m_ratio), static_cast<double>(m_density), m_farEdge));
    line.ux = (qx - px) / length;
    line.uy = (qy - py) / length;
    const float aside = edge.lane * m_laneGap * (edge.from < edge.to ? 1.0F : -1.0F);
    const float ox = px - line.uy * aside;
    const float oy = py + line.ux * aside;
    line.ax = ox + line.ux * begin;
    line.ay = oy + line.uy * begin;
    line.bx = ox + line.ux * end;
    line.by = oy + line.uy * end;
    line.arrow = end - begin > 1.5F * pen.arrow ? pen.arrow : 0.0F;
    return line;
}

bool FrameGeometry::sees(const SceneDot &dot) const
{
    if (dot.node >= m_places.size())
        return false;
    const float reach = (radius(dot.radius) + 7 * m_ratio) * ShapeReach;
    const float left = x(dot.node);
    const float top = y(dot.node);
    return left >= -reach && left <= 2 * m_halfWidth + reach && top >= -reach && top <= 2 * m_halfHeight + reach;
}

int nodeAt(const GraphFrame &frame, QPointF point, double slack)
{
    const int count = std::min(frame.places.size(), static_cast<int>(frame.scene.nodes().size()));
    if (count == 0)
        return -1;
    const FrameGeometry geometry(frame);
    const auto px = static_cast<float>(point.x() * frame.ratio);
    const auto py = static_cast<float>(point.y() * frame.ratio);
    const auto near = static_cast<float>(slack * frame.ratio);
    int found = -1;
    float nearest = 0;
    for (int i = 0; i < count; ++i) {
        const float dx = geometry.x(i) - px;
        const float dy = geometry.y(i) - py;
        const float squared = dx * dx + dy * dy;
        const float radius = geometry.radius(i) + near;
        if (!(squared <= radius * radius))
            continue;
        // Smaller nodes lie above larger ones.
        const float away = std::sqrt(squared) + radius;
        if (found < 0 || away <= nearest) {
            found = i;
            nearest = away;
        }
    }
    return found;
}

int edgeAt(const GraphFrame &frame, QPointF point, double slack)
{
    const FrameGeometry geometry(frame);
    const auto px = static_cast<float>(point.x() * frame.ratio);
    const auto py = static_cast<float>(point.y() * frame.ratio);
    auto nearest = static_cast<float>(slack * frame.ratio);
    // Nearly all edges are told to be elsewhere by where their nodes are (Cohen and Sutherland).
    const float reach = nearest + 4 * geometry.laneGap() + 1;
    const auto count = static_cast<std::size_t>(std::max(frame.places.size(), 0));
    std::vector<quint8> sides(count);
    for (std::size_t i = 0; i < count; ++i) {
        const float x = geometry.x(static_cast<int>(i)) - px;
        const float y = geometry.y(static_cast<int>(i)) - py;
        sides[i] = static_cast<quint8>((x < -reach) | (x > reach) << 1 | (y < -reach) << 2 | (y > reach) << 3);
    }
    int found = -1;
    for (const SceneLine &edge : frame.scene.lines()) {
        if (edge.from >= frame.places.size() || edge.to >= frame.places.size()
            || (sides[static_cast<std::size_t>(edge.from)] & sides[static_cast<std::size_t>(edge.to)]) != 0)
            continue;
        const float fromX = geometry.x(edge.from) - px;
        const float fromY = geometry.y(edge.from) - py;
        const float alongX = geometry.x(edge.to) - px - fromX;
        const float alongY = geometry.y(edge.to) - py - fromY;
        const float aside = alongX * fromY - alongY * fromX;
        if (aside * aside > reach * reach * (alongX * alongX + alongY * alongY))
            continue;
        const std::optional<EdgeLine> line = geometry.line(edge, {});
        const float away = line ? distanceToLine(*line, px, py) : nearest;
        if (away < nearest) {
            nearest = away;
            found = edge.edge;
        }
    }
    return found;
}

} // namespace tearsheet
