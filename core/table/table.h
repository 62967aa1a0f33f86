// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/markdowntree.h"

namespace tearsheet {

/// One row of a pipe table as ranges of the note's text.
struct TableRow
{
    ByteRange line;         ///< The row's line without its line end and without list or quote prefix.
    QList<ByteRange> cells; ///< Trimmed; as many as were written, which may be fewer or more than the header has.

    bool operator==(const TableRow &) const = default;
};

/// A pipe table cut into cells, link-aware: a bar inside `[[…]]` or behind a backslash separates nothing.
struct Table
{
    ByteRange range;
    int heading = -1; ///< As in `TableOutline`.
    TableRow header;
    TableRow delimiter;
    QList<CellAlign> align; ///< One per delimiter cell.
    QList<TableRow> rows;

    bool operator==(const Table &) const = default;

    int columnCount() const { return static_cast<int>(header.cells.size()); }
};

/// Cuts the table that `outline` describes out of `text`. Linear in the table.
Table cutTable(const TableOutline &outline, QByteArrayView text);

/// The cells of one table line. Outer bars are optional.
TableRow cutRow(ByteRange line, QByteArrayView text);

/// The line of a table in which `offset` stands.
TableRow rowAt(quint32 offset, QByteArrayView text);

/// The first of the last rows that are no rows by intent but text directly below the table (`isTextLine`); the number
/// of rows for none.
int firstTextLine(const Table &table, QByteArrayView text);

/// What a cell says to a reader: links by their display text, inline marks and the backslash of `\|` removed.
QString cellText(QByteArrayView cell);

} // namespace tearsheet
