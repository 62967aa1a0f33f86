// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/cellvalue.h"

namespace tearsheet {

/// A unit behind a number and what the number is with it; `Number` where there is none.
struct UnitReading
{
    CellKind kind = CellKind::Number;
    QByteArray unit;
    Currency currency;
};

/// Reads the unit that stands behind a number, with or without a blank: `%`, `% YoY`, `x`, `bp`, `σ`, `GWh/year`,
/// "metric tons", "years", cents. The cursor stays where there is none.
UnitReading readUnit(Cursor &cursor);

/// Reads `/share`, `/seat/mo`, "per share" behind a number or its unit; empty where there is none.
QByteArray readPer(Cursor &cursor);

/// Whether `word` is a unit of measure: `GWh`, `tonnes`.
bool isMeasure(std::string_view word);

/// "years" for "year"; what is no such word stays.
QByteArray pluralDuration(const QByteArray &unit);

/// Whether `word` is a length of time: `years`, `min`.
bool isDuration(std::string_view word);

} // namespace tearsheet
