// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/columnmeanings.h"

#include "core/research/rowmeaning.h"
#include "core/table/cellcursor.h"
#include "core/table/pointreader.h"

#include <algorithm>

namespace tearsheet {

int columnHeaded(const TableShape &shape, std::span<const std::string_view> headers)
{
    const auto column = std::ranges::find_if(
        shape.columns, [&](const ColumnMeaning &one) { return isOneOf(viewOf(one.words), headers); });
    return column == shape.columns.end() ? -1 : static_cast<int>(column - shape.columns.begin());
}

void readWeights(TableShape &shape, Names &names)
{
    for (ColumnMeaning &column : shape.columns) {
        Metric &metric = column.metric;
        if (!metric.term || metric.term->name != "weight" || metric.scope.isEmpty())
            continue;
        const bool named = std::ranges::any_of(wordsOf(metric.scope), [&](std::string_view word) {
            return names.plain(QByteArrayView(word.data(), static_cast<qsizetype>(word.size()))).isNote();
        });
        if (named)
            continue;
        metric.term = nullptr;
        metric.name = column.words;
        metric.said = {};
        metric.scope = {};
    }
}

void readBesides(TableShape &shape)
{
    const bool ofShares = std::ranges::any_of(shape.columns, [](const ColumnMeaning &column) {
        return column.words == "ticker" || column.words == "symbol";
    });
    for (qsizetype c = 1; c < shape.columns.size(); ++c) {
        Metric &metric = shape.columns[c].metric;
        if (ofShares && metric.term && metric.said == "price")
            metric = priceOfShares(metric);
        else if (!metric.term && metric.name == "margin")
            metric = marginOf(shape.columns.at(c - 1).metric, metric);
    }
}

void readGrowths(TableShape &shape)
{
    bool seen = false;
    Metric grown; // What the changes at hand are of.
    for (qsizetype c = 1; c < shape.columns.size(); ++c) {
        Metric &metric = shape.columns[c].metric;
        const Metric &before = shape.columns.at(c - 1).metric;
        const std::string_view words = viewOf(shape.columns.at(c).words);
        const bool sequence = namesSequence(words);
        if (!sequence && !namesChange(words))
            grown = {};
        else if (c > 1 && mayGrow(before))
            grown = before;
        else if (!before.name.endsWith(" growth")) // Behind another change it is of the same measure.
            grown = {};
        if (!grown.isEmpty()) {
            const Period said = metric.period;
            metric = sequence ? sequenceOf(grown) : growthOf(grown);
            if (said.isValid())
                metric.period = said;
            seen = true;
            continue;
        }
        if (!metric.term || metric.term->name != "revenue growth" || metric.said.contains("revenue")
            || metric.said.contains("sale"))
            continue;
        const bool isAnothers =
            before.term && before.term->name != "revenue"
            && (before.term->measured == Measured::Money || before.term->measured == Measured::Count);
        if (isAnothers && c == 1) {
            // Of what the note sells to those whom rows name.
            metric = {};
        } else if (!before.name.isEmpty() && (isAnothers || seen)) {
            metric.term = nullptr;
            metric.name = before.name + " growth";
            metric.said = {};
        }
        seen = true;
    }
}

void readGuidance(TableShape &shape)
{
    constexpr std::string_view Plans[] = {"guidance", "guide", "outlook", "target"};
    constexpr std::string_view Estimates[] = {"estimate", "forecast", "projection", "plan", "expected"};
    constexpr std::string_view Newer[] = {"revision", "revised", "new", "updated", "raised", "now"};
    constexpr std::string_view Older[] = {"prior", "previous", "old", "before", "initial"};
    constexpr std::string_view Beside[] = {"midpoint", "current", "full", "year", "company", "management", "official"};
    constexpr std::string_view Past[] = {"actual", "reported", "result"};
    const auto says = [&shape](std::span<const std::string_view> words) {
        return std::any_of(shape.columns.begin() + 1, shape.columns.end(), [&](const ColumnMeaning &column) {
            return std::ranges::any_of(wordsOf(column.words),
                                       [&](std::string_view word) { return isOneOf(word, words); });
        });
    };
    const bool past = says(Past);
    const bool changed = says(Older) && says(Newer);
    for (qsizetype c = 1; c < shape.columns.size(); ++c) {
        ColumnMeaning &column = shape.columns[c];
        const auto words = wordsOf(column.words);
        bool plan = false;
        const bool only = !words.isEmpty() && std::ranges::all_of(words, [&](std::string_view word) {
            const bool expects =
                isOneOf(word, Plans) || (!past && isOneOf(word, Estimates)) || (changed && isOneOf(word, Newer));
            plan = plan || expects;
            return expects || isOneOf(word, Newer) || isOneOf(word, Beside) || isDigit(word.front())
                   || monthNamed(word) > 0;
        });
        if (!only || !plan || column.value || column.metric.term)
            continue;
        column.value = true;
        column.metric.projected = true;
    }
}

void readOnlyColumn(TableShape &shape)
{
    constexpr std::string_view Names[] = {"status", "recent", "reading", "read", "rate", "count"};
    ColumnMeaning &column = shape.columns.last();
    const QVarLengthArray<std::string_view, 24> words = wordsOf(column.words);
    if (shape.columns.size() == 2 && !words.isEmpty() && !column.metric.term && isOneOf(words.last(), Names))
        column.value = true;
}

void readFees(TableShape &shape)
{
    constexpr std::string_view Funds[] = {"fund", "trust", "etf"};
    const auto words = wordsOf(shape.columns.first().words);
    if (words.isEmpty() || !isOneOf(words.last(), Funds))
        return;
    for (ColumnMeaning &column : shape.columns) {
        if (column.words == "fee")
            column.metric = sameOf("Expense ratio", column.metric);
    }
}

void readCommonYear(TableShape &shape)
{
    const ColumnMeaning *said = nullptr;
    for (const ColumnMeaning &column : shape.columns) {
        const Metric &metric = column.metric;
        if (!metric.period.isValid())
            continue;
        const bool isYear = metric.period.form == Period::Form::Point
                            && metric.period.begin.unit == PeriodPoint::Unit::Year && !metric.projected
                            && !metric.verified && !metric.isEmpty();
        if (!isYear || (said && said->metric.period != metric.period))
            return;
        said = &column;
    }
    if (!said)
        return;
    const Period year = said->metric.period;
    for (ColumnMeaning &column : shape.columns) {
        if (!column.metric.period.isValid() && column.metric.term && column.metric.term->flow)
            column.metric.period = year;
    }
}

} // namespace tearsheet
