// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metric.h"

#include "core/research/metricwords.h"
#include "core/table/cellcontext.h"
#include "core/table/cellcursor.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr std::string_view MetricNames[] = {"metric",         "item",      "indicator",  "measure",      "kpi",
                                            "field",          "attribute", "property",   "fact",         "line item",
                                            "spec",           "feature",   "parameter",  "stat",         "figure",
                                            "data",           "category",  "",           "datapoint",    "data point",
                                            "aspect",         "detail",    "element",    "factor",       "dimension",
                                            "characteristic", "financial", "key metric", "specification"};
constexpr std::string_view ValueNames[] = {"value",   "detail", "",       "figure",  "data",
                                           "number",  "amount", "info",   "content", "information",
                                           "reading", "level",  "actual", "result"};
constexpr std::string_view Projections[] = {"target",    "projected", "projection", "forecast", "planned",
                                            "plan",      "expected",  "guidance",   "goal",     "potential",
                                            "proposed",  "consensus", "outlook",    "pipeline", "future",
                                            "announced", "guide",     "guided",     "guiding",  "proj"};
// In names of the vocabulary.
constexpr std::string_view Abbreviations[] = {"arr", "aum", "b",      "ceo", "cet1", "cfo",   "coo", "cto",
                                              "dau", "e",   "ebitda", "eps", "ev",   "gdp",   "ipo", "mau",
                                              "nav", "p",   "r&d",    "roe", "roic", "rotce", "wau"};
// They turn a measure into another one when they stand at its end.
constexpr std::string_view Prepositions[] = {"of",  "in",    "for",   "by",   "at",   "from",  "on",
                                             "as",  "since", "after", "via",  "with", "under", "to",
                                             "per", "vs",    "excl",  "incl", "ex",   "pre",   "post"};
// Behind a measure they leave it what it is.
constexpr std::string_view Tails[] = {"ttm", "ltm",  "fy",       "total",   "yoy",    "e",   "a",     "f",  "usd",
                                      "eur", "last", "verified", "checked", "approx", "est", "gross", "3m", "6m",
                                      "9m",  "12m",  "q1",       "q2",      "q3",     "q4",  "h1",    "h2"};

// What words say.
struct Known
{
    QByteArrayView words;
    QList<const MetricTerm *> terms; // The next row with the same words comes behind.
    bool alone = false;              // Only where no other word stands beside them.
};

struct Vocabulary
{
    QHash<QByteArrayView, Known> terms;
    QList<QByteArray> words; // What the keys view.

    Vocabulary()
    {
        for (const MetricTerm &term : metricTerms()) {
            add(term.name, term);
            std::string_view rest = term.synonyms;
            while (!rest.empty()) {
                const size_t end = std::min(rest.find('|'), rest.size());
                add(rest.substr(0, end), term);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
    }

    void add(std::string_view text, const MetricTerm &term)
    {
        const bool alone = text.starts_with('=');
        text.remove_prefix(alone ? 1 : 0);
        LabelWords phrase;
        readLabel(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), phrase);
        QByteArray joined;
        for (const std::string_view word : phrase.words) {
            if (!joined.isEmpty())
                joined += ' ';
            joined.append(word.data(), static_cast<qsizetype>(word.size()));
        }
        words.append(joined);
        Known &known = terms[words.last()];
        known.words = words.last();
        known.alone = alone;
        if (!known.terms.contains(&term))
            known.terms.append(&term);
    }

    const Known *find(std::string_view text) const
    {
        const auto it = terms.constFind(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
        return it == terms.constEnd() ? nullptr : &*it;
    }
};

const Vocabulary &vocabulary()
{
    static const Vocabulary known;
    return known;
}

bool isTail(std::string_view word)
{
    return isOneOf(word, Tails) || isFiller(word);
}

// Whether the words from `end` on, up to `count`, may stand behind a measure: nothing that counts, or a preposition
// that begins what it is of.
bool endsMeasure(const LabelWords &phrase, qsizetype end, qsizetype count, const MetricTerm &term)
{
    // A price target is what analysts say of a price, and one of inflation a policy.
    constexpr std::string_view Aimed[] = {"share price", "price", "ipo price", "inflation", "market size"};
    const auto isPlan = [&](std::string_view word) {
        return isExpectation(word) && !(word == "target" && isOneOf(term.name, Aimed));
    };
    while (end < count && (isTail(phrase.words[end]) || isPlan(phrase.words[end]))
           && !isOneOf(phrase.words[end], Prepositions))
        ++end;
    return end == count || isOneOf(phrase.words[end], Prepositions);
}

// Whether nothing that counts stands beside the words from `begin` to `end`.
bool areAlone(const LabelWords &phrase, qsizetype begin, qsizetype end)
{
    for (qsizetype i = 0; i < phrase.words.size(); ++i) {
        if ((i < begin || i >= end) && !isTail(phrase.words[i]) && !isExpectation(phrase.words[i]) && !dayAt(phrase, i))
            return false;
    }
    return true;
}

bool saysEstimate(const LabelWords &phrase)
{
    constexpr std::string_view Words[] = {"est", "estimated", "estimate"};
    return std::ranges::any_of(phrase.words, [&](std::string_view word) { return isOneOf(word, Words); });
}

// Whether a label counts up what a company has in hand: "Cash, equivalents and short-term investments".
bool saysCash(const LabelWords &phrase, qsizetype count)
{
    static constexpr std::string_view Kinds[] = {"cash", "and",        "equivalent", "short",
                                                 "term", "investment", "marketable", "security",
                                                 "debt", "liquid",     "deposit",    "restricted"};
    return count > 1 && phrase.words.first() == "cash"
           && std::all_of(phrase.words.begin(), phrase.words.begin() + count,
                          [](std::string_view word) { return isOneOf(word, Kinds) || isTail(word); });
}

QByteArray nameOf(const MetricTerm &term)
{
    return {term.name.data(), static_cast<qsizetype>(term.name.size())};
}

} // namespace

Metric readMetric(const LabelWords &phrase, std::span<const std::string_view> ignored)
{
    Metric metric{.period = phrase.period, .verified = phrase.verified};
    metric.estimated = saysEstimate(phrase);
    const auto isIgnored = [&](std::string_view word) { return std::ranges::find(ignored, word) != ignored.end(); };
    const qsizetype count = phrase.outer > 0 ? phrase.outer : phrase.words.size();
    qsizetype begin = 0;
    qsizetype end = 0;
    bool ofResults = false;
    if (saysCash(phrase, count)) {
        const Known *const cash = vocabulary().find("cash");
        metric.term = cash->terms.first();
        metric.said = cash->words;
        end = count;
    }
    // The longest measure that ends the words, or ends where a preposition begins what it is of.
    for (qsizetype length = std::min<qsizetype>(count, 5); length > 0 && !metric.term && !ofResults; --length) {
        for (qsizetype from = 0; from + length <= count && !metric.term && !ofResults; ++from) {
            const Known *const known = vocabulary().find(phrase.part(from, from + length));
            if (!known || !endsMeasure(phrase, from + length, count, *known->terms.first())
                || (known->alone && !areAlone(phrase, from, from + length)))
                continue;
            // "IPO target" is a sum.
            if (known->terms.first()->measured == Measured::Year && from + length < count
                && isExpectation(phrase.words[from + length]))
                continue;
            // "Revenue per employee" is neither.
            if (from > 0 && phrase.words[from - 1] == "per")
                continue;
            if (from + length < count && phrase.words[from + length] == "per")
                continue;
            ofResults = known->words.endsWith("share")
                        && (isShareOfResults(phrase, from, from + length) || isMix(phrase, from, from + length));
            if (ofResults)
                continue;
            metric.term = known->terms.first();
            metric.alternative = known->terms.value(1);
            metric.said = known->words;
            begin = from;
            end = from + length;
        }
    }
    QList<std::string_view> scope;
    if (metric.term) {
        metric.name = nameOf(*metric.term);
        for (qsizetype i = 0; i < phrase.words.size(); ++i) {
            const std::string_view word = phrase.words[i];
            // "Combined valuation" is that of several.
            const bool ofSeveral = word == "combined" && (metric.name == "valuation" || metric.name == "market cap");
            if ((i >= begin && i < end) || (isFiller(word) && !ofSeveral) || isIgnored(word))
                continue;
            if (phrase.verified && (word == "last" || word == "verified" || word == "checked"))
                continue;
            // A record is no other figure, and what a country makes is nominal where nothing else is said.
            if (word == "record" || (word == "nominal" && metric.name == "gdp"))
                continue;
            // "Net income (loss)"
            if (i >= phrase.outer && word == "loss")
                continue;
            metric.projected = metric.projected || isProjection(word);
            // A "target" before a measure may be somebody: whom one wants as customers, who is bought.
            const bool isSum = metric.term->flow || metric.term->measured == Measured::Amount || metric.name == "price";
            const bool isSomebody = i < begin && !isSum && (word == "target" || word == "plan" || word == "goal");
            if ((isExpectation(word) && !isSomebody) || takeDay(phrase, i, metric) || takeHalf(word, metric))
                continue;
            scope.append(word);
        }
        if (isOfBooks(*metric.term))
            takeRules(scope, metric.said);
        metric.scope = wordSet(scope);
        return metric;
    }
    for (const std::string_view word : phrase.words) {
        if ((isFiller(word) && word != "per") || isIgnored(word))
            continue;
        metric.projected = metric.projected || isProjection(word);
        if (!metric.name.isEmpty())
            metric.name += ' ';
        metric.name.append(word.data(), static_cast<qsizetype>(word.size()));
    }
    return metric;
}

namespace {

// The words before a genitive that has a share: "Boats' share of sales", "Hull's share".
QByteArray ownersOf(QByteArrayView header)
{
    for (const QByteArrayView mark : {QByteArrayView("'s share"), QByteArrayView("s' share"),
                                      QByteArrayView("\u2019s share"), QByteArrayView("s\u2019 share")}) {
        const qsizetype at = header.indexOf(mark);
        if (at <= 0)
            continue;
        LabelWords phrase;
        readLabel(header.first(at), phrase);
        return wordSet({phrase.words.begin(), phrase.words.end()});
    }
    return {};
}

// Makes it one outside the vocabulary, in the words of its header.
void callBySaid(Metric &metric)
{
    metric.name = metric.scope.isEmpty() ? metric.said.toByteArray() : QByteArray(metric.scope + ' ' + metric.said);
    metric.term = nullptr;
    metric.alternative = nullptr;
    metric.said = {};
    metric.scope = {};
}

} // namespace

Metric readMetric(QByteArrayView header)
{
    LabelWords phrase;
    readLabel(header, phrase);
    const bool estimated = saysEstimate(phrase);
    // A unit in parentheses is the values', not a scope.
    if ((phrase.outer > 0 || phrase.period.isValid()) && phrase.outer < phrase.words.size()
        && contextOf(header).kind != CellKind::Text)
        phrase.words.resize(phrase.outer);
    Metric metric = readMetric(phrase);
    metric.estimated = estimated;
    if (metric.term && metric.term->measured == Measured::Share)
        metric.whose = ownersOf(header);
    // "Original sale" is a deal: what is sold in a time is many.
    if (metric.term && metric.said == "sale" && !header.toByteArray().toLower().contains("sales"))
        callBySaid(metric);
    // "Growth since 2019" is none of a year.
    if (metric.term && metric.term->measured == Measured::Rate && metric.period.qualifiers & Qualifier::Since) {
        callBySaid(metric);
        metric.name += " since ";
        append(metric.name, std::exchange(metric.period, {}));
    }
    return metric;
}

namespace {

// Nothing is priced at a thousand times what it earns, and "1.2M" is no multiple.
bool mayBeMultiple(const CellValue &value)
{
    constexpr double Most = 1000;
    return std::ranges::all_of(value.quantities, [](const Quantity &quantity) {
        return quantity.number.exponent <= 0 && std::abs(quantity.magnitude()) < Most;
    });
}

} // namespace

bool fits(Measured measured, const CellValue &value)
{
    switch (measured) {
    case Measured::Any:
        return true;
    case Measured::Share:
        return value.kind == CellKind::Percent || value.kind == CellKind::Fraction;
    case Measured::Rate:
        return value.kind == CellKind::Percent || value.kind == CellKind::PercentagePoints
               || value.kind == CellKind::BasisPoints;
    case Measured::Money:
        return value.kind == CellKind::Money;
    case Measured::Count:
        return value.kind == CellKind::Number || value.kind == CellKind::Count;
    case Measured::Amount:
        return value.kind == CellKind::Measure || value.kind == CellKind::Number || value.kind == CellKind::Count;
    case Measured::Multiple:
        return value.kind == CellKind::Multiple || (value.kind == CellKind::Number && mayBeMultiple(value));
    case Measured::Rank:
        return value.kind == CellKind::Rank || value.kind == CellKind::Number;
    case Measured::Year:
        return value.isTime();
    }
    return false;
}

namespace {

// "40M DAU" below "MAU": an abbreviation behind a number, or several words, say what it counts.
const MetricTerm *countedMeasure(const CellValue &value)
{
    if (value.kind != CellKind::Count || value.quantities.isEmpty())
        return nullptr;
    const QByteArray &noun = value.quantities.first().unit;
    const bool says = noun.size() > 1 && (noun.contains(' ') || std::ranges::all_of(noun, isUpper));
    const MetricTerm *const term = says ? readMetric(noun).term : nullptr;
    return term && term->measured == Measured::Count ? term : nullptr;
}

// "EV sales" may be those of electric vehicles: the last of the words as a measure of its own, the others its scope.
Metric withoutMultiple(const Metric &metric, const CellValue &value)
{
    const QVarLengthArray<std::string_view, 24> words = wordsOf(metric.said);
    for (qsizetype from = 1; from < words.size(); ++from) {
        const char *const begin = words[from].data();
        const Known *const known =
            vocabulary().find({begin, static_cast<size_t>(metric.said.data() + metric.said.size() - begin)});
        if (!known)
            continue;
        const auto term =
            std::ranges::find_if(known->terms, [&](const MetricTerm *one) { return fits(one->measured, value); });
        if (term == known->terms.end())
            continue;
        Metric other = metric;
        other.term = *term;
        other.alternative = nullptr;
        other.name = nameOf(**term);
        other.said = known->words;
        other.scope = joined({metric.scope, wordSet({words.begin(), words.begin() + from})});
        return other;
    }
    return {.period = metric.period, .verified = metric.verified, .projected = metric.projected};
}

// What a negative loss is an amount of.
constexpr std::pair<std::string_view, std::string_view> Losses[] = {{"net loss", "net income"},
                                                                    {"operating loss", "operating income"}};

// "Net loss | -$3M" is an income that is negative; without the sign it is a loss.
const MetricTerm *signedIncome(const MetricTerm &term, const CellValue &value)
{
    const auto loss = std::ranges::find(Losses, term.name, &std::pair<std::string_view, std::string_view>::first);
    return loss != std::end(Losses) && value.magnitude() < 0 ? vocabulary().find(loss->second)->terms.first() : nullptr;
}

bool isInWords(const CellValue &value)
{
    return value.kind == CellKind::Text || value.kind == CellKind::Link || value.kind == CellKind::Links
           || value.kind == CellKind::Ticker;
}

} // namespace

Metric meant(const Metric &metric, const CellValue &value)
{
    if (!metric.term)
        return metric;
    if (const MetricTerm *const income = signedIncome(*metric.term, value)) {
        Metric other = metric;
        other.term = income;
        other.name = nameOf(*income);
        return meant(other, value);
    }
    // Points are what a margin changes by.
    if (metric.term->name.ends_with("margin")
        && (value.kind == CellKind::PercentagePoints || value.kind == CellKind::BasisPoints))
        return {.period = metric.period, .verified = metric.verified, .projected = metric.projected};
    // What is no more than "yield" may be that of anything: nobody pays out a fifth of a price.
    constexpr double MostPaid = 20;
    if (metric.said == "yield" && value.kind == CellKind::Percent && std::abs(value.magnitude()) > MostPaid) {
        Metric other = metric;
        other.term = nullptr;
        other.name = "yield";
        return other;
    }
    const MetricTerm *const counted = countedMeasure(value);
    if (fits(metric.term->measured, value) && (!counted || counted == metric.term))
        return metric;
    if (metric.term->measured == Measured::Multiple && !counted)
        return withoutMultiple(metric, value);
    Metric other = metric;
    if (counted) {
        other.term = counted;
        other.alternative = nullptr;
        other.name = nameOf(*counted);
        return other;
    }
    other.term = nullptr;
    other.alternative = nullptr;
    other.name.clear();
    if (metric.alternative && fits(metric.alternative->measured, value)) {
        other.term = metric.alternative;
        other.name = nameOf(*other.term);
    } else if (isInWords(value)) {
        other.name = factName(metric.said).toByteArray();
        other.scope = without(metric.scope, "largest main major primary top");
    }
    return other;
}

bool isSpecific(const Metric &metric)
{
    return metric.term || metric.name.contains(' ');
}

QString metricTitle(QByteArrayView name)
{
    QByteArray title;
    QByteArray word;
    const auto end = [&] {
        title += isOneOf(std::string_view(word.constData(), static_cast<std::size_t>(word.size())), Abbreviations)
                     ? word.toUpper()
                     : word;
        word.clear();
    };
    for (const char c : name) {
        if (c == ' ' || c == '/') {
            end();
            title += c;
        } else {
            word += c;
        }
    }
    end();
    QString shown = QString::fromUtf8(title);
    if (!shown.isEmpty())
        shown.front() = shown.front().toUpper();
    return shown;
}

bool namesMetrics(std::string_view words)
{
    return isOneOf(words, MetricNames);
}

bool namesValues(std::string_view words)
{
    return isOneOf(words, ValueNames);
}

bool isProjection(std::string_view word)
{
    return isOneOf(word, Projections);
}

} // namespace tearsheet
