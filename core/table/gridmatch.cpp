// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/gridmatch.h"

#include "core/table/tableedit.h"

#include <QHash>

#include <algorithm>
#include <type_traits>

namespace tearsheet {

namespace {

constexpr qsizetype MostCompared = 40000; // Pairs of rows whose cells are compared, in one gap.

/// A list of things and their partners in another one, both ways.
struct Pairs
{
    QList<int> there; // By number here, -1 for none.
    QList<int> here;

    Pairs(int before, int after) : there(before, -1), here(after, -1) {}

    void join(int before, int after)
    {
        there[before] = after;
        here[after] = before;
    }
};

/// The first of those that say the same is the first of those over there, and so on; what says nothing stays alone.
template <typename Before, typename After>
void joinEqual(Pairs &pairs, const Before &before, const After &after)
{
    QHash<std::invoke_result_t<After, int>, QList<int>> open;
    for (int i = static_cast<int>(pairs.here.size()) - 1; i >= 0; --i) {
        if (pairs.here.at(i) >= 0)
            continue;
        if (const auto key = after(i); !key.isEmpty())
            open[key].append(i);
    }
    for (int i = 0; !open.isEmpty() && i < pairs.there.size(); ++i) {
        if (pairs.there.at(i) >= 0)
            continue;
        if (const auto found = open.find(before(i)); found != open.end() && !found->isEmpty())
            pairs.join(i, found->takeLast());
    }
}

/// Calls `meet` with what has no partner yet between two neighbours that have one and stand next to each other in both
/// lists.
template <typename Meet>
void forGaps(const Pairs &pairs, const Meet &meet)
{
    const auto count = static_cast<int>(pairs.there.size());
    const QList<int> there = pairs.there;
    int last = -1; // The partner of what stands before the gap.
    for (int i = 0; i <= count; ++i) {
        if (i < count && there.at(i) >= 0) {
            last = there.at(i);
            continue;
        }
        if (i == count)
            break;
        QList<int> lost;
        while (i < count && there.at(i) < 0)
            lost.append(i++);
        QList<int> come;
        for (int j = last + 1; j < pairs.here.size() && pairs.here.at(j) < 0; ++j)
            come.append(j);
        if (come.isEmpty() && i < count) {
            for (int j = there.at(i) - 1; j >= 0 && pairs.here.at(j) < 0; --j)
                come.prepend(j);
        }
        if (!come.isEmpty())
            meet(lost, come);
        last = i < count ? there.at(i) : last;
    }
}

/// Columns that have a partner.
using ColumnPairs = QList<std::pair<int, int>>;

/// How many cells of two rows say the same, and how many do not.
std::pair<int, int> compared(const Grid &before, int row, const Grid &after, int other, const ColumnPairs &columns)
{
    int same = 0;
    int different = 0;
    for (const auto &[here, there] : columns) {
        const QByteArray mine = before.source(row, here);
        if (mine != after.source(other, there))
            ++different;
        else if (!mine.isEmpty())
            ++same;
    }
    return {same, different};
}

QList<int> matchedColumns(const Grid &before, const Grid &after)
{
    Pairs pairs(before.columnCount(), after.columnCount());
    // Columns without a name are the same ones in their order, and so are those beyond the header.
    const auto name = [](const Grid &grid, int i) {
        return i < grid.headerCount() ? "named " + grid.source(HeaderRow, i) : QByteArray("beyond");
    };
    joinEqual(pairs, [&](int i) { return name(before, i); }, [&](int i) { return name(after, i); });
    forGaps(pairs, [&](const QList<int> &lost, const QList<int> &come) {
        for (qsizetype i = 0; lost.size() == come.size() && i < lost.size(); ++i)
            pairs.join(lost.at(i), come.at(i));
    });
    return pairs.there;
}

// Matches the rows that have no partner yet.
GridMatch matched(const Grid &before, const Grid &after, Pairs pairs)
{
    GridMatch match;
    match.columns = matchedColumns(before, after);
    ColumnPairs columns;
    for (int i = 0; i < match.columns.size(); ++i) {
        if (match.columns.at(i) >= 0)
            columns.append({i, match.columns.at(i)});
    }
    joinEqual(pairs, [&](int i) { return before.line(i); }, [&](int i) { return after.line(i); });
    // What stands in the first column that both have is what a row is about.
    if (!columns.isEmpty()) {
        joinEqual(
            pairs, [&](int i) { return before.source(i, columns.first().first); },
            [&](int i) { return after.source(i, columns.first().second); });
    }
    forGaps(pairs, [&](const QList<int> &lost, const QList<int> &come) {
        QList<int> free = come;
        if (lost.size() * come.size() <= MostCompared) {
            for (const int row : lost) {
                int best = -1;
                int shared = 0;
                for (const int other : std::as_const(free)) {
                    const auto [same, different] = compared(before, row, after, other, columns);
                    const bool oneCell = lost.size() == 1 && come.size() == 1 && different <= 1;
                    if (oneCell || (same >= different && same > shared)) {
                        shared = same;
                        best = other;
                    }
                }
                if (best >= 0) {
                    pairs.join(row, best);
                    free.removeOne(best);
                }
            }
        }
        if (lost.size() != come.size())
            return;
        for (const int row : lost) {
            if (pairs.there.at(row) < 0) {
                pairs.join(row, free.takeFirst());
                match.replaced.insert(row);
            }
        }
    });
    match.rows = pairs.there;
    return match;
}

} // namespace

GridMatch GridMatch::of(const Grid &before, const Grid &after)
{
    Pairs pairs(before.rowCount(), after.rowCount());
    const int most = std::min(before.rowCount(), after.rowCount());
    int first = 0;
    for (; first < most && before.line(first) == after.line(first); ++first)
        pairs.join(first, first);
    for (int last = 1; last <= most - first; ++last) {
        const int here = before.rowCount() - last;
        const int there = after.rowCount() - last;
        if (before.line(here) != after.line(there))
            break;
        pairs.join(here, there);
    }
    return matched(before, after, std::move(pairs));
}

GridMatch GridMatch::of(const Grid &before, const Grid &after, const ChangedRows &changed)
{
    Pairs pairs(before.rowCount(), after.rowCount());
    for (int row = 0; row < changed.first; ++row)
        pairs.join(row, row);
    const int shift = changed.after - changed.before;
    for (int row = changed.first + changed.before; row < before.rowCount(); ++row)
        pairs.join(row, row + shift);
    // The first and the last of them may say what they said.
    int first = changed.first;
    int last = 1;
    const int most = std::min(changed.before, changed.after);
    for (; first < changed.first + most && before.line(first) == after.line(first); ++first)
        pairs.join(first, first);
    for (const int end = changed.first + changed.before;
         last <= most - (first - changed.first) && before.line(end - last) == after.line(end + shift - last); ++last)
        pairs.join(end - last, end + shift - last);
    return matched(before, after, std::move(pairs));
}

bool GridMatch::hasRow(int row) const
{
    return row < 0 || (rows.value(row, -1) >= 0 && !replaced.contains(row));
}

int GridMatch::nearestRow(int before) const
{
    for (int row = before; row >= 0 && row < rows.size(); ++row) {
        if (rows.at(row) >= 0)
            return rows.at(row);
    }
    for (int row = std::min(before, static_cast<int>(rows.size())) - 1; row >= 0; --row) {
        if (rows.at(row) >= 0)
            return rows.at(row);
    }
    return -1;
}

int GridMatch::nearestColumn(int before) const
{
    for (int column = std::min(before, static_cast<int>(columns.size()) - 1); column >= 0; --column) {
        if (columns.at(column) >= 0)
            return columns.at(column);
    }
    return before < 0 ? -1 : 0;
}

int GridMatch::sameRows() const
{
    const auto there = std::ranges::count_if(rows, [](int row) { return row >= 0; });
    return static_cast<int>(there - replaced.size());
}

} // namespace tearsheet
