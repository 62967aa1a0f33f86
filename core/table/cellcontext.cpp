// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellcontext.h"

#include "core/table/cellcursor.h"
#include "core/table/quantityreader.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tearsheet {

using namespace std::string_view_literals;

namespace {

// A unit as a header writes it, read as the unit of a one: `$M`, `GWh`, `EUR m`, `%`.
bool readHeaderUnit(QByteArrayView text, CellContext &context)
{
    constexpr qsizetype Longest = 24;
    if (text.isEmpty() || text.size() > Longest || isDigit(text.front()))
        return false;
    for (qsizetype place = 0; place <= std::min<qsizetype>(text.size(), 4); ++place) {
        QByteArray tried = text.toByteArray();
        tried.insert(place, '1');
        Cursor cursor(tried.constData());
        const auto reading = readQuantity(cursor);
        if (!reading || !cursor.atEnd() || reading->quantity.form != Quantity::Form::Single
            || reading->quantity.number.digits != 1)
            continue;
        context.kind = reading->kind;
        context.unit = reading->quantity.unit;
        context.currency = reading->quantity.currency;
        context.scale = reading->quantity.number.exponent;
        return true;
    }
    return false;
}

// The same of one of several remarks: "$M, 2024", "2024; in € millions".
bool readRemarks(QByteArrayView text, CellContext &context)
{
    constexpr qsizetype Longest = 80;
    if (readHeaderUnit(text, context))
        return true;
    if (text.size() > Longest)
        return false;
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = begin;
        while (end < text.size() && text[end] != ',' && text[end] != ';')
            ++end;
        QByteArrayView remark = text.sliced(begin, end - begin).trimmed();
        if (remark.startsWith("in "))
            remark = remark.sliced(3).trimmed();
        if (readHeaderUnit(remark, context))
            return true;
        begin = end + 1;
    }
    return false;
}

bool isCapitals(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 6
           && std::ranges::all_of(text, [](char c) { return isUpper(c) || isDigit(c) || c == '.' || c == '-'; })
           && isUpper(text.front());
}

QByteArrayView viewOf(const PlainCell &cell)
{
    return {cell.bytes.constData(), cell.bytes.size() - 1};
}

qsizetype countOf(QByteArrayView text, std::initializer_list<QByteArrayView> words)
{
    qsizetype count = 0;
    for (const QByteArrayView word : words) {
        for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.size()))
            ++count;
    }
    return count;
}

// What comes in millions, in lower case, where a header ends with it: "Market cap", "Revenue 2024".
constexpr std::array LargeWords{
    "revenue"sv,    "revenues"sv, "sales"sv,     "turnover"sv, "income"sv,    "profit"sv,      "earnings"sv,
    "ebitda"sv,     "ebit"sv,     "cost"sv,      "costs"sv,    "budget"sv,    "spend"sv,       "spending"sv,
    "capex"sv,      "price"sv,    "valuation"sv, "cap"sv,      "funding"sv,   "raised"sv,      "aum"sv,
    "debt"sv,       "cash"sv,     "assets"sv,    "users"sv,    "customers"sv, "subscribers"sv, "population"sv,
    "households"sv, "visitors"sv, "downloads"sv, "shares"sv,   "vehicles"sv,  "barrels"sv,     "views"sv,
};

// "Sales cycle" and "Time to revenue" are of months.
bool namesLarge(const QByteArray &lower)
{
    constexpr std::array Times{"time"sv, "months"sv, "to"sv, "until"sv, "per"sv, "before"sv, "after"sv};
    std::string_view last;
    for (const char *at = lower.constData(); *at != 0 && *at != '(' && *at != '[' && *at != ',';) {
        const std::string_view word = Cursor(at).word();
        if (isOneOf(word, Times))
            return false;
        last = word.empty() ? last : word;
        at += std::max<size_t>(word.size(), 1);
    }
    return isOneOf(last, LargeWords);
}

// `3 M` as `3M`; the cell as it is where another letter stands behind a figure, too, as in `3 M / 5 F`.
QByteArray withGluedScales(QByteArrayView cell)
{
    QByteArray glued;
    for (qsizetype i = 0; i < cell.size(); ++i) {
        const bool apart = cell[i] == ' ' && i > 0 && isDigit(cell[i - 1]) && i + 1 < cell.size()
                           && isUpper(cell[i + 1]) && (i + 2 == cell.size() || !isWordByte(cell[i + 2]));
        if (!apart)
            glued += cell[i];
        else if (cell[i + 1] != 'M')
            return cell.toByteArray();
    }
    return glued;
}

// Below a header of sums `12 m` are millions, not metres.
void readMillions(CellValue &value)
{
    constexpr int Millions = 6;
    const auto isMetres = [](const Quantity &quantity) { return quantity.unit == "m"; };
    if (value.kind != CellKind::Measure || !std::ranges::all_of(value.quantities, isMetres))
        return;
    value.kind = CellKind::Number;
    for (Quantity &quantity : value.quantities) {
        quantity.unit = {};
        quantity.number.exponent += Millions;
        quantity.second.exponent += Millions;
    }
}

// A number that brings its own scale, or is as large as one, is in full.
void addScale(Quantity &quantity, int scale)
{
    constexpr double Full = 1e6;
    if (quantity.number.exponent >= 3 || quantity.second.exponent >= 3
        || (quantity.currency.isValid() && std::abs(quantity.number.value()) >= Full))
        return;
    quantity.number.exponent = static_cast<qint16>(quantity.number.exponent + scale);
    quantity.second.exponent = static_cast<qint16>(quantity.second.exponent + scale);
}

} // namespace

CellContext contextOf(QByteArrayView header, Currency yen)
{
    CellContext context{.yen = yen};
    const PlainCell plain = plainCell(header);
    const QByteArrayView text = viewOf(plain);
    const QByteArray lower = text.toByteArray().toLower();
    context.large = namesLarge(lower);
    context.tickers = lower == "ticker" || lower == "tickers" || lower == "symbol";
    if (lower == "sigma" || lower == "σ" || lower == "z-score" || lower.endsWith(" sigma")) {
        context.kind = CellKind::Sigma;
        context.unit = "σ";
        return context;
    }
    for (const auto &[open, close] : {std::pair{'(', ')'}, std::pair{'[', ']'}}) {
        const qsizetype begin = text.lastIndexOf(open);
        if (begin < 0 || !text.endsWith(close))
            continue;
        if (readRemarks(text.sliced(begin + 1).chopped(1).trimmed(), context))
            return context;
    }
    if (const qsizetype comma = text.lastIndexOf(',');
        comma >= 0 && readHeaderUnit(text.sliced(comma + 1).trimmed(), context))
        return context;
    if (text.endsWith('%') || text.startsWith("% ")) {
        context.kind = CellKind::Percent;
        context.unit = "%";
    }
    return context;
}

Currency yenOf(QByteArrayView text)
{
    const qsizetype yuan = countOf(text, {"RMB", "CNY", "yuan", "renminbi", "Chinese", "China"});
    const qsizetype yen = countOf(text, {"JPY", " yen", "Japanese", "Japan", "Tokyo"});
    if (yuan > 2 * yen)
        return Currency("CNY");
    return yen > 2 * yuan ? Currency("JPY") : Currency();
}

CellValue readCell(QByteArrayView cell, const CellContext &context)
{
    CellValue value = readCell(cell);
    if (value.kind == CellKind::Text && cell.contains(" M")
        && (context.large || context.kind == CellKind::Money || context.kind == CellKind::Count)) {
        const CellValue scaled = readCell(withGluedScales(cell));
        if (scaled.kind == CellKind::Number)
            value = scaled;
    }
    if (context.large || context.kind == CellKind::Money)
        readMillions(value);
    if (context.tickers && value.kind == CellKind::Text && isCapitals(cell.trimmed())) {
        value.kind = CellKind::Ticker;
        return value;
    }
    if (context.yen.isValid() && value.kind != CellKind::Text && cell.contains("¥")) {
        for (Quantity &quantity : value.quantities) {
            if (quantity.currency == Currency("JPY"))
                quantity.currency = context.yen;
        }
    }
    if (!isNumeric(context.kind))
        return value;
    if (context.kind == CellKind::Sigma && value.kind == CellKind::Duration && value.quantities.first().unit == "s") {
        value.kind = CellKind::Sigma;
        value.quantities.first().unit = context.unit;
        return value;
    }
    if (value.kind == CellKind::Year && value.periods.size() == 1 && context.kind != CellKind::Number) {
        // Below a unit it is an amount.
        Quantity quantity{.number = {value.periods.first().begin.year, 0, false}};
        quantity.qualifiers = value.periods.first().qualifiers & Qualifier::Approximate;
        value = {.kind = CellKind::Number, .quantities = {quantity}};
    }
    // "$127.2" below "Revenue ($B)" repeats the sign, not the scale.
    if (value.kind == CellKind::Money && context.kind == CellKind::Money) {
        for (Quantity &quantity : value.quantities) {
            if (quantity.currency == context.currency && quantity.unit == context.unit)
                addScale(quantity, context.scale);
        }
        return value;
    }
    if (value.kind != CellKind::Number)
        return value;
    value.kind = context.kind;
    for (Quantity &quantity : value.quantities) {
        if (!quantity.unit.isEmpty() || quantity.currency.isValid())
            continue;
        quantity.unit = context.unit;
        quantity.currency = context.currency;
        addScale(quantity, context.scale);
    }
    return value;
}

} // namespace tearsheet
