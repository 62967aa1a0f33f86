// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/worth.h"

#include "core/research/figuresin.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

namespace {

constexpr double Least = 1e6; // Less is a price.

bool isSum(CellKind kind, const Quantity &quantity)
{
    return kind == CellKind::Money && quantity.magnitude() >= Least && quantity.unit.isEmpty();
}

bool isSum(const CellValue &value)
{
    return value.kind == CellKind::Money && isSum(value.kind, value.quantities.first());
}

// A text as far as the first of the `marks`.
QByteArrayView upTo(QByteArrayView text, std::string_view marks)
{
    return text.first(std::ranges::find_first_of(text, marks) - text.begin());
}

QByteArray lowerWords(QByteArrayView text)
{
    QByteArray words = text.toByteArray().toLower();
    for (char &c : words) {
        if (!isLower(c) && !isDigit(c))
            c = ' ';
    }
    return words.simplified();
}

bool beginsWith(const QByteArray &words, QByteArrayView phrase)
{
    return words.startsWith(phrase) && (words.size() == phrase.size() || words[phrase.size()] == ' ');
}

bool endsWith(const QByteArray &words, QByteArrayView phrase)
{
    return words.endsWith(phrase) && (words.size() == phrase.size() || words[words.size() - phrase.size() - 1] == ' ');
}

// Whether words begin with what a sum is, and go on as what tells when or how, not as "valuation target".
bool nameSum(const QByteArray &words, QByteArrayView phrase)
{
    constexpr std::string_view After[] = {"after", "up", "since", "late", "early", "mid", "post", "pre"};
    if (!beginsWith(words, phrase))
        return false;
    LabelWords rest;
    readLabel(QByteArrayView(words).sliced(phrase.size()), rest);
    return rest.words.isEmpty() || isFiller(rest.words.first()) || isOneOf(rest.words.first(), After);
}

// What the words around a figure say that it is; nothing where they do not. Behind it, its sentence may be `over`.
QByteArrayView measureSaid(const QByteArray &ahead, const QByteArray &behind, bool over)
{
    constexpr QByteArrayView Behind[] = {"val", "valuation", "post money"};
    constexpr QByteArrayView Ahead[] = {"valued at", "valuation of", "valuation at", "valuation"};
    constexpr QByteArrayView CapBehind[] = {"market cap", "mkt cap", "market capitalization"};
    constexpr QByteArrayView CapAhead[] = {"market cap of", "market cap at", "market cap"};
    constexpr QByteArrayView OwnAhead[] = {"net worth", "net worth of"};
    const auto names = [&](QByteArrayView phrase) { return nameSum(behind, phrase); };
    const auto ends = [&](QByteArrayView phrase) { return endsWith(ahead, phrase); };
    if (std::ranges::any_of(Behind, names) || std::ranges::any_of(Ahead, ends) || (over && endsWith(ahead, "private")))
        return "Valuation";
    if (std::ranges::any_of(CapBehind, names) || std::ranges::any_of(CapAhead, ends))
        return "Market cap";
    const bool ofSeveral = ahead.contains("family") || ahead.contains("combined");
    const bool isOwn = !ofSeveral && (names("net worth") || std::ranges::any_of(OwnAhead, ends));
    return isOwn ? "Net worth" : QByteArrayView();
}

// Whether the words ahead of a figure say that it was before, may be some day, or is what somebody else is worth.
bool isAside(const QByteArray &words)
{
    constexpr std::string_view Aside[] = {
        "talk",      "talks",       "seeking",  "target",   "targets",  "targeting",  "could",       "might",
        "potential", "peak",        "peaked",   "former",   "formerly", "prior",      "previous",    "previously",
        "raising",   "eyeing",      "expected", "hoped",    "rumored",  "rumoured",   "if",          "was",
        "planned",   "negotiating", "plans",    "sought",   "halved",   "doubled",    "tripled",     "down",
        "below",     "bought",      "buys",     "acquired", "acquires", "sold",       "sells",       "owns",
        "owned",     "stake",       "spun",     "bid",      "unit",     "subsidiary", "considering", "takeover"};
    const auto said = wordsOf(words);
    const auto last = said.end() - std::min<qsizetype>(3, said.size());
    return std::ranges::any_of(said, [&](std::string_view word) { return isOneOf(word, Aside); })
           || std::find(last, said.end(), "from") != said.end();
}

// "Gull Inc. ships" is no end of a sentence, "&amp;" none of a clause.
bool isEnd(quint32 at, quint32 begin, quint32 end, QByteArrayView text)
{
    constexpr std::string_view Short[] = {"inc", "corp", "co", "ltd", "vs",     "st",
                                          "mr",  "dr",   "no", "s",   "approx", "est"};
    const bool isFullStop = text[at] == '.' && at + 1 < end && text[at + 1] == ' ';
    if (text[at] != ';' && !isFullStop)
        return false;
    quint32 word = at;
    while (word > begin && (isLower(text[word - 1]) || isUpper(text[word - 1])))
        --word;
    if (text[at] == ';')
        return word == begin || text[word - 1] != '&';
    const QByteArray before = ByteRange{word, at}.in(text).toByteArray().toLower();
    return !isOneOf({before.constData(), static_cast<size_t>(before.size())}, Short);
}

quint32 endOfSentence(quint32 begin, quint32 end, QByteArrayView text)
{
    quint32 at = begin;
    while (at < end && !isEnd(at, begin, end, text))
        ++at;
    return at;
}

// When a figure holds: said behind it, before anything else, or in parentheses shortly ahead of it.
Period timeBeside(QByteArrayView ahead, QByteArrayView behind)
{
    constexpr qsizetype Near = 8;
    LabelWords phrase;
    readLabel(behind, phrase);
    const qsizetype close = ahead.lastIndexOf(')');
    const qsizetype open = close < 0 || ahead.size() - close > Near ? -1 : ahead.lastIndexOf('(');
    if (phrase.period.isValid() || open < 0 || open > close)
        return phrase.period;
    LabelWords inner;
    readLabel(ahead.sliced(open + 1, close - open - 1), inner);
    return inner.period;
}

} // namespace

QVarLengthArray<Worth, 2> worthsBesideListing(ByteRange range, QByteArrayView text)
{
    constexpr QByteArrayView States[] = {"public", "private", "growth", "late stage", "late-stage", "unicorn"};
    constexpr double LeastGrown = 1e9; // Less may be what somebody put in.
    QVarLengthArray<Worth, 2> worths;
    const QByteArrayView cell = range.in(text);
    const auto state = std::ranges::find_if(States, [&](QByteArrayView word) {
        return cell.first(std::min(cell.size(), word.size())).compare(word, Qt::CaseInsensitive) == 0
               && cell.size() > word.size() && QByteArrayView(" ,;:").contains(cell[word.size()]);
    });
    if (state == std::end(States))
        return worths;
    const bool isListed = *state == "public";
    const bool isGrown = !isListed && *state != "private";
    qsizetype begin = state->size();
    for (int clauses = 0; clauses < 2; ++clauses) {
        while (begin < cell.size() && QByteArrayView(" ,;:()").contains(cell[begin]))
            ++begin;
        const QByteArrayView said = cell.sliced(begin);
        const QByteArrayView clause = upTo(said, ",;)");
        const qsizetype blank = clause.indexOf(' ');
        const QByteArrayView figure = blank < 0 ? clause : clause.first(blank);
        const CellValue value = readCell(figure);
        if (!isSum(value) || (isGrown && value.magnitude() < LeastGrown))
            break;
        const QByteArray words = blank < 0 ? QByteArray() : lowerWords(clause.sliced(blank));
        QByteArrayView name;
        if (beginsWith(words, "raised"))
            name = "Total raised";
        else if ((words.isEmpty() && clauses == 0) || beginsWith(words, "valuation") || beginsWith(words, "val"))
            name = isListed ? "Market cap" : "Valuation";
        if (!name.isEmpty()) {
            // "$15B valuation, 2021", but not the time of the sum that follows.
            constexpr std::string_view Ends = ";)$\xc2\xe2"; // The signs of other currencies begin with the last two.
            const QByteArrayView behind = upTo(said.sliced(figure.size()), Ends);
            Worth worth{.metric = readMetric(name),
                        .figure = ByteRange::of(range.begin + begin, range.begin + begin + figure.size())};
            worth.metric.period = timeBeside({}, behind);
            worths.append(std::move(worth));
        }
        begin += clause.size();
    }
    return worths;
}

Worth worthAlone(ByteRange range, QByteArrayView text)
{
    const QByteArrayView cell = range.in(text);
    const qsizetype open = cell.indexOf(" (");
    const QByteArrayView figure = open < 0 ? cell : cell.first(open);
    LabelWords phrase;
    readLabel(open < 0 ? QByteArrayView() : cell.sliced(open), phrase);
    if (figure.contains(' ') || !phrase.words.isEmpty() || !isSum(readCell(figure)))
        return {};
    Worth worth{.metric = readMetric("Valuation"), .figure = ByteRange::of(range.begin, range.begin + figure.size())};
    worth.metric.period = phrase.period;
    return worth;
}

QVarLengthArray<Worth, 2> worthsSaid(ByteRange cell, QByteArrayView text)
{
    constexpr quint32 Longest = 1000;
    // Parts of the words that `measureSaid` knows, which few cells have.
    constexpr QByteArrayView Marks[] = {"val", "Val", "ost-money", "ap", "rivate", "et worth"};
    QVarLengthArray<Worth, 2> worths;
    const QByteArrayView said = cell.in(text);
    if (cell.size() > Longest || std::ranges::none_of(Marks, [&](QByteArrayView mark) { return said.contains(mark); }))
        return worths;
    for (quint32 begin = cell.begin; begin < cell.end;) {
        const ByteRange sentence{begin, endOfSentence(begin, cell.end, text)};
        const auto figures = figuresIn(sentence, text);
        for (auto figure = figures.begin(); figure != figures.end(); ++figure) {
            if (!isSum(figure->kind, figure->quantity) || figure->quantity.form != Quantity::Form::Single)
                continue;
            const QByteArrayView ahead = ByteRange{sentence.begin, figure->range.begin}.in(text);
            const quint32 next = figure + 1 == figures.end() ? sentence.end : figure[1].range.begin;
            QByteArrayView behind = ByteRange{figure->range.end, next}.in(text);
            while (behind.startsWith('*'))
                behind = behind.sliced(1);
            const QByteArrayView clause = upTo(behind, ",()+");
            const bool isOver = behind.startsWith(')') || (behind.isEmpty() && next == sentence.end);
            const QByteArray words = lowerWords(ahead);
            const QByteArrayView measure = measureSaid(words, lowerWords(clause), isOver);
            if (measure.isEmpty() || ahead.contains("[[") || isAside(words))
                continue;
            Worth worth{.metric = readMetric(measure), .figure = figure->range};
            worth.metric.period = timeBeside(ahead, behind);
            worths.append(std::move(worth));
        }
        begin = sentence.end + 1;
    }
    return worths;
}

} // namespace tearsheet
