// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphlook.h"
#include "core/graph/showngraph.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStandardItemModel;
class QTreeView;

namespace tearsheet {

/// What the graph says of the nodes that are selected: of one its edges, of several those between them, each with the
/// lines that say so. Of a node that stands for others it has those, and what is said of each.
class GraphEvidence : public QWidget
{
    Q_OBJECT

public:
    explicit GraphEvidence(QWidget *parent = nullptr);

    /// Nodes of `shown`; null and empty for none.
    void show(const std::shared_ptr<const ShownGraph> &shown, const QList<int> &nodes);

Q_SIGNALS:
    /// The user wants to see where it is said: byte `offset` of the note at `path`.
    void sourceActivated(const tearsheet::NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// The edge of the row that the keyboard is on; -1 for none.
    void edgeChosen(int edge);

    void openWanted();
    void compareWanted();

private:
    void addMembers(int node);
    void fill(const QList<int> &edges, bool within);
    void addFamily(const QString &title, RelationFamily family, const QList<int> &edges, bool expanded);
    QString title(const QList<int> &nodes) const;
    void activate(const QModelIndex &index);

    std::shared_ptr<const ShownGraph> m_shown;
    QLabel *m_title;
    QLabel *m_empty;
    QPushButton *m_open;
    QPushButton *m_compare;
    QTreeView *m_tree;
    QStandardItemModel *m_model;
};

/// The lines that say `edge` of `graph`: "Kestrel, line 12: | Kestrel | ~30% |". Best first; with the place of each.
struct EdgeSource
{
    QString text;
    NotePath path;
    quint32 offset = 0;
};
QList<EdgeSource> sourcesOf(const Graph &graph, const GraphEdge &edge);

/// The edges of `shown.openGraph()` that edge `edge` of `shown` stands for.
QList<int> edgesBehind(const ShownGraph &shown, int edge);

} // namespace tearsheet
