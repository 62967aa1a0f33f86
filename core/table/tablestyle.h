// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/table.h"
#include "core/table/tableline.h"

namespace tearsheet {

/// All lines of a table taken apart.
struct TableLines
{
    TableLine header;
    TableLine delimiter;
    QList<TableLine> rows;

    static TableLines of(const Table &table, QByteArrayView text);

    /// Calls `change` for the header, the delimiter line and every row.
    template <typename Change>
    void forAll(Change change)
    {
        change(header);
        change(delimiter);
        for (TableLine &row : rows)
            change(row);
    }
};

/// How a table is written, so that what is added looks like what is there.
struct TableStyle
{
    bool open = true;       ///< Lines begin with a bar.
    bool closed = true;     ///< Lines end with one.
    QByteArray lead = " ";  ///< Before a cell's text.
    QByteArray trail = " "; ///< Behind it.
    QList<int> widths;      ///< How wide a column's cells are made by blanks; 0 where they are not.
    bool fitted = false;    ///< The hyphens of the delimiter line are as many as the header is wide.

    bool operator==(const TableStyle &) const = default;

    /// `value` as a cell of column `column` with its blanks.
    QByteArray cell(const QByteArray &value, qsizetype column, CellAlign align = CellAlign::None) const;

    /// The delimiter cell of a new column under the header cell `header`, like its neighbour `like`.
    QByteArray delimiterCell(const QByteArray &header, const QByteArray &like) const;
};

/// The style of most of the table's lines.
TableStyle styleOf(const TableLines &lines);

/// `old`, the cell `column` with its blanks, made to say `value`: blanks stay, those that align a column as far as they
/// suffice.
QByteArray withText(const QByteArray &old, const QByteArray &value, qsizetype column, CellAlign align,
                    const TableStyle &style);

} // namespace tearsheet
