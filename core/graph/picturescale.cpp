// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/picturescale.h"

#include "core/graph/layout.h"
#include "core/graph/measures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tearsheet {

namespace {

constexpr double Reading = 60;       // Pixels from node to node,
constexpr double SmallReading = 110; // and in a graph that is to be read name by name.
constexpr float LeastRadius = 3.5F;  // Pixels, before the user's multiplier.
constexpr float MostRadius = 17.0F;
constexpr double MostGrowth = 2; // Nearer, nodes and edges grow no more: what lies close comes apart.
constexpr double MostEdgeGrowth = 1.6;
constexpr int LinkAlpha = 110;
constexpr int RelationAlpha = 190;
constexpr double ReadableEdges = 800; // More of them in sight are drawn fainter.
constexpr double FaintestEdges = 0.14;
constexpr float HubDegree = 64;   // Beyond that many edges they are damped,
constexpr float LeastKept = 0.3F; // but keep this much.
constexpr float HangingKept = 0.6F;
constexpr qsizetype Many = 1000; // Nodes, of which those that say little are to be small and faint.
constexpr float GroupAmongMany = 2;
constexpr float QuietRadius = 2.2F;
constexpr float DepthShare = 0.87F; // Of a radius, from one step around a note to the next.
constexpr double QuietShare = 0.5;  // Of its colour.

constexpr float LabelLine = 18;     // Pixels that a label needs below its node,
constexpr float LabelLetter = 6.6F; // for each letter,
constexpr float LongestLabel = 150; // and at most.
constexpr float LabelGap = 10;

} // namespace

double readingZoom(qsizetype nodes)
{
    return nodes <= mostSmallNodes ? SmallReading : Reading;
}

float nodeRadius(const Graph &graph, int node, double unit)
{
    // What stands for many is as large as many.
    const auto members = static_cast<float>(graph.nodes.at(node).members);
    const float least = LeastRadius * std::min(2.5F, std::sqrt(std::sqrt(members)));
    const bool group = graph.nodes.at(node).kind == GraphNodeKind::Collapsed && graph.nodes.size() > mostSmallNodes;
    return isQuiet(graph, node) ? QuietRadius : radiusOf(unit, least, MostRadius) * (group ? GroupAmongMany : 1);
}

float depthShare(int depth)
{
    return std::pow(DepthShare, static_cast<float>(depth));
}

float nodeRadiusByLinks(const ShownGraph &shown, int node, double unit)
{
    if (shown.centre < 0)
        return nodeRadius(shown.graph, node, unit);
    if (node == shown.centre)
        return nodeRadius(shown.graph, node, 1);
    const float share = depthShare(shown.graph.nodes.at(node).depth);
    return std::max(QuietRadius, nodeRadius(shown.graph, node, unit) * share);
}

std::vector<float> radiiByLinks(const ShownGraph &shown, const GraphOptions &options)
{
    const NodeValues units = scaled(degrees(shown.graph), Scaling::Log);
    std::vector<float> radii;
    for (std::size_t i = 0; i < units.size(); ++i)
        radii.push_back(static_cast<float>(options.settings.nodeSize)
                        * nodeRadiusByLinks(shown, static_cast<int>(i), units[i]));
    return radii;
}

bool isQuiet(const Graph &graph, int node)
{
    const GraphNode &one = graph.nodes.at(node);
    return one.kind == GraphNodeKind::Unresolved && one.degree <= 1 && graph.nodes.size() > Many;
}

quint32 quietColour(quint32 colour, bool dark)
{
    const quint32 ground = graphColours(dark).ground;
    quint32 mixed = 0;
    for (const int part : {16, 8, 0}) {
        const auto of = [part](quint32 rgb) { return static_cast<double>(rgb >> part & 0xffU); };
        mixed |= static_cast<quint32>(std::lround(std::lerp(of(ground), of(colour), QuietShare))) << part;
    }
    return mixed;
}

std::vector<NodeRoom> readableRooms(const Graph &graph, std::span<const float> radii)
{
    std::vector<NodeRoom> rooms;
    if (graph.nodes.size() > mostSmallNodes)
        return rooms;
    const auto unit = static_cast<float>(readingZoom(graph.nodes.size()));
    for (std::size_t i = 0; i < radii.size(); ++i) {
        const auto letters = static_cast<float>(graph.nodes.at(static_cast<qsizetype>(i)).label.size());
        const float label = std::min(LongestLabel, LabelLetter * letters);
        rooms.push_back({.width = (std::max(2 * radii[i], label) + LabelGap) / unit,
                         .height = (2 * radii[i] + (letters == 0 ? 0 : LabelLine) + LabelGap / 2) / unit});
    }
    return rooms;
}

double nodeGrowth(double zoom, double reading, qsizetype nodes)
{
    // Few nodes can be seen from afar as well.
    const double least = std::clamp(10 / std::sqrt(std::max(1.0, static_cast<double>(nodes))), 0.1, 0.8);
    return std::clamp(std::pow(zoom / reading, 0.6), least, MostGrowth);
}

double edgeGrowth(double zoom, double reading)
{
    return std::clamp(std::sqrt(zoom / reading), 0.4, MostEdgeGrowth);
}

int lineAlpha(RelationFamily family)
{
    return family == RelationFamily::Link ? LinkAlpha : RelationAlpha;
}

double edgeDensity(double edges)
{
    return std::clamp(std::sqrt(ReadableEdges / std::max(edges, 1.0)), FaintestEdges, 1.0);
}

double farEdge(double view, double edges)
{
    return edges > ReadableEdges ? view / 4 : std::numeric_limits<double>::max();
}

double edgeFade(double length, double density, double far)
{
    const double share = std::clamp(shortEdge / length, leastFade, 1.0);
    return (share + (1 - share) * density) * std::clamp(far / length, leastFade, 1.0);
}

float edgeDamping(int one, int other, qsizetype nodes)
{
    const auto most = static_cast<float>(std::max({one, other, 1}));
    const bool hangs = std::min(one, other) <= 1 && nodes > Many;
    return std::clamp(std::sqrt(HubDegree / most), LeastKept, 1.0F) * (hangs ? HangingKept : 1);
}

} // namespace tearsheet
