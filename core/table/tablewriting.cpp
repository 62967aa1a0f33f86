// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tablewriting.h"

#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet::writing {

namespace {

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

} // namespace

EditScript scriptOf(QList<Edit> edits)
{
    return EditScript::of(std::move(edits)).value_or(EditScript());
}

void replace(QList<Edit> &edits, ByteRange range, QByteArrayView after, QByteArrayView text)
{
    const QByteArrayView before = range.in(text);
    if (before == after)
        return;
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype first = 0;
    while (first < most && before[first] == after[first])
        ++first;
    const auto inside = [](QByteArrayView bytes, qsizetype at) { return at < bytes.size() && continues(bytes[at]); };
    while (first > 0 && (inside(before, first) || inside(after, first)))
        --first;
    qsizetype last = 0;
    while (last < most - first && before[before.size() - 1 - last] == after[after.size() - 1 - last])
        ++last;
    while (last > 0 && continues(before[before.size() - last]))
        --last;
    edits.append({ByteRange::of(range.begin + first, range.end - last),
                  after.sliced(first, after.size() - first - last).toByteArray()});
}

quint32 lineBegin(quint32 at, QByteArrayView text)
{
    while (at > 0 && !isLineEnd(text[at - 1]))
        --at;
    return at;
}

quint32 behindLineEnd(quint32 at, QByteArrayView text)
{
    if (text.sliced(at).startsWith("\r\n"))
        return at + 2;
    return at < text.size() && isLineEnd(text[at]) ? at + 1 : at;
}

bool isHeadless(const Table &table)
{
    return table.header.cells.isEmpty();
}

Frame frameOf(const Table &table, QByteArrayView text)
{
    const quint32 end = table.header.line.end;
    const quint32 begin = table.delimiter.line.begin;
    return {ByteRange{end, behindLineEnd(end, text)}.in(text).toByteArray(),
            ByteRange{lineBegin(begin, text), begin}.in(text).toByteArray()};
}

void insertLines(QList<Edit> &edits, const Table &table, QByteArrayView text, qsizetype before,
                 const QList<QByteArray> &lines)
{
    const Frame frame = frameOf(table, text);
    const ByteRange above = before == 0 ? table.delimiter.line : table.rows.at(before - 1).line;
    const quint32 at = behindLineEnd(above.end, text);
    const bool open = at == above.end; // The text ends without a line end.
    QByteArray added;
    for (const QByteArray &line : lines)
        added += (open ? frame.lineEnd : QByteArray()) + frame.prefix + line + (open ? QByteArray() : frame.lineEnd);
    edits.append({{at, at}, added});
}

EditScript rewritten(const Table &table, QByteArrayView text, const TableLines &lines)
{
    QList<Edit> edits;
    const auto rewrite = [&](const TableRow &row, const TableLine &line) {
        if (line != splitLine(row.line, text))
            replace(edits, row.line, written(line), text);
    };
    rewrite(table.header, lines.header);
    rewrite(table.delimiter, lines.delimiter);
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        rewrite(table.rows.at(i), lines.rows.at(i));
    QList<QByteArray> added;
    for (qsizetype i = table.rows.size(); i < lines.rows.size(); ++i)
        added.append(written(lines.rows.at(i)));
    if (!added.isEmpty())
        insertLines(edits, table, text, table.rows.size(), added);
    return scriptOf(std::move(edits));
}

TableLine emptyRow(qsizetype width, const QList<CellAlign> &align, const TableStyle &style)
{
    TableLine row{.open = style.open, .cells = {}, .closed = style.closed, .tail = {}};
    for (qsizetype column = 0; column < width; ++column)
        row.cells.append(style.cell({}, column, align.value(column)));
    return row;
}

void extend(TableLine &line, const QByteArray &cell, const TableStyle &style)
{
    if (!line.closed && !style.trail.isEmpty() && !line.cells.last().endsWith(' '))
        line.cells.last() += style.trail;
    line.cells.append(cell);
    if (!line.closed)
        line.tail.clear();
}

QByteArray newCell(const QByteArray &value, qsizetype column, const TableStyle &style)
{
    QByteArray cell = style.cell(value, column);
    while (!style.closed && cell.endsWith(' '))
        cell.chop(1);
    return cell;
}

void widen(TableLines &lines, qsizetype width, const TableStyle &style)
{
    const qsizetype before = lines.header.cells.size();
    for (qsizetype column = before; column < width; ++column) {
        const QByteArray delimiter = style.delimiterCell({}, lines.delimiter.cells.last());
        extend(lines.header, newCell({}, column, style), style);
        extend(lines.delimiter, delimiter, style);
    }
    for (TableLine &row : lines.rows) {
        while (row.cells.size() >= before && row.cells.size() < width)
            extend(row, newCell({}, row.cells.size(), style), style);
    }
}

} // namespace tearsheet::writing
