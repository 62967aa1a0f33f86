// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/period.h"

#include <QDate>

namespace tearsheet {

namespace {

using Unit = PeriodPoint::Unit;

struct Days
{
    qint64 first;
    qint64 last;
};

std::optional<Days> daysOf(const PeriodPoint &point)
{
    if (point.year == 0 || point.unit == Unit::None)
        return std::nullopt;
    int firstYear = point.year;
    int lastYear = point.year;
    int firstMonth = 1;
    int lastMonth = 12;
    switch (point.unit) {
    case Unit::Decade:
        lastYear += 9;
        break;
    case Unit::Half:
        firstMonth = 6 * point.part - 5;
        lastMonth = 6 * point.part;
        break;
    case Unit::Quarter:
        firstMonth = 3 * point.part - 2;
        lastMonth = 3 * point.part;
        break;
    case Unit::Month:
    case Unit::Day:
        firstMonth = lastMonth = point.part;
        break;
    default:
        break;
    }
    if (point.unit == Unit::Day) {
        const QDate day(point.year, point.part, point.day);
        if (!day.isValid())
            return std::nullopt;
        return Days{day.toJulianDay(), day.toJulianDay()};
    }
    const QDate end(lastYear, lastMonth, 1);
    return Days{QDate(firstYear, firstMonth, 1).toJulianDay(), end.addMonths(1).toJulianDay() - 1};
}

void appendFigures(QByteArray &text, int number, int width)
{
    const QByteArray figures = QByteArray::number(number);
    text.append(width - figures.size(), '0');
    text += figures;
}

void append(QByteArray &text, const PeriodPoint &point)
{
    if (point.unit == Unit::Decade) {
        appendFigures(text, point.year / 10, 3);
        text += 'X';
        return;
    }
    const bool part = point.unit == Unit::Half || point.unit == Unit::Quarter;
    if (point.year != 0) {
        if (point.fiscal)
            text += "FY";
        appendFigures(text, point.year, 4);
        if (point.unit != Unit::Year)
            text += '-';
    } else if (!part) {
        text += "--";
    }
    if (part) {
        text += point.unit == Unit::Half ? 'H' : 'Q';
        text += QByteArray::number(point.part);
    } else if (point.unit == Unit::Month || point.unit == Unit::Day) {
        appendFigures(text, point.part, 2);
    }
    if (point.unit == Unit::Day) {
        text += '-';
        appendFigures(text, point.day, 2);
    }
}

} // namespace

std::optional<qint64> firstDay(const Period &period)
{
    const std::optional<Days> days = daysOf(period.begin);
    return days ? std::optional(days->first) : std::nullopt;
}

std::optional<qint64> lastDay(const Period &period)
{
    if (period.form == Period::Form::Open)
        return std::nullopt;
    const std::optional<Days> days = daysOf(period.form == Period::Form::Interval ? period.end : period.begin);
    return days ? std::optional(days->last) : std::nullopt;
}

bool overlap(const Period &one, const Period &other)
{
    const auto first = firstDay(one);
    const auto otherFirst = firstDay(other);
    if (!first || !otherFirst)
        return one == other;
    return *first <= lastDay(other).value_or(*otherFirst) && *otherFirst <= lastDay(one).value_or(*first);
}

Period withYear(Period period, const Period &around)
{
    const PeriodPoint &point = around.form == Period::Form::Interval ? around.end : around.begin;
    if (!period.isValid() || period.begin.year != 0 || !around.isValid() || point.year == 0
        || point.unit == Unit::Decade)
        return period;
    constexpr int Months = 3; // Of a quarter.
    const bool inYear = point.unit == Unit::Day || point.unit == Unit::Month;
    // A sum of months is of those that are over, too.
    const bool over = period.begin.unit == Unit::Quarter
                          ? Months * period.begin.part < point.part
                          : period.form != Period::Form::Interval || period.end.part <= point.part;
    const bool later = inYear && !over;
    for (PeriodPoint *const one : {&period.begin, &period.end}) {
        if (one->unit == Unit::None || one->year != 0)
            continue;
        one->year = static_cast<qint16>(point.year - (later ? 1 : 0));
        one->fiscal = one->fiscal || (point.fiscal && (one->unit == Unit::Quarter || one->unit == Unit::Half));
    }
    return period;
}

void append(QByteArray &text, const Period &period)
{
    append(text, period.begin);
    if (period.form == Period::Form::Open)
        text += "/..";
    if (period.form != Period::Form::Interval)
        return;
    text += '/';
    append(text, period.end);
}

} // namespace tearsheet
