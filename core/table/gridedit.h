// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/note.h"
#include "core/table/tableedit.h"

namespace tearsheet {

/// A change of a table as a user asks for it, whatever the table is written in.
struct GridEdit
{
    enum class Kind {
        SetCells,      ///< `cells`; the table grows as needed.
        InsertRows,    ///< `count` rows before row `at`, which say `cells`.
        RemoveRows,    ///< `numbers`
        OrderRows,     ///< Row `numbers[i]` becomes row i.
        InsertColumn,  ///< Before column `at`.
        RemoveColumns, ///< `numbers`
        OrderColumns,  ///< As `OrderRows`.
        Transpose,
        EscapeBars,
        FillRows,
        SetTextApart, ///< Text that stands directly below; only of a note.
        AddColumns,   ///< For surplus cells.
        JoinCells,    ///< Cell `count` of row `at` with the one behind it.
        AddHeader,    ///< For rows that have none.
        Rejoin,       ///< Such rows go under the table above them; only of a note.
        AddBelow,     ///< A paragraph below the table that says `cells.first().text`; only of a note.
    };

    Kind kind = Kind::SetCells;
    QList<CellText> cells;
    QList<int> numbers;
    int at = 0;
    int count = 1;

    bool operator==(const GridEdit &) const = default;
};

/// What `edit` does to a pipe table of the note `text`; empty where it means nothing there.
EditScript scriptOf(const GridEdit &edit, const Table &table, QByteArrayView text);

/// Which table of a note is to be changed, and how. Made from one state of the note, done to the newest.
struct TableChange
{
    int table = 0;     ///< Its number in the note; -1 for rows without a header.
    QByteArray before; ///< Its bytes as the user saw them.
    GridEdit edit;

    bool operator==(const TableChange &) const = default;
};

/// The script that does `change` to the note `text` with `facts`. The table is found by its bytes, the nearest one to
/// its number. Where it is no longer there as it was, text for one cell goes in all the same if that cell says what it
/// did; anything else fails with `Changed`.
Result<EditScript> scriptOf(const TableChange &change, const NoteFacts &facts, QByteArrayView text);

} // namespace tearsheet
