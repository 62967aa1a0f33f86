// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <compare>

namespace tearsheet {

/// What a cell's text starts with, after an optional qualifier such as `~`, `>` or "up to".
enum class CellKind : quint8 { Missing, Text, Number, Percent, Money, Measure, Date, Link };

/// A reading of a cell: the raw text stays the truth, the reading serves sorting and alignment.
struct CellValue
{
    CellKind kind = CellKind::Missing;
    double number = 0; ///< In full: `$4.2B` is 4.2e9, `37%` is 37, a date is its day number (QDate::toJulianDay).
    QString unit;      ///< `%`, a currency sign or code, `GWh`; empty where there is none.
    QString text;      ///< What a reader sees (`cellText`).

    bool operator==(const CellValue &) const = default;

    bool isNumeric() const { return kind >= CellKind::Number && kind <= CellKind::Date; }
};

/// Reads one raw cell. Never fails; what is no value is text.
CellValue readCell(QByteArrayView cell);

/// Order for sorting a column: numbers by size, then text by the locale, missing last.
std::weak_ordering compareCells(const CellValue &left, const CellValue &right);

} // namespace tearsheet
