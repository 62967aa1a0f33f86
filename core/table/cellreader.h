// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/cellvalue.h"

namespace tearsheet {

/// Whether the cell says that there is no value: `—`, `n/a`, TBD.
bool isMissing(Cursor cursor);

/// Goes behind a coloured light or arrow that stands before a value.
bool eatLight(Cursor &cursor);

/// Fill `value` where the cell is of their kind: yes and no, `#7` and "Top 10", "2nd largest", `T+20`.
bool readBool(Cursor cursor, CellValue &value);
bool readRank(Cursor cursor, CellValue &value);
bool readOrdinal(Cursor cursor, CellValue &value);
bool readSpread(Cursor cursor, CellValue &value);

/// Reads a cell that begins with a link: one or several, with values behind them; text where the link is only part of a
/// phrase.
void readLinks(Cursor cursor, CellValue &value);

/// Reads a parenthesis at the cursor and goes behind it. What is wholly a value becomes a further quantity of `value`,
/// what begins with a date its period. False, and the cursor stays, where none stands here or none ends.
bool readParenthesis(Cursor &cursor, CellValue &value);

/// Reads the parenthesis that a cell ends with, if there is one.
void readLastParenthesis(std::string_view cell, CellValue &value);

/// Reads what stands behind the first value of a cell: further values of the kind, parentheses, dates, "est.".
/// False where it shows that the cell is no such value.
bool readBehindQuantity(Cursor &cursor, CellValue &value);

/// Whether the cell is one of a period and further ones; fills `value`.
bool readTime(Cursor cursor, CellValue &value);

} // namespace tearsheet
