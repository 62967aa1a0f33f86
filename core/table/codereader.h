// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"

namespace tearsheet {

/// Whether the cell begins with a security's symbol that says where it is listed: `6723.T`, `NSE: ABC`, `ABC (NASDAQ)`,
/// `8035 (Tokyo)`, `000660`. Capitals by themselves may be any abbreviation.
bool startsWithTicker(Cursor cursor);

/// Whether the cell is a credit rating or several: `Aa3`, `BBB/Baa2 (stable)`.
bool isRating(Cursor cursor);

} // namespace tearsheet
