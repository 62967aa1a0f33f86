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

} // namespace tearsheet
