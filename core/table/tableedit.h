// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/table.h"
#include "core/text/editscript.h"

namespace tearsheet {

// Changes of one pipe table, as edits of the note `text` that it was cut from. What is added is written as the table
// is: outer bars, blanks, aligned columns, the delimiter line, quote marks, line ends. No byte outside the lines
// concerned changes, and none in them that need not. Rows count from 0, the header is `HeaderRow`. Linear in the table,
// any thread; columns and rows that are not there are passed over.

/// The number of the header's line.
inline constexpr int HeaderRow = -1;

/// What a cell is to say, as a user types it (see `cellBytes`).
struct CellText
{
    int row = 0;
    int column = 0;
    QByteArray text;

    bool operator==(const CellText &) const = default;
};

/// How many columns the table has, the surplus cells of its longest row included.
int widestRow(const Table &table);

/// Makes one cell say `typed`. A short row is filled up to it; in a row that is long enough nothing else changes.
EditScript setCell(const Table &table, QByteArrayView text, int row, int column, QByteArrayView typed);

/// The same for many cells. Below the last row and right of the last column the table grows.
EditScript setCells(const Table &table, QByteArrayView text, const QList<CellText> &cells);

/// Adds `count` rows before row `before`; behind the last one for the number of rows. They are empty but for `cells`,
/// in rows by their numbers then.
EditScript insertRows(const Table &table, QByteArrayView text, int before, int count = 1,
                      const QList<CellText> &cells = {});

EditScript removeRows(const Table &table, QByteArrayView text, const QList<int> &rows);

/// Writes the rows in another order: row `order[i]` becomes row i. Empty where `order` is no permutation.
EditScript orderRows(const Table &table, QByteArrayView text, const QList<int> &order);

/// Adds an empty column before column `before`, with `header` above it.
EditScript insertColumn(const Table &table, QByteArrayView text, int before, QByteArrayView header = {});

/// Removes columns; the last one stays.
EditScript removeColumns(const Table &table, QByteArrayView text, const QList<int> &columns);

/// Writes the columns in another order: column `order[i]` becomes column i. Surplus cells stay behind. Empty where
/// `order` is no permutation.
EditScript orderColumns(const Table &table, QByteArrayView text, const QList<int> &order);

/// Columns become rows: the header's cells stand in the first column then. Alignment goes.
EditScript transposed(const Table &table, QByteArrayView text);

/// Writes a paragraph that says `paragraph` below the table, apart from it and from what follows.
EditScript withParagraphBelow(const Table &table, QByteArrayView text, QByteArrayView paragraph);

// Repairs.

/// Puts a backslash before every bar inside a link, for programs that cut rows there.
EditScript withEscapedBars(const Table &table, QByteArrayView text);

/// Fills short rows up with empty cells.
EditScript withFilledRows(const Table &table, QByteArrayView text);

/// Adds columns without a name, as many as the longest row needs.
EditScript withColumnsForSurplus(const Table &table, QByteArrayView text);

/// Makes the bar behind cell `column` of row `row` a part of the text: two cells become one.
EditScript withJoinedCells(const Table &table, QByteArrayView text, int row, int column);

/// Gives rows of a pipe table that have no header one with empty cells. `rows` are whole lines of `text`.
EditScript withHeader(ByteRange rows, QByteArrayView text);

/// Rows without a header as a table whose header and delimiter line are empty: for showing them.
Table cutHeadless(ByteRange rows, QByteArrayView text);

} // namespace tearsheet
