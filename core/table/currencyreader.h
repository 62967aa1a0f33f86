// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/quantity.h"

namespace tearsheet {

/// Reads a currency that stands before a number, and blanks behind it: `US$`, `€`, `RMB `, `Rs. `. The cursor stays
/// where there is none, or where no number may follow.
Currency readCurrencyBefore(Cursor &cursor);

/// Reads a currency behind a number: `KRW`, "yuan", `€`.
Currency readCurrencyBehind(Cursor &cursor);

} // namespace tearsheet
