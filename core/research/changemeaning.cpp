// SPDX-License-Identifier: GPL-3.0-or-later

// How much something changed, and what is said of sums beside them.
#include "core/research/labelwords.h"
#include "core/research/rowmeaning.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

Metric growthOf(const Metric &metric)
{
    Metric growth = metric;
    if (metric.isEmpty() || metric.name.endsWith(" growth"))
        return {};
    if (metric.term && metric.term->name == "revenue") {
        growth = readMetric("Revenue growth");
        growth.scope = metric.scope;
        growth.period = metric.period;
        growth.verified = metric.verified;
        growth.projected = metric.projected;
        return growth;
    }
    growth.term = nullptr;
    growth.alternative = nullptr;
    growth.said = {};
    growth.name = metric.name + " growth";
    return growth;
}

bool namesChange(std::string_view words)
{
    constexpr std::string_view Names[] = {"yoy", "y y", "yoy change", "yoy growth", "yoy %"};
    return isOneOf(words, Names);
}

bool namesSequence(std::string_view words)
{
    constexpr std::string_view Names[] = {"qoq",        "q q",          "qoq change",        "qoq growth",
                                          "sequential", "sequentially", "sequential change", "sequential growth"};
    return isOneOf(words, Names);
}

bool mayGrow(const Metric &metric)
{
    return metric.term
           && (metric.term->measured == Measured::Money || metric.term->measured == Measured::Count
               || metric.term->measured == Measured::Amount);
}

Metric sequenceOf(const Metric &metric)
{
    Metric growth = growthOf(metric);
    if (!growth.isEmpty())
        growth.scope = joined({growth.scope, "qoq"});
    return growth;
}

Metric meantBelow(const Metric &above, const ColumnMeaning &row)
{
    if (row.metric.said == "share" && (row.metric.scope == "revenue" || row.metric.scope == "sale"))
        return {.name = "revenue share", .period = row.metric.period};
    if (row.metric.term && namesChange({row.words.constData(), static_cast<size_t>(row.words.size())}))
        return row.metric;
    const std::string_view words(row.words.constData(), static_cast<size_t>(row.words.size()));
    if (words == "margin")
        return marginOf(above, row.metric);
    const bool sequence = namesSequence(words);
    if (!sequence && !namesChange(words))
        return row.metric;
    const bool saysGrowth = words.ends_with("growth");
    if (!mayGrow(above) && !(sequence && saysGrowth))
        return row.metric;
    const Metric of = mayGrow(above) ? above : readMetric("Revenue");
    Metric growth = sequence ? sequenceOf(of) : growthOf(of);
    if (row.metric.period.isValid())
        growth.period = row.metric.period;
    return growth;
}

Metric marginOf(const Metric &profit, const Metric &margin)
{
    constexpr std::pair<std::string_view, QByteArrayView> Margins[] = {{"operating income", "Operating margin"},
                                                                       {"gross profit", "Gross margin"},
                                                                       {"net income", "Net margin"},
                                                                       {"ebitda", "EBITDA margin"}};
    const auto found =
        std::ranges::find_if(Margins, [&](const auto &one) { return profit.term && profit.term->name == one.first; });
    if (found == std::end(Margins))
        return margin;
    Metric meant = readMetric(found->second);
    meant.scope = profit.scope;
    meant.period = margin.period.isValid() ? margin.period : profit.period;
    meant.verified = margin.verified;
    meant.projected = margin.projected || (!margin.period.isValid() && profit.projected);
    return meant;
}

bool isChange(const CellValue &value, QByteArrayView cell)
{
    switch (value.kind) {
    case CellKind::Percent:
    case CellKind::PercentagePoints:
    case CellKind::BasisPoints:
    case CellKind::Multiple:
    case CellKind::Number:
        return true;
    case CellKind::Text:
        return beginsAsFigure(cell) && cell.contains('%')
               && std::ranges::none_of(cell.first(cell.indexOf('%')), [](char c) { return isLower(c) || isUpper(c); });
    default:
        return false;
    }
}

QByteArrayView changeIn(QByteArrayView cell, const Metric &metric)
{
    constexpr QByteArrayView Years[] = {"yoy", "y/y", "year"};
    constexpr QByteArrayView Sequences[] = {"qoq", "q/q", "seq", "quarter"};
    if (!metric.name.endsWith(" growth") || !cell.contains(','))
        return cell;
    const bool sequence = setContains(metric.scope, "qoq");
    const auto says = [](const QByteArray &part, const auto &words) {
        return std::ranges::any_of(words, [&](QByteArrayView word) { return part.contains(word); });
    };
    for (qsizetype begin = 0; begin < cell.size();) {
        const qsizetype comma = cell.indexOf(',', begin);
        const qsizetype end = comma < 0 ? cell.size() : comma;
        const QByteArrayView part = cell.sliced(begin, end - begin).trimmed();
        const QByteArray lower = part.toByteArray().toLower();
        if (sequence ? says(lower, Sequences) : says(lower, Years) && !says(lower, Sequences))
            return part;
        begin = end + 1;
    }
    return cell;
}

QByteArrayView withoutHearsay(QByteArrayView cell)
{
    for (const QByteArrayView word : {QByteArrayView("reported "), QByteArrayView("reportedly ")}) {
        if (cell.size() > word.size() && cell.first(word.size()).compare(word, Qt::CaseInsensitive) == 0
            && readCell(cell.sliced(word.size())).isNumeric())
            return cell.sliced(word.size());
    }
    return cell;
}

QByteArrayView sumIn(QByteArrayView cell)
{
    constexpr QByteArrayView Times = " \u00d7 ";
    const qsizetype at = cell.indexOf(Times);
    const qsizetype behind = at + Times.size();
    if (at < 0 || behind >= cell.size() || !isWordByte(cell[behind]) || isDigit(cell[behind]))
        return cell;
    const qsizetype open = cell.indexOf('(', behind);
    const qsizetype close = open < 0 ? -1 : cell.indexOf(')', open);
    return close < 0 ? QByteArrayView() : cell.sliced(open + 1, close - open - 1);
}

} // namespace tearsheet
