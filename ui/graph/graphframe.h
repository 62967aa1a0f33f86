// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/picturescale.h"
#include "ui/graph/graphcamera.h"
#include "ui/graph/graphscene.h"
#include "ui/style/palette.h"

#include <QFont>
#include <QImage>

#include <optional>

namespace tearsheet {

/// The colours of a picture beside those of its nodes and edges.
struct FrameColours
{
    QRgb ground = 0xffffffff;
    QRgb text = 0xff000000;
    QRgb mutedText = 0xff404040;
    QRgb accent = 0xff1f6f78;

    static FrameColours of(const Palette &palette);

    bool operator==(const FrameColours &) const = default;
};

/// What stands out for the moment. Where something does, all the rest fades.
struct GraphMarks
{
    int centre = -1;     ///< This node and its neighbours stand out,
    int edge = -1;       ///< else this edge and its ends,
    QList<int> litNodes; ///< else these nodes
    QList<int> litEdges; ///< and edges, such as a path or what a search found.
    int focused = -1;    ///< Where the keyboard is: a ring.
    QList<int> selected; ///< Ascending; rings in the accent colour.

    bool operator==(const GraphMarks &) const = default;
};

/// A label with its place in the view, in pixels of the view.
struct PlacedLabel
{
    int node = -1;
    QRectF place;
    float alpha = 1;
    bool strong = false;  ///< In the text's own colour and half bold.
    QImage image;         ///< With its halo, in the frame's ratio; null where it is not made yet.
    QList<QRectF> leader; ///< Hairlines from the node to a label that lies away from it.
};

/// How far a label's halo reaches, in pixels of the view.
constexpr double LabelHalo = 2;

/// Where the corner of a label's image lies, in whole pixels of the device.
QPointF labelImageCorner(const PlacedLabel &label, double ratio);

/// Everything that one picture shows. What is drawn from it depends on nothing else, in any thread.
struct GraphFrame
{
    GraphScene scene;
    GraphPlaces places;
    GraphCamera camera;
    QSizeF view;      ///< Pixels that do not depend on the device.
    double ratio = 1; ///< Pixels of the device for each of them.
    FrameColours colours;
    GraphMarks marks;
    QList<PlacedLabel> labels;
    QRectF band;             ///< The rubber band, in the view.
    bool focusFrame = false; ///< The keyboard is here, but at no node.
    qint64 mostPixels = 0;   ///< About so many pixels may be drawn, for pictures that must be quick; 0 is all.

    QSize pixels() const { return (view * ratio).toSize(); }
};

/// A rectangle of one colour upon everything, in whole pixels of the device.
struct FrameRectangle
{
    QRectF place;
    QRgb colour = 0;
    float alpha = 1;
};

/// What lies on top: lines to labels, the rubber band and the frame that shows the focus.
QList<FrameRectangle> topRectangles(const GraphFrame &frame);

/// Nodes and edges that stand out, nodes with the largest first.
struct GraphEmphasis
{
    bool fades = false; ///< The rest.
    QList<int> nodes;
    QList<int> edges; ///< Ascending.
};

GraphEmphasis emphasisOf(const GraphFrame &frame);

/// The lines of edges that stand out, without damping.
std::vector<SceneLine> litLines(const GraphScene &scene, const QList<int> &edges);

/// How much of the rest is covered by the ground while something stands out.
constexpr float VeilAlpha = 0.78F;

/// How far a node reaches from its middle with its rings, those of selection and focus too, in pixels of the view.
double nodeReach(const GraphFrame &frame, int node);

/// How far inside the outline of a shape of some radius the point (x, y) from its middle is, in pixels.
float insideShape(SceneShape shape, float radius, float x, float y);

/// How far a shape reaches, in radii.
constexpr float ShapeReach = 1.26F;

/// One disc or other shape of those, one upon the other, that a node is drawn of. Its radius is the node's times
/// `share` plus `add` pixels; around it is a rim of the ground's colour.
struct NodeDisc
{
    int node = -1;
    float nodeRadius = 0; ///< Of the node, as in the scene.
    float share = 1;
    float add = 0;
    float rim = 0;
    QRgb colour = 0;
    SceneShape shape = SceneShape::Disc;
};

/// Adds the discs of a node, in the order of painting.
void appendDiscs(QList<NodeDisc> &discs, const SceneDot &dot, const FrameColours &colours);

/// Adds the discs of nodes, in the order of painting: names without a note below all others, then the largest first.
void appendDiscs(QList<NodeDisc> &discs, std::span<const SceneDot> dots, const FrameColours &colours);

/// The discs of all nodes, in the order of painting.
QList<NodeDisc> allDiscs(const GraphScene &scene, const FrameColours &colours);

/// The discs of nodes that stand out, with rings for what is selected and where the keyboard is.
QList<NodeDisc> markedDiscs(const GraphFrame &frame, const GraphEmphasis &emphasis);

/// How edges of a style are drawn in a frame, in pixels of the device.
struct EdgePen
{
    QRgb colour = 0;
    float alpha = 1; ///< Before the edge's damping.
    float half = 0.5F;
    std::array<float, 4> dash{}; ///< Lengths of lines and gaps, all 0 for a whole line.
    float arrow = 0;             ///< Length of the arrow's head, 0 for none.
    float trim = 0;              ///< How much of it the line leaves free, from 0 to 1.
    SceneArrow shape = SceneArrow::None;

    /// How much of the line there is at some distance from its beginning.
    float dashCover(float distance) const;

    /// How far inside the head a point is that lies `behind` its tip and `aside` of its middle, in pixels.
    float insideHead(float behind, float aside) const;
};

/// An edge as a line, in pixels of the device.
struct EdgeLine
{
    float ax = 0;
    float ay = 0;
    float bx = 0;
    float by = 0;
    float ux = 0; ///< Its direction.
    float uy = 0;
    float arrow = 0; ///< The head's tip is at b; the line ends within the head.
    float fade = 1;  ///< How much of its colour it keeps where nothing stands out: of many edges, long ones are faint.
};

/// Half of an arrow head's width for its length.
constexpr auto ArrowSlope = static_cast<float>(arrowSlope);

/// Where things lie in a frame, in pixels of the device. Both renderers and what is under the pointer follow it; the
/// shaders say the same in their language.
class FrameGeometry
{
public:
    explicit FrameGeometry(const GraphFrame &frame);

    float x(int node) const { return (m_x[node] - m_centreX) * m_scale + m_halfWidth; }
    float y(int node) const { return (m_y[node] - m_centreY) * m_scale + m_halfHeight; }
    float radius(float inScene) const { return std::max(inScene * m_growth, m_least); }
    float radius(int node) const { return radius(m_nodes[node].radius); }
    float radius(const NodeDisc &disc) const { return radius(disc.nodeRadius) * disc.share + disc.add * m_ratio; }
    float rim(const NodeDisc &disc) const { return std::min(disc.rim * m_ratio, radius(disc.nodeRadius) * 0.3F); }

    EdgePen pen(const SceneStyle &style, bool lit) const;

    /// None where a node has no place, the edge is out of sight, or its nodes touch.
    std::optional<EdgeLine> line(const SceneLine &edge, const EdgePen &pen) const;

    /// Whether a node has a place, and something of it and its own rings may be in sight.
    bool sees(const SceneDot &dot) const;

    /// How much of their colour edges keep, for as many as are in sight.
    float density() const { return m_density; }

    /// `tearsheet::farEdge`, in pixels of the view.
    double farEdge() const { return m_farEdge; }

    float scale() const { return m_scale; }
    float growth() const { return m_growth; }
    float least() const { return m_least; }
    float laneGap() const { return m_laneGap; }

private:
    const GraphScene &m_scene;
    const GraphPlaces &m_places;
    const float *m_x;
    const float *m_y;
    const SceneNode *m_nodes;
    float m_centreX;
    float m_centreY;
    float m_halfWidth;
    float m_halfHeight;
    float m_ratio;
    float m_scale;
    float m_growth;     // Of nodes
    float m_edgeGrowth; // and of edges with the zoom.
    float m_least;
    float m_laneGap;
    float m_density;
    double m_farEdge;
};

/// Pixels of the view that a node's radius takes at the frame's zoom, per pixel at the reading zoom.
double nodeGrowth(double zoom, const GraphScene &scene);

/// The topmost node within `slack` pixels of a point of the view, -1 for none. A look at every place: 0.1 ms for 100k.
int nodeAt(const GraphFrame &frame, QPointF point, double slack);

/// The edge nearest to a point of the view and within `slack` pixels of it, -1 for none. A look at every edge: 2 ms for
/// half a million.
int edgeAt(const GraphFrame &frame, QPointF point, double slack);

} // namespace tearsheet
