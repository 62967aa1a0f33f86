// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/decimal.h"
#include "core/table/qualifier.h"

namespace tearsheet {

/// Reads digits, grouped by commas or not, with an optional fraction: `1,234.5`, `.5`, `1,00,000`. No sign. False, and
/// the cursor stays, where none stand here, where they are too many to be kept exactly, or where the figures around
/// them make them something else (`1.2.3`, `1,5`).
bool readDigits(Cursor &cursor, Decimal &number);

/// Reads a scale behind `number` and returns its power of ten; 0 and the cursor stays where there is none. `money` also
/// allows what means something else behind plain numbers: `$50m`.
int readScale(Cursor &cursor, const Decimal &number, bool money);

/// Reads words and signs that qualify what follows: `~`, `>=`, "up to", "about", "est." … The cursor stands at what
/// they qualify.
Qualifiers readQualifiers(Cursor &cursor);

} // namespace tearsheet
