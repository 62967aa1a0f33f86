// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QByteArrayView>
#include <QList>

namespace tearsheet {

/// The cells of one line of a pipe table, trimmed, in order. A bar inside `[[…]]` or behind a backslash separates
/// nothing; outer bars are optional. `line` is the line without its end and without list or quote prefix.
QList<ByteRange> cutCells(ByteRange line, QByteArrayView text);

/// Whether `line` is a table's delimiter line: cells of hyphens with optional colons.
bool isDelimiterLine(ByteRange line, QByteArrayView text);

/// Whether `row` of the table with this header is no row by intent: a line of text that stands directly below it, and
/// which has no bar around it where the header has one.
bool isTextLine(ByteRange row, ByteRange header, QByteArrayView text);

/// The line that begins at `begin`, without its line end and the container's prefix (quote marks, list markers,
/// blanks).
ByteRange tableLine(quint32 begin, quint32 end, QByteArrayView text);

} // namespace tearsheet
