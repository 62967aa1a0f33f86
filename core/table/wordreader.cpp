// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellreader.h"
#include "core/table/numberreader.h"

#include <initializer_list>

namespace tearsheet {

namespace {

// The second number of a range such as "3-5", behind its first.
void readRangeEnd(Cursor &cursor, Quantity &quantity)
{
    Cursor behind = cursor;
    if (behind.eat('-') && isDigit(behind.peek()) && readDigits(behind, quantity.second)) {
        quantity.form = Quantity::Form::Range;
        quantity.qualifiers |= Qualifier::Range;
        cursor = behind;
    }
}

using Words = std::initializer_list<std::string_view>;

constexpr Words Missing{"n/a",
                        "na",
                        "n.a.",
                        "n.a",
                        "tbd",
                        "tba",
                        "tbc",
                        "nm",
                        "n.m.",
                        "n/m",
                        "none",
                        "nil",
                        "null",
                        "unknown",
                        "undisclosed",
                        "nan",
                        "not disclosed",
                        "not available",
                        "not public",
                        "not reported",
                        "not stated",
                        "not applicable",
                        "not meaningful",
                        "not publicly disclosed",
                        "to be determined",
                        "to be announced",
                        "unspecified",
                        "none disclosed",
                        "not specified",
                        "not given",
                        "not published",
                        "?",
                        "??",
                        "$-",
                        "..."};

constexpr Words Yes{"✓", "✔", "✅", "☑"};
constexpr Words No{"❌", "✗", "✘", "☒", "❎"};
constexpr Words Lights{"🔴", "🟡", "🟢", "🟠", "🔵", "⚪", "⚫", "⭐", "↑", "↓", "▲", "▼", "⬆", "⬇", "🔺", "🔻", "⚠"};

bool eatOneOf(Cursor &cursor, const Words &words)
{
    for (const std::string_view word : words) {
        if (cursor.eat(word))
            return true;
    }
    return false;
}

// What may stand behind a word that is a whole value.
bool endsValue(Cursor cursor)
{
    cursor.skipSpace();
    return cursor.atEnd() || cursor.peek() == '(';
}

Quantity quantityOf(qint64 number)
{
    return {.number = {number, 0, false}};
}

} // namespace

bool eatLight(Cursor &cursor)
{
    if (static_cast<unsigned char>(cursor.peek()) < 0xe2 || !eatOneOf(cursor, Lights))
        return false;
    cursor.skipSpace();
    return true;
}

bool isMissing(Cursor cursor)
{
    if (cursor.peek() == '-' || cursor.peek() == Sign::EmDash || cursor.startsWith("$-") || cursor.startsWith("$\2")) {
        cursor.eat('$');
        while (cursor.peek() == '-' || cursor.peek() == Sign::EmDash)
            ++cursor.at;
        return endsValue(cursor);
    }
    for (const std::string_view word : Missing) {
        if (lowered(cursor.peek()) != word[0])
            continue;
        Cursor behind = cursor;
        if (isLower(word.back()) ? behind.eatWord(word) : behind.eatAnyCase(word)) {
            if (endsValue(behind))
                return true;
        }
    }
    return false;
}

bool readBool(Cursor cursor, CellValue &value)
{
    qint64 truth = 1;
    if (eatOneOf(cursor, Yes)) {
        truth = 1;
    } else if (eatOneOf(cursor, No)) {
        truth = 0;
    } else if (cursor.eatWord("yes") || cursor.eatWord("true")) {
        if (cursor.peek() == '-')
            return false;
    } else if (cursor.eatWord("no") || cursor.eatWord("false") || cursor.eat(Sign::Times)) {
        // "No deal" is a sentence.
        truth = 0;
        Cursor behind = cursor;
        behind.skipSpace();
        const char c = behind.peek();
        if (c != 0 && c != '(' && c != ',' && c != ';' && c != Sign::EmDash && !(c == '-' && behind.at != cursor.at))
            return false;
    } else {
        return false;
    }
    value.kind = CellKind::Bool;
    value.quantities = {quantityOf(truth)};
    cursor.skipSpace();
    eatOneOf(cursor, Yes);
    if (cursor.eatWord("yes") || cursor.eatWord("no"))
        cursor.skipSpace();
    readParenthesis(cursor, value);
    value.quantities.resize(1);
    return true;
}

// `#7`, "No. 2", "Top 10"
bool readRank(Cursor cursor, CellValue &value)
{
    bool top = false;
    if (cursor.eat('#') || cursor.eat("No.") || cursor.eat("Nº") || cursor.eat("№")) {
        cursor.skipSpace();
    } else if (cursor.eatWord("top")) {
        if (!cursor.eat(' ') && !cursor.eat('-'))
            return false;
        top = true;
    } else {
        return false;
    }
    Quantity quantity;
    if (!isDigit(cursor.peek()) || !readDigits(cursor, quantity.number))
        return false;
    readRangeEnd(cursor, quantity);
    if (top)
        quantity.qualifiers |= Qualifier::UpperBound;
    if (cursor.peek() == '+') {
        ++cursor.at;
        quantity.qualifiers |= Qualifier::OrMore;
    }
    if (isWordByte(cursor.peek()) || cursor.peek() == '%' || cursor.peek() == '.')
        return false;
    value.kind = CellKind::Rank;
    value.quantities = {quantity};
    Cursor behind = cursor;
    behind.skipSpace();
    if (behind.peek() != '/' || top)
        readLastParenthesis(cursor.at, value);
    else
        readBehindQuantity(cursor, value);
    return true;
}

// "2nd largest"
bool readOrdinal(Cursor cursor, CellValue &value)
{
    Quantity quantity;
    if (!isDigit(cursor.peek()) || !readDigits(cursor, quantity.number))
        return false;
    if (!cursor.eatWord("st") && !cursor.eatWord("nd") && !cursor.eatWord("rd") && !cursor.eatWord("th"))
        return false;
    if (!endsValue(cursor)) {
        ++cursor.at;
        const std::string_view word = cursor.word();
        if (!word.ends_with("est") && word != "place" && word != "globally" && word != "worldwide")
            return false;
    }
    value.kind = CellKind::Rank;
    value.quantities = {quantity};
    return true;
}

// `T+20`: basis points over Treasuries.
bool readSpread(Cursor cursor, CellValue &value)
{
    Quantity quantity{.unit = "bp"};
    if (!cursor.eat("T+") || !isDigit(cursor.peek()) || !readDigits(cursor, quantity.number))
        return false;
    readRangeEnd(cursor, quantity);
    if (isWordByte(cursor.peek()) && !cursor.startsWithWord("bps") && !cursor.startsWithWord("bp"))
        return false;
    quantity.qualifiers |= Qualifier::OverTreasuries;
    value.kind = CellKind::BasisPoints;
    value.quantities = {quantity};
    return true;
}

} // namespace tearsheet
