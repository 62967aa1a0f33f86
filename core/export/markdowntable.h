// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/sheet.h"

namespace tearsheet {

/// `text` as a cell of a pipe table may hold it: bars escaped unless they are, line ends as `<br>`.
QByteArray escapedCell(QByteArray text);

/// A sheet as a pipe table in the manner of notes, for pasting into one. Cells are as they are written in notes, bars
/// in them escaped and line ends `<br>`; columns of numbers stand on the right. Ends with a line end.
QByteArray markdownTable(const Sheet &sheet);

} // namespace tearsheet
