// SPDX-License-Identifier: GPL-3.0-or-later

// Repairs of tables, and rows that have lost theirs.
#include "core/note/tablecells.h"
#include "core/table/tableedit.h"
#include "core/table/tablewriting.h"
#include "core/text/bytes.h"

namespace tearsheet {

using namespace writing;

EditScript withEscapedBars(const Table &table, QByteArrayView text)
{
    QList<Edit> edits;
    const auto escape = [&](const TableRow &row) {
        for (const ByteRange cell : row.cells)
            replace(edits, cell, cellBytes(cell.in(text)), text);
    };
    escape(table.header);
    for (const TableRow &row : table.rows)
        escape(row);
    return scriptOf(std::move(edits));
}

EditScript withFilledRows(const Table &table, QByteArrayView text)
{
    if (isHeadless(table))
        return {};
    TableLines lines = TableLines::of(table, text);
    const TableStyle style = styleOf(lines);
    const int rows = firstTextLine(table, text);
    for (int i = 0; i < rows; ++i) {
        TableLine &row = lines.rows[i];
        while (row.cells.size() < lines.header.cells.size())
            extend(row, newCell({}, row.cells.size(), style), style);
    }
    return rewritten(table, text, lines);
}

EditScript withColumnsForSurplus(const Table &table, QByteArrayView text)
{
    if (isHeadless(table))
        return {};
    TableLines lines = TableLines::of(table, text);
    widen(lines, widestRow(table), styleOf(lines));
    return rewritten(table, text, lines);
}

EditScript withJoinedCells(const Table &table, QByteArrayView text, int row, int column)
{
    if (row < 0 || row >= table.rows.size() || column < 0 || column + 1 >= table.rows.at(row).cells.size())
        return {};
    const TableRow &line = table.rows.at(row);
    const quint32 from = line.cells.at(column).end;
    const quint32 to = line.cells.at(column + 1).begin;
    const qsizetype bar = text.first(to).lastIndexOf('|', to);
    return bar < from ? EditScript() : EditScript::replacing(ByteRange::of(bar, bar), "\\");
}

EditScript withHeader(ByteRange rows, QByteArrayView text)
{
    const Table table = cutHeadless(rows, text);
    if (table.rows.isEmpty())
        return {};
    TableStyle style;
    const quint32 at = table.rows.first().line.begin;
    const quint32 end = table.rows.first().line.end;
    const QByteArray lineEnd = ByteRange{end, behindLineEnd(end, text)}.in(text).toByteArray();
    const quint32 begin = lineBegin(at, text);
    QByteArray prefix = ByteRange{begin, at}.in(text).toByteArray();
    QByteArray rest = prefix;
    for (char &byte : rest)
        byte = byte == '>' || byte == '\t' ? byte : ' ';
    const int width = widestRow(table);
    const TableLine header = emptyRow(width, {}, style);
    const TableLine delimiter{.open = true, .cells = QList<QByteArray>(width, "---"), .closed = true, .tail = {}};
    const QByteArray between = (lineEnd.isEmpty() ? QByteArray("\n") : lineEnd) + rest;
    return EditScript::replacing({at, at}, written(header) + between + written(delimiter) + between);
}

Table cutHeadless(ByteRange rows, QByteArrayView text)
{
    Table table{.range = rows};
    for (quint32 begin = rows.begin; begin < rows.end;) {
        quint32 end = begin;
        while (end < rows.end && !isLineEnd(text[end]))
            ++end;
        table.rows.append(cutRow(tableLine(begin, end, text), text));
        begin = behindLineEnd(end, text);
        if (begin == end)
            break;
    }
    return table;
}

} // namespace tearsheet
