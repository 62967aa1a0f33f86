// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/cellvalue.h"

#include <optional>

namespace tearsheet {

/// A period and what kind of cell it makes.
struct PeriodReading
{
    CellKind kind = CellKind::Year;
    Period period;
};

/// Reads one point in time or stretch of it with its qualifiers: `2025-06-10`, "Late 2022", `Q2 '25`, `FY26E`,
/// "Feb 10-11, 2026", `2023-25`, `2027+`, "Sep 2024 – present", `9M 2025`. Nothing, and the cursor stays, where none
/// stands here or where it is part of a word.
std::optional<PeriodReading> readPeriod(Cursor &cursor);

/// Whether four digits that are a year stand here and nothing that makes them another number.
bool startsWithYear(const Cursor &cursor);

/// Whether the first months of a year stand here: `9M 2025`.
bool startsWithMonths(const Cursor &cursor);

/// Whether a decade in full stands here: `1990s`.
bool startsWithDecade(const Cursor &cursor);

} // namespace tearsheet
