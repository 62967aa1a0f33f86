// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/quantityreader.h"

#include "core/table/currencyreader.h"
#include "core/table/numberreader.h"
#include "core/table/unitreader.h"

#include <cmath>

namespace tearsheet {

namespace {

// One end of a range, or a number by itself.
struct Side
{
    Decimal number;
    Currency currency;
    Qualifiers qualifiers;
    int scale = 0;
    bool apart = false; // A blank stands before the scale.
    bool orMore = false;
    bool unclear = false; // It is followed by a word that scales it by nobody knows how much.
    UnitReading unit;

    bool isBare() const { return !currency.isValid() && unit.kind == CellKind::Number; }
};

// 1 and -1 for a sign that stands here, 0 for none.
int readSign(Cursor &cursor)
{
    if (cursor.eat('+'))
        return 1;
    return cursor.eat('-') ? -1 : 0;
}

void apply(int sign, Decimal &number)
{
    if (sign < 0)
        number.digits = -number.digits;
    number.plus = sign > 0;
}

void scale(Decimal &number, int power)
{
    number.exponent = static_cast<qint16>(number.exponent + power);
}

bool isNumberStart(const Cursor &cursor)
{
    return isDigit(cursor.peek()) || (cursor.peek() == '.' && isDigit(cursor.peek(1)));
}

// `R$ 12 mil` are thousands, `$12 mil` are millions to some and thousands to others, and `$3 t` trillions or a price of
// tons. False where that is not known.
bool readMil(Cursor &cursor, Side &side, Currency currency)
{
    Cursor behind = cursor;
    behind.skipSpace();
    if (side.scale != 0 || !currency.isValid())
        return true;
    if (behind.at != cursor.at && behind.startsWithWord("t") && behind.peek(1) != '-') {
        side.unclear = true;
        return false;
    }
    if (!behind.eatWord("mil"))
        return true;
    for (const char *const code : {"BRL", "ARS", "CLP", "COP", "MXN", "PEN"}) {
        if (currency != Currency(code))
            continue;
        side.scale = 3;
        cursor = behind;
        return true;
    }
    side.unclear = true;
    return false;
}

// A number with sign, currency and scale, but without unit. `$(19)M` is negative. `outer` is the currency that an
// earlier figure has said for both: `$50-60m`.
bool readAmount(Cursor &cursor, Side &side, Currency outer)
{
    Cursor behind = cursor;
    int sign = readSign(behind);
    if (sign != 0)
        side.qualifiers |= readQualifiers(behind); // `+~40%`
    side.currency = readCurrencyBefore(behind);
    side.qualifiers |= readQualifiers(behind);
    if (sign == 0)
        sign = readSign(behind);
    const bool bracket = side.currency.isValid() && behind.eat('(');
    if (!isNumberStart(behind) || !readDigits(behind, side.number))
        return false;
    if (!bracket) {
        const Currency currency = side.currency.isValid() ? side.currency : outer;
        side.apart = behind.peek() == ' ';
        side.scale = readScale(behind, side.number, currency.isValid());
        if (!readMil(behind, side, currency))
            return false;
    } else {
        side.scale = readScale(behind, side.number, true);
        if (!behind.eat(')'))
            return false;
        if (side.scale == 0)
            side.scale = readScale(behind, side.number, true);
        sign = -1;
    }
    apply(sign, side.number);
    cursor = behind;
    return true;
}

void readPlus(Cursor &cursor, Side &side)
{
    if (cursor.peek() == '+' && !isDigit(cursor.peek(1)) && cursor.peek(1) != '/') {
        ++cursor.at;
        side.orMore = true;
    }
}

// A number and what it is of.
bool readSide(Cursor &cursor, Side &side, Currency outer = {})
{
    if (!readAmount(cursor, side, outer))
        return false;
    readPlus(cursor, side);
    if (side.currency.isValid()) {
        side.unit.kind = CellKind::Money;
        return true;
    }
    if (side.currency = readCurrencyBehind(cursor); side.currency.isValid()) {
        side.unit.kind = CellKind::Money;
        return true;
    }
    side.unit = readUnit(cursor);
    if (!side.isBare())
        readPlus(cursor, side);
    return true;
}

// Whether a number may end here: what follows does not make it part of a name.
bool mayEnd(const Cursor &cursor, const Side &side)
{
    const char c = cursor.peek();
    if (isWordByte(c))
        return static_cast<unsigned char>(c) >= 0xe2 && !side.isBare();
    if (isDigit(c) || c == '_' || c == '\'' || c == '^' || c == Sign::Unknown || c == '$')
        return false;
    if (c == '-')
        return !side.isBare() && side.unit.kind != CellKind::Measure && side.unit.kind != CellKind::Duration;
    if (c == '.' && side.isBare())
        return cursor.peek(1) == 0;
    if (c == '(' && side.isBare() && side.scale == 0 && isWordByte(cursor.peek(1)))
        return false;
    // "1+1" is to be reckoned first.
    if (c == '+' && side.isBare() && isDigit(cursor.peek(1)))
        return false;
    if (c == '/' && side.isBare() && side.scale == 0 && isDigit(cursor.peek(1))) {
        // `12/31/2025`, `5/15/40`: no list of values.
        Cursor behind = cursor;
        ++behind.at;
        while (isDigit(behind.peek()))
            ++behind.at;
        if (behind.peek() == '/' && isDigit(behind.peek(1)))
            return false;
    }
    if (c == '/' && side.isBare() && isDigit(cursor.peek(1)) && side.number == Decimal{24, 0, false})
        return false; // "24/7"
    if (c == ':')
        return !isDigit(cursor.peek(1)) && !side.isBare();
    return true;
}

// The separator of a range and blanks around it.
bool readRangeSign(Cursor &cursor)
{
    Cursor behind = cursor;
    behind.skipSpace();
    const bool spaced = behind.at != cursor.at;
    if (spaced && behind.eatWord("to")) {
        if (!behind.eat(' '))
            return false;
        cursor = behind;
        return true;
    }
    if (behind.eat('-')) {
        if (behind.peek() == ' ' && !spaced)
            return false;
        if (spaced && behind.peek() != ' ')
            return false;
        behind.skipSpace();
    } else if (!behind.eat("..")) {
        return false;
    }
    cursor = behind;
    return true;
}

bool sameUnit(const Side &first, const Side &second)
{
    return first.unit.kind == second.unit.kind && first.unit.unit == second.unit.unit
           && first.currency == second.currency;
}

// Gives each side what was only written at the other: `$1.08-1.175B`, `30-40%`. False where they differ.
bool unify(Side &first, Side &second)
{
    if (!first.isBare() && second.isBare() && !second.unit.unit.size()) {
        // "$5-7" has the sign in front; "5% to 7" is no range.
        if (first.unit.kind != CellKind::Money || !first.currency.isValid())
            return false;
        second.currency = first.currency;
        second.unit.kind = first.unit.kind;
    } else if (first.isBare() && !second.isBare()) {
        first.currency = second.currency;
        first.unit = second.unit;
    }
    if (!sameUnit(first, second))
        return false;
    if (first.scale == 0 && second.scale != 0) {
        Decimal scaled = first.number;
        scale(scaled, second.scale);
        Decimal upper = second.number;
        scale(upper, second.scale);
        if (std::abs(scaled.value()) <= std::abs(upper.value()))
            first.scale = second.scale;
    }
    return true;
}

bool readRange(Cursor &cursor, Side &first, Side &second)
{
    Cursor behind = cursor;
    const bool dash = cursor.peek() == '-' && first.isBare();
    if (first.orMore || !readRangeSign(behind))
        return false;
    if (behind.peek() == '~')
        ++behind.at;
    if (!readSide(behind, second, first.currency))
        return false;
    // "7.6 to 1" is a ratio, and "6-3" how a vote or a game ended.
    const bool falls = first.isBare() && second.isBare() && first.number.digits > 0 && second.number.digits >= 0
                       && first.scale == second.scale && first.number.value() > second.number.value();
    if (falls && (cursor.peek() == '-' || second.number == Decimal{1, 0, false}))
        return false;
    // The second figure of "2-2.5x" may leave out what money says in front, but never carries another one's.
    if (!mayEnd(behind, second) || !unify(first, second))
        return false;
    // "-14-15%" goes down to -15.
    if (dash && first.number.digits < 0 && second.number.digits > -first.number.digits && !second.number.plus
        && first.number.exponent == second.number.exponent && first.scale == second.scale)
        second.number.digits = -second.number.digits;
    cursor = behind;
    return true;
}

// Whether a sum leaves its scale to the one behind an arrow: `$10 → $12M`. A price may grow into thousands.
bool leavesScale(const Side &first, const Side &second)
{
    constexpr int Million = 6;
    const double one = std::abs(first.number.value());
    const double other = std::abs(second.number.value());
    return first.currency.isValid() && first.scale == 0 && second.scale >= Million
           && (one <= other || (second.apart && one <= 10 * other));
}

bool readTransition(Cursor &cursor, Side &first, Side &second)
{
    Cursor behind = cursor;
    behind.skipSpace();
    if (!behind.eat(Sign::Arrow))
        return false;
    behind.skipSpace();
    const Qualifiers qualifiers = readQualifiers(behind);
    if (!readSide(behind, second) || !mayEnd(behind, second))
        return false;
    if (first.isBare() && second.unit.kind == CellKind::Measure)
        first.unit = second.unit;
    if (!sameUnit(first, second))
        return false;
    second.qualifiers |= qualifiers;
    if (leavesScale(first, second))
        first.scale = second.scale;
    cursor = behind;
    return true;
}

bool isWhole(const Decimal &number)
{
    return number.exponent >= 0;
}

bool eatOrdinal(Cursor &cursor)
{
    return cursor.eatWord("th") || cursor.eatWord("rd") || cursor.eatWord("nd") || cursor.eatWord("st");
}

// Whether `most`, which ends at `cursor`, is the best mark that somebody can get: "4.9/5".
bool isBestMark(Cursor cursor, const Decimal &most)
{
    cursor.skipSpace();
    const bool ends = cursor.atEnd() || cursor.peek() == '(' || cursor.peek() == ',' || cursor.peek() == ';';
    return ends && most.exponent == 0 && (most.digits == 5 || most.digits == 10 || most.digits == 100);
}

// What follows a bare number and makes it a ratio or a fraction.
std::optional<Quantity::Form> readOther(Cursor &cursor, const Side &first, Side &second)
{
    Cursor behind = cursor;
    if (behind.eat(':')) {
        const bool clock = behind.peek() == '0';
        if (clock || !isDigit(behind.peek()) || !readDigits(behind, second.number))
            return std::nullopt;
        if (behind.peek() == ':' || isWordByte(behind.peek()) || behind.startsWith(" AM") || behind.startsWith(" PM"))
            return std::nullopt;
        cursor = behind;
        return Quantity::Form::Ratio;
    }
    behind.skipSpace();
    const bool spaced = behind.at != cursor.at;
    const bool slash = behind.eat('/');
    const bool of = !slash && spaced && (behind.eatWord("of") || behind.eatWord("out of"));
    const bool in = !slash && !of && spaced && behind.eatWord("in");
    const bool to = !slash && !of && !in && spaced && behind.eatWord("to");
    if (!slash && !of && !in && !to)
        return std::nullopt;
    behind.skipSpace();
    if (!isDigit(behind.peek()) || !readDigits(behind, second.number))
        return std::nullopt;
    second.scale = readScale(behind, second.number, false);
    if (slash && first.scale != 0)
        return std::nullopt; // `8B/70B` are two.
    if (slash)
        eatOrdinal(behind); // `1/10th`
    Decimal part = first.number;
    Decimal whole = second.number;
    scale(part, first.scale);
    scale(whole, second.scale);
    if (isWordByte(behind.peek()) || behind.peek() == '%' || behind.peek() == '.' || behind.peek() == '-')
        return std::nullopt;
    if (to) {
        if (second.number != Decimal{1, 0, false} || part.value() < 1)
            return std::nullopt;
        cursor = behind;
        return Quantity::Form::Ratio;
    }
    if (!(isWhole(part) || (slash && !spaced && isBestMark(behind, whole))) || !isWhole(whole)
        || part.value() > whole.value() || whole.digits == 0)
        return std::nullopt;
    if (in && (part != Decimal{1, 0, false} || whole.value() > 1000))
        return std::nullopt;
    Cursor next = behind;
    next.skipSpace();
    if (next.peek() == '/' || (slash && !spaced && part.value() == 24 && whole.value() == 7))
        return std::nullopt;
    cursor = behind;
    return Quantity::Form::Fraction;
}

// `(1,234)`, `($257M)`, `(5.0%)`: an accountant's negative.
std::optional<QuantityReading> readBracketed(Cursor &cursor, Qualifiers qualifiers)
{
    Cursor behind = cursor;
    Side side;
    if (!behind.eat('(') || behind.peek() == '+' || !readSide(behind, side) || side.orMore)
        return std::nullopt;
    if (!behind.eat(')'))
        return std::nullopt;
    if (side.scale == 0)
        side.scale = readScale(behind, side.number, true);
    if (side.isBare())
        side.unit = readUnit(behind);
    if (!mayEnd(behind, side))
        return std::nullopt;
    scale(side.number, side.scale);
    if (side.number.digits > 0)
        side.number.digits = -side.number.digits;
    cursor = behind;
    QuantityReading reading{.kind = side.unit.kind, .quantity = {.number = side.number}};
    reading.quantity.currency = side.currency.isValid() ? side.currency : side.unit.currency;
    reading.quantity.unit = side.unit.unit;
    reading.quantity.qualifiers = qualifiers;
    return reading;
}

} // namespace

bool isUnclearSum(Cursor cursor, Currency outer)
{
    readQualifiers(cursor);
    Side side;
    readSide(cursor, side, outer);
    return side.unclear;
}

std::optional<QuantityReading> readQuantity(Cursor &cursor)
{
    Cursor behind = cursor;
    const Qualifiers qualifiers = readQualifiers(behind);
    if (behind.peek() == '(') {
        const std::optional<QuantityReading> reading = readBracketed(behind, qualifiers);
        if (reading)
            cursor = behind;
        return reading;
    }
    Side first;
    if (!readSide(behind, first))
        return std::nullopt;
    Side second;
    Quantity::Form form = Quantity::Form::Single;
    bool open = first.orMore;
    if (Side end; readRange(behind, first, end)) {
        form = Quantity::Form::Range;
        second = end;
        open = end.orMore;
    } else if (end.unclear) {
        return std::nullopt;
    } else if (first.isBare() && !first.orMore) {
        if (const auto other = readOther(behind, first, end = {})) {
            form = *other;
            second = end;
        }
    }
    Side next;
    for (; form != Quantity::Form::Fraction && readTransition(behind, first, next); next = {}) {
        form = Quantity::Form::Transition;
        second = next;
        open = next.orMore;
    }
    if (next.unclear || !mayEnd(behind, first))
        return std::nullopt;

    QuantityReading reading{first.unit.kind, {}, first.scale, first.apart || second.apart};
    Quantity &quantity = reading.quantity;
    quantity.form = form;
    quantity.number = first.number;
    scale(quantity.number, first.scale);
    quantity.second = second.number;
    scale(quantity.second, second.scale);
    quantity.currency = first.currency.isValid() ? first.currency : first.unit.currency;
    quantity.unit = first.unit.unit;
    quantity.qualifiers = qualifiers | first.qualifiers | second.qualifiers;
    quantity.qualifiers.setFlag(Qualifier::OrMore, open);
    quantity.qualifiers.setFlag(Qualifier::Range, form == Quantity::Form::Range);
    quantity.qualifiers.setFlag(Qualifier::Transition, form == Quantity::Form::Transition);
    if (form == Quantity::Form::Fraction)
        reading.kind = CellKind::Fraction;
    else if (form == Quantity::Form::Ratio)
        reading.kind = CellKind::Ratio;
    else if (quantity.unit.isEmpty() && (reading.kind == CellKind::Money || reading.kind == CellKind::Number))
        quantity.unit = readPer(behind);
    if (behind.peek() == '+' && !isDigit(behind.peek(1))) {
        ++behind.at;
        quantity.qualifiers |= Qualifier::OrMore;
    }
    const bool one = form == Quantity::Form::Single && quantity.number == Decimal{1, 0, false};
    if (reading.kind == CellKind::Duration && !one)
        quantity.unit = pluralDuration(quantity.unit);
    cursor = behind;
    return reading;
}

} // namespace tearsheet
