// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/takenvalue.h"

#include <array>

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

} // namespace

QByteArray takenText(const Statement &from, QByteArrayView raw, const Statement &to)
{
    const bool toSays = to.periodSource == PeriodSource::Cell;
    const bool fromSays = from.periodSource == PeriodSource::Cell || !from.isDated();
    const bool isPoint = from.period.form == Period::Form::Point && from.period.begin.year != 0;
    if (!toSays || fromSays || !isPoint)
        return raw.toByteArray();
    return raw.toByteArray() + " (" + written(from.period.begin) + ')';
}

} // namespace tearsheet
