// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/tablecells.h"

#include "core/note/linescanner.h"
#include "core/text/bytes.h"
#include "core/text/tablebar.h"

#include <algorithm>

namespace tearsheet {

QList<ByteRange> cutCells(ByteRange line, QByteArrayView text)
{
    line = trimmed(line, text);
    QList<ByteRange> cells;
    cells.reserve(std::ranges::count(line.in(text), '|') + 1);
    quint32 begin = line.begin;
    if (begin < line.end && text[begin] == '|')
        ++begin;
    for (quint32 bar = nextBar(begin, line.end, text); bar < line.end; bar = nextBar(begin, line.end, text)) {
        cells.append(trimmed({begin, bar}, text));
        begin = bar + 1;
    }
    if (begin < line.end || cells.isEmpty())
        cells.append(trimmed({begin, line.end}, text));
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

bool isTextLine(ByteRange row, ByteRange header, QByteArrayView text)
{
    const QByteArrayView line = trimmed(row, text).in(text);
    return trimmed(header, text).in(text).startsWith('|') && !line.startsWith('|') && !line.endsWith('|')
           && cutCells(row, text).size() == 1 && cutCells(header, text).size() > 1;
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
