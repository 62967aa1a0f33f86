// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linediff.h"

#include <algorithm>

namespace tearsheet {

namespace {

bool continuesSequence(QByteArrayView text, quint32 offset)
{
    return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

bool splitsLineEnd(QByteArrayView text, quint32 offset)
{
    return offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r';
}

} // namespace

QList<Replacement> lineDiff(QByteArrayView before, QByteArrayView after)
{
    return pieceDiff(PiecedText::lines(before), PiecedText::lines(after), mostLineDifferences);
}

Replacement narrowed(Replacement replacement, QByteArrayView before, QByteArrayView after)
{
    ByteRange &from = replacement.before;
    ByteRange &to = replacement.after;
    quint32 common = 0;
    const quint32 shorter = std::min(from.size(), to.size());
    while (common < shorter && before[from.begin + common] == after[to.begin + common])
        ++common;
    const auto splits = [&](quint32 oldOffset, quint32 newOffset) {
        return continuesSequence(before, oldOffset) || continuesSequence(after, newOffset)
               || splitsLineEnd(before, oldOffset) || splitsLineEnd(after, newOffset);
    };
    while (common > 0 && splits(from.begin + common, to.begin + common))
        --common;
    from.begin += common;
    to.begin += common;
    quint32 tail = 0;
    while (tail < std::min(from.size(), to.size()) && before[from.end - tail - 1] == after[to.end - tail - 1])
        ++tail;
    while (tail > 0 && splits(from.end - tail, to.end - tail))
        --tail;
    from.end -= tail;
    to.end -= tail;
    return replacement;
}

} // namespace tearsheet
