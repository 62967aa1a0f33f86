// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellreader.h"
#include "core/table/periodreader.h"
#include "core/table/quantityreader.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr qsizetype MostValues = 12;

bool eatMark(Cursor &cursor)
{
    for (const std::string_view mark : {"✓", "✔", "✅", "↑", "↓", "▲", "▼"}) {
        if (cursor.eat(mark))
            return true;
    }
    return false;
}

// "in 2024", "at Apr. 30, 2026", "at the June 12 close", "as of March", or a date by itself.
bool readDateBehind(Cursor &cursor, CellValue &value)
{
    Cursor behind = cursor;
    if (!behind.eat(' '))
        return false;
    // "At the June 12 close", but "at the May plant".
    const bool onDay = behind.eatWord("at the");
    const bool named = onDay || behind.eatWord("as of") || behind.eatWord("in") || behind.eatWord("at");
    behind.skipSpace();
    const auto reading = readPeriod(behind);
    constexpr Qualifiers Bounds = Qualifier::Since | Qualifier::Before | Qualifier::Through;
    if (!reading || (reading->period.qualifiers & Bounds)
        || (onDay && reading->period.begin.unit != PeriodPoint::Unit::Day))
        return false;
    // Without a year it may be about something else.
    if (!named && reading->period.begin.year == 0)
        return false;
    value.periods.append(reading->period);
    cursor = behind;
    return true;
}

// What is said about the value just read.
void readRemarks(Cursor &cursor, CellValue &value)
{
    Quantity &quantity = value.quantities.last();
    for (;;) {
        Cursor behind = cursor;
        behind.skipSpace();
        if (eatMark(behind)) {
            cursor = behind;
        } else if (behind.eatWord("est")) {
            behind.eat('.');
            quantity.qualifiers |= Qualifier::Estimate;
            cursor = behind;
        } else if (behind.eat('?')) {
            quantity.qualifiers |= Qualifier::Uncertain;
            cursor = behind;
        } else if (behind.peek() == '(' && readParenthesis(behind, value)) {
            cursor = behind;
            return;
        } else if (!readDateBehind(cursor, value)) {
            return;
        }
    }
}

// The words behind a number make it a count, or something else than a number.
bool readNounBehind(Cursor &cursor, CellKind &kind, Quantity &quantity)
{
    if (kind != CellKind::Number || !quantity.unit.isEmpty())
        return true;
    const bool one = quantity.number == Decimal{1, 0, false} && quantity.form == Quantity::Form::Single;
    QByteArray noun;
    switch (readNoun(cursor, one, noun)) {
    case NounReading::None:
        return true;
    case NounReading::Name:
        // A fraction of one is no part of a name, and neither is what is said to be about so much.
        return quantity.number.exponent < 0 || quantity.number.plus || quantity.number.digits <= 0
               || bool(quantity.qualifiers);
    case NounReading::Unclear:
        return false;
    case NounReading::Noun:
        kind = CellKind::Count;
        quantity.unit = noun;
        return true;
    }
    return true;
}

// `10x Tools` is a name.
bool isName(const Cursor &cursor)
{
    Cursor behind = cursor;
    if (!behind.eat(' '))
        return false;
    const char c = behind.peek();
    if (isDigit(c))
        return !startsWithYear(behind) && !behind.startsWith("20");
    return isUpper(c) && isLower(behind.peek(1)) && !behind.startsWithWord("yoy") && !behind.startsWithWord("qoq");
}

// `0.3 (1990) → 0.4 (2020) → 0.6`: from the first to the last, whatever lies between.
void readDatedTransition(Cursor &cursor, CellValue &value)
{
    for (;;) {
        Cursor behind = cursor;
        behind.skipSpace();
        const Quantity &first = value.quantities.first();
        const bool mayGoOn = first.form == Quantity::Form::Single || first.form == Quantity::Form::Transition;
        if (value.quantities.size() != 1 || !mayGoOn || !behind.eat(Sign::Arrow))
            return;
        behind.skipSpace();
        const auto next = readQuantity(behind);
        if (!next || next->kind != value.kind || (value.kind == CellKind::Measure && next->quantity.unit != first.unit)
            || next->quantity.currency != first.currency || next->quantity.form == Quantity::Form::Range)
            return;
        Quantity &quantity = value.quantities.first();
        quantity.form = Quantity::Form::Transition;
        quantity.second = next->quantity.form == Quantity::Form::Single ? next->quantity.number : next->quantity.second;
        // What is open is the newest value.
        quantity.qualifiers.setFlag(Qualifier::OrMore, false);
        quantity.qualifiers |= next->quantity.qualifiers | Qualifier::Transition;
        cursor = behind;
        readRemarks(cursor, value);
    }
}

struct Separator
{
    bool valid = false;
    bool comparison = false;
    bool slash = false;
    bool joins = true; // What stands on both sides is alike: behind a comma it may be anything.
    bool glued = false;
    bool tolerance = false; // What follows says how exact the value is: `$33B ± $1B`.
};

Separator readSeparator(Cursor &cursor)
{
    Cursor behind = cursor;
    behind.skipSpace();
    const bool spaced = behind.at != cursor.at;
    Separator separator;
    if (behind.eat('/')) {
        separator = {.valid = true, .slash = true, .glued = !spaced && behind.peek() != ' '};
    } else if (behind.peek() == Sign::PlusMinus || behind.startsWith("+/-")) {
        separator = {.valid = true, .tolerance = true};
    } else if (behind.peek() == ',' || behind.peek() == ';') {
        ++behind.at;
        separator = {.valid = behind.peek() == ' ', .joins = false};
    } else if (spaced && (behind.eatWord("vs") || behind.eatWord("versus"))) {
        behind.eat('.');
        separator = {.valid = behind.peek() == ' ', .comparison = true};
    } else if (spaced && (behind.eat("+ ") || behind.eat("& ") || behind.eatWord("and"))) {
        separator.valid = true;
    }
    if (separator.valid) {
        behind.skipSpace();
        cursor = behind;
    }
    return separator;
}

bool mayFollow(CellKind first, const QuantityReading &reading, const Separator &separator)
{
    const CellKind next = reading.kind;
    const bool slash = separator.slash;
    if (first == next || (separator.tolerance && next == CellKind::Percent))
        return true;
    // Its growth: `$3B, +22% YoY`.
    if (next == CellKind::Percent && (reading.quantity.number.plus || reading.quantity.number.digits < 0))
        return true;
    const auto plain = [](CellKind kind) { return kind == CellKind::Money || kind == CellKind::Percent; };
    return slash
           && (plain(next) || (first == CellKind::Measure && next == CellKind::Duration)
               || (first == CellKind::Rank && plain(next)));
}

// Whether a sum says neither a scale nor what it is for: one behind it may say the scale of both.
bool leavesScale(const CellValue &value, const Quantity &quantity)
{
    return value.kind == CellKind::Money && quantity.currency.isValid() && quantity.unit.isEmpty()
           && quantity.form == Quantity::Form::Single && quantity.number.exponent <= 0;
}

// Whether a sum may be of the scale of `next`: a price is written more exactly than a sum in millions, and is rarely
// about as much.
bool isAlike(const Quantity &quantity, const QuantityReading &next)
{
    constexpr double Most = 10;
    const double scale = Decimal{1, static_cast<qint16>(next.scale), false}.value();
    const double one = std::abs(quantity.number.value());
    const double other = std::abs(next.quantity.number.value()) / scale;
    return quantity.number.exponent >= next.quantity.number.exponent - next.scale && one <= Most * other
           && other <= Most * one;
}

// In `$10 / $12 million` both are millions; in `$10 / $12M` the first may be a price.
void shareScale(CellValue &value, QuantityReading &next, const Separator &separator)
{
    const Quantity &last = value.quantities.last();
    if (next.scale == 0 || !next.quantity.unit.isEmpty() || !leavesScale(value, last))
        return;
    const bool bare = next.kind == CellKind::Number;
    if (bare && (separator.tolerance || (separator.joins && isAlike(last, next)))) {
        next.kind = CellKind::Money; // `$10/12M`
        next.quantity.currency = last.currency;
    }
    if (next.kind != CellKind::Money)
        return;
    const bool sure = separator.joins && (bare || next.scaleApart);
    for (Quantity &quantity : value.quantities) {
        if (!leavesScale(value, quantity) || quantity.currency != next.quantity.currency
            || !(separator.tolerance || isAlike(quantity, next)))
            continue;
        if (sure || separator.tolerance)
            quantity.number.exponent = static_cast<qint16>(quantity.number.exponent + next.scale);
        else
            quantity.qualifiers |= Qualifier::Ambiguous;
    }
}

// In `64/128 GB` and "5, 10, 30 years" the last number says the unit of all.
void shareUnit(CellValue &value, const QuantityReading &next, const Separator &separator)
{
    if (value.kind != CellKind::Number || next.quantity.unit.isEmpty() || next.quantity.currency.isValid())
        return;
    switch (next.kind) {
    case CellKind::Percent:
    case CellKind::Measure:
    case CellKind::Duration:
    case CellKind::Multiple:
    case CellKind::BasisPoints:
        break;
    default:
        return;
    }
    const bool lists = !separator.slash && !separator.comparison && value.quantities.size() > 1;
    const auto isBare = [](const Quantity &quantity) {
        return quantity.unit.isEmpty() && quantity.form != Quantity::Form::Transition;
    };
    if (!(separator.glued || separator.tolerance || lists) || next.quantity.number.plus
        || !std::ranges::all_of(value.quantities, isBare))
        return;
    value.kind = next.kind;
    for (Quantity &quantity : value.quantities)
        quantity.unit = next.quantity.unit;
}

} // namespace

bool readBehindQuantity(Cursor &cursor, CellValue &value)
{
    if (!readNounBehind(cursor, value.kind, value.quantities.first()))
        return false;
    if (value.kind == CellKind::Multiple && isName(cursor))
        return false;
    readRemarks(cursor, value);
    readDatedTransition(cursor, value);
    while (value.quantities.size() < MostValues) {
        Cursor behind = cursor;
        const Separator separator = readSeparator(behind);
        if (!separator.valid)
            return true;
        // `$10 / $12 mil`: what is not known of the second is not known of the first.
        const Quantity &last = value.quantities.last();
        if (leavesScale(value, last) && isUnclearSum(behind, separator.joins ? last.currency : Currency()))
            return false;
        auto next = readQuantity(behind);
        if (!next || !readNounBehind(behind, next->kind, next->quantity))
            return true;
        shareScale(value, *next, separator);
        shareUnit(value, *next, separator);
        if (!mayFollow(value.kind, *next, separator))
            return true;
        // A year behind a comma is none of the values.
        if (next->kind == CellKind::Number && startsWithYear(cursor))
            return true;
        if (separator.comparison)
            next->quantity.qualifiers |= Qualifier::Comparison;
        value.quantities.append(next->quantity);
        cursor = behind;
        readRemarks(cursor, value);
    }
    return true;
}

bool readTime(Cursor cursor, CellValue &value)
{
    auto reading = readPeriod(cursor);
    if (!reading)
        return false;
    CellValue time{.kind = reading->kind};
    for (;;) {
        time.periods.append(reading->period);
        Cursor behind = cursor;
        behind.skipSpace();
        eatMark(behind);
        if (behind.eatWord("est") || behind.eatWord("proj")) {
            behind.eat('.');
            time.periods.last().qualifiers |= Qualifier::Estimate;
        }
        behind.skipSpace();
        if (behind.eat('?'))
            time.periods.last().qualifiers |= Qualifier::Uncertain;
        if (behind.peek() == '(' && readParenthesis(behind, time)) {
            cursor = behind;
            behind.skipSpace();
        }
        eatMark(behind);
        const char c = behind.peek();
        if (c == 0) {
            value = time;
            return true;
        }
        const bool again = c == ',' || c == ';' || c == '/' || c == '&' || c == '+';
        const bool closed = cursor.at[-1] == ')';
        if (!again && c != Sign::EmDash && !closed)
            return false;
        ++behind.at;
        behind.skipSpace();
        reading = again && time.periods.size() < MostValues ? readPeriod(behind) : std::nullopt;
        // What follows a comma and is no period is a remark.
        Cursor end = behind;
        end.skipSpace();
        const char next = end.peek();
        const bool ends = next == 0 || next == '(' || next == ',' || next == ';' || next == '/' || next == '&';
        if (!reading || !ends) {
            if (c == '/' || c == '+' || c == '&')
                return false;
            value = time;
            return true;
        }
        cursor = behind;
    }
}

} // namespace tearsheet
