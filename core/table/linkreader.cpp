// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellreader.h"
#include "core/table/quantityreader.h"

namespace tearsheet {

namespace {

void skipLink(Cursor &cursor)
{
    while (!cursor.atEnd() && cursor.peek() != Sign::LinkEnd)
        ++cursor.at;
    cursor.eat(Sign::LinkEnd);
}

// A number behind a link is its version where it is nothing else: `[[Tool]] 4.6`.
bool skipVersion(Cursor &cursor)
{
    Cursor behind = cursor;
    while (isDigit(behind.peek()) || behind.peek() == '.')
        ++behind.at;
    if (behind.at == cursor.at || isWordByte(behind.peek()))
        return false;
    cursor = behind;
    return true;
}

// A share or an amount behind a link.
bool readShare(Cursor &cursor, CellValue &value)
{
    if (cursor.peek() == '(')
        return false;
    Cursor behind = cursor;
    const auto reading = readQuantity(behind);
    if (!reading || (reading->kind != CellKind::Percent && reading->kind != CellKind::Money))
        return false;
    Cursor end = behind;
    end.skipSpace();
    const char c = end.peek();
    if (c != 0 && c != ',' && c != ';' && c != '/' && c != '(' && c != '+' && c != '&')
        return false;
    value.quantities.append(reading->quantity);
    cursor = behind;
    return true;
}

bool eatSeparator(Cursor &cursor)
{
    Cursor behind = cursor;
    behind.skipSpace();
    const bool spaced = behind.at != cursor.at;
    const char c = behind.peek();
    if (c == ',' || c == ';' || c == '/' || c == '&' || c == '+' || c == Sign::Arrow || c == Sign::EmDash
        || (c == '-' && spaced && behind.peek(1) == ' ') || (c == '-' && behind.peek(1) == Sign::LinkBegin)) {
        ++behind.at;
    } else if (!(spaced && (behind.eatWord("and") || behind.eatWord("or") || behind.eatWord("vs")))) {
        return false;
    }
    behind.skipSpace();
    cursor = behind;
    return true;
}

// A name of at most three words that begins with a capital.
bool skipName(Cursor &cursor)
{
    if (!isUpper(cursor.peek()))
        return false;
    Cursor behind = cursor;
    for (int words = 0; words < 3; ++words) {
        while (isWordByte(behind.peek()) || isDigit(behind.peek()) || behind.peek() == '.' || behind.peek() == '\'')
            ++behind.at;
        cursor = behind;
        if (!behind.eat(' ') || !isUpper(behind.peek()))
            break;
    }
    return true;
}

} // namespace

void readLinks(Cursor cursor, CellValue &value)
{
    const Cursor begin = cursor;
    value.kind = CellKind::Link;
    int links = 0;
    for (;;) {
        skipLink(cursor);
        ++links;
        Cursor behind = cursor;
        behind.skipSpace();
        if (readShare(behind, value) || skipVersion(behind))
            behind.skipSpace();
        if (behind.peek() == '(')
            readParenthesis(behind, value);
        cursor = behind;
        if (behind.atEnd())
            break;
        if (!eatSeparator(behind)) {
            // The first link is part of a phrase; a later one ends what is listed.
            if (links == 1 && cursor.at[-1] != ')') {
                value = {.kind = CellKind::Text};
                readLastParenthesis(begin.at, value);
                return;
            }
            break;
        }
        // Names between links, without one of their own, are of the same list.
        for (int names = 0; names < 4 && behind.peek() != Sign::LinkBegin; ++names) {
            if (!skipName(behind) || !eatSeparator(behind))
                break;
        }
        if (behind.peek() != Sign::LinkBegin)
            break;
        cursor = behind;
    }
    if (links > 1)
        value.kind = CellKind::Links;
}

} // namespace tearsheet
