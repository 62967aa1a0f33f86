// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/grid.h"

#include <QSet>

namespace tearsheet {

/// Rows that an edit may have changed: so many from `first` on have become so many others; all others say what they
/// said.
struct ChangedRows
{
    int first = 0; ///< Below the header.
    int before = 0;
    int after = 0;
};

/// Which rows and columns of a table are which of its newer state, by what they say and where they stand.
///
/// Rows that say the same are the same ones, then those that begin with the same cell, then those between the same
/// neighbours that share half of their cells; columns go by their names. What is left over between the same neighbours,
/// one for one, took the other's place. Any thread; linear but for what differs.
struct GridMatch
{
    QList<int> rows;    ///< For each row before, its number after; -1 where it is gone.
    QList<int> columns; ///< Likewise.
    QSet<int>
        replaced; ///< Rows before whose number after is that of a row that shares nothing with them but its place.

    static GridMatch of(const Grid &before, const Grid &after);

    /// The same where it is known which rows may have changed. The header has not.
    static GridMatch of(const Grid &before, const Grid &after, const ChangedRows &changed);

    /// Whether row `row` is still there; the header always is.
    bool hasRow(int row) const;
    bool hasColumn(int column) const { return columns.value(column, -1) >= 0; }

    /// Where `row` is now; the header stays the header.
    int row(int before) const { return before < 0 ? before : rows.value(before, -1); }

    /// The row now at or next to the place of row `before`, -1 for none.
    int nearestRow(int before) const;

    /// The same for columns.
    int nearestColumn(int before) const;

    /// How many rows are still there.
    int sameRows() const;
};

} // namespace tearsheet
