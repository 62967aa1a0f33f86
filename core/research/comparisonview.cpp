// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonview.h"

#include "core/table/table.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Equal as read, or of words as written.
bool isEqual(const StatedValue &left, const StatedValue &right)
{
    const bool values = left.value.isNumeric() || left.value.isTime();
    return values ? left.value == right.value : cellText(left.raw) == cellText(right.raw);
}

bool isShown(const Comparison &comparison, qsizetype row, const ComparisonOrder &order)
{
    const StatedValue *first = nullptr;
    qsizetype filled = 0;
    bool equal = true;
    for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
        const ComparedCell &cell = comparison.cell(row, column);
        if (cell.isGap())
            continue;
        ++filled;
        if (!first)
            first = &cell.values.first();
        equal = equal && isEqual(*first, cell.values.first());
    }
    if (order.sharedOnly && filled < 2)
        return false;
    return !(order.hideEqual && equal && filled == comparison.columns.size());
}

// Where each of the lines `shown` stands among `now`, -1 where it does not: the same one, else one in its place that is
// called the same, as after a change of its unit. Then those of `now` that are new since `before`.
QList<qsizetype> followedLines(const QList<ComparisonLine> &shown, const QList<ComparisonLine> &before,
                               const QList<ComparisonLine> &now)
{
    QList<qsizetype> places(shown.size(), -1);
    QList<bool> taken(now.size(), false);
    const auto take = [&](const auto &isIt) {
        for (qsizetype i = 0; i < shown.size(); ++i) {
            for (qsizetype j = 0; j < now.size() && places.at(i) < 0; ++j) {
                if (taken.at(j) || !isIt(shown.at(i), now.at(j)))
                    continue;
                places[i] = j;
                taken[j] = true;
            }
        }
    };
    take([](const ComparisonLine &left, const ComparisonLine &right) { return left == right; });
    QList<ComparisonLine> hidden = before;
    for (const ComparisonLine &line : shown)
        hidden.removeOne(line);
    for (qsizetype j = 0; j < now.size(); ++j)
        taken[j] = taken.at(j) || hidden.removeOne(now.at(j));
    take([](const ComparisonLine &left, const ComparisonLine &right) {
        return left.title == right.title && left.note == right.note;
    });
    for (qsizetype j = 0; j < now.size(); ++j) {
        if (!taken.at(j))
            places.append(j);
    }
    return places;
}

} // namespace

QString columnKey(const ComparisonLine &column)
{
    return column.title + u'\n' + column.detail + u'\n' + column.group;
}

Comparison arranged(Comparison comparison, const ComparisonOrder &order)
{
    if (order.transposed)
        comparison = comparison.transposed();
    QList<qsizetype> rows;
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        if (isShown(comparison, row, order))
            rows.append(row);
    }
    const auto by = std::ranges::find(comparison.columns, order.sortedBy, columnKey);
    if (!order.sortedBy.isEmpty() && by != comparison.columns.end()) {
        const qsizetype column = by - comparison.columns.begin();
        std::ranges::stable_sort(rows, [&](qsizetype left, qsizetype right) {
            const ComparedCell &one = comparison.cell(left, column);
            const ComparedCell &other = comparison.cell(right, column);
            if (one.isGap() || other.isGap())
                return !one.isGap() && other.isGap();
            const std::weak_ordering way = compareCells(one.values.first().value, other.values.first().value);
            if (way != 0)
                return order.descending ? way > 0 : way < 0;
            const int words =
                QString::localeAwareCompare(cellText(one.values.first().raw), cellText(other.values.first().raw));
            return order.descending ? words > 0 : words < 0;
        });
    }
    Comparison shown{.title = comparison.title,
                     .corner = comparison.corner,
                     .columns = comparison.columns,
                     .rows = {},
                     .cells = {},
                     .remarks = comparison.remarks};
    for (const qsizetype row : std::as_const(rows)) {
        shown.rows.append(comparison.rows.at(row));
        shown.cells += comparison.cells.sliced(row * comparison.columns.size(), comparison.columns.size());
    }
    return shown;
}

Comparison followed(const Comparison &shown, const Comparison &before, const Comparison &now)
{
    const QList<qsizetype> rows = followedLines(shown.rows, before.rows, now.rows);
    const QList<qsizetype> columns = followedLines(shown.columns, before.columns, now.columns);
    Comparison next{
        .title = now.title, .corner = now.corner, .columns = {}, .rows = {}, .cells = {}, .remarks = now.remarks};
    for (qsizetype i = 0; i < columns.size(); ++i)
        next.columns.append(columns.at(i) < 0 ? shown.columns.at(i) : now.columns.at(columns.at(i)));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        next.rows.append(rows.at(i) < 0 ? shown.rows.at(i) : now.rows.at(rows.at(i)));
        for (const qsizetype column : columns)
            next.cells.append(rows.at(i) < 0 || column < 0 ? ComparedCell() : now.cell(rows.at(i), column));
    }
    return next;
}

} // namespace tearsheet
