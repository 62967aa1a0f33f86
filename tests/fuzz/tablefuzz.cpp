// SPDX-License-Identifier: GPL-3.0-or-later
// Any line is a row: between its cells there is nothing but bars and blanks, and no cell holds a bar that separates.
#include "core/note/tablecells.h"
#include "core/table/table.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype lineEnd = text.indexOf('\n');
    const ByteRange line = tableLine(0, static_cast<quint32>(lineEnd < 0 ? text.size() : lineEnd), text);
    require(line.end <= text.size() && line.begin <= line.end);
    const QList<ByteRange> cells = cutCells(line, text);
    QByteArray rejoined;
    quint32 at = line.begin;
    const auto skip = [&](quint32 to) {
        for (; at < to; ++at)
            require(text[at] == '|' || text[at] == ' ' || text[at] == '\t' || text[at] == '\r');
    };
    for (const ByteRange cell : cells) {
        require(at <= cell.begin && cell.begin <= cell.end && cell.end <= line.end);
        skip(cell.begin);
        at = cell.end;
        rejoined += "| " + cell.in(text) + ' ';
        (void)cellText(cell.in(text));
    }
    skip(line.end);
    // Cut again from a tidy row, the cells are the same.
    rejoined += '|';
    const QList<ByteRange> again = cutCells({0, static_cast<quint32>(rejoined.size())}, rejoined);
    require(cells.isEmpty() || again.size() == cells.size());
    for (qsizetype i = 0; i < cells.size(); ++i)
        require(again.at(i).in(rejoined) == cells.at(i).in(text));
    (void)isDelimiterLine(line, text);
    return 0;
}
