// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/gridedit.h"

#include "core/note/oddities.h"
#include "core/note/parsenote.h"
#include "core/table/typedcell.h"

#include <QObject>

#include <algorithm>
#include <cstdlib>

namespace tearsheet {

EditScript scriptOf(const GridEdit &edit, const Table &table, QByteArrayView text)
{
    switch (edit.kind) {
    case GridEdit::Kind::SetCells:
        if (edit.cells.size() == 1 && edit.cells.first().row < table.rows.size())
            return setCell(table, text, edit.cells.first().row, edit.cells.first().column, edit.cells.first().text);
        return setCells(table, text, edit.cells);
    case GridEdit::Kind::InsertRows:
        return insertRows(table, text, edit.at, edit.count, edit.cells);
    case GridEdit::Kind::RemoveRows:
        return removeRows(table, text, edit.numbers);
    case GridEdit::Kind::OrderRows:
        return orderRows(table, text, edit.numbers);
    case GridEdit::Kind::InsertColumn:
        return insertColumn(table, text, edit.at);
    case GridEdit::Kind::RemoveColumns:
        return removeColumns(table, text, edit.numbers);
    case GridEdit::Kind::OrderColumns:
        return orderColumns(table, text, edit.numbers);
    case GridEdit::Kind::Transpose:
        return transposed(table, text);
    case GridEdit::Kind::EscapeBars:
        return withEscapedBars(table, text);
    case GridEdit::Kind::FillRows:
        return withFilledRows(table, text);
    case GridEdit::Kind::SetTextApart: {
        const int row = firstTextLine(table, text);
        return row < table.rows.size() ? setApart(table.rows.at(row).line, text) : EditScript();
    }
    case GridEdit::Kind::AddColumns:
        return withColumnsForSurplus(table, text);
    case GridEdit::Kind::JoinCells:
        return withJoinedCells(table, text, edit.at, edit.count);
    case GridEdit::Kind::AddHeader:
        return withHeader(table.range, text);
    case GridEdit::Kind::AddBelow:
        return edit.cells.isEmpty() ? EditScript() : withParagraphBelow(table, text, edit.cells.first().text);
    case GridEdit::Kind::Rejoin:
        break;
    }
    return {};
}

namespace {

// What was typed into one cell goes there as long as the cell says what it did and its column is called as it was,
// whatever else became of its table.
std::optional<EditScript> cellScript(const TableChange &change, const NoteFacts &facts, QByteArrayView text)
{
    const bool oneCell = change.edit.kind == GridEdit::Kind::SetCells && change.edit.cells.size() == 1;
    const NoteFacts own = oneCell ? parseNote(change.before) : NoteFacts();
    if (own.tables.size() != 1)
        return std::nullopt;
    const NoteGrid before(cutTable(own.tables.first(), change.before), change.before);
    const CellText &cell = change.edit.cells.first();
    if (cell.row >= before.rowCount() || cell.column >= before.columnCount())
        return std::nullopt;
    const QString column = TypedCell(before, cell.row, cell.column).columnName();
    std::optional<EditScript> best;
    int most = 0;
    int bestAway = 0;
    for (int i = 0; i < facts.tables.size(); ++i) {
        const Table table = cutTable(facts.tables.at(i), text);
        const NoteGrid now(table, text.toByteArray());
        const GridMatch match = GridMatch::of(before, now);
        TypedCell typed(before, cell.row, cell.column);
        typed.follow(match, before, now);
        if (!typed.isThere() || typed.isContested(cell.text) || typed.columnName() != column)
            continue;
        // Of tables that have as much in common, the one that stands where it stood.
        const int away = std::abs(i - change.table);
        if (match.sameRows() < std::max(most, 1) || (match.sameRows() == most && away >= bestAway))
            continue;
        most = match.sameRows();
        bestAway = away;
        best = setCell(table, text, typed.row(), typed.column(), cell.text);
    }
    return best;
}

} // namespace

Result<EditScript> scriptOf(const TableChange &change, const NoteFacts &facts, QByteArrayView text)
{
    if (change.table < 0) {
        for (const Oddity &oddity : facts.oddities) {
            if (oddity.kind != OddityKind::HeadlessRows || oddity.range.in(text) != change.before)
                continue;
            return change.edit.kind == GridEdit::Kind::Rejoin
                       ? mended(oddity, facts, text)
                       : scriptOf(change.edit, cutHeadless(oddity.range, text), text);
        }
    }
    int nearest = -1;
    for (int i = 0; change.table >= 0 && i < facts.tables.size(); ++i) {
        const bool nearer = nearest < 0 || std::abs(i - change.table) < std::abs(nearest - change.table);
        if (nearer && facts.tables.at(i).range.in(text) == change.before)
            nearest = i;
    }
    if (nearest < 0) {
        if (const std::optional<EditScript> script = cellScript(change, facts, text))
            return *script;
    }
    if (nearest < 0)
        return failure(ErrorCode::Changed, {},
                       QObject::tr("The table has been changed meanwhile, so nothing was done to it."));
    return scriptOf(change.edit, cutTable(facts.tables.at(nearest), text), text);
}

} // namespace tearsheet
