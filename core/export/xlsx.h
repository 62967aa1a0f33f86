// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/export/sheet.h"

namespace tearsheet {

/// Sheets as the bytes of an Excel workbook: numbers and days as such, links that can be followed, columns as wide as
/// what is in them, header and first columns in sight. Text is never a formula. Fails with `TooLarge` beyond what a
/// sheet may hold (1,048,576 rows, 16,384 columns), and with `Io` where the library could not pack it.
Result<QByteArray> xlsx(const QList<Sheet> &sheets);

} // namespace tearsheet
