// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablemodel.h"

#include "ui/style/icons.h"
#include "ui/table/cellkindicon.h"
#include "ui/table/disputetext.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Nobody sees more of a cell, and long texts take long to be laid out.
constexpr qsizetype MostShown = 1000;

QList<int> everyRow(int count)
{
    QList<int> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

} // namespace

TableModel::TableModel(QObject *parent)
    : QAbstractTableModel(parent), m_job(this, [this](const QList<int> &rows) { take(rows); })
{}

void TableModel::show(const ShownTablePtr &table, bool editable)
{
    m_editable = editable;
    m_job.cancel();
    m_arranging = false;
    beginResetModel();
    m_table = table;
    m_held = -1;
    m_arrangement = {};
    m_rows = table ? everyRow(table->grid->rowCount()) : QList<int>();
    endResetModel();
    Q_EMIT arranged();
}

void TableModel::follow(const ShownTablePtr &table, bool editable, const GridMatch &match)
{
    m_editable = editable;
    m_job.cancel();
    const bool unarranged = std::exchange(m_arranging, false);
    m_held = match.rows.value(m_held, -1);
    Arrangement arrangement;
    for (const SortKey &key : std::as_const(m_arrangement.keys)) {
        if (match.hasColumn(key.column))
            arrangement.keys.append({match.columns.at(key.column), key.order});
    }
    for (auto filter = m_arrangement.filters.cbegin(); filter != m_arrangement.filters.cend(); ++filter) {
        if (match.hasColumn(filter.key()))
            arrangement.filters.insert(match.columns.at(filter.key()), filter.value());
    }
    const bool other = arrangement != m_arrangement;
    m_arrangement = arrangement;
    const bool same = match.rows.size() == table->grid->rowCount() && !match.rows.contains(-1);
    const bool later = !m_arrangement.isPlain() && (!same || unarranged) && isLarge(*table->grid);
    moveTo(table,
           later && !same ? everyRow(table->grid->rowCount())
                          : rowsAfter(*table->grid, match, same && (later || !unarranged)),
           match);
    if (later)
        request();
    if (other)
        Q_EMIT arranged();
}

// Rows of a sorted view stay where they are while they are edited.
QList<int> TableModel::rowsAfter(const Grid &grid, const GridMatch &match, bool sameRows) const
{
    if (m_arrangement.isPlain())
        return everyRow(grid.rowCount());
    QList<int> rows;
    for (const int row : m_rows)
        rows.append(match.rows.at(row));
    return sameRows ? rows : withHeld(arrangedRows(grid, m_arrangement), rows);
}

// `rows` with the row that is held, behind the row that stood above it in `before`.
QList<int> TableModel::withHeld(QList<int> rows, const QList<int> &before) const
{
    if (m_held < 0 || rows.contains(m_held))
        return rows;
    QHash<int, qsizetype> placeOf;
    for (qsizetype i = 0; i < rows.size(); ++i)
        placeOf.insert(rows.at(i), i);
    qsizetype at = 0;
    for (qsizetype i = before.indexOf(m_held) - 1; i >= 0 && at == 0; --i)
        at = placeOf.value(before.at(i), -1) + 1;
    rows.insert(at, m_held);
    return rows;
}

// Selection, current cell and an open editor stay with their cells.
void TableModel::moveTo(const ShownTablePtr &table, const QList<int> &rows, const GridMatch &match)
{
    Q_EMIT layoutAboutToBeChanged();
    QList<int> placeOf(table->grid->rowCount(), -1);
    for (int i = 0; i < rows.size(); ++i)
        placeOf[rows.at(i)] = i;
    QList<std::pair<int, int>> places;
    const QModelIndexList before = persistentIndexList();
    for (const QModelIndex &cell : before) {
        const int row = match.rows.value(m_rows.at(cell.row()), -1);
        places.append({row < 0 ? -1 : placeOf.at(row), match.columns.value(cell.column(), -1)});
    }
    m_table = table;
    m_rows = rows;
    QModelIndexList after;
    for (const auto &[row, column] : std::as_const(places))
        after.append(row < 0 || column < 0 ? QModelIndex() : index(row, column));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
    if (!m_rows.isEmpty() && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    if (columnCount() > 0)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TableModel::setDisputes(const DisputesPtr &disputes)
{
    if (disputes == m_disputes)
        return;
    m_disputes = disputes;
    if (m_table && !m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {DisputeRole, Qt::ToolTipRole});
}

const DisputedCell *TableModel::disputeAt(const QModelIndex &index) const
{
    if (!m_disputes || !m_table || !index.isValid() || m_table->place.table < 0)
        return nullptr;
    const int row = m_rows.at(index.row());
    return m_disputes->find(m_table->place.table, row, index.column(), m_table->grid->source(row, index.column()));
}

void TableModel::request()
{
    m_arranging = true;
    m_job.request([grid = m_table->grid, arrangement = m_arrangement](const CancelFlag &flag) {
        return arrangedRows(*grid, arrangement, &flag);
    });
}

void TableModel::arrange(const Arrangement &arrangement)
{
    if (!m_table || arrangement == m_arrangement)
        return;
    m_arrangement = arrangement;
    const GridPtr grid = m_table->grid;
    if (arrangement.isPlain()) {
        m_job.cancel();
        take(everyRow(grid->rowCount()));
    } else if (!isLarge(*grid)) {
        m_job.cancel();
        take(arrangedRows(*grid, arrangement));
    } else {
        request();
    }
}

void TableModel::take(const QList<int> &found)
{
    m_arranging = false;
    const QList<int> rows = withHeld(found, m_rows);
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    QList<int> placeOf(m_table->grid->rowCount(), -1);
    for (int i = 0; i < rows.size(); ++i)
        placeOf[rows.at(i)] = i;
    const QList<int> before = std::exchange(m_rows, rows);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex &cell : from) {
        const int row = placeOf.at(before.at(cell.row()));
        to.append(row < 0 ? QModelIndex() : index(row, cell.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    Q_EMIT arranged();
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : m_table->grid->columnCount();
}

bool TableModel::isOutlier(int row, int column) const
{
    const std::optional<Fences> &fences = column < m_table->fences.size() ? m_table->fences.at(column) : std::nullopt;
    return fences && fences->isOutside(m_table->grid->value(row, column));
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_table)
        return {};
    const Grid &grid = *m_table->grid;
    const int row = m_rows.at(index.row());
    const int column = index.column();
    const quint64 key = ShownTable::cellKey(row, column);
    switch (role) {
    case Qt::DisplayRole:
        return grid.shownBegin(row, column, MostShown);
    case Qt::EditRole:
    case RawRole:
        return QString::fromUtf8(grid.source(row, column));
    case Qt::ToolTipRole: {
        if (!grid.has(row, column))
            return tr("This row has no cell here.");
        QStringList lines{beginOf(QString::fromUtf8(grid.source(row, column)), MostShown)};
        if (isOutlier(row, column))
            lines.append(tr("Far from the other values"));
        if (const DisputedCell *disputed = disputeAt(index))
            lines.append(disputeText(*disputed));
        return lines.join(u'\n');
    }
    case Qt::AccessibleDescriptionRole:
    case DisputeRole: {
        const DisputedCell *const disputed = disputeAt(index);
        if (!disputed)
            return {};
        return role == DisputeRole ? QVariant(disputed->outdated) : QVariant(disputeText(*disputed));
    }
    case ValueRole:
        return QVariant::fromValue(grid.value(row, column));
    case OwnRole:
        return m_table->ownRows.contains(row);
    case LinkRole: {
        const auto link = m_table->links.constFind(key);
        return link != m_table->links.constEnd() ? QVariant::fromValue(link->target) : QVariant();
    }
    case ResolvedRole:
        return m_table->links.value(key).resolved;
    case OffsetRole:
        return row < m_table->offsets.size() ? QVariant(m_table->offsets.at(row)) : QVariant();
    case NumericRole:
        // A property sheet reads like a list: its values differ in kind and stand beside their names.
        return !m_table->propertySheet && isNumeric(m_table->kinds.value(column, CellKind::Text));
    case OutlierRole:
        return isOutlier(row, column);
    case AbsentRole:
        return !grid.has(row, column);
    case SurplusRole:
        return column >= grid.namedCount() && grid.has(row, column);
    case SourceRowRole:
        return row;
    case KindRole:
        return m_table->propertySheet && column == 1 ? QVariant::fromValue(grid.value(row, column).kind) : QVariant();
    default:
        return {};
    }
}

bool TableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const QByteArray typed = value.toString().toUtf8();
    if (typed != m_table->grid->source(m_rows.at(index.row()), index.column()))
        Q_EMIT editWanted(
            {.kind = GridEdit::Kind::SetCells, .cells = {{m_rows.at(index.row()), index.column(), typed}}});
    return true;
}

Qt::ItemFlags TableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !m_table)
        return flags;
    const Grid &grid = *m_table->grid;
    const bool named = index.column() < grid.headerCount();
    if (m_editable && (named || grid.has(m_rows.at(index.row()), index.column())))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QString TableModel::headerDefect(int column) const
{
    if (m_table->grid->namedCount() > 0 && column >= m_table->grid->namedCount())
        return tr("Cells beyond the header");
    for (const TableFinding &finding : m_table->findings) {
        if (!finding.columns.contains(column))
            continue;
        if (finding.defect == TableDefect::EmptyHeader)
            return tr("This column has no name");
        if (finding.defect == TableDefect::DuplicateHeader)
            return tr("Another column has this name");
    }
    return {};
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || !m_table || section >= m_table->headers.size())
        return orientation == Qt::Vertical && role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return beginOf(m_table->headers.at(section), MostShown);
    case Qt::EditRole:
        return QString::fromUtf8(m_table->grid->source(HeaderRow, section));
    case Qt::ToolTipRole: {
        const QString defect = headerDefect(section);
        return defect.isEmpty() ? m_table->headers.at(section) : defect;
    }
    case Qt::DecorationRole:
        return m_table->propertySheet ? QVariant() : QVariant(icon(iconOf(m_table->kinds.at(section))));
    case Qt::TextAlignmentRole:
        return QVariant(!m_table->propertySheet && isNumeric(m_table->kinds.at(section))
                            ? Qt::AlignRight | Qt::AlignVCenter
                            : Qt::AlignLeft | Qt::AlignVCenter);
    case KindRole:
        return QVariant::fromValue(m_table->kinds.at(section));
    case DefectRole:
        return headerDefect(section);
    default:
        return {};
    }
}

} // namespace tearsheet
