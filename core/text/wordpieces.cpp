// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordpieces.h"

#include "core/text/bytes.h"
#include "core/text/lineindex.h"
#include "core/text/tablebar.h"

namespace tearsheet {

namespace {

void addWords(PiecedText &words, ByteRange line)
{
    for (quint32 at = line.begin; at < line.end;) {
        const quint32 begin = at;
        while (at < line.end && !isBlank(words.text[at]))
            ++at;
        if (at > begin)
            words.pieces.append({begin, at});
        while (at < line.end && isBlank(words.text[at]))
            ++at;
    }
}

void addCells(PiecedText &words, ByteRange row)
{
    for (quint32 begin = row.begin; begin < row.end;) {
        const quint32 bar = nextBar(begin, row.end, words.text);
        if (const ByteRange cell = trimmed({begin, bar}, words.text); !cell.isEmpty())
            words.pieces.append(cell);
        if (bar < row.end)
            words.pieces.append({bar, bar + 1});
        begin = bar + 1;
    }
}

} // namespace

PiecedText wordPieces(QByteArrayView text, ByteRange lines)
{
    PiecedText words{text, {{lines.begin, lines.begin}}, lines.end};
    for (quint32 begin = lines.begin; begin < lines.end;) {
        quint32 end = begin;
        while (end < lines.end && lineEndLength(text, end) == 0)
            ++end;
        quint32 first = begin;
        while (first < end && isBlank(text[first]))
            ++first;
        if (first < end && text[first] == '|')
            addCells(words, {first, end});
        else
            addWords(words, {first, end});
        begin = end;
        if (end < lines.end) {
            begin += static_cast<quint32>(lineEndLength(text, end));
            words.pieces.append({end, begin});
        }
    }
    return words;
}

} // namespace tearsheet
