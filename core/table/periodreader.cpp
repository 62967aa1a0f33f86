// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/periodreader.h"

#include "core/table/pointreader.h"

#include <array>

namespace tearsheet {

namespace {

using Unit = PeriodPoint::Unit;

struct Word
{
    std::string_view name; // In lower case.
    Qualifier qualifier;
};

constexpr std::array Words{
    Word{"since", Qualifier::Since},
    Word{"after", Qualifier::Since},
    Word{"post", Qualifier::Since},
    Word{"before", Qualifier::Before},
    Word{"pre", Qualifier::Before},
    Word{"by", Qualifier::Before},
    Word{"through", Qualifier::Through},
    Word{"until", Qualifier::Through},
    Word{"till", Qualifier::Through},
    Word{"early", Qualifier::Early},
    Word{"mid", Qualifier::Mid},
    Word{"late", Qualifier::Late},
    Word{"circa", Qualifier::Approximate},
    Word{"c", Qualifier::Approximate},
    Word{"ca", Qualifier::Approximate},
    Word{"about", Qualifier::Approximate},
    Word{"around", Qualifier::Approximate},
};

Qualifiers readQualifierWords(Cursor &cursor)
{
    Qualifiers qualifiers;
    for (bool more = true; more;) {
        more = false;
        if (cursor.peek() == '~') {
            qualifiers |= Qualifier::Approximate;
            ++cursor.at;
            cursor.skipSpace();
            more = true;
            continue;
        }
        if (!isWordByte(cursor.peek()))
            break;
        for (const Word &word : Words) {
            Cursor behind = cursor;
            if (lowered(behind.peek()) != word.name[0] || !behind.eatWord(word.name))
                continue;
            behind.eat('.');
            // "mid-2025", "mid-to-late 2026", "since 2019"
            if (behind.startsWith("-to-"))
                behind.at += 4;
            else if (!behind.eat('-'))
                behind.skipSpace();
            if (behind.at == cursor.at + word.name.size())
                break;
            qualifiers |= word.qualifier;
            cursor = behind;
            more = true;
            break;
        }
    }
    return qualifiers;
}

CellKind kindOf(const PeriodPoint &point)
{
    switch (point.unit) {
    case Unit::Decade:
        return CellKind::Decade;
    case Unit::Year:
        return point.fiscal ? CellKind::FiscalYear : CellKind::Year;
    case Unit::Half:
        return CellKind::Half;
    case Unit::Quarter:
        return point.fiscal ? CellKind::FiscalQuarter : CellKind::Quarter;
    case Unit::Month:
        return CellKind::Month;
    default:
        return point.year == 0 ? CellKind::MonthDay : CellKind::Date;
    }
}

bool endsWord(const Cursor &cursor)
{
    const char c = cursor.peek();
    return !isDigit(c) && !(isWordByte(c) && static_cast<unsigned char>(c) < 0xe2) && c != '%' && c != '$'
           && !(c == '.' && isDigit(cursor.peek(1))) && !(c == ',' && isDigit(cursor.peek(1)));
}

// `2025E`, `FY26A`: what a letter behind a period says.
bool readEstimate(Cursor &cursor, Qualifiers &qualifiers)
{
    const char c = cursor.peek();
    if (c != 'E' && c != 'e' && c != 'F' && c != 'A' && c != 'P')
        return false;
    const char next = cursor.peek(1);
    if (isWordByte(next) || isDigit(next))
        return false;
    if (c != 'A')
        qualifiers |= Qualifier::Estimate;
    ++cursor.at;
    return true;
}

bool readOpenEnd(Cursor &cursor)
{
    for (const std::string_view word : {"present", "now", "ongoing", "current", "date", "today"}) {
        if (cursor.eatWord(word))
            return true;
    }
    return false;
}

// The decade at the end of `1950s-80s`, `1950s/60s` and `1950-60s`. In `1990s-00s` a century ends between the two;
// whatever else seems to run backwards is none.
bool readShortDecade(Cursor &cursor, const PeriodPoint &begin, PeriodPoint &end)
{
    Cursor behind = cursor;
    behind.eat('\'');
    int number = 0;
    if (readFigures(behind, 2, number) != 2 || number % 10 != 0)
        return false;
    behind.eat('\'');
    if (!behind.eat('s') || !endsWord(behind))
        return false;
    const int century = begin.year / 100 * 100;
    const bool turns = number <= begin.year % 100;
    const int first = turns ? century + 100 + number : century + number;
    if (!isYear(first) || (turns && (begin.unit != Unit::Decade || begin.year % 100 != 90 || number > 20)))
        return false;
    end = {static_cast<qint16>(first), 0, 0, Unit::Decade, false};
    cursor = behind;
    return true;
}

// The end of a range that leaves out what its begin says: `2023-25`, `Feb 10-11`, `2026-06-09/10`.
bool readShortEnd(Cursor &cursor, const PeriodPoint &begin, PeriodPoint &end)
{
    const bool years = begin.unit == Unit::Decade || (begin.unit == Unit::Year && !begin.fiscal);
    if (years && readShortDecade(cursor, begin, end))
        return true;
    int number = 0;
    Cursor behind = cursor;
    const int figures = readFigures(behind, 2, number);
    if (figures == 0 || !(endsWord(behind) || behind.startsWith("E") || behind.startsWith("th")))
        return false;
    end = begin;
    if (begin.unit == Unit::Year && figures == 2 && number > begin.year % 100) {
        end.year = static_cast<qint16>(begin.year / 100 * 100 + number);
        cursor = behind;
        return true;
    }
    if (begin.unit == Unit::Day && number >= 1 && number <= 31) {
        end.day = static_cast<quint8>(number);
        if (number <= begin.day)
            return false;
        cursor = behind;
        return true;
    }
    return false;
}

// The year behind "Feb 10-11" or "Q1-Q2".
void readYearOfBoth(Cursor &cursor, Period &period)
{
    Cursor behind = cursor;
    behind.eat(',');
    behind.skipSpace();
    int year = 0;
    if (readFigures(behind, 4, year) != 4 || !isYear(year) || !endsWord(behind))
        return;
    period.begin.year = period.end.year = static_cast<qint16>(year);
    cursor = behind;
}

// Nine months are those from January on.
bool readMonths(Cursor &cursor, Period &period)
{
    if (!isDigit(cursor.peek()) || cursor.peek(1) != 'M')
        return false;
    Cursor behind = cursor;
    const int months = behind.peek() - '0';
    behind.at += 2;
    PeriodPoint year;
    if ((months != 3 && months != 6 && months != 9) || !readYearBehind(behind, year))
        return false;
    period.form = Period::Form::Interval;
    period.begin = {year.year, 1, 0, Unit::Month, year.fiscal};
    period.end = {year.year, static_cast<quint8>(months), 0, Unit::Month, year.fiscal};
    cursor = behind;
    return true;
}

// "28-29 January 2026"
bool readDaysOfMonth(Cursor &cursor, Period &period)
{
    Cursor behind = cursor;
    int first = 0;
    if (!isDigit(behind.peek()) || readFigures(behind, 2, first) == 0 || !(behind.eat('-') || behind.eat('/')))
        return false;
    Cursor last = behind;
    int end = 0;
    if (readFigures(behind, 2, end) == 0 || first < 1 || first >= end || behind.peek() != ' '
        || !readPoint(last, period.end) || period.end.unit != Unit::Day || period.end.day != end)
        return false;
    period.form = Period::Form::Interval;
    period.begin = period.end;
    period.begin.day = static_cast<quint8>(first);
    cursor = last;
    return true;
}

// What stands behind the begin of a range. False where it is none.
bool readEnd(Cursor &cursor, Period &period)
{
    Cursor behind = cursor;
    behind.skipSpace();
    const bool spaced = behind.at != cursor.at;
    const bool slash =
        (period.begin.unit == Unit::Day || period.begin.unit == Unit::Decade) && !spaced && behind.peek() == '/';
    const bool to = spaced && behind.startsWithWord("to");
    if (to)
        behind.at += 2;
    else if (slash || behind.peek() == '-' || (behind.peek() == Sign::EmDash && spaced))
        ++behind.at;
    else
        return false;
    const bool dash = !to && !slash && behind.at[-1] == '-';
    behind.skipSpace();
    if (!slash && readOpenEnd(behind)) {
        period.form = Period::Form::Open;
        cursor = behind;
        return true;
    }
    // `2020-`, and nothing more
    if (dash && period.begin.year != 0 && (behind.atEnd() || behind.peek() == '(' || behind.peek() == ')')) {
        period.form = Period::Form::Open;
        cursor = behind;
        return true;
    }
    if (!slash) {
        const Qualifiers qualifiers = readQualifierWords(behind);
        if (qualifiers)
            period.qualifiers |= qualifiers;
    }
    PeriodPoint end;
    Cursor whole = behind;
    if (!slash && readPoint(whole, end) && (end.unit != Unit::None)) {
        // "May 5, 2026 - Q1 2026 results"
        if (period.begin.unit == Unit::Day && (end.unit == Unit::Quarter || end.unit == Unit::Half))
            return false;
        // "2025-Q3" and the like are points and were read as such.
        if (period.begin.fiscal && end.unit == Unit::Year)
            end.fiscal = true;
        if (period.begin.year == 0 && end.year != 0) {
            period.begin.year = end.year;
            period.begin.fiscal = period.begin.fiscal || end.fiscal;
        }
        period.form = Period::Form::Interval;
        period.end = end;
        cursor = whole;
        return true;
    }
    if (!readShortEnd(behind, period.begin, end))
        return false;
    if (end.unit == Unit::Decade && period.begin.year % 10 == 0)
        period.begin.unit = Unit::Decade; // `1950-60s`
    period.form = Period::Form::Interval;
    period.end = end;
    cursor = behind;
    return true;
}

// `2006-07` may be July or two years.
void markAmbiguous(const Cursor &cursor, Period &period)
{
    const PeriodPoint &point = period.begin;
    if (point.unit == Unit::Month && point.year != 0 && cursor.at[-3] == '-' && point.part == point.year % 100 + 1)
        period.qualifiers |= Qualifier::Ambiguous;
}

} // namespace

bool startsWithYear(const Cursor &cursor)
{
    Cursor behind = cursor;
    int year = 0;
    return readFigures(behind, 4, year) == 4 && isYear(year) && endsWord(behind);
}

bool startsWithMonths(const Cursor &cursor)
{
    Cursor behind = cursor;
    Period months;
    return readMonths(behind, months) && endsWord(behind);
}

bool startsWithDecade(const Cursor &cursor)
{
    Cursor behind = cursor;
    int year = 0;
    return readFigures(behind, 4, year) == 4 && isYear(year) && year % 10 == 0 && behind.eat('s') && endsWord(behind);
}

std::optional<PeriodReading> readPeriod(Cursor &cursor)
{
    Cursor behind = cursor;
    PeriodReading reading;
    Period &period = reading.period;
    period.qualifiers = readQualifierWords(behind);
    if (readMonths(behind, period) || readDaysOfMonth(behind, period)) {
        if (!endsWord(behind))
            return std::nullopt;
        reading.kind = CellKind::Period;
        cursor = behind;
        return reading;
    }
    if (!readPoint(behind, period.begin))
        return std::nullopt;
    markAmbiguous(behind, period);
    readEstimate(behind, period.qualifiers);
    if (behind.peek() == '+') {
        if (isDigit(behind.peek(1)))
            return std::nullopt;
        ++behind.at;
        period.form = Period::Form::Open;
    } else if (!readEnd(behind, period) && (behind.startsWith(" onward") || behind.startsWith(" onwards"))) {
        behind.at += 1;
        behind.at += behind.word().size();
        period.form = Period::Form::Open;
    }
    if (period.form == Period::Form::Interval) {
        if (period.begin.year == 0 && period.end.year == 0)
            readYearOfBoth(behind, period);
        readEstimate(behind, period.qualifiers);
        if (behind.eat('+'))
            period.form = Period::Form::Open;
    }
    if (!endsWord(behind))
        return std::nullopt;
    reading.kind = period.form == Period::Form::Interval ? CellKind::Period
                   : period.form == Period::Form::Open   ? CellKind::OpenPeriod
                                                         : kindOf(period.begin);
    cursor = behind;
    return reading;
}

} // namespace tearsheet
