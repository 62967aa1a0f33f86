// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QRgb>
#include <QString>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <span>
#include <vector>

namespace tearsheet {

/// What a node is, beside its colour; each shows in its shape.
enum class SceneFlag : quint8 {
    Own = 1,        ///< The note that is open: a ring in its own colour.
    Pinned = 2,     ///< Does not move: a dot in the middle.
    Unresolved = 4, ///< Nothing answers to the name: hollow.
    Collapsed = 8,  ///< Stands for many nodes: a second rim.
};
Q_DECLARE_FLAGS(SceneFlags, SceneFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(SceneFlags)

/// All of about the same area.
enum class SceneShape : quint8 { Disc, Square, Diamond, Hexagon };

/// A node as it is drawn.
struct SceneNode
{
    QString label;
    float radius = 5; ///< Pixels at the scene's reading zoom.
    QRgb colour = 0xff808080;
    SceneFlags flags;
    SceneShape shape = SceneShape::Disc;
};

/// A node without its label: what is looked at for every frame.
struct SceneDot
{
    int node = -1;
    float radius = 5;
    QRgb colour = 0;
    SceneFlags flags;
    SceneShape shape = SceneShape::Disc;
};

/// A directed edge between two nodes, by index.
struct SceneEdge
{
    int from = -1;
    int to = -1;
    int style = 0;      ///< Index into the scene's styles.
    float strength = 1; ///< From 0 to 1: how much of its colour it has before all else.
};

/// An edge that can be drawn, with what the others make of it.
struct SceneLine
{
    int edge = -1; ///< Its index.
    int from = -1;
    int to = -1;
    int style = 0;
    float lane = 0; ///< How far beside the line between its nodes it runs, in gaps: edges of different styles between
                    ///< the same two nodes lie side by side. Seen from the node with the smaller index.
    float damping = 1; ///< From 0 to 1: how much of its colour it keeps, less at hubs.
};

/// What stands at the rim of the node that an edge leads to.
enum class SceneArrow : quint8 { None, Triangle, Open, Diamond, Disc, Bar };

/// How edges of one kind are drawn.
struct SceneStyle
{
    QRgb colour = 0xffc4cacc;    ///< Its alpha holds; density thins it further.
    float width = 1;             ///< Pixels at the scene's reading zoom.
    std::array<float, 4> dash{}; ///< Lengths of line, gap, line and gap in widths of the line; all 0 for a whole one.
    SceneArrow arrow = SceneArrow::Triangle;

    bool operator==(const SceneStyle &) const = default;
};

/// Where nodes lie, in the units of their layout; x grows to the right and y downwards. Shares the arrays of whoever
/// made them, so that a layout may publish new ones for each frame. What is not finite has no place and is not drawn.
class GraphPlaces
{
public:
    GraphPlaces() = default;

    /// Any value with arrays of floats `x` and `y`. It must not change any more.
    template <typename Arrays>
    explicit GraphPlaces(std::shared_ptr<const Arrays> arrays)
        : m_x(arrays->x.data()), m_y(arrays->y.data()),
          m_size(static_cast<int>(std::min(arrays->x.size(), arrays->y.size()))), m_arrays(std::move(arrays))
    {
        m_bounds = findBounds();
    }

    int size() const { return m_size; }
    const float *x() const { return m_x; }
    const float *y() const { return m_y; }
    QPointF at(int node) const { return {m_x[node], m_y[node]}; }
    bool isPlaced(int node) const
    {
        return node >= 0 && node < m_size && std::isfinite(m_x[node]) && std::isfinite(m_y[node]);
    }

    /// The smallest rectangle with all places in it; null where there are none.
    QRectF bounds() const { return m_bounds; }

    /// The same places but for one.
    GraphPlaces with(int node, QPointF place) const;

    /// Whether both share the same arrays.
    bool operator==(const GraphPlaces &other) const { return m_x == other.m_x && m_arrays == other.m_arrays; }

private:
    QRectF findBounds() const;

    const float *m_x = nullptr;
    const float *m_y = nullptr;
    int m_size = 0;
    QRectF m_bounds;
    std::shared_ptr<const void> m_arrays;
};

/// A graph as it is drawn, without places: an immutable value that any number of frames share. Copies cost nothing.
class GraphScene
{
public:
    GraphScene();

    /// Takes any input: edges that lead nowhere or to themselves are kept, so that indices stay, but not drawn, nor are
    /// those of styles that do not exist. `reading` is the zoom, in pixels per unit of the places, at which radii and
    /// widths are as said; nodes grow less than the distances between them. O(edges · log), any thread.
    GraphScene(QList<SceneNode> nodes, QList<SceneEdge> edges, QList<SceneStyle> styles, double reading = 60);

    const QList<SceneNode> &nodes() const { return m_data->nodes; }
    const QList<SceneEdge> &edges() const { return m_data->edges; }
    const QList<SceneStyle> &styles() const { return m_data->styles; }
    double reading() const { return m_data->reading; }
    float mostRadius() const { return m_data->mostRadius; }

    /// Edges that can be drawn, those that tell most first: thick ones, then those away from hubs.
    const std::vector<SceneLine> &lines() const { return m_data->lines; }

    /// The line of an edge; null where it cannot be drawn.
    const SceneLine *lineOf(int edge) const;

    /// All nodes, the largest first.
    const std::vector<SceneDot> &dots() const { return m_data->dots; }

    /// Those that are the note that is open.
    const QList<int> &own() const { return m_data->own; }

    SceneDot dotOf(int node) const;

    /// Edges from and to `node` that can be drawn.
    std::span<const int> edgesOf(int node) const;

    /// Whether both are the same value, not merely alike.
    bool operator==(const GraphScene &other) const { return m_data == other.m_data; }

private:
    struct Data
    {
        QList<SceneNode> nodes;
        QList<SceneEdge> edges;
        QList<SceneStyle> styles;
        double reading = 60;
        float mostRadius = 0;
        QList<int> own;
        std::vector<SceneLine> lines;
        QList<int> lineOf; ///< By edge its place among the lines, or -1.
        std::vector<SceneDot> dots;
        QList<int> firstOf;  ///< For each node where its edges begin in `incident`, and one more.
        QList<int> incident; ///< Edges.
    };

    static void connect(Data &data);
    static void arrange(Data &data);

    std::shared_ptr<const Data> m_data;
};

} // namespace tearsheet
