// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonnote.h"

#include "core/export/comparisonsheet.h"
#include "core/export/markdowntable.h"
#include "core/table/tableedit.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Names of notes are links, so that they lead there and follow them.
QString linkedHeading(const ComparisonLine &line)
{
    const QString heading = lineHeading(line);
    return !line.note.isEmpty() && heading == line.note.name() ? QString(u"[["_s + heading + u"]]"_s) : heading;
}

Sheet noteSheet(const Comparison &comparison)
{
    Sheet sheet = comparisonSheet(comparison);
    for (qsizetype column = 0; column < comparison.columns.size(); ++column)
        sheet.header[column + 1] = linkedHeading(comparison.columns.at(column));
    for (qsizetype row = 0; row < comparison.rows.size(); ++row)
        sheet.rows[row].first().markdown = linkedHeading(comparison.rows.at(row)).toUtf8();
    return sheet;
}

QByteArray cellBytesOf(const SheetCell &cell)
{
    return escapedCell(cell.markdown.isEmpty() ? cell.text.toUtf8() : cell.markdown).trimmed();
}

// Line by line, the header first.
QList<QList<QByteArray>> linesOf(const Sheet &sheet)
{
    QList<QList<QByteArray>> lines(1);
    for (const QString &name : sheet.header)
        lines.first().append(escapedCell(name.toUtf8()).trimmed());
    for (const QList<SheetCell> &row : sheet.rows) {
        QList<QByteArray> cells;
        std::ranges::transform(row, std::back_inserter(cells), cellBytesOf);
        lines.append(cells);
    }
    return lines;
}

QByteArrayView lineEndOf(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    return end > 0 && text.at(end - 1) == '\r' ? "\r\n" : "\n";
}

QByteArray withLineEnds(QByteArray lines, QByteArrayView lineEnd)
{
    return lineEnd == "\n" ? lines : lines.replace("\n", lineEnd);
}

// How many line ends, blank lines among them, stand before `at`; `Many` at the begin of the text.
int lineEndsBefore(quint32 at, QByteArrayView text)
{
    int count = 0;
    while (at > 0) {
        const char c = text.at(at - 1);
        if (c == '\n')
            ++count;
        else if (c != '\r' && c != ' ' && c != '\t')
            return count;
        --at;
    }
    return 2;
}

} // namespace

Result<QByteArray> comparisonText(const ComparisonRequest &request, const ComparisonOrder &order,
                                  const Comparison &shown, bool refreshable, const Snapshot &snapshot)
{
    const QByteArray table = markdownTable(noteSheet(shown));
    if (!refreshable)
        return table;
    ComparisonOrder named = order;
    const auto by = std::ranges::find(shown.columns, order.sortedBy, columnKey);
    named.sortedBy = order.sortedBy.isEmpty() || by == shown.columns.end() ? QString() : lineHeading(*by);
    const Result<QByteArray> head = comparisonHead(request, named, snapshot);
    if (!head)
        return std::unexpected(head.error());
    return QByteArray(*head + "\n\n" + table + '\n' + ComparisonEnd.toByteArray() + '\n');
}

EditScript insertedBlock(QByteArray block, quint32 offset, const NoteFacts &facts, QByteArrayView text)
{
    quint32 at = std::max(offset, facts.body);
    for (const ComparisonBlock &other : comparisonBlocks(facts, text)) {
        if (other.range.contains(at))
            at = other.range.end;
    }
    const auto around = std::ranges::find_if(facts.blocks, [&](const Block &one) {
        return one.range.begin <= at && at < one.range.end && one.kind != BlockKind::FrontMatter;
    });
    if (around != facts.blocks.end() && around->kind != BlockKind::Blank)
        at = around->range.end;
    // A line that has been begun ends first.
    while (at < text.size() && at > 0 && text.at(at - 1) != '\n')
        ++at;
    const QByteArrayView lineEnd = lineEndOf(text);
    for (int ends = lineEndsBefore(at, text); ends < 2; ++ends)
        block.prepend('\n');
    quint32 next = at;
    while (next < text.size() && (text.at(next) == ' ' || text.at(next) == '\t' || text.at(next) == '\r'))
        ++next;
    if (next < text.size() && text.at(next) != '\n')
        block.append('\n');
    return EditScript::replacing({at, at}, withLineEnds(block, lineEnd));
}

ComparisonOrder orderOf(const ComparisonOrder &written, const Comparison &now)
{
    ComparisonOrder order = written;
    const QList<ComparisonLine> &columns = order.transposed ? now.rows : now.columns;
    const auto by = std::ranges::find(columns, order.sortedBy, lineHeading);
    order.sortedBy = order.sortedBy.isEmpty() || by == columns.end() ? QString() : columnKey(*by);
    return order;
}

Comparison comparisonOf(const ComparisonBlock &block, const NotePath &from, const Snapshot &snapshot)
{
    Comparison now = compare(requestOf(block, from, snapshot), snapshot);
    const ComparisonOrder order = orderOf(block.order, now);
    return arranged(std::move(now), order);
}

QList<Edit> refreshing(const ComparisonBlock &block, const Comparison &now, const NoteFacts &facts, QByteArrayView text)
{
    const Sheet sheet = noteSheet(now);
    const QByteArrayView lineEnd = lineEndOf(text);
    if (block.table < 0)
        return {{{block.content.begin, block.content.begin},
                 withLineEnds("\n\n" + markdownTable(sheet).chopped(1), lineEnd)}};
    const TableOutline &outline = facts.tables.at(block.table);
    const Table table = cutTable(outline, text);
    const QList<QList<QByteArray>> lines = linesOf(sheet);
    const auto rowOf = [&](qsizetype line) -> const TableRow & {
        return line == 0 ? table.header : table.rows.at(line - 1);
    };
    const bool fits =
        table.rows.size() + 1 == lines.size() && std::ranges::all_of(lines, [&](const QList<QByteArray> &line) {
            return rowOf(&line - lines.constData()).cells.size() == line.size();
        });
    if (!fits) {
        QByteArray fresh = withLineEnds(markdownTable(sheet), lineEnd);
        // The last line may have no end of its own.
        if (!outline.range.in(text).endsWith('\n'))
            fresh.chop(lineEnd.size());
        return {{outline.range, fresh}};
    }
    QList<CellText> cells;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        for (qsizetype column = 0; column < lines.at(line).size(); ++column) {
            if (rowOf(line).cells.at(column).in(text) != lines.at(line).at(column))
                cells.append({static_cast<int>(line) + HeaderRow, static_cast<int>(column), lines.at(line).at(column)});
        }
    }
    return cells.isEmpty() ? QList<Edit>() : setCells(table, text, cells).edits();
}

} // namespace tearsheet
