// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tableedit.h"

#include "core/table/tablewriting.h"
#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

using namespace writing;

namespace {

EditScript rewrittenLine(ByteRange range, const TableLine &line, qsizetype fresh, QByteArrayView text)
{
    QList<Edit> edits;
    replace(edits, range, written(line, fresh), text);
    return scriptOf(std::move(edits));
}

void set(TableLine &line, const CellText &cell, CellAlign align, const TableStyle &style)
{
    while (line.cells.size() <= cell.column)
        extend(line, newCell({}, line.cells.size(), style), style);
    QByteArray &old = line.cells[cell.column];
    const QByteArray value = cellBytes(cell.text);
    if (QByteArrayView(old).trimmed() == value)
        return;
    old = withText(old, value, cell.column, align, style);
    if (!line.closed && cell.column + 1 == line.cells.size()) {
        while (old.endsWith(' '))
            old.chop(1);
    }
}

bool isPermutation(QList<int> order, qsizetype size)
{
    std::ranges::sort(order);
    for (qsizetype i = 0; i < order.size(); ++i) {
        if (order.at(i) != i)
            return false;
    }
    return order.size() == size;
}

} // namespace

int widestRow(const Table &table)
{
    qsizetype width = table.header.cells.size();
    for (const TableRow &row : table.rows)
        width = std::max(width, row.cells.size());
    return static_cast<int>(width);
}

EditScript setCell(const Table &table, QByteArrayView text, int row, int column, QByteArrayView typed)
{
    if (row < HeaderRow || row >= table.rows.size() || column < 0)
        return {};
    const TableRow &line = row == HeaderRow ? table.header : table.rows.at(row);
    const QByteArray value = cellBytes(typed);
    const bool same = column < line.cells.size() ? line.cells.at(column).in(text) == value : value.isEmpty();
    if (same)
        return {};
    if (column >= std::max(table.header.cells.size(), line.cells.size()))
        return setCells(table, text, {{row, column, value}});
    TableLine changed = splitLine(line.line, text);
    set(changed, {row, column, value}, table.align.value(column), styleOf(TableLines::of(table, text)));
    return rewrittenLine(line.line, changed, column, text);
}

EditScript setCells(const Table &table, QByteArrayView text, const QList<CellText> &cells)
{
    if (isHeadless(table))
        return {};
    TableLines lines = TableLines::of(table, text);
    const TableStyle style = styleOf(lines);
    qsizetype width = lines.header.cells.size();
    qsizetype rows = lines.rows.size();
    for (const CellText &cell : cells) {
        const bool surplus =
            cell.row >= 0 && cell.row < lines.rows.size() && cell.column < lines.rows.at(cell.row).cells.size();
        if (!surplus)
            width = std::max<qsizetype>(width, cell.column + 1);
        rows = std::max<qsizetype>(rows, cell.row + 1);
    }
    widen(lines, width, style);
    while (lines.rows.size() < rows)
        lines.rows.append(emptyRow(width, table.align, style));
    for (const CellText &cell : cells) {
        if (cell.row < HeaderRow || cell.column < 0)
            continue;
        TableLine &line = cell.row == HeaderRow ? lines.header : lines.rows[cell.row];
        set(line, cell, table.align.value(cell.column), style);
    }
    return rewritten(table, text, lines);
}

EditScript insertRows(const Table &table, QByteArrayView text, int before, int count, const QList<CellText> &cells)
{
    if (before < 0 || before > table.rows.size() || count < 1 || isHeadless(table))
        return {};
    const TableStyle style = styleOf(TableLines::of(table, text));
    QList<TableLine> rows(count, emptyRow(table.header.cells.size(), table.align, style));
    for (const CellText &cell : cells) {
        if (cell.row >= before && cell.row < before + count && cell.column >= 0)
            set(rows[cell.row - before], cell, table.align.value(cell.column), style);
    }
    QList<QByteArray> lines;
    for (const TableLine &row : std::as_const(rows))
        lines.append(written(row));
    QList<Edit> edits;
    insertLines(edits, table, text, before, lines);
    return scriptOf(std::move(edits));
}

EditScript removeRows(const Table &table, QByteArrayView text, const QList<int> &rows)
{
    QList<Edit> edits;
    for (int i = 0; i < table.rows.size(); ++i) {
        if (!rows.contains(i))
            continue;
        const ByteRange line = table.rows.at(i).line;
        edits.append(Edit{{lineBegin(line.begin, text), behindLineEnd(line.end, text)}, {}});
    }
    // A last line without line end takes along the one of the line that becomes the last.
    if (!edits.isEmpty() && edits.last().range.end == text.size() && !isLineEnd(text.back())) {
        qsizetype first = edits.size() - 1;
        while (first > 0 && edits.at(first - 1).range.end == edits.at(first).range.begin)
            --first;
        quint32 &begin = edits[first].range.begin;
        begin -= begin >= 2 && text[begin - 1] == '\n' && text[begin - 2] == '\r' ? 2U : 1U;
    }
    return scriptOf(std::move(edits));
}

EditScript orderRows(const Table &table, QByteArrayView text, const QList<int> &order)
{
    if (!isPermutation(order, table.rows.size()))
        return {};
    QList<Edit> edits;
    for (qsizetype i = 0; i < order.size(); ++i)
        replace(edits, table.rows.at(i).line, table.rows.at(order.at(i)).line.in(text), text);
    return scriptOf(std::move(edits));
}

EditScript insertColumn(const Table &table, QByteArrayView text, int before, QByteArrayView header)
{
    const qsizetype width = table.header.cells.size();
    if (before < 0 || before > width || isHeadless(table))
        return {};
    TableLines lines = TableLines::of(table, text);
    TableStyle style = styleOf(lines);
    const bool aligned = std::ranges::any_of(style.widths, [](int wide) { return wide > 0; });
    style.widths.insert(before, 0);
    QByteArray name = style.cell(cellBytes(header), before);
    if (aligned) {
        name += QByteArray(std::max(0, 3 - displayWidth(name)), ' ');
        style.widths[before] = displayWidth(name);
    }
    const QByteArray like = lines.delimiter.cells.at(std::min<qsizetype>(before, width - 1));
    const QByteArray hyphens = style.delimiterCell(name, like);
    const auto insert = [&](TableLine &line, const QByteArray &cell) {
        if (before == line.cells.size()) {
            extend(line, cell, style);
        } else {
            if (before == 0 && !line.open && !style.lead.isEmpty() && !line.cells.first().startsWith(' '))
                line.cells.first().prepend(style.lead);
            line.cells.insert(before, cell);
        }
        while (!line.closed && line.cells.last().endsWith(' '))
            line.cells.last().chop(1);
    };
    insert(lines.header, name);
    insert(lines.delimiter, before == 0 && !style.open ? hyphens.trimmed() + style.trail : hyphens);
    for (TableLine &row : lines.rows) {
        const bool ends = row.cells.size() == before;
        if (row.cells.size() > before || (ends && before == width))
            insert(row, style.cell({}, before));
    }
    return rewritten(table, text, lines);
}

EditScript removeColumns(const Table &table, QByteArrayView text, const QList<int> &columns)
{
    if (isHeadless(table))
        return {};
    TableLines lines = TableLines::of(table, text);
    const TableStyle style = styleOf(lines);
    QList<int> gone = columns;
    std::ranges::sort(gone, std::greater());
    gone.erase(std::ranges::unique(gone).begin(), gone.end());
    const qsizetype width = lines.header.cells.size();
    const auto inHeader = std::ranges::count_if(gone, [&](int column) { return column >= 0 && column < width; });
    if (inHeader >= width)
        return {};
    lines.forAll([&](TableLine &line) {
        const bool first = gone.contains(0);
        const qsizetype before = line.cells.size();
        const bool last = gone.contains(static_cast<int>(before) - 1);
        for (const int column : std::as_const(gone)) {
            if (column >= 0 && column < line.cells.size() && line.cells.size() > 1)
                line.cells.removeAt(column);
            else if (column == 0)
                line.cells.first() = style.cell({}, 0);
        }
        if (!first && line.cells.size() == before)
            return;
        // The outer bars are those of the table again, not those that an empty cell at the edge needed.
        if (first && !style.open) {
            line.open = false;
            while (line.cells.first().startsWith(' '))
                line.cells.first().removeFirst();
        }
        if (last && !style.closed) {
            line.closed = false;
            line.tail.clear();
            while (line.cells.last().endsWith(' '))
                line.cells.last().chop(1);
        }
    });
    return rewritten(table, text, lines);
}

EditScript orderColumns(const Table &table, QByteArrayView text, const QList<int> &order)
{
    const qsizetype width = table.header.cells.size();
    if (isHeadless(table) || !isPermutation(order, width) || table.delimiter.cells.size() != width)
        return {};
    TableLines lines = TableLines::of(table, text);
    const TableStyle style = styleOf(lines);
    lines.forAll([&](TableLine &line) {
        const QList<QByteArray> old = line.cells;
        // Blanks at the edges of a line without outer bars belong to the place.
        const auto inner = [&](QByteArray cell, qsizetype from) {
            if (from == 0 && !line.open && !style.lead.isEmpty() && !cell.startsWith(' '))
                cell.prepend(style.lead);
            if (from + 1 == old.size() && !line.closed && !style.trail.isEmpty() && !cell.endsWith(' '))
                cell.append(style.trail);
            return cell;
        };
        line.cells.clear();
        for (qsizetype column = 0; column < width; ++column) {
            const int from = order.at(column);
            line.cells.append(from < old.size() ? inner(old.at(from), from) : style.cell({}, column));
        }
        qsizetype missing = std::max<qsizetype>(0, width - old.size());
        while (missing > 0 && order.at(line.cells.size() - 1) >= old.size()) {
            line.cells.removeLast();
            --missing;
        }
        line.cells += old.sliced(std::min(width, old.size()));
        while (!line.open && line.cells.first().startsWith(' '))
            line.cells.first().removeFirst();
        while (!line.closed && line.cells.last().endsWith(' '))
            line.cells.last().chop(1);
    });
    return rewritten(table, text, lines);
}

EditScript transposed(const Table &table, QByteArrayView text)
{
    if (isHeadless(table))
        return {};
    const TableLines lines = TableLines::of(table, text);
    TableStyle style = styleOf(lines);
    const bool aligned = std::ranges::any_of(style.widths, [](int wide) { return wide > 0; });
    const int height = widestRow(table);
    QList<QList<QByteArray>> grid(height);
    const auto addColumn = [&](const TableLine &line) {
        for (int i = 0; i < height; ++i)
            grid[i].append(QByteArrayView(line.cells.value(i)).trimmed().toByteArray());
    };
    addColumn(lines.header);
    for (const TableLine &row : lines.rows)
        addColumn(row);
    style.widths.clear();
    for (qsizetype column = 0; column < grid.first().size(); ++column) {
        int width = 0;
        for (const QList<QByteArray> &row : std::as_const(grid))
            width = std::max(width, displayWidth(row.at(column)));
        style.widths.append(aligned ? std::max<int>(3, width + static_cast<int>(style.lead.size() + style.trail.size()))
                                    : 0);
    }
    const auto line = [&](const QList<QByteArray> &cells) {
        TableLine result{.open = style.open, .cells = {}, .closed = style.closed, .tail = {}};
        for (qsizetype column = 0; column < cells.size(); ++column)
            result.cells.append(style.cell(cells.at(column), column));
        while (!style.closed && result.cells.last().endsWith(' '))
            result.cells.last().chop(1);
        return result;
    };
    const TableLine header = line(grid.first());
    TableLine delimiter{.open = style.open, .cells = {}, .closed = style.closed, .tail = {}};
    for (const QByteArray &cell : header.cells)
        delimiter.cells.append(style.delimiterCell(cell, lines.delimiter.cells.last()));
    const Frame frame = frameOf(table, text);
    const QByteArray between = frame.lineEnd + frame.prefix;
    QByteArray bytes = written(header) + between + written(delimiter);
    for (const QList<QByteArray> &row : std::as_const(grid).sliced(1))
        bytes += between + written(line(row));
    const quint32 end = table.rows.isEmpty() ? table.delimiter.line.end : table.rows.last().line.end;
    return EditScript::replacing({table.header.line.begin, end}, bytes);
}

EditScript withParagraphBelow(const Table &table, QByteArrayView text, QByteArrayView paragraph)
{
    if (isHeadless(table) && table.rows.isEmpty())
        return {};
    // A list's mark stands before the header alone.
    const ByteRange like = isHeadless(table) ? table.rows.first().line : table.delimiter.line;
    QByteArray lineEnd = ByteRange{like.end, behindLineEnd(like.end, text)}.in(text).toByteArray();
    if (lineEnd.isEmpty())
        lineEnd = isHeadless(table) ? QByteArray("\n") : frameOf(table, text).lineEnd;
    const QByteArray prefix = ByteRange{lineBegin(like.begin, text), like.begin}.in(text).toByteArray();
    QByteArray bare = prefix;
    while (bare.endsWith(' '))
        bare.chop(1);
    const quint32 end = (table.rows.isEmpty() ? table.delimiter : table.rows.last()).line.end;
    QByteArray bytes = lineEnd + bare + lineEnd + prefix + paragraph;
    // What follows at once, as a heading may, is to stay apart.
    const quint32 next = behindLineEnd(end, text);
    quint32 nextEnd = next;
    while (nextEnd < text.size() && !isLineEnd(text[nextEnd]))
        ++nextEnd;
    const QByteArrayView following = ByteRange{next, nextEnd}.in(text);
    if (std::ranges::any_of(following, [](char byte) { return byte != ' ' && byte != '\t' && byte != '>'; }))
        bytes += lineEnd + bare;
    return EditScript::replacing({end, end}, bytes);
}

} // namespace tearsheet
