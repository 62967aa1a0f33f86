// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace tearsheet {

/// Where the bare URL that begins at `begin` of `line` ends, by GFM's rules for extended autolinks
/// (https://github.github.com/gfm/, 6.9) with `http://`, `https://`, `ftp://` or `www.`; `begin` where there is none.
/// It also ends at a backtick, at a closing bracket that it did not open, and in a table row at a bar.
qsizetype bareUrlEnd(QByteArrayView line, qsizetype begin, bool inTableRow);

} // namespace tearsheet
