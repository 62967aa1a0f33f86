// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellreader.h"
#include "core/table/periodreader.h"
#include "core/table/quantityreader.h"

namespace tearsheet {

namespace {

// The parenthesis that closes the one at `open`; null where none does.
const char *closing(const char *open)
{
    int depth = 0;
    for (const char *at = open; *at != 0; ++at) {
        if (*at == '(')
            ++depth;
        else if (*at == ')' && --depth == 0)
            return at;
    }
    return nullptr;
}

bool eatEstimate(Cursor &cursor)
{
    for (const std::string_view word : {"estimate", "estimated", "est"}) {
        if (!cursor.eatWord(word))
            continue;
        cursor.eat('.');
        return true;
    }
    return false;
}

bool mayBeSecond(CellKind first, CellKind second)
{
    switch (second) {
    case CellKind::Money:
    case CellKind::Percent:
        return true;
    case CellKind::PercentagePoints:
    case CellKind::BasisPoints:
    case CellKind::Sigma:
    case CellKind::Multiple:
        return first >= CellKind::Rank && first <= CellKind::Sigma;
    default:
        return first == second && first != CellKind::Count && first != CellKind::Rank;
    }
}

// Values that fill the parenthesis.
bool readValues(Cursor cursor, const char *close, CellValue &value)
{
    QList<Quantity> quantities;
    while (cursor.at < close) {
        const auto reading = readQuantity(cursor);
        if (!reading || !mayBeSecond(value.kind, reading->kind) || cursor.at > close)
            return false;
        quantities.append(reading->quantity);
        cursor.skipSpace();
        if (eatEstimate(cursor))
            quantities.last().qualifiers |= Qualifier::Estimate;
        if (cursor.at == close)
            break;
        if (!cursor.eat(','))
            return false;
        cursor.skipSpace();
    }
    value.quantities.append(quantities);
    return !quantities.isEmpty();
}

bool readDate(Cursor cursor, const char *close, CellValue &value)
{
    if (!cursor.eatWord("as of"))
        cursor.eatWord("in");
    cursor.skipSpace();
    const bool estimated = value.isNumeric() && eatEstimate(cursor);
    cursor.skipSpace();
    const auto reading = readPeriod(cursor);
    if (!reading || cursor.at > close)
        return false;
    Period period = reading->period;
    if (estimated)
        period.qualifiers |= Qualifier::Estimate;
    cursor.skipSpace();
    if (cursor.at < close) {
        const char c = cursor.peek();
        if (eatEstimate(cursor)) {
            period.qualifiers |= Qualifier::Estimate;
        } else if (c != ',' && c != ';' && c != ':' && c != Sign::EmDash && c != '-') {
            // Words behind a date say what figure it is: "2026 target". A rank's say whose: "2023 league tables";
            // and what has no year or is a bound may be about something else.
            constexpr Qualifiers Bounds = Qualifier::Since | Qualifier::Before | Qualifier::Through;
            const bool bare = period.begin.unit != PeriodPoint::Unit::Day && period.begin.year == 0;
            if (value.kind == CellKind::Rank || bare || (period.qualifiers & Bounds) || cursor.at[-1] != ' ')
                return false;
        }
    }
    if (!value.isTime())
        value.periods.append(period);
    return true;
}

} // namespace

bool readParenthesis(Cursor &cursor, CellValue &value)
{
    if (cursor.peek() != '(')
        return false;
    const char *const close = closing(cursor.at);
    if (!close)
        return false;
    Cursor inner(cursor.at + 1);
    cursor.at = close + 1;
    const bool dated = readDate(inner, close, value);
    if (dated || readValues(inner, close, value))
        return true;
    if ((value.isNumeric() || value.isTime()) && eatEstimate(inner)
        && (inner.at == close || inner.peek() == ',' || inner.peek() == ';')) {
        if (value.isNumeric())
            value.quantities.first().qualifiers |= Qualifier::Estimate;
        else
            value.periods.last().qualifiers |= Qualifier::Estimate;
    }
    return true;
}

void readLastParenthesis(std::string_view cell, CellValue &value)
{
    if (!cell.ends_with(')'))
        return;
    int depth = 0;
    for (size_t i = cell.size(); i-- > 0;) {
        if (cell[i] == ')')
            ++depth;
        else if (cell[i] == '(' && --depth == 0) {
            if (i == 0 || cell[i - 1] == ' ' || cell[i - 1] == Sign::LinkEnd) {
                Cursor cursor(cell.data() + i);
                readParenthesis(cursor, value);
            }
            return;
        }
    }
}

} // namespace tearsheet
