// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/graph/graph.h"

#include <QPointF>
#include <QWidget>

namespace tearsheet {

/// A graph with a place for each node.
struct PlacedGraph
{
    Graph graph;
    QList<QPointF> places;
    Snapshot snapshot; ///< That the graph's file numbers belong to.
};

/// The neighbourhood of the open note: click goes there, dragging moves the picture, the wheel zooms.
class LocalGraphView : public QWidget
{
    Q_OBJECT

public:
    explicit LocalGraphView(QWidget *parent = nullptr);

    /// Shows the neighbourhood of the note at `path`; an empty path is none. Does its work once it can be seen.
    void showNote(const Snapshot &snapshot, const NotePath &path);

    /// Nodes that are drawn.
    int nodeCount() const { return static_cast<int>(m_graph.graph.nodes.size()); }

    /// Where node `index` is drawn, in pixels of the widget.
    QPointF nodePosition(int index) const;

Q_SIGNALS:
    void noteActivated(const tearsheet::NotePath &path, Qt::KeyboardModifiers modifiers);
    void unresolvedActivated(const QString &name);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void refresh();
    void take(PlacedGraph graph);
    void setDepth(int depth);
    double scale() const;
    double radius(int node) const;
    int nodeAt(QPointF point) const;
    bool isNear(int node) const;
    void activate(int node, Qt::KeyboardModifiers modifiers);
    void paintEdges(QPainter &painter) const;
    void paintNodes(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;

    Snapshot m_snapshot;
    NotePath m_path;
    PlacedGraph m_graph;
    QRectF m_bounds;
    LatestJob<PlacedGraph> m_job;
    QPointF m_pan;
    double m_zoom = 1;
    QPointF m_pressed;
    QPointF m_last;
    int m_hovered = -1;
    int m_focused = -1; ///< By keyboard.
    int m_depth = 1;
    bool m_dragging = false;
    bool m_stale = false;
};

} // namespace tearsheet
