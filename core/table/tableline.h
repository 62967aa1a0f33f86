// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QByteArray>
#include <QList>

namespace tearsheet {

/// One line of a pipe table taken apart at its bars, so that it can be changed and written again byte for byte.
struct TableLine
{
    bool open = true;        ///< A bar stands before the first cell.
    QList<QByteArray> cells; ///< What stands between the bars, blanks included. Cut as by `cutCells`.
    bool closed = true;      ///< A bar stands behind the last cell.
    QByteArray tail;         ///< Blanks at the end.

    bool operator==(const TableLine &) const = default;
};

/// Takes the table line `line` of `text` apart; `written` of it gives the same bytes.
TableLine splitLine(ByteRange line, QByteArrayView text);

/// The line as bytes. Outer bars are added where a reader needs them to find the cells: before an empty cell, before
/// one that would begin another kind of block, around a single one. Brackets that would swallow a bar get a backslash,
/// those of the cell `fresh` rather than others.
QByteArray written(TableLine line, qsizetype fresh = -1);

/// What is to stand in a table for the text that a user typed into a cell: bars get a backslash, in links too, line
/// ends become `<br>`, blanks at both ends go.
QByteArray cellBytes(QByteArrayView typed);

/// How wide `bytes` are in a monospaced font: characters of East Asian scripts count two, combining marks nothing.
int displayWidth(QByteArrayView bytes);

} // namespace tearsheet
