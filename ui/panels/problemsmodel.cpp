// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/problemsmodel.h"

#include "core/research/problemkinds.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

ProblemsModel::ProblemsModel(QObject *parent) : QAbstractTableModel(parent)
{
    for (const ProblemKind &kind : problemKinds())
        m_titles.insert(kind.name, kind.title);
}

bool ProblemsModel::setRows(const QList<ProblemRow> &rows)
{
    if (std::ranges::equal(rows, m_rows, [](const ProblemRow &one, const ProblemRow &other) {
            return one.isSame(other) && one.line == other.line;
        })) {
        m_rows = rows;
        return false;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
    return true;
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ProblemRow &row = m_rows.at(index.row());
    if (role == Qt::ToolTipRole && index.column() == PlaceColumn)
        return row.path.toString();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case MessageColumn:
        return row.problem.message;
    case KindColumn:
        return m_titles.value(row.problem.kind, row.problem.kind.toString());
    default:
        return QString(row.path.name() + u':' + QString::number(row.line + 1));
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == MessageColumn ? tr("Problem") : section == KindColumn ? tr("Kind") : tr("Place");
}

} // namespace tearsheet
