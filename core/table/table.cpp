// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/table.h"

#include "core/note/linksyntax.h"
#include "core/note/tablecells.h"
#include "core/text/bytes.h"

namespace tearsheet {

namespace {

CellAlign alignOf(QByteArrayView delimiter)
{
    const bool left = delimiter.startsWith(':');
    const bool right = delimiter.endsWith(':');
    return left && right ? CellAlign::Center : right ? CellAlign::Right : left ? CellAlign::Left : CellAlign::None;
}

} // namespace

TableRow cutRow(ByteRange line, QByteArrayView text)
{
    return {line, cutCells(line, text)};
}

Table cutTable(const TableOutline &outline, QByteArrayView text)
{
    Table table{.range = outline.range,
                .heading = outline.heading,
                .header = cutRow(outline.header, text),
                .delimiter = cutRow(outline.delimiter, text)};
    for (const ByteRange cell : std::as_const(table.delimiter.cells))
        table.align.append(alignOf(cell.in(text)));
    quint32 begin = outline.delimiter.end;
    const auto nextLine = [&](quint32 offset) {
        while (offset < outline.range.end && text[offset] != '\n' && text[offset] != '\r')
            ++offset;
        if (offset < outline.range.end && text[offset] == '\r')
            ++offset;
        if (offset < outline.range.end && text[offset] == '\n')
            ++offset;
        return offset;
    };
    begin = nextLine(begin);
    for (int row = 0; row < outline.rowCount; ++row) {
        const quint32 end = nextLine(begin);
        table.rows.append(cutRow(tableLine(begin, end, text), text));
        begin = end;
    }
    return table;
}

int firstTextLine(const Table &table, QByteArrayView text)
{
    qsizetype row = table.rows.size();
    while (row > 0 && isTextLine(table.rows.at(row - 1).line, table.header.line, text))
        --row;
    return static_cast<int>(row);
}

QString cellText(QByteArrayView cell)
{
    // Cells are short and many: most need no Markdown parser, and its quotes and lists must not be read into them.
    QByteArray plain;
    plain.reserve(cell.size());
    for (qsizetype i = 0; i < cell.size(); ++i) {
        const QByteArrayView rest = cell.sliced(i);
        if (rest.startsWith("[[") || rest.startsWith("![[")) {
            const qsizetype close = rest.indexOf("]]");
            if (close > 0) {
                const ByteRange range = ByteRange::of(i, i + close + 2);
                plain += linkDisplay(wikiLinkAt(range, cell), cell).toUtf8();
                i = range.end - 1;
                continue;
            }
        }
        if (rest[0] == '[') {
            const qsizetype middle = rest.indexOf("](");
            const qsizetype close = middle < 0 ? -1 : rest.indexOf(')', middle);
            if (close > 0 && !rest.first(middle).sliced(1).contains('[')) {
                plain += rest.sliced(1, middle - 1);
                i += close;
                continue;
            }
        }
        if (rest[0] == '\\' && rest.size() > 1 && isPunctuation(rest[1])) {
            plain += rest[1];
            ++i;
        } else if (rest.startsWith("**") || rest.startsWith("__") || rest.startsWith("~~") || rest.startsWith("==")) {
            ++i;
        } else if (rest.size() >= 4 && rest.first(3).compare("<br", Qt::CaseInsensitive) == 0 && rest.contains('>')) {
            plain += ' ';
            i += rest.indexOf('>');
        } else if (rest[0] == '`') {
            continue;
        } else if (rest[0] == '*') {
            // A star between blanks or digits is no emphasis.
            const bool before = i > 0 && cell[i - 1] != ' ';
            const bool after = rest.size() > 1 && rest[1] != ' ';
            if (before == after && !(i == 0 || rest.size() == 1))
                plain += '*';
        } else {
            plain += rest[0];
        }
    }
    return QString::fromUtf8(plain).simplified();
}

} // namespace tearsheet
