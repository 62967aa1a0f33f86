// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metricrows.h"

#include "core/base/parallel.h"
#include "core/research/metricjoins.h"
#include "core/table/cellcursor.h"
#include "core/table/table.h"

#include <algorithm>

namespace tearsheet {

namespace {

// How long the times are that a figure adds up over, in months; 12 where it does not add up or says no time: what has
// none is a whole year's. 0 is a time of another length.
int monthsOf(const Statement &statement)
{
    constexpr int Year = 12;
    const MetricTerm *const term = statement.metric.term;
    const bool changes =
        term && term->measured == Measured::Rate && (term->name.ends_with("growth") || term->name.ends_with("margin"));
    if (!term || (!term->flow && !changes) || !statement.isDated() || statement.period.form == Period::Form::Open)
        return Year;
    using Unit = PeriodPoint::Unit;
    const PeriodPoint &begin = statement.period.begin;
    if (statement.period.form == Period::Form::Interval) {
        const PeriodPoint &end = statement.period.end;
        if (begin.unit == Unit::Month && end.unit == Unit::Month)
            return (end.year - begin.year) * Year + end.part - begin.part + 1;
        const auto first = firstDay(statement.period);
        const auto last = lastDay(statement.period);
        constexpr double Days = 30.44;
        const int months = first && last ? static_cast<int>(static_cast<double>(*last - *first + 1) / Days + 0.5) : 0;
        return months == Year || months == 9 || months == 6 || months == 3 || months == 1 ? months : 0;
    }
    switch (begin.unit) {
    case Unit::Month:
        return 1;
    case Unit::Quarter:
        return 3;
    case Unit::Half:
        return 6;
    case Unit::Decade:
        return 0;
    default:
        return Year;
    }
}

QList<MetricRow> ordered(QList<MetricRow> kept)
{
    std::ranges::stable_sort(kept, [](const MetricRow &left, const MetricRow &right) {
        const auto rank = [](const MetricRow &row) {
            const bool isRank = row.term && row.term->measured == Measured::Rank;
            return std::tuple(isRank, row.isRemark(), -row.coverage(), row.projected, row.term == nullptr,
                              row.term ? row.term - metricTerms().data() : 0, -row.months);
        };
        return rank(left) < rank(right);
    });
    return kept;
}

// Where the list stands that says a measure outside the vocabulary, or words: "Status" is of whatever it lists. What
// everybody has, a seat or a chief, is the same everywhere.
ListPlace placeOf(const FoundStatement &found)
{
    const Statement &statement = found.statement;
    const Metric &metric = statement.metric;
    const bool inWords = kindKey(statement.value).isEmpty() && !statement.sheet;
    if (metric.term || !(statement.among || inWords) || !factName(metric.name).isEmpty())
        return {};
    return {found.file, statement.section};
}

} // namespace

qsizetype MetricRow::coverage() const
{
    return std::ranges::count_if(cells, [](const QList<FoundStatement> &cell) { return !cell.isEmpty(); });
}

void MetricRow::moveTo(MetricRow &other)
{
    for (qsizetype column = 0; column < cells.size(); ++column)
        other.cells[column] += std::exchange(cells[column], {});
}

QByteArray MetricRow::keyWithoutPlace() const
{
    return name + '\n' + scope + '\n' + kind + (projected ? "\n+" : "\n") + QByteArray::number(months);
}

bool MetricRow::isRemark() const
{
    const auto isProperty = [](const FoundStatement &found) { return found.statement.own && found.statement.sheet; };
    return !term && kind.isEmpty() && std::ranges::none_of(cells, [&](const QList<FoundStatement> &cell) {
        return std::ranges::any_of(cell, isProperty);
    });
}

QByteArray scopeOf(const Statement &statement)
{
    const bool inList = statement.metric.term && statement.metric.term->measured == Measured::Rank
                        && statement.value.kind == CellKind::Number;
    // A year up to now is a year, whenever it ended.
    return joined({without(statement.metric.scope, "ltm ttm"), statement.part,
                   inList ? statement.sectionWords : QByteArray(), inList ? statement.topicName : QByteArray()});
}

QByteArray commonName(const Metric &metric)
{
    if (metric.term || metric.name.isEmpty())
        return metric.name;
    const QByteArrayView fact = factName(metric.name);
    return fact.isEmpty() ? metric.name : fact.toByteArray();
}

MetricGrid::MetricGrid(const QList<Company> &companies)
{
    for (const Company &company : companies)
        m_columns.insert(company.subject.key, m_columns.size());
}

MetricRow MetricGrid::rowOf(const FoundStatement &found)
{
    const Metric &metric = found.statement.metric;
    QByteArray kind = kindKey(found.statement.value);
    // "$2B a year" is a year's sum, as one without these words is.
    if (metric.term && metric.term->flow && kind == "money /year")
        kind = "money ";
    return {.term = metric.term,
            .name = commonName(metric),
            .scope = scopeOf(found.statement),
            .kind = kind,
            .place = placeOf(found),
            .projected = metric.projected && (!kind.isEmpty() || metric.term),
            .months = kind.isEmpty() ? 12 : monthsOf(found.statement)};
}

void MetricGrid::add(MetricRow row, FoundStatement found)
{
    const auto key = std::pair(std::pair(row.place.file, row.place.section), row.keyWithoutPlace());
    auto place = m_places.constFind(key);
    if (place == m_places.constEnd()) {
        place = m_places.insert(key, m_rows.size());
        row.cells.resize(m_columns.size());
        m_rows.append(std::move(row));
    }
    const qsizetype column = m_columns.value(found.statement.subject.key);
    m_rows[*place].cells[column].append(std::move(found));
}

void MetricGrid::join(const Snapshot &snapshot)
{
    QHash<QByteArray, QList<MetricRow *>> named;
    QList<MetricRow *> all;
    for (MetricRow &row : m_rows) {
        named[row.name].append(&row);
        all.append(&row);
    }
    QList<QList<MetricRow *>> metrics(named.begin(), named.end());
    // What takes longest begins first.
    std::ranges::sort(metrics, std::greater(), &QList<MetricRow *>::size);
    const auto areRanks = [](const QList<MetricRow *> &rows) {
        return std::ranges::any_of(
            rows, [](const MetricRow *row) { return row->term && row->term->measured == Measured::Rank; });
    };
    forAll(metrics.size(), 1, [&](qsizetype i) {
        joinScopes(metrics.at(i));
        joinLists(metrics.at(i), snapshot);
        if (!areRanks(metrics.at(i)))
            joinWords(metrics.at(i));
    });
    joinRanks(all);
    for (const QList<MetricRow *> &rows : std::as_const(metrics)) {
        if (areRanks(rows))
            joinWords(rows);
    }
}

QList<MetricRow> MetricGrid::rows() const
{
    const auto isShared = [this](const MetricRow &row) {
        return row.coverage() > 1 || (row.scope.isEmpty() && row.place.isEmpty()) || m_columns.size() == 1;
    };
    // How often a company says a metric of parts alone; -1 where others say it, or it says it of the whole.
    QHash<std::pair<QByteArray, qsizetype>, int> parts;
    const auto forCells = [this](const auto &look) {
        for (const MetricRow &row : m_rows) {
            for (qsizetype column = 0; column < row.cells.size(); ++column) {
                if (!row.cells.at(column).isEmpty())
                    look(row, std::pair(row.name, column));
            }
        }
    };
    forCells([&](const MetricRow &row, const auto &key) {
        int &count = parts[key];
        count = count < 0 || isShared(row) ? -1 : count + 1;
    });
    QList<MetricRow> kept;
    for (const MetricRow &row : m_rows) {
        if (row.coverage() == 0)
            continue;
        bool only = false;
        for (qsizetype column = 0; column < row.cells.size(); ++column)
            only = only || (!row.cells.at(column).isEmpty() && parts.value({row.name, column}) == 1);
        // What a company's note says first of it is worth a row, whatever it is of.
        const bool head =
            row.term && std::ranges::any_of(row.cells, [](const QList<FoundStatement> &cell) {
                return std::ranges::any_of(cell, [](const FoundStatement &found) { return found.statement.head; });
            });
        // Deals and launches are events, not what a company measures.
        const bool measure = row.term && !row.term->deal && row.term->measured != Measured::Year;
        if (isShared(row) || (measure && (head || only)))
            kept.append(row);
    }
    return ordered(std::move(kept));
}

QList<MetricRow> MetricGrid::allRows() const
{
    QList<MetricRow> kept;
    std::ranges::copy_if(m_rows, std::back_inserter(kept), [](const MetricRow &row) { return row.coverage() > 0; });
    return ordered(std::move(kept));
}

} // namespace tearsheet
