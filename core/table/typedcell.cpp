// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/typedcell.h"

namespace tearsheet {

TypedCell::TypedCell(const Grid &grid, int row, int column) : m_row(row), m_column(column)
{
    read(grid);
    m_begun = m_now;
}

void TypedCell::read(const Grid &grid)
{
    m_now = grid.source(m_row, m_column);
    if (m_row != HeaderRow)
        m_rowName = grid.shown(m_row, 0);
    m_columnName = m_column < grid.headerCount() ? grid.shown(HeaderRow, m_column) : QString();
}

void TypedCell::follow(const GridMatch &match, const Grid &before, const Grid &after)
{
    if (!isThere())
        return;
    if (!match.hasColumn(m_column)) {
        m_place = Place::ColumnGone;
    } else if (!match.hasRow(m_row)) {
        m_place = Place::RowGone;
        for (int i = 0; i < match.columns.size(); ++i) {
            if (match.hasColumn(i) && before.has(m_row, i))
                m_rowCells.append({m_row, match.columns.at(i), before.source(m_row, i)});
        }
        m_column = match.columns.at(m_column);
    } else {
        m_row = match.row(m_row);
        m_column = match.columns.at(m_column);
        read(after);
    }
}

QList<CellText> TypedCell::rowWith(const QByteArray &typed, int row) const
{
    QList<CellText> cells;
    for (const CellText &cell : m_rowCells) {
        if (cell.column != m_column)
            cells.append({row, cell.column, cell.text});
    }
    cells.append({row, m_column, typed});
    return cells;
}

} // namespace tearsheet
