// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/period.h"
#include "core/table/quantity.h"

#include <QByteArrayView>
#include <QList>

#include <compare>

namespace tearsheet {

/// What a cell is: typed by the value that it starts with, after an optional qualifier such as `~`, `>` or "up to".
enum class CellKind : quint8 {
    Missing, ///< Empty, `—`, `n/a`, TBD …
    Text,
    Code,
    Url,
    Embed,
    Link,
    Links,
    Bool,
    Ticker,
    Rating,
    // Numbers, with quantities.
    Rank,
    Number,
    Count, ///< A number and the noun that is counted.
    Percent,
    PercentagePoints,
    BasisPoints,
    Money,
    Measure,
    Duration,
    Multiple,
    Ratio,
    Fraction,
    Sigma,
    // Times, with periods.
    Date,
    Month,
    MonthDay,
    Quarter,
    Half,
    Year,
    Decade,
    FiscalYear,
    FiscalQuarter,
    Period,
    OpenPeriod,
};

/// Whether cells of a kind are numbers of something, which stand on the right.
constexpr bool isNumeric(CellKind kind)
{
    return kind >= CellKind::Rank && kind <= CellKind::Sigma;
}

/// Whether cells of a kind are points in time or stretches of it.
constexpr bool isTime(CellKind kind)
{
    return kind >= CellKind::Date;
}

/// A reading of a cell. The raw text stays the truth; the reading serves sorting, alignment and comparison.
struct CellValue
{
    CellKind kind = CellKind::Missing;
    QList<Quantity> quantities; ///< The value, and further ones beside it or in parentheses: `$3B (+22%)`.
    QList<Period> periods;      ///< When it holds: `$3B (2024)`; what is said, in a cell that is a time itself.

    bool operator==(const CellValue &) const = default;

    bool isNumeric() const { return tearsheet::isNumeric(kind); }
    bool isTime() const { return tearsheet::isTime(kind); }

    /// The first quantity's magnitude; 0 where there is none.
    double magnitude() const { return quantities.isEmpty() ? 0 : quantities.first().magnitude(); }
};

/// Reads one raw cell, by itself. Never fails; what is no value is text. Linear in the cell; any thread.
CellValue readCell(QByteArrayView cell);

/// Order for sorting a column: quantities of one kind together, by size in basic units; then times; then what is
/// neither (equivalent to each other: their text decides); missing last.
std::weak_ordering compareCells(const CellValue &left, const CellValue &right);

} // namespace tearsheet
