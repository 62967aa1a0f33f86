// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/gridmatch.h"
#include "core/table/tableedit.h"

namespace tearsheet {

/// A cell that somebody types into while others may change its table: where it is now, what it said when the typing
/// began and what it says now. A value; any thread.
class TypedCell
{
public:
    enum class Place {
        There,
        RowGone,
        ColumnGone,
        TableGone,
        Nowhere, ///< What was typed is in no cell.
    };

    TypedCell() = default;

    /// The cell as `grid` has it.
    TypedCell(const Grid &grid, int row, int column);

    /// Follows the cell to `after`, a newer state of `before`. A row that is gone may come back; a column or a table
    /// does not.
    void follow(const GridMatch &match, const Grid &before, const Grid &after);

    /// The whole table is gone.
    void leaveTable() { m_place = Place::TableGone; }

    /// What was typed was meant for another cell than this one, and nobody can tell for which.
    void leaveCell() { m_place = Place::Nowhere; }

    Place place() const { return m_place; }
    bool isThere() const { return m_place == Place::There; }

    int row() const { return m_row; }
    int column() const { return m_column; }

    /// What the cell says, as far as it was last there.
    const QByteArray &now() const { return m_now; }

    /// Whether writing `typed` would overwrite what another one wrote since the typing began.
    bool isContested(QByteArrayView typed) const { return isThere() && m_now != m_begun && m_now != typed; }

    /// What it says now has been seen: writing over it is meant.
    void accept() { m_begun = m_now; }

    /// What its row is about and its column is called, for a reader.
    const QString &rowName() const { return m_rowName; }
    const QString &columnName() const { return m_columnName; }

    /// Where the row that is gone stood: before this row of the newest table.
    int rowPlace() const { return m_above + 1; }

    /// Its cells with `typed` among them, as the row at that place.
    QList<CellText> rowWith(const QByteArray &typed) const;

private:
    void read(const Grid &grid);
    void loseRow(const GridMatch &match, const Grid &before);
    void followLostRow(const GridMatch &match, const Grid &before, const Grid &after);

    Place m_place = Place::There;
    int m_row = 0;
    int m_column = 0;
    QByteArray m_begun;
    QByteArray m_now;
    QString m_rowName;
    QString m_columnName;
    QList<CellText> m_rowCells; // Of a row that is gone, in columns that are there.
    QByteArray m_rowLine;
    bool m_isNamed = true;   // Whether the first of `m_rowCells` is the first that the row had.
    int m_above = HeaderRow; // The row below which it stood.
};

} // namespace tearsheet
