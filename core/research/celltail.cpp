// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/celltail.h"

#include "core/research/headingscope.h"
#include "core/research/metric.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

namespace {

// What is said behind a value and is no scope.
constexpr std::string_view Remarks[] = {"record", "est",    "estimated", "up",  "down",    "leader", "ytd",
                                        "yoy",    "qoq",    "high",      "low", "growing", "rising", "falling",
                                        "share",  "market", "record",    "ttm", "fy"};
// They change what a figure is of, wherever they stand beside it.
constexpr std::string_view Conditions[] = {"peak",     "initial", "previous",   "prior",      "minimum",
                                           "maximum",  "average", "median",     "former",     "cumulative",
                                           "lifetime", "per",     "annualized", "annualised", "run"};
// Beside a time, they say that it is another value's.
constexpr std::string_view OtherTimes[] = {"surpassing", "than",   "level",   "above",  "below",  "compared",
                                           "exceeding",  "from",   "vs",      "since",  "by",     "until",
                                           "to",         "was",    "up",      "down",   "target", "in",
                                           "after",      "before", "through", "versus", "prior",  "peak"};

// Before "consensus" or "guidance" they say how what is compares with what was expected.
constexpr std::string_view Comparing[] = {"above",  "below", "beat",  "beating",   "missed", "vs",
                                          "versus", "over",  "ahead", "exceeding", "within", "topping"};
// Before a figure they say that it is what was before.
constexpr std::string_view Earlier[] = {"prior", "previous", "former"};
// What is promised is not had yet.
constexpr std::string_view Promises[] = {"committed", "pledged", "commitment", "pledge"};
// Behind "guide" they say what became of it.
constexpr std::string_view Moves[] = {"raise", "raised", "cut", "lowered", "lifted", "withdrawn"};

bool isFigure(std::string_view word)
{
    const auto digit = std::ranges::find_if(word, isDigit);
    return digit != word.end() && std::none_of(word.begin(), digit, [](char c) { return isLower(c) || isUpper(c); });
}

// Whether a figure stands behind a word, near or anywhere.
bool isBeforeFigure(const LabelWords &phrase, qsizetype at, bool near)
{
    const qsizetype end = near ? std::min(at + 2, phrase.words.size()) : phrase.words.size();
    return std::any_of(phrase.words.begin() + at + 1, phrase.words.begin() + end, isFigure);
}

// Whether the words behind a sum say that it is but promised: "$5B in pledges", not "$2B (of $5B committed)".
bool saysPromise(const LabelWords &phrase)
{
    const auto end = std::ranges::find_if(phrase.words, isFigure);
    return std::any_of(phrase.words.begin(), end, [](std::string_view word) { return isOneOf(word, Promises); });
}

// Whether the words behind a value say that it is not so yet: neither what became of another nor what that was.
bool saysPlan(const LabelWords &phrase)
{
    for (qsizetype i = 0; i < phrase.words.size(); ++i) {
        const bool moves =
            phrase.words[i] == "guide" && i + 1 < phrase.words.size() && isOneOf(phrase.words[i + 1], Moves);
        if (isProjection(phrase.words[i]) && !moves && !isBeforeFigure(phrase, i, true))
            return true;
    }
    return false;
}

// The part of a year that alone a sum is of, by words without a year: "(H1 alone)".
Period partAlone(const LabelWords &phrase)
{
    Period part;
    for (qsizetype i = 0; i < phrase.words.size(); ++i) {
        const std::string_view word = phrase.words[i];
        if (word != "alone" && word != "only")
            continue;
        const std::string_view before = i > 0 ? phrase.words[i - 1] : std::string_view();
        if (before == "h1" || before == "h2")
            part.begin = {.part = static_cast<quint8>(before[1] - '0'), .unit = PeriodPoint::Unit::Half};
        else if (phrase.period.begin.year == 0)
            part = phrase.period;
    }
    return part;
}

// What is said of the first value: behind a comma another one may follow.
QByteArrayView ownClause(std::string_view text)
{
    int depth = 0;
    size_t end = text.size();
    for (size_t i = 0; i + 1 < text.size() && end == text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (text[i] == ',' && text[i + 1] == ' ' && depth <= 0
            && text.find_first_of("$%~>", i) != std::string_view::npos)
            end = i;
    }
    return {text.data(), static_cast<qsizetype>(end)};
}

// The text behind the first value; what stands behind a semicolon is another one's.
std::string_view ownPart(std::string_view text)
{
    int depth = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (text[i] == ';' && depth <= 0)
            return text.substr(0, i);
    }
    return text;
}

// The text without a sum that alone stands in parentheses: the same one in another currency, as in "(~US$4B)".
std::string withoutOtherSum(std::string_view text)
{
    std::string rest(text);
    const size_t open = rest.find('(');
    const size_t close = open == std::string::npos ? open : rest.find(')', open);
    if (close == std::string::npos)
        return rest;
    const std::string inner = rest.substr(open + 1, close - open - 1);
    if (inner.find(' ') == std::string::npos && readCell(QByteArrayView(inner)).kind == CellKind::Money)
        rest.erase(open, close - open + 1);
    return rest;
}

// Whether a word in parentheses may say what a value is of: names are written large, and few words say how it is
// counted. Others are remarks: "(doubling)".
bool mayBeName(std::string_view text, std::string_view word)
{
    constexpr std::string_view Bases[] = {"value", "volume", "revenue", "unit", "shipment", "sale"};
    return isOneOf(word, Bases)
           || !isWrittenLow(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), word);
}

} // namespace

CellTail readTail(QByteArrayView cell, bool scoped, bool rank)
{
    CellTail tail;
    const PlainCell plain = plainCell(cell);
    const std::string_view text = ownPart(plain.text());
    size_t at = 0;
    while (at < text.size() && !isDigit(text[at]))
        ++at;
    while (at < text.size() && text[at] != ' ')
        ++at;
    if (at + 1 >= text.size())
        return tail;
    const std::string rest = withoutOtherSum(text.substr(at + 1));
    LabelWords phrase;
    readLabel(QByteArrayView(rest.data(), static_cast<qsizetype>(rest.size())), phrase);
    // "(Series B, Apr 2026)" is when it holds, "(up from 4% in 2023)" is not.
    // "#1 since 2017" is so now.
    constexpr Qualifiers Bounds = Qualifier::Since | Qualifier::Before | Qualifier::Through;
    const bool bound = phrase.period.form == Period::Form::Open || bool(phrase.period.qualifiers & Bounds);
    if (!bound && std::ranges::none_of(phrase.words, [](std::string_view word) { return isOneOf(word, OtherTimes); }))
        tail.period = phrase.period.begin.year == 0 ? partAlone(phrase) : phrase.period;
    // "500 by 2030" is to be so.
    const size_t by = text.find("by 20");
    tail.projected = by != std::string_view::npos && by > 0 && !isWordByte(text[by - 1]);
    const bool ofSomething = rank || rest.starts_with("of ") || rest.starts_with("in ") || rest.starts_with("global ");
    const bool brief = phrase.words.size() - phrase.outer <= 2;
    const bool compares =
        std::ranges::any_of(phrase.words, [](std::string_view word) { return isOneOf(word, Comparing); });
    if (!compares && saysPlan(phrase)) {
        // "$450B (2025), guiding >$470B (2026)"
        LabelWords own;
        readLabel(ownClause(rest), own);
        tail.projected = tail.projected || saysPlan(own);
    }
    QList<std::string_view> scope;
    QList<std::string_view> context;
    QByteArray steps;
    for (qsizetype i = 0; i < phrase.words.size(); ++i) {
        const std::string_view word = phrase.words[i];
        if (isOneOf(word, Earlier) && isBeforeFigure(phrase, i, false))
            continue;
        if (const QByteArray step = scoped && i < phrase.outer ? stepOf(word) : QByteArray(); !step.isEmpty())
            steps = step;
        else if (isOneOf(word, Conditions))
            scope.append(word);
        else if (isFiller(word) || isOneOf(word, Remarks) || isOneOf(word, Promises) || isDigit(word.front()))
            continue;
        else if (scoped && (i < phrase.outer ? ofSomething : brief && mayBeName(rest, word)))
            scope.append(word);
        else
            context.append(word);
    }
    if (saysPromise(phrase))
        scope.append("committed");
    tail.scope = joined({wordSet(scope), steps});
    tail.context = wordSet(context);
    return tail;
}

bool saysAnything(const Metric &header)
{
    constexpr std::string_view Headers[] = {
        "size",  "scale",    "status",    "outcome", "note",       "detail",       "value",       "amount",
        "stat",  "key stat", "highlight", "comment", "constraint", "relevance",    "description", "significance",
        "focus", "key fact", "fact",      "metric",  "strength",   "current state"};
    return !header.term && isOneOf({header.name.constData(), static_cast<size_t>(header.name.size())}, Headers);
}

QList<ByteRange> clausesBehind(ByteRange range, QByteArrayView text)
{
    constexpr qsizetype Most = 8;
    QList<ByteRange> clauses;
    const QByteArrayView cell = range.in(text);
    if (!cell.contains(';'))
        return clauses;
    // "&lt;" ends no clause.
    const auto isEntity = [&](qsizetype at) {
        qsizetype begin = at;
        while (begin > 0
               && (isLower(cell[begin - 1]) || isUpper(cell[begin - 1]) || isDigit(cell[begin - 1])
                   || cell[begin - 1] == '#'))
            --begin;
        return begin > 0 && begin < at && cell[begin - 1] == '&';
    };
    int depth = 0;
    qsizetype begin = -1;
    for (qsizetype i = 0; i <= cell.size() && clauses.size() < Most; ++i) {
        const bool isEnd = i == cell.size();
        const char c = isEnd ? ';' : cell[i];
        depth = std::max(0, depth + (c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0));
        if (c != ';' || (!isEnd && (depth > 0 || isEntity(i))))
            continue;
        if (begin >= 0)
            clauses.append(trimmed(ByteRange::of(range.begin + begin, range.begin + i), text));
        begin = i + 1;
    }
    return clauses;
}

Metric metricIn(ByteRange &range, QByteArrayView text)
{
    // Alone they are of anything: "30% growth".
    constexpr std::string_view Vague[] = {"growth", "yield", "discount", "interest", "position", "capacity", "order"};
    constexpr qsizetype Few = 3;
    const QByteArrayView cell = range.in(text);
    const auto digit = std::ranges::find_if(cell, isDigit);
    const qsizetype end = digit == cell.end() ? -1 : cell.indexOf(' ', digit - cell.begin());
    if (end < 0 || std::ranges::any_of(cell.first(end), [](char c) { return c == '[' || c == '`'; }))
        return {};
    QByteArrayView words = cell.sliced(end + 1);
    words = words.first(std::ranges::find_first_of(words, std::string_view(",;+")) - words.begin());
    if (const qsizetype other = words.indexOf(" / "); other >= 0)
        words = words.first(other);
    LabelWords phrase;
    readLabel(words, phrase);
    if (phrase.outer == 0 || phrase.outer > Few)
        return {};
    Metric metric = readMetric(phrase);
    const CellValue figure = readCell(cell.first(end));
    const bool vague = isOneOf({metric.said.data(), static_cast<size_t>(metric.said.size())}, Vague);
    if (!metric.term || vague || !figure.isNumeric() || !fits(metric.term->measured, figure))
        return {};
    metric.projected = metric.projected || readTail(cell, false, false).projected;
    // "**$39B valuation**" and "**$39B** valuation" state "$39B".
    qsizetype begin = 0;
    qsizetype last = end;
    while (cell[begin] == '*')
        ++begin;
    while (cell[last - 1] == '*')
        --last;
    range = ByteRange::of(range.begin + begin, range.begin + last);
    return metric;
}

namespace {

// The pieces of a list whose members all begin as `begins` says; all of the cell where the first one does not.
template <typename Begins>
QList<ByteRange> piecesOf(ByteRange range, QByteArrayView text, Begins begins)
{
    constexpr qsizetype Most = 8;
    const QByteArrayView cell = range.in(text);
    const bool isList = begins(cell);
    QList<ByteRange> pieces;
    int depth = 0;
    qsizetype begin = 0;
    for (qsizetype i = 0; isList && i + 2 < cell.size() && pieces.size() < Most; ++i) {
        depth += cell[i] == '(' || cell[i] == '[' ? 1 : cell[i] == ')' || cell[i] == ']' ? -1 : 0;
        if (depth > 0 || cell[i] != ',' || cell[i + 1] != ' ' || !begins(cell.sliced(i + 2)))
            continue;
        pieces.append(ByteRange::of(range.begin + begin, range.begin + i));
        begin = i + 2;
    }
    pieces.append(ByteRange::of(range.begin + begin, range.end));
    return pieces;
}

} // namespace

QList<ByteRange> ranksIn(ByteRange range, QByteArrayView text)
{
    return piecesOf(range, text, [](QByteArrayView said) { return said.startsWith('#') || said.startsWith("\\#"); });
}

bool namesStage(std::string_view word)
{
    constexpr std::string_view Stages[] = {"mining", "refining", "processing", "smelting", "separation", "magnet"};
    return isOneOf(word, Stages);
}

QByteArray stepOf(std::string_view word)
{
    constexpr std::pair<std::string_view, const char *> Done[] = {{"mined", "mining"},
                                                                  {"refined", "refining"},
                                                                  {"processed", "processing"},
                                                                  {"smelted", "smelting"},
                                                                  {"separated", "separation"}};
    for (const auto &[done, step] : Done) {
        if (word == done)
            return step;
    }
    return namesStage(word) ? QByteArray(word.data(), static_cast<qsizetype>(word.size())) : QByteArray();
}

QList<ByteRange> sharesIn(ByteRange range, QByteArrayView text)
{
    // "60% mining": what other words say may be another measure.
    const auto isShare = [](QByteArrayView said) {
        constexpr qsizetype Longest = 24;
        const qsizetype end = said.first(std::min(said.size(), Longest)).indexOf(' ');
        if (end <= 0 || said[end - 1] != '%' || readCell(said.first(end)).kind != CellKind::Percent)
            return false;
        const QByteArrayView behind = said.sliced(end + 1);
        LabelWords phrase;
        readLabel(behind.first(std::ranges::find_first_of(behind, std::string_view(",;(")) - behind.begin()), phrase);
        return phrase.words.size() == 1 && !stepOf(phrase.words.first()).isEmpty();
    };
    return piecesOf(range, text, isShare);
}

QList<NamedShare> namedSharesIn(ByteRange range, QByteArrayView text)
{
    constexpr std::string_view Wholes[] = {"share", "market", "supply", "production", "output"};
    QList<NamedShare> shares;
    const auto nameEnd = [](QByteArrayView said) -> qsizetype {
        constexpr qsizetype Longest = 80;
        constexpr qsizetype LongestShare = 16;
        const qsizetype open = said.first(std::min(said.size(), Longest)).indexOf(" (");
        if (open <= 0)
            return -1;
        QByteArrayView share = said.sliced(open + 2, std::min(said.size() - open - 2, LongestShare));
        share = share.first(share.indexOf('%') + 1);
        // "+20%" is a change.
        const bool isShare =
            !share.isEmpty() && share[0] != '+' && share[0] != '-' && readCell(share).kind == CellKind::Percent;
        return isShare ? open : -1;
    };
    for (const ByteRange piece : piecesOf(range, text, [&](QByteArrayView said) { return nameEnd(said) > 0; })) {
        const QByteArrayView said = piece.in(text);
        const qsizetype open = nameEnd(said);
        const qsizetype percent = open < 0 ? -1 : said.indexOf('%', open);
        const qsizetype close = percent < 0 ? -1 : said.indexOf(')', percent);
        // "(20%) of exports"
        if (close < 0 || (close + 1 < said.size() && said[close + 1] != ',' && said[close + 1] != ';'))
            continue;
        LabelWords phrase;
        readLabel(said.sliced(percent + 1, close - percent - 1), phrase);
        QByteArray step;
        const bool isPlain = std::ranges::all_of(phrase.words, [&](std::string_view word) {
            const QByteArray named = stepOf(word);
            step = step.isEmpty() ? named : step;
            return !named.isEmpty() || isFiller(word) || isOneOf(word, Wholes);
        });
        if (isPlain && !phrase.period.isValid())
            shares.append({.name = ByteRange::of(piece.begin, piece.begin + open),
                           .share = ByteRange::of(piece.begin + open + 2, piece.begin + percent + 1),
                           .step = step,
                           .isAlone = close == percent + 1});
    }
    return shares;
}

std::optional<Quantity> otherSum(QByteArrayView cell, const CellValue &value)
{
    const qsizetype open = cell.indexOf(" (");
    const qsizetype close = open < 0 ? -1 : cell.indexOf(')', open);
    if (close < 0 || value.kind != CellKind::Money || value.quantities.size() != 1)
        return std::nullopt;
    const QByteArrayView inner = cell.sliced(open + 2, close - open - 2);
    const qsizetype comma = inner.indexOf(',');
    const QByteArrayView figure = comma < 0 ? inner : inner.first(comma);
    // Behind it stands when that was, nothing else.
    LabelWords behind;
    readLabel(comma < 0 ? QByteArrayView() : inner.sliced(comma + 1), behind);
    const CellValue other = readCell(figure);
    const bool isOther = !figure.contains(' ') && behind.words.isEmpty() && other.kind == CellKind::Money
                         && other.quantities.size() == 1
                         && other.quantities.first().currency != value.quantities.first().currency;
    return isOther ? std::optional(other.quantities.first()) : std::nullopt;
}

ByteRange shareBehind(ByteRange range, QByteArrayView text)
{
    const QByteArrayView cell = range.in(text);
    const qsizetype open = cell.indexOf('(');
    const qsizetype close = open < 0 ? -1 : cell.indexOf(')', open);
    if (close < 0 || !cell.first(open).contains('#'))
        return {};
    const QByteArrayView inner = cell.sliced(open + 1, close - open - 1);
    const qsizetype blank = inner.indexOf(' ');
    const qsizetype end = blank < 0 ? inner.size() : blank;
    // "(13% share — Kestrel 20%)"
    const qsizetype dash = inner.indexOf(" \u2014 ");
    LabelWords phrase;
    readLabel(inner.first(dash > end ? dash : inner.size()).sliced(end), phrase);
    const bool isShare = std::ranges::all_of(
        phrase.words, [](std::string_view word) { return word == "share" || word == "market" || isFiller(word); });
    if (!isShare || readCell(inner.first(end)).kind != CellKind::Percent)
        return {};
    return ByteRange::of(range.begin + open + 1, range.begin + open + 1 + end);
}

} // namespace tearsheet
