// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/paintedgraph.h"

#include <QAbstractTableModel>

namespace tearsheet {

/// The nodes of a graph as rows: the same graph for whom a list is easier. The row is the node.
class GraphNodesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Links, Size, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setGraph(const std::shared_ptr<const ShownGraph> &shown, const NodeValues &sizes, const NodeMeasure &measure);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;

    /// `Qt::UserRole` is what rows are sorted by.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int node, int column) const;

    std::shared_ptr<const ShownGraph> m_shown;
    NodeValues m_sizes;
    NodeMeasure m_measure;
};

/// "Note", "Tag": what a node is, in a word.
QString nodeKindTitle(const GraphNode &node);

} // namespace tearsheet
