// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/paintedgraph.h"

#include "core/graph/communities.h"
#include "core/graph/picturescale.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace tearsheet {

namespace {

constexpr float WithinRing = 0.15F; // Of an edge's colour.

using Kind = NodeMeasure::Kind;

QRgb opaque(quint32 rgb)
{
    return 0xFF000000U | rgb;
}

NodeValues measured(const Graph &graph, const NodeMeasure &measure, const ClaimIndex *claims)
{
    switch (measure.kind) {
    case Kind::None:
        return {};
    case Kind::Links:
        return degrees(graph);
    case Kind::Incoming:
        return inDegrees(graph);
    case Kind::PageRank:
        return pageRank(graph);
    case Kind::Betweenness:
        return betweenness(graph);
    case Kind::Property:
        return propertyValues(graph, measure.name);
    case Kind::Claim:
        return claims ? claimValues(graph, *claims, measure.name.toUtf8())
                      : NodeValues(static_cast<std::size_t>(graph.nodes.size()), std::nan(""));
    case Kind::Community: {
        const std::vector<int> communities = communitiesOf(graph);
        return {communities.begin(), communities.end()};
    }
    }
    return {};
}

Scaling scalingOf(Kind kind)
{
    // Ranks are shares of one: their logarithms say nothing.
    return kind == Kind::Claim || kind == Kind::Property || kind == Kind::PageRank ? Scaling::Root : Scaling::Log;
}

std::array<float, 4> dashOf(LineDash dash)
{
    std::array<float, 4> lengths{};
    std::ranges::copy(dashPattern(dash).first(std::min(lengths.size(), dashPattern(dash).size())), lengths.begin());
    return lengths;
}

SceneArrow arrowOf(ArrowShape arrow)
{
    switch (arrow) {
    case ArrowShape::Triangle:
        return SceneArrow::Triangle;
    case ArrowShape::Open:
        return SceneArrow::Open;
    case ArrowShape::Diamond:
        return SceneArrow::Diamond;
    case ArrowShape::Disc:
        return SceneArrow::Disc;
    case ArrowShape::Bar:
        return SceneArrow::Bar;
    }
    return SceneArrow::Triangle;
}

SceneShape shapeOf(NodeShape shape)
{
    switch (shape) {
    case NodeShape::Disc:
    case NodeShape::Ring: // A disc that is hollow.
        return SceneShape::Disc;
    case NodeShape::Square:
        return SceneShape::Square;
    case NodeShape::Diamond:
        return SceneShape::Diamond;
    case NodeShape::Hexagon:
        return SceneShape::Hexagon;
    }
    return SceneShape::Disc;
}

class Painter
{
public:
    Painter(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint, const QSet<quint64> &pinned,
            const PaintedGraph &picture)
        : m_shown(shown), m_options(options), m_paint(paint), m_pinned(pinned), m_ground(graphColours(paint.dark)),
          m_sizes(scaled(picture.sizes, scalingOf(paint.size.kind))), m_values(picture.colours)
    {
        if (paint.colour.kind != Kind::Community)
            m_colours = scaled(picture.colours, scalingOf(paint.colour.kind));
    }

    SceneNode node(int index) const
    {
        const GraphNode &node = m_shown.graph.nodes.at(index);
        SceneNode drawn{.label = node.label,
                        .radius = radius(index),
                        .colour = opaque(colour(index)),
                        .flags = {},
                        .shape = shapeOf(tearsheet::shapeOf(node.kind))};
        drawn.flags.setFlag(SceneFlag::Own, isOwn(index));
        drawn.flags.setFlag(SceneFlag::Pinned, m_pinned.contains(node.key));
        drawn.flags.setFlag(SceneFlag::Unresolved, node.kind == GraphNodeKind::Unresolved);
        drawn.flags.setFlag(SceneFlag::Collapsed, node.kind == GraphNodeKind::Collapsed);
        return drawn;
    }

private:
    bool isOwn(int index) const { return index == m_shown.centre || m_shown.graph.nodes.at(index).key == m_paint.own; }

    float radius(int index) const
    {
        const auto at = static_cast<std::size_t>(index);
        const double unit = at < m_sizes.size() ? m_sizes[at] : std::nan("");
        return static_cast<float>(m_options.settings.nodeSize)
               * (m_paint.size.kind == Kind::Links ? nodeRadiusByLinks(m_shown, index, unit)
                                                   : nodeRadius(m_shown.graph, index, unit));
    }

    quint32 colour(int index) const
    {
        const GraphNode &node = m_shown.graph.nodes.at(index);
        // What is asked for by name comes before what the vault's settings say.
        if (const int group = m_shown.groups.value(index, -1); group >= 0 && m_paint.colour.kind == Kind::None)
            return m_options.settings.groups.at(group).rgb;
        if (isOwn(index))
            return m_ground.accent;
        const auto at = static_cast<std::size_t>(index);
        if (m_paint.colour.kind == Kind::Community && at < m_values.size())
            return categoryColour(static_cast<int>(m_values[at]), m_paint.dark);
        if (at < m_colours.size())
            return rampColour(m_colours[at], m_paint.dark, m_ground.of(node.kind));
        const quint32 own = m_ground.of(node.kind);
        return isQuiet(m_shown.graph, index) ? quietColour(own, m_paint.dark) : own;
    }

    const ShownGraph &m_shown;
    const GraphOptions &m_options;
    const GraphPaint &m_paint;
    const QSet<quint64> &m_pinned;
    const GraphColours &m_ground;
    NodeValues m_sizes;
    NodeValues m_colours;
    const NodeValues &m_values;
};

} // namespace

QString measureTitle(const NodeMeasure &measure)
{
    switch (measure.kind) {
    case Kind::None:
        return QObject::tr("Nothing");
    case Kind::Links:
        return QObject::tr("Links");
    case Kind::Incoming:
        return QObject::tr("Links to it");
    case Kind::PageRank:
        return QObject::tr("PageRank");
    case Kind::Betweenness:
        return QObject::tr("Betweenness");
    case Kind::Community:
        return QObject::tr("Communities");
    case Kind::Claim:
        return metricTitle(measure.name.toUtf8());
    case Kind::Property:
        break;
    }
    QString title = measure.name;
    if (!title.isEmpty())
        title.front() = title.front().toUpper();
    return title;
}

QList<SceneStyle> edgeStyles(const GraphOptions &options, bool dark)
{
    QList<SceneStyle> styles;
    for (const RelationFamily family : relationFamilies()) {
        for (const bool holds : {true, false}) {
            const RelationLook look = lookOf(family, holds);
            const QColor rgb = QColor::fromRgb(opaque(dark ? look.dark : look.light));
            const bool pointed = family != RelationFamily::Link || options.settings.showArrows;
            styles.append({.colour = qRgba(rgb.red(), rgb.green(), rgb.blue(), lineAlpha(family)),
                           .width = static_cast<float>(look.width * options.settings.lineSize),
                           .dash = dashOf(look.dash),
                           .arrow = pointed ? arrowOf(look.arrow) : SceneArrow::None});
        }
    }
    return styles;
}

PaintedGraph paintedGraph(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint,
                          const ClaimIndex *claims, const QSet<quint64> &pinned, const std::vector<int> &rings)
{
    PaintedGraph picture{.scene = {},
                         .sizes = measured(shown.graph, paint.size, claims),
                         .colours = measured(shown.graph, paint.colour, claims)};
    const Painter painter(shown, options, paint, pinned, picture);
    QList<SceneNode> nodes;
    nodes.reserve(shown.graph.nodes.size());
    for (int i = 0; i < shown.graph.nodes.size(); ++i)
        nodes.append(painter.node(i));
    QList<SceneEdge> edges;
    edges.reserve(shown.graph.edges.size());
    const auto ringOf = [&](int node) { return rings.empty() ? node : rings[static_cast<std::size_t>(node)]; };
    for (int i = 0; i < shown.graph.edges.size(); ++i) {
        const GraphEdge &edge = shown.graph.edges.at(i);
        edges.append({.from = edge.from,
                      .to = edge.to,
                      .style = edgeLookNumber(edge.type, edge.modifier),
                      .strength = shown.damping.value(i, 1) * (ringOf(edge.from) == ringOf(edge.to) ? WithinRing : 1)});
    }
    const double reading = readingZoom(nodes.size());
    picture.scene = GraphScene(std::move(nodes), std::move(edges), edgeStyles(options, paint.dark), reading);
    return picture;
}

PaintedGraph partOf(const PaintedGraph &picture, const GraphPart &part)
{
    PaintedGraph out;
    QList<SceneNode> nodes;
    for (const int node : part.nodes) {
        nodes.append(picture.scene.nodes().at(node));
        const auto at = static_cast<std::size_t>(node);
        if (at < picture.sizes.size())
            out.sizes.push_back(picture.sizes[at]);
        if (at < picture.colours.size())
            out.colours.push_back(picture.colours[at]);
    }
    QList<SceneEdge> edges;
    for (qsizetype i = 0; i < part.edges.size(); ++i) {
        SceneEdge edge = picture.scene.edges().at(part.edges.at(i));
        edge.from = part.shown.graph.edges.at(i).from;
        edge.to = part.shown.graph.edges.at(i).to;
        edges.append(edge);
    }
    const double reading = picture.scene.reading();
    out.scene = GraphScene(std::move(nodes), std::move(edges), picture.scene.styles(), reading);
    return out;
}

} // namespace tearsheet
