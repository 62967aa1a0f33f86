// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/rowmeaning.h"

#include "core/research/expected.h"
#include "core/research/labelwords.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

bool beginsAsFigure(QByteArrayView cell)
{
    constexpr QByteArrayView Words[] = {"low", "mid", "high", "single", "double", "triple"};
    // "Mid-teens", "high single digits"
    const QByteArray lower = cell.first(std::min<qsizetype>(cell.size(), 32)).toByteArray().toLower();
    if (std::ranges::any_of(Words, [&](QByteArrayView word) { return lower.startsWith(word); }))
        return lower.contains("teens") || lower.contains("digit");
    constexpr QStringView Numerals = u"〇零一二三四五六七八九十百千万億亿";
    const QString text = QString::fromUtf8(cell.first(std::min<qsizetype>(cell.size(), 32)));
    const auto first = std::ranges::find_if(text, [](QChar c) { return c.isLetterOrNumber(); });
    return first != text.end() && (first->isNumber() || Numerals.contains(*first));
}

bool isOfLines(const Metric &metric)
{
    if (!metric.term)
        return false;
    const bool isOfMarket = metric.term->measured == Measured::Share || metric.term->measured == Measured::Rank;
    return metric.term->flow || metric.term->name == "launched"
           || (metric.term->scoped && !metric.term->deal && !isOfMarket);
}

bool isOfUsers(const Metric &metric)
{
    constexpr std::string_view Names[] = {"users", "mau", "wau", "dau", "subscribers"};
    return metric.term && isOneOf(metric.term->name, Names);
}

bool isOfEvents(const Metric &metric)
{
    return metric.term
           && (metric.term->deal || metric.term->flow || metric.term->measured == Measured::Amount
               || metric.term->name == "valuation");
}

bool areOfRole(const QByteArray &header)
{
    constexpr std::string_view Roles[] = {
        "customer", "client",  "buyer",    "supplier",    "partner",    "investor",          "licensee", "tenant",
        "borrower", "holding", "position", "distributor", "investment", "portfolio company", "investee", "backer"};
    const std::string_view words(header.constData(), static_cast<size_t>(header.size()));
    return isOneOf(words, Roles) || (words.starts_with("key ") && isOneOf(words.substr(4), Roles));
}

bool isOfRelation(const Metric &metric)
{
    if (!metric.term)
        return metric.name.endsWith(" growth");
    const MetricTerm &term = *metric.term;
    return term.flow || term.deal || term.measured == Measured::Amount || term.name == "revenue growth"
           || term.name == "market share";
}

bool speaksOfOwn(const QByteArray &header, const QByteArray &own)
{
    constexpr std::string_view Remarks[] = {"advantage", "disadvantage", "strength", "weakness", "edge",
                                            "lead",      "angle",        "view",     "response", "vs"};
    QVarLengthArray<std::string_view, 24> words = wordsOf(header);
    if (words.isEmpty())
        return false;
    if (words.first() == "vs" || words.first() == "versus" || words.last() == "vs" || words.last() == "versus")
        return true;
    if (words.size() < 2 || !isOneOf(words.last(), Remarks))
        return false;
    words.removeLast();
    QByteArray initials;
    for (const std::string_view word : wordsOf(own))
        initials += word.front();
    const auto isOwn = [&](std::string_view word) { return setContains(own, word); };
    const bool isShort = words.size() == 1 && words.first().size() > 1 && initials.size() > 1
                         && std::ranges::is_permutation(words.first(), initials);
    return isShort || std::ranges::any_of(words, isOwn);
}

Period yearUntil(const Period &period)
{
    using Unit = PeriodPoint::Unit;
    const PeriodPoint &point = period.form == Period::Form::Interval ? period.end : period.begin;
    const int parts = point.unit == Unit::Month ? 12 : point.unit == Unit::Quarter ? 4 : 0;
    if (parts == 0 || point.year == 0 || period.form == Period::Form::Open)
        return period;
    Period year = period;
    year.form = Period::Form::Interval;
    year.end = point;
    year.begin = point;
    year.begin.part = static_cast<quint8>(point.part % parts + 1);
    year.begin.year = static_cast<qint16>(point.part == parts ? point.year : point.year - 1);
    return year;
}

Metric sameOf(QByteArrayView name, const Metric &metric)
{
    Metric other = readMetric(name);
    other.period = metric.period;
    other.verified = metric.verified;
    other.projected = metric.projected;
    return other;
}

Metric stakeOf(const Metric &metric)
{
    return sameOf("Stake", metric);
}

Metric priceOfShares(const Metric &metric)
{
    constexpr std::string_view Words[] = {"close", "last", "share", "stock"};
    const bool plain =
        std::ranges::all_of(wordsOf(metric.scope), [&](std::string_view word) { return isOneOf(word, Words); });
    if (!plain)
        return metric;
    return sameOf("Share price", metric);
}

bool saysTrailing(QByteArrayView cell, const QByteArray &scope)
{
    return cell.contains("TTM") || cell.contains("LTM") || setContains(scope, "ttm") || setContains(scope, "ltm");
}

CellValue yearAhead(QByteArrayView cell, CellValue value)
{
    const qsizetype open = cell.indexOf(" (");
    CellValue before = open > 0 ? readCell(cell.first(open)) : CellValue();
    return before.isTime() ? std::move(before) : std::move(value);
}

QByteArray partNamed(QByteArrayView cell)
{
    LabelWords phrase;
    readLabel(cell, phrase);
    return wordSet({phrase.words.begin(), phrase.words.end()});
}

QByteArray lineNamed(QByteArrayView cell)
{
    constexpr qsizetype Most = 4;
    if (std::ranges::any_of(cell, [](char c) { return QByteArrayView(",;/+&").contains(c); }))
        return {};
    const QByteArray words = partNamed(cell);
    return setContains(words, "and") || wordsOf(words).size() > Most ? QByteArray() : words;
}

bool isToCome(QByteArrayView when, QDate noted)
{
    if (!noted.isValid())
        return false;
    LabelWords phrase;
    readLabel(when, phrase);
    const auto begin = firstDay(phrase.period);
    return begin && *begin > noted.toJulianDay();
}

bool saysFiscal(const QByteArray &words)
{
    return setContains(words, "fy") || setContains(words, "fiscal");
}

void markFiscal(Period &period)
{
    using Unit = PeriodPoint::Unit;
    for (PeriodPoint *const point : {&period.begin, &period.end})
        point->fiscal =
            point->fiscal || point->unit == Unit::Year || point->unit == Unit::Half || point->unit == Unit::Quarter;
}

bool isSetApart(QByteArrayView time)
{
    constexpr qsizetype Least = 3;
    if (time.size() < Least || time.front() != time.back() || (time.front() != '*' && time.front() != '_'))
        return false;
    return time[1] != time.front();
}

bool isOfToday(const Metric &metric)
{
    constexpr std::string_view Names[] = {"market cap", "enterprise value", "share price", "employees", "beta"};
    constexpr std::string_view Words[] = {"close", "price", "stock", "hour", "premarket", "reaction"};
    if (metric.term)
        return isOneOf(metric.term->name, Names) || metric.term->measured == Measured::Multiple;
    return std::ranges::any_of(wordsOf(metric.name), [&](std::string_view word) { return isOneOf(word, Words); });
}

bool isPerPiece(const MetricTerm &term)
{
    constexpr std::string_view Names[] = {"eps",       "dividend", "dividend per share", "share price", "price",
                                          "ipo price", "nav",      "gdp per capita"};
    return isOneOf(term.name, Names);
}

bool isOfResults(const Period &period)
{
    using Unit = PeriodPoint::Unit;
    const PeriodPoint &point = period.begin;
    return period.isValid() && (point.fiscal || point.unit == Unit::Quarter || point.unit == Unit::Half);
}

namespace {

// Whether words say that something is expected, and not what: "guidance", "estimate".
bool namesProjection(QByteArrayView words)
{
    constexpr std::string_view Names[] = {"guidance", "guide",   "guided",    "estimate", "target",
                                          "forecast", "outlook", "consensus", "expected", "projection"};
    const QVarLengthArray<std::string_view, 24> all = wordsOf(words);
    return namesGuidance(words)
           || (!all.isEmpty() && std::ranges::all_of(all, [&](std::string_view word) { return isOneOf(word, Names); }));
}

// "Guidance" is that of the measure before it, else of what the section is about: "Price targets" above "Target".
Metric projectedBeside(const TableShape &shape, int column, const Section &above, const MetricTerm *note)
{
    Metric metric = shape.columns.at(column).metric;
    metric.projected = true;
    const Metric *const before =
        column > 0 && column - 1 != shape.names ? &shape.columns.at(column - 1).metric : nullptr;
    const MetricTerm *const term = before && before->term ? before->term : above.measured ? above.measured : note;
    if (term) {
        metric.term = term;
        metric.name = QByteArray(term->name.data(), static_cast<qsizetype>(term->name.size()));
        return metric;
    }
    const QVarLengthArray<std::string_view, 24> title = wordsOf(above.title);
    const std::string_view name(metric.name.constData(), static_cast<size_t>(metric.name.size()));
    const auto said = std::ranges::find(title, name);
    if (said == title.end() || said == title.begin())
        return metric;
    const std::string_view of = *std::prev(said);
    if (!isUsual(of) && !isDigit(of.front()))
        metric.name = QByteArray(of.data(), static_cast<qsizetype>(of.size())) + ' ' + metric.name;
    return metric;
}

// "Multiple" behind figures of several times says how often the first of them the last one is.
Metric multipleBeside(const TableShape &shape, int column, const Section &above, const MetricTerm *note)
{
    Metric metric = shape.columns.at(column).metric;
    const MetricTerm *of = above.measured ? above.measured : note;
    for (int c = 0; c < column; ++c) {
        if (const MetricTerm *const before = shape.columns.at(c).metric.term)
            of = before;
    }
    if (of)
        metric.name = QByteArray(of->name.data(), static_cast<qsizetype>(of->name.size())) + " multiple";
    return metric;
}

} // namespace

std::optional<std::pair<Metric, Metric>> stackedMetrics(QByteArrayView header)
{
    const qsizetype slash = header.indexOf('/');
    if (slash < 0 || readMetric(header).scope.isEmpty())
        return std::nullopt;
    std::pair both(readMetric(header.first(slash)), readMetric(header.sliced(slash + 1)));
    if (!both.first.term || !both.second.term || both.first.term == both.second.term)
        return std::nullopt;
    return both;
}

Metric meantBeside(const TableShape &shape, int column, const Section &above, const MetricTerm *note)
{
    const Metric &metric = shape.columns.at(column).metric;
    const MetricTerm *const section = above.measured;
    if (!metric.term && metric.name == "multiple")
        return multipleBeside(shape, column, above, note);
    if (!metric.term)
        return namesProjection(metric.name) ? projectedBeside(shape, column, above, note) : metric;
    Metric other = metric;
    other.term = nullptr;
    other.alternative = nullptr;
    other.said = {};
    const bool ofShare = metric.term->name == "market share" && metric.said == "share" && metric.whose.isEmpty();
    if (ofShare && shape.form == TableForm::PartRows && !(section && section->measured == Measured::Share)) {
        const Metric *whole = nullptr;
        for (int c = 0; c < column; ++c) {
            const Metric &before = shape.columns.at(c).metric;
            if (before.term && before.term->flow)
                whole = &before;
        }
        other.name = whole ? QByteArray(whole->name + " share") : QByteArray("mix");
        if (whole && !other.period.isValid())
            other.period = whole->period;
        return other;
    }
    const bool ofGrowth =
        metric.term->name == "revenue growth" && !metric.said.contains("revenue") && !metric.said.contains("sale");
    const bool alone = std::ranges::none_of(
        shape.columns, [&](const ColumnMeaning &one) { return one.metric.term && one.metric.term != metric.term; });
    if (ofGrowth && alone && section && section->name != "revenue" && section != metric.term
        && (section->flow || section->measured == Measured::Amount)) {
        other.name = QByteArray(section->name.data(), static_cast<qsizetype>(section->name.size())) + " growth";
        return other;
    }
    return metric;
}

bool isSeries(const TableShape &shape, qsizetype rows)
{
    constexpr int Several = 2;
    if (shape.form == TableForm::TimeRows)
        return rows >= Several;
    return std::ranges::count_if(
               shape.columns,
               [](const ColumnMeaning &column) { return column.value && column.metric.period.isValid(); })
           >= Several;
}

} // namespace tearsheet
