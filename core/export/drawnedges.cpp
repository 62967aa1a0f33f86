// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/drawnedges.h"

#include "core/graph/edgelanes.h"
#include "core/graph/picturescale.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tearsheet {

namespace {

EdgeInk inkOf(const GraphEdge &edge, const GraphOptions &options, double growth, double density)
{
    const RelationFamily family = familyOf(edge.type);
    EdgeInk pen{.look = lookOf(family, edge.modifier == RelationModifier::None)};
    pen.width = static_cast<double>(pen.look.width) * options.settings.lineSize * growth;
    pen.opacity = lineAlpha(family) / 255.0 * density * std::clamp(pen.width, 0.4, 1.0);
    if ((options.settings.showArrows || family != RelationFamily::Link) && growth >= leastArrowGrowth)
        pen.arrow = arrowLength * growth + std::max(pen.width, 1.0) / 2;
    return pen;
}

std::vector<float> lanesOf(const ShownGraph &shown)
{
    std::vector<LaneEdge> edges;
    for (const GraphEdge &edge : shown.graph.edges)
        edges.push_back({edge.from, edge.to, edgeLookNumber(edge.type, edge.modifier)});
    return edgeLanes(edges, static_cast<int>(shown.graph.nodes.size()));
}

} // namespace

std::vector<DrawnEdge> drawnEdges(const ShownGraph &shown, const GraphOptions &options,
                                  const std::vector<QPointF> &places, const std::vector<float> &radii, double growth,
                                  double view)
{
    const QList<GraphEdge> &edges = shown.graph.edges;
    const double density = edgeDensity(static_cast<double>(edges.size()));
    const double far = farEdge(view, static_cast<double>(edges.size()));
    const auto at = [](int node) { return static_cast<std::size_t>(node); };
    const auto place = [&](int node) { return places[at(node)]; };
    const auto radius = [&](int node) { return static_cast<double>(radii[at(node)]); };
    const std::vector<float> lanes = lanesOf(shown);
    std::vector<int> degree(places.size(), 0);
    for (const GraphEdge &edge : edges) {
        ++degree[at(edge.from)];
        ++degree[at(edge.to)];
    }
    std::vector<DrawnEdge> lines;
    for (int i = 0; i < edges.size(); ++i) {
        const GraphEdge &edge = edges.at(i);
        const QPointF way = place(edge.to) - place(edge.from);
        const double length = std::hypot(way.x(), way.y());
        const double end = length - radius(edge.to) - std::min(1.2, radius(edge.to) * 0.3);
        if (end - radius(edge.from) <= 0.5)
            continue;
        DrawnEdge line{.pen = inkOf(edge, options, growth, density), .begin = {}, .tip = {}, .along = way / length};
        const QPointF aside = QPointF(-line.along.y(), line.along.x())
                              * (static_cast<double>(lanes[at(i)]) * laneGap * growth * (edge.from < edge.to ? 1 : -1));
        line.begin = place(edge.from) + aside + line.along * radius(edge.from);
        line.tip = place(edge.from) + aside + line.along * end;
        const float damping = shown.damping.value(i, 1)
                              * edgeDamping(degree[at(edge.from)], degree[at(edge.to)], shown.graph.nodes.size());
        line.opacity = line.pen.opacity * static_cast<double>(damping) * edgeFade(length, density, far);
        line.arrow = end - radius(edge.from) > 1.5 * line.pen.arrow ? line.pen.arrow : 0;
        line.weight = line.pen.width * static_cast<double>(damping);
        lines.push_back(line);
    }
    std::ranges::stable_sort(lines, std::greater(), &DrawnEdge::weight);
    return lines;
}

} // namespace tearsheet
