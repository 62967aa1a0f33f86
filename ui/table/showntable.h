// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "core/table/arrangement.h"
#include "core/table/gridedit.h"
#include "core/table/gridmatch.h"
#include "core/table/tabledefects.h"
#include "core/vault/snapshot.h"

#include <QSet>

#include <optional>

namespace tearsheet {

/// A link that a cell is as a whole, and whether it reaches something.
struct CellLink
{
    LinkTarget target;
    bool resolved = true;
};

/// Which table of a note: its number, -1 for rows without a header, and where it stands.
struct TablePlace
{
    int table = -1;
    ByteRange range;

    bool operator==(const TablePlace &) const = default;
};

/// The tables of a note and the rows that have lost theirs, as they stand.
QList<TablePlace> tablePlaces(const NoteFacts &facts);

/// One table ready to be shown: its cells and what the vault knows of them. Immutable.
struct ShownTable
{
    QString key; ///< The same for the same table after an edit.
    GridPtr grid;
    QStringList headers; ///< As a reader sees them, one for each column.
    QList<CellKind> kinds;
    bool propertySheet = false;
    QList<TableFinding> findings;
    QSet<int> ownRows;
    QHash<quint64, CellLink> links;      ///< By `cellKey`.
    QList<std::optional<Fences>> fences; ///< Of each column; beyond them, numbers are far from the others.
    QList<quint32> offsets;              ///< Where each row stands in the note; empty for what is no note.
    TablePlace place;
    bool rejoinable = false; ///< Rows without a header fit under the table above them.
    QByteArray bytes;        ///< Of the table, as they are to be found again for a change.

    /// Which rows are others than in the state of which `bytes` are `since`.
    struct Change
    {
        QByteArray since;
        ChangedRows rows;
    };

    std::optional<Change> change; ///< Where it is known.

    static quint64 cellKey(int row, int column)
    {
        return static_cast<quint64>(static_cast<quint32>(row)) << 32 | static_cast<quint32>(column);
    }
};

/// Whether a table has so many cells that to look at all of them at once would be felt.
bool isLarge(const Grid &grid);

/// Whether something is odd about the table at `place` of a note, which a reader of its name should know.
bool isOdd(const TablePlace &place, QByteArrayView text, const NoteFacts &facts, const NotePath &path,
           const Snapshot &snapshot);

/// Those of the columns that are numbers; none of a property sheet.
QList<std::optional<Fences>> fencesOf(const ShownTable &table);

/// The rows of a table of the note at `path` that are about it, as far as `snapshot` tells. Any thread.
QSet<int> ownRowsOf(const NoteGrid &grid, const NoteFacts &facts, const NotePath &path, const Snapshot &snapshot);

using ShownTablePtr = std::shared_ptr<const ShownTable>;

/// The table at `place` of the note `text` at `path`, with what `snapshot` knows of its links. A few ms.
ShownTablePtr shownTable(const TablePlace &place, const QByteArray &text, const NoteFacts &facts, const NotePath &path,
                         const Snapshot &snapshot);

/// Those whom `rows` of `table` in the note at `path` name, as far as they are notes: of each row the note itself where
/// it is about that, else the first that a cell names as a whole.
QList<NotePath> notesInRows(const QList<int> &rows, const ShownTable &table, const NotePath &path,
                            const Snapshot &snapshot);

/// A note whose tables are looked for in another state of it.
struct TablesOfNote
{
    QByteArray text;
    const NoteFacts &facts;
    QList<TablePlace> places;
};

/// Which of the tables `after` is table `table` of an older state `before` of the same note, by what it says: the same
/// bytes, else the most rows, else the same header. -1 where it is gone.
int followedTable(int table, const TablesOfNote &before, const TablesOfNote &after);

/// What a reader calls the table at `place`: the heading above it, or the note's name.
QString tableTitle(const TablePlace &place, QByteArrayView text, const NoteFacts &facts, const NotePath &path);

/// Its columns, joined.
QString tableHeaders(const TablePlace &place, QByteArrayView text, const NoteFacts &facts);

} // namespace tearsheet
