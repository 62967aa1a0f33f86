// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/table/grid.h"

namespace tearsheet {

/// What a user types to see only some cells of a column.
///
/// `>5`, `>=5`, `<3`, `<=3%`, `=x`, `!=x` compare, anything else is to be contained, case aside. Numbers compare with
/// numbers, in full (`>1B`) and of the same unit where one is typed; `=` alone finds missing values, `!=` alone the
/// others.
struct CellFilter
{
    enum class Relation { Contains, Less, LessOrEqual, Equal, NotEqual, GreaterOrEqual, Greater };

    Relation relation = Relation::Contains;
    QString text; ///< Case folded.
    CellValue value;
    std::optional<double> number; ///< What was typed, as a number without its unit.
    std::optional<Figure> wanted; ///< With it.

    static CellFilter of(const QString &typed);

    bool isEmpty() const { return relation == Relation::Contains && text.isEmpty(); }

    /// Whether the cell of `grid` passes.
    bool accepts(const Grid &grid, int row, int column) const;
};

/// A column that rows are sorted by.
struct SortKey
{
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const SortKey &) const = default;
};

/// Which rows are shown, and in which order. The table itself stays as it is.
struct Arrangement
{
    QList<SortKey> keys;         ///< The first one first; none is the table's own order.
    QHash<int, QString> filters; ///< By column, as typed.

    bool operator==(const Arrangement &) const = default;

    bool isPlain() const { return keys.isEmpty() && filters.isEmpty(); }
};

/// The rows of `grid` that pass the filters, in order. Rows that are equal keep the table's order; values that are
/// missing come last either way. Returns early where `cancelled` says so. O(n log n), each value read once.
QList<int> arrangedRows(const Grid &grid, const Arrangement &arrangement, const CancelFlag *cancelled = nullptr);

} // namespace tearsheet
