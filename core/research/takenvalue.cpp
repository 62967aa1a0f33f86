// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/takenvalue.h"

#include "core/research/figuresin.h"
#include "core/table/cellcontext.h"
#include "core/table/valuetext.h"

#include <array>
#include <cmath>

namespace tearsheet {

namespace {

// "Feb 26, 2026", "Q3 FY2026", as notes write it.
QByteArray written(const PeriodPoint &point)
{
    using Unit = PeriodPoint::Unit;
    constexpr std::array Months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QByteArray year = (point.fiscal ? "FY" : "") + QByteArray::number(point.year);
    const auto month = [&] { return QByteArray(Months.at(static_cast<size_t>(point.part - 1))); };
    switch (point.unit) {
    case Unit::Day:
        return month() + ' ' + QByteArray::number(point.day) + ", " + year;
    case Unit::Month:
        return month() + ' ' + year;
    case Unit::Quarter:
        return 'Q' + QByteArray::number(point.part) + ' ' + year;
    case Unit::Half:
        return 'H' + QByteArray::number(point.part) + ' ' + year;
    default:
        return year;
    }
}

// What stands around a cell that says `raw` and tells what its number is; nothing where the cell says all itself.
std::optional<CellContext> contextAround(QByteArrayView raw, const CellValue &value)
{
    const CellValue plain = readCell(raw);
    if (!value.isNumeric() || plain.quantities.size() != value.quantities.size() || value.quantities.isEmpty())
        return std::nullopt;
    const Quantity &said = plain.quantities.first();
    const Quantity &meant = value.quantities.first();
    if (said.currency == meant.currency && said.unit == meant.unit && said.number == meant.number)
        return std::nullopt;
    return CellContext{.kind = value.kind,
                       .unit = said.unit == meant.unit ? QByteArray() : meant.unit,
                       .currency = meant.currency,
                       .scale = meant.number.exponent - said.number.exponent,
                       .yen = raw.contains("¥") ? meant.currency : Currency()};
}

bool areSame(const CellValue &one, const CellValue &other)
{
    constexpr double Exact = 1e-9;
    if (one.quantities.isEmpty() || other.quantities.isEmpty())
        return false;
    const Quantity &left = one.quantities.first();
    const Quantity &right = other.quantities.first();
    const CanonicalUnit unit = canonicalUnit(left);
    const CanonicalUnit otherUnit = canonicalUnit(right);
    const auto isNear = [&](const Decimal &a, const Decimal &b) {
        const double value = a.value() * unit.factor;
        return std::abs(value - b.value() * otherUnit.factor) <= Exact * std::abs(value);
    };
    return left.form == right.form && left.currency == right.currency && unit.base == otherUnit.base
           && isNear(left.number, right.number)
           && (left.form == Quantity::Form::Single || isNear(left.second, right.second));
}

// The value of a cell that says `raw`, so that it means `value` in the place of `old`.
std::optional<QByteArray> withMeaning(const CellValue &value, QByteArrayView raw, const CellValue &replaced,
                                      QByteArrayView old)
{
    const auto here = contextAround(raw, value);
    const auto there = contextAround(old, replaced);
    if (!here && !there)
        return raw.toByteArray();
    if (value.quantities.isEmpty())
        return std::nullopt;
    const QByteArray whole = valueText(raw.toByteArray(), value).toUtf8().replace("|", "\\|");
    // The sign of two currencies is that of the other's note there.
    const QByteArray named = raw.toByteArray().replace("¥", currencySign(value.quantities.first().currency).toUtf8());
    for (const QByteArray &text : {raw.toByteArray(), whole, named}) {
        if (areSame(readCell(text, there.value_or(CellContext())), value))
            return text;
    }
    return std::nullopt;
}

} // namespace

std::optional<QByteArray> takenText(const Statement &from, QByteArrayView raw, const Statement &to, QByteArrayView old)
{
    std::optional<QByteArray> text = withMeaning(from.value, raw, to.value, old);
    const bool toSays = to.periodSource == PeriodSource::Cell;
    const bool fromSays = from.periodSource == PeriodSource::Cell || !from.isDated();
    const bool isPoint = from.period.form == Period::Form::Point && from.period.begin.year != 0;
    if (text && toSays && !fromSays && isPoint)
        *text += " (" + written(from.period.begin) + ')';
    return text;
}

} // namespace tearsheet
