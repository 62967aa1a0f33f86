// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/tablecells.h"

#include "core/note/bytes.h"
#include "core/note/linescanner.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Where the link that begins with "[[" at `open` ends, 0 if it does not close on the line. Inner brackets begin anew.
quint32 linkEnd(quint32 open, quint32 end, QByteArrayView text)
{
    for (quint32 i = open + 2; i + 1 < end; ++i) {
        if (text[i] == ']' && text[i + 1] == ']')
            return i + 2;
        if (text[i] == '[' && text[i + 1] == '[')
            return 0;
    }
    return 0;
}

} // namespace

QList<ByteRange> cutCells(ByteRange line, QByteArrayView text)
{
    line = trimmed(line, text);
    QList<ByteRange> cells;
    quint32 begin = line.begin;
    if (begin < line.end && text[begin] == '|')
        ++begin;
    quint32 i = begin;
    bool closed = false;
    while (i < line.end) {
        closed = false;
        if (text[i] == '\\' && i + 1 < line.end) {
            i += 2;
        } else if (text[i] == '[' && i + 1 < line.end && text[i + 1] == '[') {
            i = std::max(i + 1, linkEnd(i, line.end, text));
        } else if (text[i] == '|') {
            cells.append(trimmed({begin, i}, text));
            begin = ++i;
            closed = true;
        } else {
            ++i;
        }
    }
    if (!closed && (begin < line.end || cells.isEmpty()))
        cells.append(trimmed({std::min(begin, line.end), line.end}, text));
    return cells;
}

bool isDelimiterLine(ByteRange line, QByteArrayView text)
{
    const QByteArrayView bytes = trimmed(line, text).in(text);
    if (!bytes.contains('-')
        || !std::ranges::all_of(bytes, [](char c) { return c == '|' || c == '-' || c == ':' || isBlank(c); }))
        return false;
    return std::ranges::all_of(cutCells(line, text), [&](ByteRange cell) {
        QByteArrayView hyphens = cell.in(text);
        if (hyphens.startsWith(':'))
            hyphens = hyphens.sliced(1);
        if (hyphens.endsWith(':'))
            hyphens.chop(1);
        return !hyphens.isEmpty() && std::ranges::all_of(hyphens, [](char c) { return c == '-'; });
    });
}

ByteRange tableLine(quint32 begin, quint32 end, QByteArrayView text)
{
    while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r'))
        --end;
    // A delimiter cell of one hyphen without an outer bar looks like a list marker; it belongs to the table.
    const LinePrefix prefix = linePrefix(text, begin, end);
    return ByteRange::of(std::min<qsizetype>(prefix.end, end), end);
}

} // namespace tearsheet
