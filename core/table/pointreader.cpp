// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/pointreader.h"

#include <array>

namespace tearsheet {

namespace {

using Unit = PeriodPoint::Unit;

constexpr std::array<std::string_view, 12> Months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

// The month whose name or its beginning stands here as a word; 0 for none.
int readMonth(Cursor &cursor)
{
    if (!isUpper(cursor.peek()) && !isLower(cursor.peek()))
        return 0;
    const std::string_view word = cursor.word();
    const int month = monthNamed(word);
    if (month == 0)
        return 0;
    cursor.at += word.size();
    if (word.size() < Months[static_cast<size_t>(month - 1)].size())
        cursor.eat('.');
    return month;
}

int fromTwoFigures(int number)
{
    return number < 60 ? 2000 + number : 1900 + number;
}

bool isDay(int number)
{
    return number >= 1 && number <= 31;
}

// "10", "10th"
bool readDay(Cursor &cursor, int &day)
{
    Cursor behind = cursor;
    if (readFigures(behind, 2, day) == 0 || !isDay(day))
        return false;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (behind.eatWord(ending))
            break;
    }
    if (isWordByte(behind.peek()) || behind.peek() == '%' || (behind.peek() == '.' && isDigit(behind.peek(1))))
        return false;
    cursor = behind;
    return true;
}

// A year behind a month or day: ` 2025`, `, 2025`, ` '25`, `-2025`.
bool readYearOfMonth(Cursor &cursor, bool comma, int &year)
{
    Cursor behind = cursor;
    if (comma)
        behind.eat(',');
    if (!behind.eat('-'))
        behind.skipSpace();
    if (behind.at == cursor.at)
        return false;
    if (behind.eat('\'')) {
        if (readFigures(behind, 2, year) != 2)
            return false;
        year = fromTwoFigures(year);
    } else if (readFigures(behind, 4, year) != 4 || !isYear(year)) {
        return false;
    }
    cursor = behind;
    return true;
}

bool readNamedMonth(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    const int month = readMonth(behind);
    if (month == 0)
        return false;
    point = {0, static_cast<quint8>(month), 0, Unit::Month, false};
    int year = 0;
    if (readYearOfMonth(behind, true, year)) {
        point.year = static_cast<qint16>(year);
        cursor = behind;
        return true;
    }
    cursor = behind;
    int day = 0;
    if (!behind.eat(' ') || !readDay(behind, day))
        return true;
    point.day = static_cast<quint8>(day);
    point.unit = Unit::Day;
    cursor = behind;
    if (readYearOfMonth(behind, true, year)) {
        point.year = static_cast<qint16>(year);
        cursor = behind;
    }
    return true;
}

// "26 Jun 2026"
bool readDayFirst(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    int day = 0;
    if (!isDigit(behind.peek()) || !readDay(behind, day) || !(behind.eat(' ') || behind.eat('-')))
        return false;
    const int month = readMonth(behind);
    if (month == 0)
        return false;
    point = {0, static_cast<quint8>(month), static_cast<quint8>(day), Unit::Day, false};
    int year = 0;
    if (readYearOfMonth(behind, true, year))
        point.year = static_cast<qint16>(year);
    cursor = behind;
    return true;
}

// `Q2`, `2Q`, `H1`, `1H`, with the year before or behind.
bool readPart(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    char letter = behind.peek();
    char figure = 0;
    if (letter == 'Q' || letter == 'H') {
        figure = behind.peek(1);
    } else if (isDigit(letter)) {
        figure = letter;
        letter = behind.peek(1);
    } else {
        return false;
    }
    if ((letter != 'Q' && letter != 'H') || figure < '1' || figure > (letter == 'Q' ? '4' : '2'))
        return false;
    behind.at += 2;
    const char next = behind.peek();
    // `2Q25` has a year, `H100` is a name.
    if (isDigit(next) && !isDigit(cursor.peek()))
        return false;
    PeriodPoint year;
    if (readYearBehind(behind, year)) {
        point = {year.year, static_cast<quint8>(figure - '0'), 0, letter == 'Q' ? Unit::Quarter : Unit::Half,
                 year.fiscal};
    } else {
        if (isWordByte(next) || isDigit(next))
            return false;
        point = {0, static_cast<quint8>(figure - '0'), 0, letter == 'Q' ? Unit::Quarter : Unit::Half, false};
    }
    cursor = behind;
    return true;
}

// `FY2025`, `FY 25`, `CY2027`, and a quarter behind.
bool readNamedYear(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    const bool fiscal = behind.eat("FY");
    if (!fiscal && !behind.eat("CY"))
        return false;
    behind.skipSpace();
    behind.eat('\'');
    int year = 0;
    const int figures = readFigures(behind, 4, year);
    if (figures != 2 && figures != 4)
        return false;
    if (figures == 2)
        year = fromTwoFigures(year);
    if (!isYear(year))
        return false;
    point = {static_cast<qint16>(year), 0, 0, Unit::Year, fiscal};
    cursor = behind;
    if (!behind.eat('-'))
        behind.skipSpace();
    PeriodPoint part;
    if (behind.at != cursor.at && behind.peek() == 'Q' && readPart(behind, part) && part.year == 0) {
        point = {static_cast<qint16>(year), part.part, 0, part.unit, fiscal};
        cursor = behind;
    }
    return true;
}

// `FQ3 2026`, "fiscal Q3 2026", "Fiscal 2026"
bool readFiscal(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    if (behind.startsWith("FQ"))
        ++behind.at;
    else if (!(behind.eatWord("fiscal") && behind.eat(' ')))
        return false;
    behind.skipSpace();
    int year = 0;
    if (readPart(behind, point)) {
        point.fiscal = true;
    } else if (readFigures(behind, 4, year) == 4 && isYear(year)) {
        point = {static_cast<qint16>(year), 0, 0, Unit::Year, true};
    } else {
        return false;
    }
    cursor = behind;
    return true;
}

bool readYear(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    int year = 0;
    if (readFigures(behind, 4, year) != 4 || !isYear(year))
        return false;
    point = {static_cast<qint16>(year), 0, 0, Unit::Year, false};
    cursor = behind;
    if ((behind.peek() == 's' || behind.startsWith("'s")) && year % 10 == 0) {
        behind.eat('\'');
        ++behind.at;
        point.unit = Unit::Decade;
        cursor = behind;
        return true;
    }
    const char separator = behind.peek();
    PeriodPoint part;
    if (separator == '-' || separator == ' ' || separator == 'Q' || separator == 'H') {
        if (separator == '-' || separator == ' ')
            ++behind.at;
        Cursor letter = behind;
        if ((letter.peek() == 'Q' || letter.peek() == 'H') && readPart(letter, part) && part.year == 0) {
            point.unit = part.unit;
            point.part = part.part;
            cursor = letter;
            return true;
        }
    }
    if (separator != '-' && separator != '/')
        return true;
    // ISO 8601; a number up to twelve behind a year of the same century's beginning may be one, and is read as a month.
    int month = 0;
    if (separator == '/')
        ++behind.at;
    if (readFigures(behind, 2, month) != 2 || month < 1 || month > 12)
        return true;
    Cursor behindMonth = behind;
    int day = 0;
    if (behind.eat(separator)) {
        if (readFigures(behind, 2, day) != 2 || !isDay(day))
            return true;
        point = {static_cast<qint16>(year), static_cast<quint8>(month), static_cast<quint8>(day), Unit::Day, false};
        cursor = behind;
        return true;
    }
    if (separator == '/')
        return true;
    point.part = static_cast<quint8>(month);
    point.unit = Unit::Month;
    cursor = behindMonth;
    return true;
}

} // namespace

int monthNamed(std::string_view word)
{
    if (word.size() < 3 || word.size() > 9)
        return 0;
    for (size_t i = 0; i < Months.size(); ++i) {
        const std::string_view name = Months[i];
        if (word.size() != name.size() && word.size() != 3 && !(i == 8 && word.size() == 4))
            continue;
        bool same = true;
        for (size_t j = 0; j < word.size() && same; ++j)
            same = lowered(word[j]) == name[j];
        if (same)
            return static_cast<int>(i) + 1;
    }
    return 0;
}

int readFigures(Cursor &cursor, int most, int &number)
{
    const char *at = cursor.at;
    number = 0;
    int figures = 0;
    while (isDigit(*at)) {
        if (++figures > most)
            return 0;
        number = number * 10 + (*at++ - '0');
    }
    cursor.at = at;
    return figures;
}

bool isYear(int number)
{
    return number >= 1500 && number <= 2100;
}

bool readYearBehind(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    if (!behind.eat('-'))
        behind.skipSpace();
    const bool glued = behind.at == cursor.at;
    if (behind.startsWith("FY") || behind.startsWith("CY")) {
        if (!readNamedYear(behind, point) || point.unit != Unit::Year)
            return false;
        int end = 0;
        Cursor slash = behind;
        if (slash.eat('/') && readFigures(slash, 2, end) == 2 && end == point.year % 100 + 1) {
            ++point.year;
            behind = slash;
        }
        cursor = behind;
        return true;
    }
    const bool apostrophe = behind.eat('\'');
    int year = 0;
    const int figures = readFigures(behind, 4, year);
    if (figures == 2 && (apostrophe || glued))
        year = fromTwoFigures(year);
    else if (figures != 4)
        return false;
    if (!isYear(year))
        return false;
    point = {static_cast<qint16>(year), 0, 0, Unit::Year, false};
    cursor = behind;
    return true;
}

// "09/2025"
bool readMonthFirst(Cursor &cursor, PeriodPoint &point)
{
    Cursor behind = cursor;
    int month = 0;
    int year = 0;
    if (readFigures(behind, 2, month) != 2 || month < 1 || month > 12 || !behind.eat('/')
        || readFigures(behind, 4, year) != 4 || year < 1900 || year > 2100 || behind.peek() == '/')
        return false;
    point = {static_cast<qint16>(year), static_cast<quint8>(month), 0, Unit::Month, false};
    cursor = behind;
    return true;
}

bool readPoint(Cursor &cursor, PeriodPoint &point)
{
    const char c = cursor.peek();
    if (isDigit(c))
        return readYear(cursor, point) || readMonthFirst(cursor, point) || readPart(cursor, point)
               || readDayFirst(cursor, point);
    if (c == 'F' || c == 'C') {
        if (readNamedYear(cursor, point))
            return true;
    }
    if ((c == 'F' || c == 'f') && readFiscal(cursor, point))
        return true;
    if (c == 'Q' || c == 'H')
        return readPart(cursor, point);
    return readNamedMonth(cursor, point);
}

} // namespace tearsheet
