// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/graph/graph.h"
#include "ui/graph/graphcanvas.h"

namespace tearsheet {

/// A graph with a place for each node.
struct PlacedGraph
{
    Graph graph;
    QList<QPointF> places;
    Snapshot snapshot; ///< That the graph's file numbers belong to.
};

/// The neighbourhood of the open note: a click goes there, dragging moves the picture, the wheel zooms. Its edges are
/// plain until relations are known.
class LocalGraphView : public GraphCanvas
{
    Q_OBJECT

public:
    explicit LocalGraphView(QWidget *parent = nullptr);

    /// Shows the neighbourhood of the note at `path`; an empty path is none. Does its work once it can be seen.
    void showNote(const Snapshot &snapshot, const NotePath &path);

    /// What links mean from now on.
    void setRelations(const std::shared_ptr<const RelationIndex> &relations);

    /// The graph that is shown.
    const Graph &graph() const { return m_graph.graph; }

    /// Nodes that are drawn.
    int nodeCount() const { return static_cast<int>(m_graph.graph.nodes.size()); }

Q_SIGNALS:
    void noteActivated(const tearsheet::NotePath &path, Qt::KeyboardModifiers modifiers);
    void unresolvedActivated(const QString &name);

    /// The user wants the graph around the note in a tab.
    void tabWanted(const tearsheet::NotePath &path);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refreshOnceSeen();
    void refresh();
    QString nodeWords(int node) const;
    void take(PlacedGraph graph);
    void showGraph();
    void setDepth(int depth);
    void activate(int node, Qt::KeyboardModifiers modifiers);

    Snapshot m_snapshot;
    std::shared_ptr<const RelationIndex> m_relations;
    NotePath m_path;
    PlacedGraph m_graph;
    LatestJob<PlacedGraph> m_job;
    int m_depth = 1;
    bool m_stale = false;
};

} // namespace tearsheet
