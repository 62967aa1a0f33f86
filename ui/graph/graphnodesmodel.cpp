// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphnodesmodel.h"

#include <QLocale>

#include <cmath>

namespace tearsheet {

void GraphNodesModel::setGraph(const std::shared_ptr<const ShownGraph> &shown, const NodeValues &sizes,
                               const NodeMeasure &measure)
{
    beginResetModel();
    m_shown = shown;
    m_sizes = sizes;
    m_measure = measure;
    endResetModel();
}

int GraphNodesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_shown ? 0 : static_cast<int>(m_shown->graph.nodes.size());
}

int GraphNodesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GraphNodesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int node = index.row();
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() <= Kind))
        return text(node, index.column());
    if (role == Qt::TextAlignmentRole && index.column() >= Links)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::UserRole)
        return {};
    switch (index.column()) {
    case Links:
        return m_shown->graph.nodes.at(node).degree;
    case Size: {
        const auto at = static_cast<std::size_t>(node);
        return at < m_sizes.size() && !std::isnan(m_sizes[at]) ? m_sizes[at] : -1.0;
    }
    default:
        return text(node, index.column());
    }
}

QVariant GraphNodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section >= Links ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("Kind");
    case Links:
        return tr("Links");
    default:
        return measureTitle(m_measure);
    }
}

QString GraphNodesModel::text(int node, int column) const
{
    const GraphNode &shown = m_shown->graph.nodes.at(node);
    switch (column) {
    case Name:
        return shown.label;
    case Kind:
        return nodeKindTitle(shown);
    case Links:
        return QLocale().toString(shown.degree);
    default: {
        const auto at = static_cast<std::size_t>(node);
        return at < m_sizes.size() && !std::isnan(m_sizes[at]) ? QLocale().toString(m_sizes[at], 'g', 4) : QString();
    }
    }
}

QString nodeKindTitle(const GraphNode &node)
{
    switch (node.kind) {
    case GraphNodeKind::Note:
        return QObject::tr("Note");
    case GraphNodeKind::Attachment:
        return QObject::tr("Attachment");
    case GraphNodeKind::Unresolved:
        return QObject::tr("No note");
    case GraphNodeKind::Tag:
        return QObject::tr("Tag");
    case GraphNodeKind::Collapsed:
        return QObject::tr("%n notes", nullptr, node.members);
    case GraphNodeKind::Canvas:
        return QObject::tr("Canvas");
    }
    return {};
}

} // namespace tearsheet
