// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metricrows.h"

#include "core/research/verdict.h"
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

// What rows have in common that different lists may state.
QByteArray keyWithoutPlace(const MetricRow &row)
{
    return row.name + '\n' + row.scope + '\n' + row.kind + (row.projected ? "\n+" : "\n")
           + QByteArray::number(row.months);
}

QByteArray keyOf(const MetricRow &row)
{
    return row.place + '\n' + keyWithoutPlace(row);
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
QByteArray placeOf(const FoundStatement &found)
{
    const Statement &statement = found.statement;
    const Metric &metric = statement.metric;
    const bool inWords = kindKey(statement.value).isEmpty() && !statement.sheet;
    if (metric.term || !(statement.among || inWords) || !factName(metric.name).isEmpty())
        return {};
    return QByteArray::number(found.file) + ':' + QByteArray::number(statement.section);
}

// Whether a figure is one that other rules make of a sum, even where it equals the sum.
bool isAdjusted(const QByteArray &scope)
{
    constexpr std::string_view Words[] = {"adj", "adjusted", "non", "underlying", "core", "cumulative", "organic"};
    return std::ranges::any_of(wordsOf(scope), [&](std::string_view word) { return isOneOf(word, Words); });
}

// Whether a note says the same figure of the same time among both.
bool sayTheSame(const QList<FoundStatement> &left, const QList<FoundStatement> &right)
{
    return std::ranges::any_of(left, [&](const FoundStatement &one) {
        return std::ranges::any_of(right, [&](const FoundStatement &other) {
            const bool sameTime = !one.statement.isDated() || !other.statement.isDated()
                                  || one.statement.period == other.statement.period;
            const auto judgement =
                one.file == other.file && sameTime ? judge(one.statement, other.statement) : std::nullopt;
            return judgement && judgement->verdict == Verdict::Agree;
        });
    });
}

bool haveSameScopes(const MetricRow &left, const MetricRow &right)
{
    bool any = false;
    for (qsizetype column = 0; column < left.cells.size(); ++column) {
        for (const FoundStatement &one : left.cells.at(column)) {
            for (const FoundStatement &other : right.cells.at(column)) {
                if (!haveSameScope(one.statement, other.statement))
                    return false;
                any = true;
            }
        }
    }
    return any;
}

// What the cells of rows say, by column as their statements are; read once, since many rows are held against each.
class RowTexts
{
public:
    explicit RowTexts(const Snapshot &snapshot) : m_snapshot(snapshot) {}

    const QStringList &of(const MetricRow &row, qsizetype column)
    {
        QList<QStringList> &columns = m_texts[&row];
        for (qsizetype next = columns.size(); next < row.cells.size(); ++next) {
            QStringList said;
            for (const FoundStatement &found : row.cells.at(next))
                said.append(cellText(found.statement.place.range.in(m_snapshot.note(found.file).text)).toCaseFolded());
            columns.append(said);
        }
        return columns.at(column);
    }

    void forget(const MetricRow &row) { m_texts.remove(&row); }

private:
    const Snapshot &m_snapshot;
    QHash<const MetricRow *, QList<QStringList>> m_texts;
};

// How many companies both rows say the same of; none where they say something else of any. Those of other times tell
// nothing.
int countAlike(const MetricRow &left, const MetricRow &right, RowTexts &texts)
{
    int alike = 0;
    for (qsizetype column = 0; column < left.cells.size(); ++column) {
        const QList<FoundStatement> &ones = left.cells.at(column);
        const QList<FoundStatement> &others = right.cells.at(column);
        bool same = false;
        bool apart = false;
        for (qsizetype i = 0; i < ones.size() && !same; ++i) {
            for (qsizetype j = 0; j < others.size() && !same; ++j) {
                const Statement &one = ones.at(i).statement;
                const Statement &other = others.at(j).statement;
                const bool figures = !one.value.quantities.isEmpty() && !other.value.quantities.isEmpty();
                const auto judgement = figures ? judge(one, other) : std::nullopt;
                if (figures && !judgement)
                    continue;
                same = figures ? judgement->verdict == Verdict::Agree
                               : texts.of(left, column).at(i) == texts.of(right, column).at(j);
                const bool otherTimes = one.isDated() && other.isDated() && one.period != other.period;
                apart = apart || (!same && !otherTimes);
            }
        }
        if (apart && !same)
            return 0;
        alike += same ? 1 : 0;
    }
    return alike;
}

// Which columns a row fills, as far as the bits go round: most rows of a common name have none in common.
quint64 columnsOf(const MetricRow &row)
{
    quint64 columns = 0;
    for (qsizetype column = 0; column < row.cells.size(); ++column)
        columns |= row.cells.at(column).isEmpty() ? 0 : quint64(1) << (column % 64);
    return columns;
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

void MetricGrid::add(const FoundStatement &found)
{
    const Metric &metric = found.statement.metric;
    QByteArray kind = kindKey(found.statement.value);
    // "$2B a year" is a year's sum, as one without these words is.
    if (metric.term && metric.term->flow && kind == "money /year")
        kind = "money ";
    MetricRow row{.term = metric.term,
                  .name = commonName(metric),
                  .scope = scopeOf(found.statement),
                  .kind = kind,
                  .place = placeOf(found),
                  .projected = metric.projected && (!kind.isEmpty() || metric.term),
                  .months = kind.isEmpty() ? 12 : monthsOf(found.statement)};
    const QByteArray key = keyOf(row);
    auto place = m_places.constFind(key);
    if (place == m_places.constEnd()) {
        place = m_places.insert(key, m_rows.size());
        row.cells.resize(m_columns.size());
        m_rows.append(std::move(row));
    }
    m_rows[*place].cells[m_columns.value(found.statement.subject.key)].append(found);
}

QHash<QByteArray, QList<MetricRow *>> MetricGrid::rowsByName()
{
    QHash<QByteArray, QList<MetricRow *>> rows;
    for (MetricRow &row : m_rows)
        rows[row.name].append(&row);
    return rows;
}

void MetricGrid::joinWords()
{
    const QHash<QByteArray, QList<MetricRow *>> named = rowsByName();
    for (MetricRow &words : m_rows) {
        if (!words.kind.isEmpty() || words.coverage() == 0)
            continue;
        QList<MetricRow *> figures;
        for (MetricRow *const row : named.value(words.name)) {
            if (!row->kind.isEmpty() && row->isOfSame(words) && row->coverage() > 0)
                figures.append(row);
        }
        if (figures.isEmpty())
            continue;
        MetricRow *const best = *std::ranges::max_element(figures, {}, [&](const MetricRow *row) {
            return std::tuple(row->projected == words.projected, !row->projected, row->coverage(), row->months);
        });
        if (best->coverage() >= words.coverage())
            words.moveTo(*best);
        else if (!words.term)
            std::ranges::for_each(figures, [&](MetricRow *row) { row->moveTo(words); });
    }
}

void MetricGrid::joinScopes()
{
    const QHash<QByteArray, QList<MetricRow *>> named = rowsByName();
    // Where a note says the same of the whole, what a heading says beside a figure is no part.
    for (MetricRow &narrow : m_rows) {
        const bool mayBePart = !narrow.term || narrow.term->scoped || narrow.kind.isEmpty() || isAdjusted(narrow.scope);
        if (mayBePart || narrow.scope.isEmpty())
            continue;
        for (MetricRow *const wide : named.value(narrow.name)) {
            const bool isWhole = wide->scope.isEmpty() && wide->term == narrow.term && wide->kind == narrow.kind
                                 && wide->projected == narrow.projected && wide->months == narrow.months;
            for (qsizetype column = 0; column < wide->cells.size() && isWhole; ++column) {
                if (sayTheSame(wide->cells.at(column), narrow.cells.at(column)))
                    wide->cells[column] += std::exchange(narrow.cells[column], {});
            }
        }
    }
    for (MetricRow &narrow : m_rows) {
        // Each list has its own places.
        if (narrow.term && narrow.term->measured == Measured::Rank)
            continue;
        MetricRow *best = nullptr;
        for (MetricRow *const wide : named.value(narrow.name)) {
            const bool candidate = wide != &narrow && wide->place == narrow.place && wide->kind == narrow.kind
                                   && wide->projected == narrow.projected && wide->months == narrow.months
                                   && !wide->kind.isEmpty();
            if (candidate && wide->coverage() >= narrow.coverage() && (!best || wide->coverage() > best->coverage())
                && haveSameScopes(*wide, narrow))
                best = wide;
        }
        if (!best)
            continue;
        // What says no scope may be of that which others say.
        if (best->scope.isEmpty() && best->term && best->term->scoped)
            best->scope = narrow.scope;
        narrow.moveTo(*best);
    }
}

void MetricGrid::joinLists(const Snapshot &snapshot)
{
    RowTexts texts(snapshot);
    struct Other
    {
        MetricRow *row;
        quint64 columns;
    };
    QHash<QByteArray, QList<Other>> alike;
    for (MetricRow &row : m_rows) {
        if (!row.term && row.coverage() > 0)
            alike[keyWithoutPlace(row)].append({&row, columnsOf(row)});
    }
    for (MetricRow &narrow : m_rows) {
        if (narrow.term || narrow.place.isEmpty() || narrow.coverage() == 0)
            continue;
        const quint64 filled = columnsOf(narrow);
        for (auto &[wide, columns] : alike[keyWithoutPlace(narrow)]) {
            if ((columns & filled) == 0)
                continue;
            const bool candidate = wide->place != narrow.place && wide->coverage() > 0
                                   && (wide->place.isEmpty() || wide->coverage() > narrow.coverage()
                                       || (wide->coverage() == narrow.coverage() && wide < &narrow));
            if (!candidate)
                continue;
            const int companies = countAlike(narrow, *wide, texts);
            const bool single = narrow.coverage() == 1 || wide->coverage() == 1;
            if (companies > 1 || (companies == 1 && single)) {
                narrow.moveTo(*wide);
                columns |= filled;
                texts.forget(*wide);
                break;
            }
        }
    }
}

void MetricGrid::joinRanks()
{
    const auto isRank = [](const MetricRow &row) {
        return row.term && row.term->measured == Measured::Rank && !row.kind.isEmpty() && row.coverage() > 0;
    };
    const auto places = [](const QList<FoundStatement> &cell) {
        QList<double> numbers;
        for (const FoundStatement &found : cell)
            numbers.append(found.statement.value.magnitude());
        return numbers;
    };
    const auto isWithin = [](const QByteArray &scope, const QByteArray &other) {
        return !scope.isEmpty() && without(scope, other).isEmpty();
    };
    QList<MetricRow *> ranks;
    for (MetricRow &row : m_rows) {
        if (isRank(row))
            ranks.append(&row);
    }
    for (MetricRow *const narrow : std::as_const(ranks)) {
        for (MetricRow *const wide : std::as_const(ranks)) {
            if (wide == narrow || !isRank(*wide) || wide->coverage() < narrow->coverage()
                || wide->projected != narrow->projected)
                continue;
            int alike = 0;
            int apart = 0;
            for (qsizetype column = 0; column < wide->cells.size(); ++column) {
                const QList<double> one = places(wide->cells.at(column));
                const QList<double> other = places(narrow->cells.at(column));
                if (!one.isEmpty() && !other.isEmpty())
                    ++(std::ranges::find_first_of(one, other) == one.end() ? apart : alike);
            }
            const bool contained = isWithin(narrow->scope, wide->scope) || isWithin(wide->scope, narrow->scope);
            if (apart > 0 ? !contained || alike < apart : alike < (contained ? 1 : 2))
                continue;
            if (isWithin(narrow->scope, wide->scope))
                wide->scope = narrow->scope;
            narrow->moveTo(*wide);
            break;
        }
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
