// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablemodel.h"

#include "core/note/linksyntax.h"
#include "core/table/columntype.h"
#include "ui/style/icons.h"

#include <algorithm>

namespace tearsheet {

namespace {

Icon iconOf(CellKind kind)
{
    switch (kind) {
    case CellKind::Percent:
    case CellKind::PercentagePoints:
    case CellKind::BasisPoints:
        return Icon::Percent;
    case CellKind::Money:
        return Icon::Money;
    case CellKind::Link:
    case CellKind::Links:
        return Icon::Link;
    default:
        return isNumeric(kind) ? Icon::Number : isTime(kind) ? Icon::Date : Icon::Text;
    }
}

} // namespace

void TableModel::showTable(const ParsedNotePtr &note, int table, const NotePath &path, const Snapshot &snapshot)
{
    beginResetModel();
    m_note = note;
    m_table = {};
    m_cells.clear();
    m_headers.clear();
    m_own.clear();
    if (note && table >= 0) {
        const QByteArrayView text = note->text;
        m_table = cutTable(note->facts.tables.at(table), text);
        qsizetype width = m_table.header.cells.size();
        for (const TableRow &row : std::as_const(m_table.rows))
            width = std::max(width, row.cells.size());
        for (qsizetype column = 0; column < width; ++column)
            m_headers.append(column < m_table.header.cells.size() ? cellText(m_table.header.cells.at(column).in(text))
                                                                  : QString());

        QSet<QString> ownNames{nameKey(path.name())};
        for (const QString &alias : note->facts.aliases)
            ownNames.insert(nameKey(alias));
        auto link = note->facts.links.cbegin();
        for (const TableRow &row : std::as_const(m_table.rows)) {
            QList<Cell> cells;
            bool own = false;
            for (const ByteRange range : row.cells) {
                Cell cell{range, cellText(range.in(text)), readCell(range.in(text)), std::nullopt, true};
                while (link != note->facts.links.cend() && link->range.begin < range.begin)
                    ++link;
                // A cell is a link where it is one as a whole; among other words the preview is the place to follow it.
                if (link != note->facts.links.cend() && range.contains(link->range)
                    && linkDisplay(*link, text) == cell.text) {
                    cell.link = LinkTarget::of(*link, text);
                    const bool external = cell.link->kind != LinkKind::Wiki && isExternalTarget(cell.link->target);
                    cell.resolved = external || snapshot.resolve(cell.link->target, path).isResolved();
                }
                own = own || ownNames.contains(nameKey(cell.text));
                cells.append(std::move(cell));
            }
            m_cells.append(std::move(cells));
            m_own.append(own);
        }
    }
    readKinds();
    endResetModel();
}

void TableModel::readKinds()
{
    m_kinds.clear();
    QList<QList<const CellValue *>> columns(m_headers.size());
    for (const QList<Cell> &row : std::as_const(m_cells)) {
        for (qsizetype column = 0; column < row.size(); ++column)
            columns[column].append(&row.at(column).value);
    }
    for (const QList<const CellValue *> &column : std::as_const(columns))
        m_kinds.append(columnType(column).kind);
    m_propertySheet = columns.size() == 2 && tearsheet::isPropertySheet(columns.first(), columns.last());
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

const TableModel::Cell *TableModel::cellAt(const QModelIndex &index) const
{
    const QList<Cell> &row = m_cells.at(index.row());
    return index.column() < row.size() ? &row.at(index.column()) : nullptr;
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Cell *const cell = cellAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return cell ? cell->text : QString();
    case Qt::ToolTipRole:
    case RawRole:
        return cell ? QString::fromUtf8(cell->range.in(m_note->text)) : QString();
    case ValueRole:
        return QVariant::fromValue(cell ? cell->value : CellValue());
    case OwnRole:
        return m_own.at(index.row());
    case LinkRole:
        return cell && cell->link ? QVariant::fromValue(*cell->link) : QVariant();
    case ResolvedRole:
        return cell && cell->resolved;
    case OffsetRole:
        return cell ? cell->range.begin : m_table.rows.at(index.row()).line.begin;
    case NumericRole: {
        // A property sheet reads like a list: its values differ in kind and stand beside their names.
        if (m_propertySheet)
            return false;
        return isNumeric(columnKind(index.column()));
    }
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return m_headers.at(section);
    case Qt::ToolTipRole:
        return section < m_table.header.cells.size() ? m_headers.at(section) : tr("Cells beyond the header");
    case Qt::DecorationRole:
        return m_propertySheet ? QVariant() : QVariant(icon(iconOf(columnKind(section))));
    case Qt::TextAlignmentRole:
        return QVariant(m_cells.isEmpty() || !index(0, section).data(NumericRole).toBool() || m_propertySheet
                            ? Qt::AlignLeft | Qt::AlignVCenter
                            : Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

TableSortModel::TableSortModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(false);
}

void TableSortModel::sortBy(const QList<Key> &keys)
{
    m_keys = keys;
    // The proxy sorts stably, and by this model's own keys whatever the column it is given.
    invalidate();
    sort(keys.isEmpty() ? -1 : 0);
}

bool TableSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    for (const Key &key : m_keys) {
        const auto one = left.siblingAtColumn(key.column).data(TableModel::ValueRole).value<CellValue>();
        const auto other = right.siblingAtColumn(key.column).data(TableModel::ValueRole).value<CellValue>();
        const bool missing = one.kind == CellKind::Missing || other.kind == CellKind::Missing;
        auto order = compareCells(one, other);
        if (order == 0 && !missing && !one.isNumeric()) {
            order = left.siblingAtColumn(key.column)
                        .data()
                        .toString()
                        .localeAwareCompare(right.siblingAtColumn(key.column).data().toString())
                    <=> 0;
        }
        if (order == 0)
            continue;
        return missing || key.order == Qt::AscendingOrder ? order < 0 : order > 0;
    }
    return left.row() < right.row();
}

} // namespace tearsheet
