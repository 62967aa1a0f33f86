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
    if (m_place == Place::ColumnGone || m_place == Place::TableGone || m_place == Place::Nowhere)
        return;
    if (!match.hasColumn(m_column)) {
        m_place = Place::ColumnGone;
        return;
    }
    if (m_place == Place::There && match.hasRow(m_row)) {
        m_row = match.row(m_row);
        m_column = match.columns.at(m_column);
        read(after);
        return;
    }
    if (m_place == Place::There)
        loseRow(match, before);
    followLostRow(match, before, after);
}

void TypedCell::loseRow(const GridMatch &match, const Grid &before)
{
    m_place = Place::RowGone;
    m_above = m_row - 1;
    m_rowLine = before.line(m_row).toByteArray();
    m_isNamed = true;
    m_rowCells.clear();
    for (int i = 0; i < match.columns.size(); ++i) {
        if (before.has(m_row, i))
            m_rowCells.append({m_row, i, before.source(m_row, i)});
    }
}

// The row is back where one says the same, or begins with the same cell, that was not there or said something else.
// Once the column of that first cell is gone, so is the name of the row.
void TypedCell::followLostRow(const GridMatch &match, const Grid &before, const Grid &after)
{
    const int nameBefore = m_rowCells.isEmpty() ? -1 : m_rowCells.first().column;
    m_isNamed = m_isNamed && nameBefore >= 0 && match.hasColumn(nameBefore);
    while (!match.hasRow(m_above))
        --m_above;
    m_above = match.row(m_above);
    m_column = match.columns.at(m_column);
    m_rowCells.removeIf([&](const CellText &cell) { return !match.hasColumn(cell.column); });
    for (CellText &cell : m_rowCells)
        cell.column = match.columns.at(cell.column);
    QList<int> earlier(after.rowCount(), -1);
    for (int i = 0; i < match.rows.size(); ++i) {
        if (match.hasRow(i))
            earlier[match.rows.at(i)] = i;
    }
    const QByteArray name = m_isNamed ? m_rowCells.first().text : QByteArray();
    int back = -1;
    for (int i = 0; i < after.rowCount(); ++i) {
        const int was = earlier.at(i);
        if (after.line(i) == m_rowLine && (was < 0 || before.line(was) != m_rowLine)) {
            back = i;
            break;
        }
        if (back < 0 && !name.isEmpty() && after.source(i, m_rowCells.first().column) == name
            && (was < 0 || before.source(was, nameBefore) != name))
            back = i;
    }
    if (back < 0)
        return;
    m_place = Place::There;
    m_row = back;
    read(after);
}

QList<CellText> TypedCell::rowWith(const QByteArray &typed) const
{
    QList<CellText> cells;
    for (const CellText &cell : m_rowCells) {
        if (cell.column != m_column)
            cells.append({rowPlace(), cell.column, cell.text});
    }
    cells.append({rowPlace(), m_column, typed});
    return cells;
}

} // namespace tearsheet
