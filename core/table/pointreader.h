// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/period.h"

namespace tearsheet {

/// Reads up to `most` digits as a number and returns how many there were; none where more stand here.
int readFigures(Cursor &cursor, int most, int &number);

/// Whether a number of four digits is more likely a year than an amount.
bool isYear(int number);

/// Which month a word names, by its whole name, three letters or "Sept", in any case; 0 for none.
int monthNamed(std::string_view word);

/// Reads a day, month, quarter, half, year or decade without qualifiers. False, and the cursor stays, where none stands
/// here; what follows is not looked at.
bool readPoint(Cursor &cursor, PeriodPoint &point);

/// Reads the year behind a quarter or half, with or without a blank: ` 2025`, `'25`, `FY26`, ` FY2026`, `25`.
bool readYearBehind(Cursor &cursor, PeriodPoint &point);

} // namespace tearsheet
