// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/paintedgraph.h"

#include <QFrame>

class QLabel;

namespace tearsheet {

/// What a node or an edge is, in a few lines, beside the pointer. Takes no mouse and no keyboard.
class GraphCard : public QFrame
{
    Q_OBJECT

public:
    /// Lies over `parent`.
    explicit GraphCard(QWidget *parent);

    /// What is shown next lies where it covers fewest of these points of the parent.
    void avoid(const QList<QPoint> &points) { m_avoided = points; }

    void showNode(const ShownGraph &shown, int node, const PaintedGraph &picture, const NodeMeasure &measure,
                  QPoint globalPosition);
    void showEdge(const ShownGraph &shown, int edge, QPoint globalPosition);

private:
    void showMembers(const ShownGraph &shown, int node, QPoint globalPosition);
    void showAt(QPoint globalPosition, const QString &title, const QStringList &lines);

    QList<QPoint> m_avoided;
    QLabel *m_title;
    QLabel *m_lines;
};

} // namespace tearsheet
