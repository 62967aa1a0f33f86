// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/headingscope.h"

#include "core/research/section.h"
#include "core/table/cellcontext.h"
#include "core/table/cellcursor.h"
#include "core/table/periodreader.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

constexpr auto Accounts =
    sorted(std::to_array<std::string_view>({"balance",  "income",       "cash",          "flow",     "gaap",
                                            "ifrs",     "consolidated", "selected",      "specific", "full",
                                            "ratio",    "actual",       "usd",           "eur",      "rmb",
                                            "hk",       "cny",          "jpy",           "billion",  "million",
                                            "bn",       "mn",           "profitability", "profit",   "cost",
                                            "expense",  "trajectory",   "most",          "momentum", "decline",
                                            "collapse", "milestone",    "round",         "funding",  "update",
                                            "print",    "preliminary",  "development",   "€",        "$",
                                            "¥"}));

// Behind them a heading goes on with news.
constexpr std::string_view Results[] = {"result", "earning", "actual", "print"};

// Headings that say them are of something else than what their note is about, whatever day it was.
constexpr auto Deals = sorted(std::to_array<std::string_view>(
    {"acquisition", "acquire", "merger",    "deal",     "partnership", "partner",  "jv",      "venture", "stake",
     "buyout",      "buyback", "agreement", "contract", "investment",  "invest",   "spinoff", "listing", "ipo",
     "loan",        "plant",   "project",   "unit",     "subsidiary",  "division", "segment"}));

// Whether what stands in parentheses tells a time, a unit or how accounts were made, or who says so and when.
bool isRemark(QByteArrayView text)
{
    LabelWords phrase;
    readLabel(text, phrase);
    if (phrase.period.isValid() || readCell(text).isTime())
        return true;
    const QByteArray bracketed = '(' + text.toByteArray() + ')';
    if (contextOf(bracketed).kind != CellKind::Text)
        return true;
    return std::ranges::all_of(phrase.words, [](std::string_view word) { return isOfAccounts(word) || isUsual(word); });
}

// Without what stands in parentheses and is a remark; whether one of those is a day.
QByteArray withoutRemarks(QByteArrayView heading, bool &hasDay)
{
    QByteArray kept;
    qsizetype at = 0;
    while (at < heading.size()) {
        const qsizetype open = heading.indexOf('(', at);
        const qsizetype close = open < 0 ? -1 : heading.indexOf(')', open);
        if (close < 0)
            break;
        const QByteArrayView inner = heading.sliced(open + 1, close - open - 1);
        const CellKind kind = readCell(inner).kind;
        hasDay = hasDay || kind == CellKind::Date || kind == CellKind::MonthDay;
        kept += heading.sliced(at, open - at);
        if (!isRemark(inner))
            kept += heading.sliced(open, close + 1 - open);
        at = close + 1;
    }
    return kept + heading.sliced(at);
}

bool saysResults(const LabelWords &phrase)
{
    return std::ranges::any_of(phrase.words, [](std::string_view word) { return isOneOf(word, Results); });
}

bool saysNothing(const LabelWords &phrase)
{
    return std::ranges::all_of(phrase.words, [](std::string_view word) { return isUsual(word) || isOfAccounts(word); });
}

// Where the clause behind a dash or colon begins that says what happened; the end where there is none.
qsizetype clauseOf(QByteArrayView heading)
{
    qsizetype end = heading.size();
    for (const QByteArrayView mark :
         {QByteArrayView(" \u2014 "), QByteArrayView(" \u2013 "), QByteArrayView(" - "), QByteArrayView(": ")}) {
        const qsizetype at = heading.indexOf(mark);
        if (at <= 0 || at > end)
            continue;
        LabelWords before;
        readLabel(heading.first(at), before);
        const bool isTime = before.period.isValid() || readCell(heading.first(at).trimmed()).isTime();
        const bool isTitle = saysResults(before) || (isTime && !speaksOfDeal(heading.sliced(at)));
        if (isTitle || (mark != ": " && !saysNothing(before)))
            end = at;
    }
    return end;
}

// What stands before "results", without the words behind.
QByteArray untilResults(QByteArrayView heading)
{
    LabelWords phrase;
    readLabel(heading, phrase);
    const auto result =
        std::ranges::find_if(phrase.words, [](std::string_view word) { return isOneOf(word, Results); });
    if (result == phrase.words.end())
        return heading.toByteArray();
    const std::string_view before = phrase.part(0, result - phrase.words.begin());
    return {before.data(), static_cast<qsizetype>(before.size())};
}

} // namespace

bool speaksOfDeal(QByteArrayView heading)
{
    LabelWords phrase;
    readLabel(heading, phrase);
    return std::ranges::any_of(phrase.words,
                               [](std::string_view word) { return std::ranges::binary_search(Deals, word); });
}

bool isOfAccounts(std::string_view word)
{
    return std::ranges::binary_search(Accounts, word);
}

bool saysFiscalYear(QByteArrayView heading, const LabelWords &phrase)
{
    for (qsizetype i = 0; i + 1 < phrase.words.size(); ++i) {
        const bool ends =
            phrase.words[i] == "year" && (phrase.words[i + 1] == "ended" || phrase.words[i + 1] == "ending");
        if ((phrase.words[i] == "fiscal" && phrase.words[i + 1] == "year") || (ends && !heading.contains("Dec")))
            return true;
    }
    return false;
}

bool isWrittenLow(QByteArrayView text, std::string_view word)
{
    const QByteArray lower = text.toByteArray().toLower();
    const qsizetype at = lower.indexOf(QByteArrayView(word.data(), static_cast<qsizetype>(word.size())));
    return at >= 0 && isLower(text[at]);
}

QByteArray linkedName(QByteArrayView heading)
{
    const qsizetype open = heading.indexOf("[[");
    const qsizetype close = open < 0 ? -1 : heading.indexOf("]]", open);
    if (close < 0)
        return {};
    const QByteArrayView inner = heading.sliced(open + 2, close - open - 2);
    return inner.sliced(inner.lastIndexOf('|') + 1).toByteArray();
}

QByteArray nameBehind(QByteArrayView heading)
{
    constexpr qsizetype Most = 2;
    const QByteArrayView name = heading.sliced(std::min(heading.size(), clauseOf(heading)));
    LabelWords phrase;
    readLabel(name, phrase);
    const bool isName = !phrase.words.isEmpty() && phrase.words.size() <= Most && !phrase.period.isValid()
                        && std::ranges::none_of(phrase.words, [&](std::string_view word) {
                               return isWrittenLow(name, word) || isDigit(word.front());
                           });
    return isName ? name.toByteArray() : QByteArray();
}

Period dayAhead(QByteArrayView heading)
{
    const PlainCell plain = plainCell(heading);
    Cursor cursor(plain.bytes.constData());
    cursor.skipSpace();
    const auto reading = readPeriod(cursor);
    return reading && reading->period.begin.unit == PeriodPoint::Unit::Day ? reading->period : Period();
}

QByteArray sayingPart(QByteArrayView heading)
{
    if (dayAhead(heading).isValid() && !speaksOfDeal(heading))
        return {};
    bool hasDay = false;
    const QByteArray bare = withoutRemarks(heading.first(clauseOf(heading)), hasDay);
    LabelWords phrase;
    readLabel(bare, phrase);
    if (saysResults(phrase))
        return untilResults(bare);
    // "Fair 2026 (March 5)" is an event.
    const QByteArray title = bare.trimmed();
    const bool endsWithYear = phrase.period.begin.unit == PeriodPoint::Unit::Year && isDigit(title.back());
    return hasDay && endsWithYear && !speaksOfDeal(bare) && !readMetric(phrase).term ? QByteArray() : bare;
}

bool speaksOfPlans(QByteArrayView heading)
{
    constexpr std::string_view Past[] = {"beat", "reported", "missed"};
    LabelWords phrase;
    readLabel(heading.first(clauseOf(heading)), phrase);
    // "Q1 guidance with the results of Q4" is of what is planned, "Results and guidance" is not.
    const auto first = std::ranges::find_if(phrase.words, [&](std::string_view word) {
        return isProjection(word) || isOneOf(word, Results) || isOneOf(word, Past);
    });
    // A guide of no time is a book, and "guide raised" is news.
    if (first != phrase.words.end() && *first == "guide")
        return phrase.period.isValid() && first - phrase.words.begin() == phrase.outer - 1;
    return first != phrase.words.end() && isProjection(*first);
}

bool namesSources(QByteArrayView line)
{
    constexpr qsizetype Longest = 8;
    while (line.startsWith('*') || line.startsWith('_'))
        line = line.sliced(1);
    const QByteArray lower = line.first(std::min(line.size(), Longest)).toByteArray().toLower();
    return lower.startsWith("source:") || lower.startsWith("sources:") || lower.startsWith("data:");
}

namespace {

// Goes behind the word, number, address or sign that stands here.
void skipToken(Cursor &cursor)
{
    const bool address = cursor.startsWith("http");
    const auto goesOn = [address](char c) { return address ? c != 0 && c != ' ' : isWordByte(c) || isDigit(c); };
    const bool sign = !goesOn(cursor.peek());
    do
        ++cursor.at;
    while (!sign && goesOn(cursor.peek()));
}

// Whether what sources say can be of that time: neither a long one, nor one that begins or ends with it.
bool isMoment(const Period &period)
{
    using Unit = PeriodPoint::Unit;
    constexpr Qualifiers Bounds = Qualifier::Since | Qualifier::Before | Qualifier::Through;
    const Unit unit = period.begin.unit;
    if (period.qualifiers & Bounds)
        return false;
    return period.form == Period::Form::Point ? unit == Unit::Day || unit == Unit::Month || unit == Unit::Quarter
                                              : period.form == Period::Form::Interval && unit == Unit::Day;
}

} // namespace

Period sourceTime(QByteArrayView line)
{
    constexpr qsizetype Longest = 600;
    constexpr int Least = 1990;
    if (!namesSources(line) || line.size() > Longest)
        return {};
    const PlainCell plain = plainCell(line);
    Period time;
    for (Cursor cursor(plain.bytes.constData()); !cursor.atEnd();) {
        Cursor behind = cursor;
        const auto reading = readPeriod(behind);
        if (!reading) {
            skipToken(cursor);
            continue;
        }
        cursor = behind;
        if (reading->period.begin.year < Least)
            continue;
        // A year is part of a title, but for "2024 data"; of several times none is that of all.
        const bool ofData = reading->period.begin.unit == PeriodPoint::Unit::Year
                            && reading->period.form == Period::Form::Point && behind.startsWith(" data");
        if ((!ofData && !isMoment(reading->period)) || (time.isValid() && time != reading->period))
            return {};
        time = reading->period;
    }
    return time;
}

QList<DatedMetric> datedMetrics(QByteArrayView line)
{
    QList<DatedMetric> dated;
    const QByteArray lower = line.toByteArray().toLower();
    constexpr QByteArrayView AsOf = " as of ";
    for (qsizetype at = lower.indexOf(AsOf); at >= 0; at = lower.indexOf(AsOf, at + 1)) {
        const qsizetype stop = lower.lastIndexOf(". ", at);
        const qsizetype begin = stop < 0 ? 0 : stop + 2;
        const PlainCell plain = plainCell(line.sliced(at + AsOf.size()));
        Cursor cursor(plain.bytes.constData());
        const auto reading = readPeriod(cursor);
        const QByteArrayView names = line.sliced(begin, at - begin);
        if (!reading || reading->period.begin.year == 0 || names.contains('('))
            continue;
        const Metric metric = readMetric(names);
        if (metric.term && metric.scope.isEmpty())
            dated.append({metric.term, reading->period});
    }
    return dated;
}

} // namespace tearsheet
