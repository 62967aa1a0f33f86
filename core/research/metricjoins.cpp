// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metricjoins.h"

#include "core/research/verdict.h"
#include "core/table/cellcursor.h"
#include "core/table/table.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace tearsheet {

namespace {

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

// What a cell says, as far as it tells at a glance that another says something else.
class Saying
{
public:
    Saying(const FoundStatement &found, qsizetype column, const Snapshot &snapshot)
        : m_found(&found), m_snapshot(&snapshot), m_column(column)
    {
        const CellValue &value = found.statement.value;
        if (value.quantities.size() != 1 || value.isTime() || found.statement.metric.term)
            return;
        const Quantity &quantity = value.quantities.first();
        m_bare = quantity.form == Quantity::Form::Single && (quantity.unit.isEmpty() || quantity.unit == "%")
                 && quantity.number.digits != 0;
        m_low = quantity.low();
        m_high = quantity.high();
        m_size = std::abs(quantity.number.value());
    }

    const Statement &statement() const { return m_found->statement; }
    qsizetype column() const { return m_column; }
    bool isFigure() const { return !statement().value.quantities.isEmpty(); }

    // Read when it is first asked for: figures are held against each other by what they mean.
    const QString &text()
    {
        if (m_text.isNull())
            m_text = cellText(statement().place.range.in(m_snapshot->note(m_found->file).text)).toCaseFolded();
        return m_text;
    }

    // Whether two figures may agree: no bare one is rounded by more than `Roughest` of itself.
    bool mayAgreeWith(const Saying &other) const
    {
        constexpr double Roughest = 0.151;
        return !m_bare || !other.m_bare
               || std::max(m_low - other.m_high, other.m_low - m_high) <= Roughest * std::max(m_size, other.m_size);
    }

private:
    const FoundStatement *m_found;
    const Snapshot *m_snapshot;
    qsizetype m_column;
    bool m_bare = false; // A single figure whose unit scales nothing.
    double m_low = 0;
    double m_high = 0;
    double m_size = 0;
    QString m_text;
};

// A row of one list or several, held against others.
class ListRow
{
public:
    ListRow(MetricRow &row, const Snapshot &snapshot) : m_row(&row), m_snapshot(&snapshot) { read(); }

    MetricRow &row() const { return *m_row; }
    qsizetype coverage() const { return m_coverage; }
    std::span<Saying> sayings() { return m_sayings; }

    // As far as the bits go round: most rows of a common name have no column in common.
    bool sharesColumns(const ListRow &other) const { return (m_columns & other.m_columns) != 0; }

    void moveTo(ListRow &other)
    {
        m_row->moveTo(*other.m_row);
        read();
        other.read();
    }

private:
    void read()
    {
        m_sayings.clear();
        m_columns = 0;
        m_coverage = m_row->coverage();
        for (qsizetype column = 0; column < m_row->cells.size(); ++column) {
            for (const FoundStatement &found : m_row->cells.at(column)) {
                m_columns |= quint64(1) << (column % 64);
                m_sayings.emplace_back(found, column, *m_snapshot);
            }
        }
    }

    MetricRow *m_row;
    const Snapshot *m_snapshot;
    quint64 m_columns = 0;
    qsizetype m_coverage = 0;
    std::vector<Saying> m_sayings; // By column.
};

// Whether any company may have the same in both.
bool mayBeAlike(ListRow &left, ListRow &right)
{
    auto other = right.sayings().begin();
    for (Saying &one : left.sayings()) {
        while (other != right.sayings().end() && other->column() < one.column())
            ++other;
        for (auto beside = other; beside != right.sayings().end() && beside->column() == one.column(); ++beside) {
            const bool figures = one.isFigure() && beside->isFigure();
            if (figures ? one.mayAgreeWith(*beside) : one.text() == beside->text())
                return true;
        }
    }
    return false;
}

// The cells of a column.
std::span<Saying> cellOf(ListRow &row, qsizetype column)
{
    const auto cell = std::ranges::equal_range(row.sayings(), column, {}, &Saying::column);
    return {cell.begin(), cell.end()};
}

// How many companies both rows say the same of; none where they say something else of any. Those of other times tell
// nothing.
int countAlike(ListRow &left, ListRow &right)
{
    if (!mayBeAlike(left, right))
        return 0;
    int alike = 0;
    for (qsizetype column = 0; column < left.row().cells.size(); ++column) {
        const std::span<Saying> ones = cellOf(left, column);
        const std::span<Saying> others = cellOf(right, column);
        bool same = false;
        bool apart = false;
        for (size_t i = 0; i < ones.size() && !same; ++i) {
            for (size_t j = 0; j < others.size() && !same; ++j) {
                const Statement &one = ones[i].statement();
                const Statement &other = others[j].statement();
                const bool figures = ones[i].isFigure() && others[j].isFigure();
                const auto judgement = figures ? judge(one, other) : std::nullopt;
                if (figures && !judgement)
                    continue;
                same = figures ? judgement->verdict == Verdict::Agree : ones[i].text() == others[j].text();
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

// Those of rows that say the same but for the list that says it.
void joinAlike(std::vector<ListRow> &rows)
{
    for (ListRow &narrow : rows) {
        if (narrow.row().place.isEmpty() || narrow.coverage() == 0)
            continue;
        for (ListRow &wide : rows) {
            if (!wide.sharesColumns(narrow))
                continue;
            const bool candidate = (wide.row().place.isEmpty() || wide.coverage() > narrow.coverage()
                                    || (wide.coverage() == narrow.coverage() && &wide < &narrow))
                                   && wide.row().place != narrow.row().place;
            if (!candidate)
                continue;
            const int companies = countAlike(narrow, wide);
            const bool single = narrow.coverage() == 1 || wide.coverage() == 1;
            if (companies > 1 || (companies == 1 && single)) {
                narrow.moveTo(wide);
                break;
            }
        }
    }
}

} // namespace

void joinScopes(const QList<MetricRow *> &rows)
{
    // Where a note says the same of the whole, what a heading says beside a figure is no part.
    for (MetricRow *const narrow : rows) {
        const bool mayBePart =
            !narrow->term || narrow->term->scoped || narrow->kind.isEmpty() || isAdjusted(narrow->scope);
        if (mayBePart || narrow->scope.isEmpty())
            continue;
        for (MetricRow *const wide : rows) {
            const bool isWhole = wide->scope.isEmpty() && wide->term == narrow->term && wide->kind == narrow->kind
                                 && wide->projected == narrow->projected && wide->months == narrow->months;
            for (qsizetype column = 0; column < wide->cells.size() && isWhole; ++column) {
                if (sayTheSame(wide->cells.at(column), narrow->cells.at(column)))
                    wide->cells[column] += std::exchange(narrow->cells[column], {});
            }
        }
    }
    for (MetricRow *const narrow : rows) {
        // Each list has its own places.
        if (narrow->kind.isEmpty() || (narrow->term && narrow->term->measured == Measured::Rank))
            continue;
        const qsizetype coverage = narrow->coverage();
        MetricRow *best = nullptr;
        for (MetricRow *const wide : rows) {
            const bool candidate = wide != narrow && wide->place == narrow->place
                                   && wide->projected == narrow->projected && wide->months == narrow->months
                                   && wide->kind == narrow->kind;
            if (candidate && wide->coverage() >= coverage && (!best || wide->coverage() > best->coverage())
                && haveSameScopes(*wide, *narrow))
                best = wide;
        }
        if (!best)
            continue;
        // What says no scope may be of that which others say.
        if (best->scope.isEmpty() && best->term && best->term->scoped)
            best->scope = narrow->scope;
        narrow->moveTo(*best);
    }
}

void joinLists(const QList<MetricRow *> &rows, const Snapshot &snapshot)
{
    QHash<QByteArray, std::vector<ListRow>> alike;
    for (MetricRow *const row : rows) {
        if (!row->term && row->coverage() > 0)
            alike[row->keyWithoutPlace()].emplace_back(*row, snapshot);
    }
    for (std::vector<ListRow> &some : alike)
        joinAlike(some);
}

void joinRanks(const QList<MetricRow *> &rows)
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
    std::ranges::copy_if(rows, std::back_inserter(ranks), [&](const MetricRow *row) { return isRank(*row); });
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

void joinWords(const QList<MetricRow *> &rows)
{
    for (MetricRow *const words : rows) {
        if (!words->kind.isEmpty() || words->coverage() == 0)
            continue;
        QList<MetricRow *> figures;
        for (MetricRow *const row : rows) {
            if (!row->kind.isEmpty() && row->isOfSame(*words) && row->coverage() > 0)
                figures.append(row);
        }
        if (figures.isEmpty())
            continue;
        MetricRow *const best = *std::ranges::max_element(figures, {}, [&](const MetricRow *row) {
            return std::tuple(row->projected == words->projected, !row->projected, row->coverage(), row->months);
        });
        if (best->coverage() >= words->coverage())
            words->moveTo(*best);
        else if (!words->term)
            std::ranges::for_each(figures, [&](MetricRow *row) { row->moveTo(*words); });
    }
}

} // namespace tearsheet
