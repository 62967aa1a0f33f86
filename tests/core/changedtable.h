// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/parsenote.h"
#include "core/table/tableedit.h"

#include <functional>

namespace tearsheet::tables {

using Grid = QList<QByteArrayList>;

/// The raw cells of the first table of a note, the header first.
inline Grid gridOf(const QByteArray &note)
{
    const NoteFacts facts = parseNote(note);
    if (facts.tables.isEmpty())
        return {};
    const Table table = cutTable(facts.tables.first(), note);
    Grid grid;
    const auto add = [&](const TableRow &row) {
        QByteArrayList cells;
        for (const ByteRange cell : row.cells)
            cells.append(cell.in(note).toByteArray());
        grid.append(cells);
    };
    add(table.header);
    for (const TableRow &row : table.rows)
        add(row);
    return grid;
}

using Change = std::function<EditScript(const Table &, QByteArrayView)>;

/// The note after a change of its first table.
inline QByteArray changed(const QByteArray &note, const Change &change)
{
    const NoteFacts facts = parseNote(note);
    if (facts.tables.isEmpty())
        return "no table";
    return change(cutTable(facts.tables.first(), note), note).apply(note).value_or("bad edit");
}

} // namespace tearsheet::tables
