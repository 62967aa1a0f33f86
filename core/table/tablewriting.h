// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/tableedit.h"
#include "core/table/tablestyle.h"

// What edits of a table have in common: for `core/table` alone.
namespace tearsheet::writing {

/// The script of `edits`, which do not overlap.
EditScript scriptOf(QList<Edit> edits);

/// Adds the edit that makes `range` of `text` say `after`, narrowed to what differs, never inside a character.
void replace(QList<Edit> &edits, ByteRange range, QByteArrayView after, QByteArrayView text);

/// Where the line with `at` begins.
quint32 lineBegin(quint32 at, QByteArrayView text);

/// Where the line end at `at` ends; `at` where there is none.
quint32 behindLineEnd(quint32 at, QByteArrayView text);

/// What stands around a row: quote marks and blanks before it, its line end.
struct Frame
{
    QByteArray lineEnd;
    QByteArray prefix;
};

Frame frameOf(const Table &table, QByteArrayView text);

/// Whether `table` is made of rows without a header.
bool isHeadless(const Table &table);

/// Adds whole lines with `lines` before row `before`.
void insertLines(QList<Edit> &edits, const Table &table, QByteArrayView text, qsizetype before,
                 const QList<QByteArray> &lines);

/// The lines of `table` made to say `lines`; rows beyond those of the table are added.
EditScript rewritten(const Table &table, QByteArrayView text, const TableLines &lines);

/// A row of `width` empty cells.
TableLine emptyRow(qsizetype width, const QList<CellAlign> &align, const TableStyle &style);

/// Adds `cell` at the end, in the manner of the line.
void extend(TableLine &line, const QByteArray &cell, const TableStyle &style);

/// A cell of column `column` that is to be the last of its line.
QByteArray newCell(const QByteArray &value, qsizetype column, const TableStyle &style);

/// Header, delimiter line and every row that reaches the end get columns up to `width`.
void widen(TableLines &lines, qsizetype width, const TableStyle &style);

} // namespace tearsheet::writing
