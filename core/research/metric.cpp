// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metric.h"

#include "core/table/cellcontext.h"
#include "core/table/cellcursor.h"

#include <QHash>

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
constexpr std::string_view Projections[] = {"target",   "projected", "projection", "forecast",  "planned",  "plan",
                                            "expected", "guidance",  "goal",       "potential", "proposed", "consensus",
                                            "outlook",  "pipeline",  "future",     "announced"};
// In names of the vocabulary.
constexpr std::string_view Abbreviations[] = {"arr", "aum", "b",   "dau", "e", "ebitda", "eps", "ev",
                                              "gdp", "ipo", "mau", "nav", "p", "r&d",    "roe", "roic"};
// They turn a measure into another one when they stand at its end.
constexpr std::string_view Prepositions[] = {"of",  "in",    "for",   "by",   "at",   "from",  "on",
                                             "as",  "since", "after", "via",  "with", "under", "to",
                                             "per", "vs",    "excl",  "incl", "ex",   "pre",   "post"};
// Behind a measure they leave it what it is.
constexpr std::string_view Tails[] = {"ttm", "ltm",  "fy",       "total",   "yoy",    "e",   "a",     "f",  "usd",
                                      "eur", "last", "verified", "checked", "approx", "est", "gross", "3m", "6m",
                                      "9m",  "12m",  "q1",       "q2",      "q3",     "q4",  "h1",    "h2"};

// Which terms are said by the words; the next row with the same words is chained.
struct Vocabulary
{
    QHash<QByteArrayView, QList<const MetricTerm *>> terms;
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
        LabelWords phrase;
        readLabel(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), phrase);
        QByteArray joined;
        for (const std::string_view word : phrase.words) {
            if (!joined.isEmpty())
                joined += ' ';
            joined.append(word.data(), static_cast<qsizetype>(word.size()));
        }
        words.append(joined);
        auto &known = terms[words.last()];
        if (!known.contains(&term))
            known.append(&term);
    }

    const QList<const MetricTerm *> *find(std::string_view text) const
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
bool endsMeasure(const LabelWords &phrase, qsizetype end, qsizetype count)
{
    while (end < count && isTail(phrase.words[end]) && !isOneOf(phrase.words[end], Prepositions))
        ++end;
    return end == count || isOneOf(phrase.words[end], Prepositions);
}

QByteArray nameOf(const MetricTerm &term)
{
    return {term.name.data(), static_cast<qsizetype>(term.name.size())};
}

} // namespace

Metric readMetric(const LabelWords &phrase, std::span<const std::string_view> ignored)
{
    Metric metric{.period = phrase.period, .verified = phrase.verified};
    const auto isIgnored = [&](std::string_view word) { return std::ranges::find(ignored, word) != ignored.end(); };
    const qsizetype count = phrase.outer > 0 ? phrase.outer : phrase.words.size();
    qsizetype begin = 0;
    qsizetype end = 0;
    // The longest measure that ends the words, or ends where a preposition begins what it is of.
    for (qsizetype length = std::min<qsizetype>(count, 5); length > 0 && !metric.term; --length) {
        for (qsizetype from = 0; from + length <= count && !metric.term; ++from) {
            const auto *known = vocabulary().find(phrase.part(from, from + length));
            if (!known || !endsMeasure(phrase, from + length, count))
                continue;
            // "Revenue per employee" is neither.
            if (from > 0 && phrase.words[from - 1] == "per")
                continue;
            if (from + length < count && phrase.words[from + length] == "per")
                continue;
            metric.term = known->first();
            metric.alternative = known->value(1);
            begin = from;
            end = from + length;
        }
    }
    QList<std::string_view> scope;
    if (metric.term) {
        metric.name = nameOf(*metric.term);
        for (qsizetype i = 0; i < phrase.words.size(); ++i) {
            const std::string_view word = phrase.words[i];
            if ((i >= begin && i < end) || isFiller(word) || isIgnored(word))
                continue;
            if (phrase.verified && (word == "last" || word == "verified" || word == "checked"))
                continue;
            metric.projected = metric.projected || isProjection(word);
            scope.append(word);
        }
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

Metric readMetric(QByteArrayView header)
{
    LabelWords phrase;
    readLabel(header, phrase);
    // A unit in parentheses is the values', not a scope.
    if (phrase.outer > 0 && phrase.outer < phrase.words.size() && contextOf(header).kind != CellKind::Text)
        phrase.words.resize(phrase.outer);
    return readMetric(phrase);
}

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
        return value.kind == CellKind::Multiple || value.kind == CellKind::Number;
    case Measured::Rank:
        return value.kind == CellKind::Rank || value.kind == CellKind::Number;
    case Measured::Year:
        return value.isTime();
    }
    return false;
}

namespace {

// "40M DAU" below "MAU": an abbreviation behind a number says what it counts.
const MetricTerm *countedMeasure(const CellValue &value)
{
    if (value.kind != CellKind::Count || value.quantities.isEmpty())
        return nullptr;
    const QByteArray &noun = value.quantities.first().unit;
    return noun.size() > 1 && std::ranges::all_of(noun, isUpper) ? readMetric(noun).term : nullptr;
}

} // namespace

Metric meant(const Metric &metric, const CellValue &value)
{
    if (!metric.term)
        return metric;
    const MetricTerm *const counted = countedMeasure(value);
    if (fits(metric.term->measured, value) && (!counted || counted == metric.term))
        return metric;
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
    }
    return other;
}

bool mayBeClaimed(const Metric &metric)
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
