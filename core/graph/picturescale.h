// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/separation.h"
#include "core/graph/showngraph.h"

#include <span>

namespace tearsheet {

// How large nodes and how strong edges are in a picture of a graph: on the screen, in its exports, and in drawings of
// the command line. Any thread.

/// Of the largest nodes in sight one for so many pixels is named, however small it is.
inline constexpr double pixelsPerName = 9000;

/// The zoom, in pixels between neighbours, at which nodes and lines of a graph of so many nodes are as large as said.
double readingZoom(qsizetype nodes);

/// What is left of a radius so many steps from the note in the middle.
float depthShare(int depth);

/// The radius, in pixels at the reading zoom, of a node whose value (as `scaled` has it; NaN for none) is `unit`.
float nodeRadius(const Graph &graph, int node, double unit);

/// The same where sizes go by links, as they do by themselves: around a note it is the largest node, and others are
/// smaller from step to step.
float nodeRadiusByLinks(const ShownGraph &shown, int node, double unit);

/// The radius of each node by how many edges it has, as the window draws it where nothing else is asked for.
std::vector<float> radiiByLinks(const ShownGraph &shown, const GraphOptions &options);

/// What each node of `graph` needs around it in units of places, with its name below it, by the radii of the nodes. No
/// font is asked for. Empty where there are too many nodes to read them name by name.
std::vector<NodeRoom> readableRooms(const Graph &graph, std::span<const float> radii);

/// Pixels of a node's radius at `zoom`, for each at the `reading` zoom, in a graph of so many nodes.
double nodeGrowth(double zoom, double reading, qsizetype nodes);

/// The same of the width of lines.
double edgeGrowth(double zoom, double reading);

/// Growth of edges below which arrows only blur.
inline constexpr double leastArrowGrowth = 0.55;

/// The length of an arrow's head in pixels, before growth.
inline constexpr double arrowLength = 7;

/// Half of an arrow head's width for its length.
inline constexpr double arrowSlope = 0.42;

/// Pixels between lines that join the same two nodes, before growth.
inline constexpr double laneGap = 3.5;

/// How opaque the lines of a family are, before all that follows.
int lineAlpha(RelationFamily family);

/// How much of their colour edges keep where so many are in sight.
double edgeDensity(double edges);

/// Of many edges, those longer than so many pixels are drawn fainter, down to `leastFade`.
inline constexpr double shortEdge = 60;
inline constexpr double leastFade = 0.12;

/// How far an edge may go, in pixels, in a view of so many pixels in width and height together before it is fainter
/// because hardly any of it is in sight: in a graph of many edges what only passes by hides what is there.
double farEdge(double view, double edges);

/// How much of its colour an edge keeps that is so long,
double edgeFade(double length, double density, double far);

/// and one between nodes with so many edges, in a graph of so many nodes: less at hubs, and at what hangs on one edge.
float edgeDamping(int one, int other, qsizetype nodes);

/// Whether a node is drawn small and faint, so that others stand out: a name without a note that is said once, in a
/// graph of many nodes.
bool isQuiet(const Graph &graph, int node);

/// 0xRRGGBB, nearer to the ground.
quint32 quietColour(quint32 colour, bool dark);

} // namespace tearsheet
