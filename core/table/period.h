// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/qualifier.h"

#include <QByteArray>

#include <optional>

namespace tearsheet {

/// A day, month, quarter, half, year or decade; the year may be missing (`--05-08`, `Q3`).
struct PeriodPoint
{
    enum class Unit : quint8 { None, Decade, Year, Half, Quarter, Month, Day };

    qint16 year = 0; ///< 0 where none is said; of a decade its first one.
    quint8 part = 0; ///< Number of the half, quarter or month.
    quint8 day = 0;  ///< Of the month.
    Unit unit = Unit::None;
    bool fiscal = false; ///< Of a financial year, which begins when its company says.

    bool operator==(const PeriodPoint &) const = default;
};

/// When something holds: a point, an interval, or what begins and is open.
struct Period
{
    enum class Form : quint8 { Point, Interval, Open };

    PeriodPoint begin;
    PeriodPoint end; ///< Of an interval.
    Form form = Form::Point;
    Qualifiers qualifiers; ///< `early`, `since` …

    bool operator==(const Period &) const = default;

    bool isValid() const { return begin.unit != PeriodPoint::Unit::None; }
};

/// The first and the last day that a period covers, as Julian days; nothing where the year is missing or the end is
/// open. A financial year counts as if it were the calendar's.
std::optional<qint64> firstDay(const Period &period);
std::optional<qint64> lastDay(const Period &period);

/// Whether two periods have a day in common; where one has no year, whether they are equal. An open one counts as what
/// it begins with.
bool overlap(const Period &one, const Period &other);

/// A period without a year in that of `around`: `Q3` of 2025 is `2025-Q3`; on a day, a quarter is the last of its
/// number that was over then. Any other period as it is.
Period withYear(Period period, const Period &around);

/// Appends a period in the manner of ISO 8601 and EDTF: `2025-Q3`, `2026-H1`, `FY2025`, `198X`, `2024/..`, `--05-08`.
void append(QByteArray &text, const Period &period);

} // namespace tearsheet
