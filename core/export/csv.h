// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/sheet.h"

namespace tearsheet {

/// How a sheet is written as text.
struct CsvOptions
{
    char separator = ',';
    bool numbers = false;       ///< Numbers in full, without qualifier, scale and unit: `4200000000` for `~$4.2B`.
    bool byteOrderMark = false; ///< Spreadsheets take text without one for another encoding than UTF-8.
    bool safe = true;           ///< Texts that spreadsheets would run as a formula get an apostrophe before them.
};

/// A sheet as RFC 4180 has it, in UTF-8: lines end with CR LF, what holds a separator, quotation mark or line end
/// stands in quotation marks.
QByteArray csv(const Sheet &sheet, const CsvOptions &options = {});

} // namespace tearsheet
