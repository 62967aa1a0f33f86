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

// Where bytes stand next, asked for at places that come one behind the other: no byte is looked at twice.
class Next
{
public:
    Next(QByteArrayView text, QByteArrayView bytes) : m_text(text), m_bytes(bytes) {}

    // At or behind `offset`; -1 where they stand nowhere there.
    qsizetype from(qsizetype offset)
    {
        if (!m_isLast && m_at < offset) {
            m_at = m_text.indexOf(m_bytes, offset);
            m_isLast = m_at < 0;
        }
        return m_at;
    }

private:
    QByteArrayView m_text;
    QByteArrayView m_bytes;
    qsizetype m_at = -1;
    bool m_isLast = false;
};

} // namespace

TableRow cutRow(ByteRange line, QByteArrayView text)
{
    return {line, cutCells(line, text)};
}

TableRow rowAt(quint32 offset, QByteArrayView text)
{
    quint32 begin = offset;
    while (begin > 0 && !isLineEnd(text[begin - 1]))
        --begin;
    quint32 end = offset;
    while (end < text.size() && !isLineEnd(text[end]))
        ++end;
    return cutRow(tableLine(begin, end, text), text);
}

Table cutTable(const TableOutline &outline, QByteArrayView text)
{
    Table table{.range = outline.range,
                .heading = outline.heading,
                .header = cutRow(outline.header, text),
                .delimiter = cutRow(outline.delimiter, text)};
    for (const ByteRange cell : std::as_const(table.delimiter.cells))
        table.align.append(alignOf(cell.in(text)));
    table.rows.reserve(outline.rowCount);
    quint32 begin = outline.delimiter.end;
    Next feed(text.first(outline.range.end), "\n");
    Next carriage(text.first(outline.range.end), "\r");
    const auto nextLine = [&](quint32 offset) {
        const auto from = [&](Next &end) {
            const qsizetype at = end.from(offset);
            return at < 0 ? outline.range.end : static_cast<quint32>(at);
        };
        offset = std::min(from(feed), from(carriage));
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
    Next wikiEnd(cell, "]]");
    Next middle(cell, "](");
    Next linkEnd(cell, ")");
    Next elementEnd(cell, ">");
    for (qsizetype i = 0; i < cell.size(); ++i) {
        const QByteArrayView rest = cell.sliced(i);
        if (rest.startsWith("[[") || rest.startsWith("![[")) {
            if (const qsizetype close = wikiEnd.from(i); close > 0) {
                const ByteRange range = ByteRange::of(i, close + 2);
                plain += linkDisplay(wikiLinkAt(range, cell), cell).toUtf8();
                i = range.end - 1;
                continue;
            }
        }
        if (rest[0] == '[') {
            const qsizetype end = middle.from(i);
            const bool isLink = end > 0 && !cell.sliced(i + 1, end - i - 1).contains('[');
            if (const qsizetype close = isLink ? linkEnd.from(end) : -1; close > 0) {
                plain += cell.sliced(i + 1, end - i - 1);
                i = close;
                continue;
            }
        }
        if (rest[0] == '\\' && rest.size() > 1 && isPunctuation(rest[1])) {
            plain += rest[1];
            ++i;
        } else if (rest.startsWith("**") || rest.startsWith("__") || rest.startsWith("~~") || rest.startsWith("==")) {
            ++i;
        } else if (rest.size() >= 4 && rest.first(3).compare("<br", Qt::CaseInsensitive) == 0
                   && elementEnd.from(i) > 0) {
            plain += ' ';
            i = elementEnd.from(i);
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
