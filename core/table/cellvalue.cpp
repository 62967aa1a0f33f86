// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellvalue.h"

#include "core/table/cellreader.h"
#include "core/table/codereader.h"
#include "core/table/numberreader.h"
#include "core/table/periodreader.h"
#include "core/table/quantityreader.h"

#include <algorithm>
#include <limits>

namespace tearsheet {

namespace {

bool isUrl(const Cursor &cursor)
{
    return cursor.startsWith("http://") || cursor.startsWith("https://") || cursor.startsWith("www.")
           || cursor.startsWith("obsidian://");
}

// An amount of anything, with what stands behind it.
bool readAmount(Cursor cursor, CellValue &value)
{
    Cursor begin = cursor;
    readQualifiers(begin);
    const auto reading = readQuantity(cursor);
    if (!reading)
        return false;
    // A time that is none by itself begins a phrase: "2026 target", "9M 2025 revenue".
    if (reading->kind == CellKind::Number && (startsWithYear(begin) || startsWithMonths(begin)))
        return false;
    // And decades that are no period are no seconds: `1990s-80s`.
    if (reading->kind == CellKind::Duration && startsWithDecade(begin))
        return false;
    CellValue amount{.kind = reading->kind};
    amount.quantities.append(reading->quantity);
    if (!readBehindQuantity(cursor, amount))
        return false;
    // Behind further clauses or figures a parenthesis is about those.
    const std::string_view rest(cursor.at);
    const std::string_view before = rest.substr(0, std::min(rest.rfind('('), rest.size()));
    if (before.find_first_of("0123456789,;\2\1") == std::string_view::npos)
        readLastParenthesis(rest, amount);
    value = amount;
    return true;
}

// What the cell is where it is neither empty nor a link.
void readValue(const Cursor &cursor, CellValue &value)
{
    const char first = cursor.peek();
    if (first == 0)
        return;
    if (first == '=') {
        value.kind = CellKind::Text; // A spreadsheet's formula.
        return;
    }
    if (isUrl(cursor) && !std::string_view(cursor.at).contains(' ')) {
        value.kind = CellKind::Url;
        return;
    }
    if (isMissing(cursor)) {
        value.kind = CellKind::Missing;
        readLastParenthesis(cursor.at, value);
        value.quantities.clear();
        return;
    }
    if (readBool(cursor, value))
        return;
    if (startsWithTicker(cursor)) {
        value.kind = CellKind::Ticker;
        return;
    }
    if (isRating(cursor)) {
        value.kind = CellKind::Rating;
        return;
    }
    if (readRank(cursor, value) || readSpread(cursor, value) || readTime(cursor, value) || readOrdinal(cursor, value)
        || readAmount(cursor, value))
        return;
    value.kind = CellKind::Text;
    readLastParenthesis(cursor.at, value);
}

} // namespace

CellValue readCell(QByteArrayView cell)
{
    CellValue value;
    const QByteArrayView trimmed = cell.trimmed();
    const PlainCell plain = plainCell(trimmed);
    Cursor cursor(plain.bytes.constData());
    cursor.skipSpace();
    if (trimmed.startsWith("![")) {
        value.kind = CellKind::Embed;
    } else if (plain.code) {
        value.kind = CellKind::Code;
    } else if (cursor.peek() == Sign::LinkBegin) {
        if (trimmed.front() == '[' && !trimmed.startsWith("[["))
            value.kind = CellKind::Url;
        else
            readLinks(cursor, value);
    } else {
        Cursor behind = cursor;
        if (eatLight(behind) && !behind.atEnd())
            cursor = behind;
        readValue(cursor, value);
    }
    return value;
}

std::weak_ordering compareCells(const CellValue &left, const CellValue &right)
{
    const auto rank = [](const CellValue &value) {
        if (value.kind == CellKind::Missing)
            return 3;
        return value.isNumeric() ? 0 : value.isTime() ? 1 : 2;
    };
    const auto order = [](auto one, auto other) {
        return one < other   ? std::weak_ordering::less
               : one > other ? std::weak_ordering::greater
                             : std::weak_ordering::equivalent;
    };
    if (const auto ranks = rank(left) <=> rank(right); ranks != 0)
        return ranks;
    if (left.isNumeric()) {
        // A number without a unit stands for any.
        if (const auto kinds = left.kind <=> right.kind; kinds != 0)
            return kinds;
        const Quantity &one = left.quantities.first();
        const Quantity &other = right.quantities.first();
        if (one.currency != other.currency)
            return one.currency.name() <=> other.currency.name();
        if (left.kind == CellKind::Measure || left.kind == CellKind::Duration) {
            const CanonicalUnit unit = canonicalUnit(one);
            const CanonicalUnit otherUnit = canonicalUnit(other);
            if (unit.base != otherUnit.base)
                return unit.base.compare(otherUnit.base) <=> 0;
            return order(one.magnitude() * unit.factor, other.magnitude() * otherUnit.factor);
        }
        return order(one.magnitude(), other.magnitude());
    }
    if (!left.isTime())
        return std::weak_ordering::equivalent;
    return order(firstDay(left.periods.first()).value_or(std::numeric_limits<qint64>::max()),
                 firstDay(right.periods.first()).value_or(std::numeric_limits<qint64>::max()));
}

} // namespace tearsheet
