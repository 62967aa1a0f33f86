// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/lineindex.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <iterator>

namespace tearsheet {

namespace {

int countCodePoints(QByteArrayView text)
{
    int count = 0;
    for (qsizetype i = 0; i < text.size(); i += sequenceLength(text, i))
        ++count;
    return count;
}

// The begin of the next line after `offset`, which is no middle of a line end; -1 in the last line.
qsizetype nextStart(QByteArrayView text, qsizetype offset)
{
    for (; offset < text.size(); ++offset) {
        if (const int length = lineEndLength(text, offset); length > 0)
            return offset + length;
    }
    return -1;
}

// Whether a line feed alone ends its lines, as in nearly every text.
bool hasLineFeedsAlone(QByteArrayView text)
{
    if (text.contains('\r'))
        return false;
    constexpr QByteArrayView Separator = "\xe2\x80\xa9"; // U+2029; its last byte is the rarest.
    for (qsizetype at = text.indexOf(Separator.back()); at >= 0; at = text.indexOf(Separator.back(), at + 1)) {
        if (text.first(at + 1).endsWith(Separator))
            return false;
    }
    return true;
}

} // namespace

LineIndex::LineIndex(QByteArrayView text) : m_size(static_cast<quint32>(text.size()))
{
    if (hasLineFeedsAlone(text)) {
        for (qsizetype end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
            m_starts.append(static_cast<quint32>(end + 1));
        return;
    }
    for (qsizetype begin = nextStart(text, 0); begin >= 0; begin = nextStart(text, begin))
        m_starts.append(static_cast<quint32>(begin));
}

void LineIndex::replace(ByteRange range, quint32 size, QByteArrayView text)
{
    // The line in front is read again too: its carriage return may have become the first half of a pair.
    const int first = std::max(0, lineAt(range.begin) - 1);
    const qsizetype shift = qsizetype{size} - range.size();
    QList<quint32> starts = m_starts.first(first + 1);
    auto old = std::ranges::upper_bound(m_starts, range.end);
    qsizetype begin = nextStart(text, start(first));
    for (; begin >= 0; begin = nextStart(text, begin)) {
        while (old != m_starts.end() && *old + shift < begin)
            ++old;
        // From a line behind the change on that began there before, nothing differs.
        if (old != m_starts.end() && *old + shift == begin)
            break;
        starts.append(static_cast<quint32>(begin));
    }
    if (begin >= 0)
        std::transform(old, m_starts.end(), std::back_inserter(starts),
                       [&](quint32 was) { return static_cast<quint32>(was + shift); });
    m_starts = std::move(starts);
    m_size = static_cast<quint32>(text.size());
}

int LineIndex::lineAt(quint32 offset) const
{
    const auto after = std::ranges::upper_bound(m_starts, offset);
    return static_cast<int>(after - m_starts.begin()) - 1;
}

quint32 LineIndex::start(int line) const
{
    return m_starts.at(std::clamp(line, 0, lineCount() - 1));
}

quint32 LineIndex::end(int line, QByteArrayView text) const
{
    const quint32 begin = start(line);
    if (line + 1 >= lineCount())
        return m_size;
    const quint32 end = start(line + 1);
    for (const int length : {3, 2, 1}) {
        if (end - begin >= static_cast<quint32>(length)
            && lineEndLength(text, end - static_cast<quint32>(length)) == length)
            return end - static_cast<quint32>(length);
    }
    return end;
}

LinePosition LineIndex::position(quint32 offset, QByteArrayView text) const
{
    const int line = lineAt(offset);
    const quint32 stop = std::min(offset, end(line, text));
    return {line, utf16Length(text.sliced(start(line), stop - start(line)))};
}

LinePosition LineIndex::codePointPosition(quint32 offset, QByteArrayView text) const
{
    const int line = lineAt(offset);
    const quint32 stop = std::min(offset, end(line, text));
    return {line, countCodePoints(text.sliced(start(line), stop - start(line)))};
}

quint32 LineIndex::offset(LinePosition position, QByteArrayView text) const
{
    const int line = std::clamp(position.line, 0, lineCount() - 1);
    quint32 offset = start(line);
    const quint32 stop = end(line, text);
    for (int column = 0; offset < stop && column < position.column;) {
        const DecodedCharacter character = decodeUtf8(text, offset);
        column += character.codePoint > 0xFFFF && character.codePoint != InvalidCharacter ? 2 : 1;
        if (column > position.column)
            break;
        offset += static_cast<quint32>(character.length);
    }
    return offset;
}

int lineEndLength(QByteArrayView text, qsizetype offset)
{
    if (offset >= text.size())
        return 0;
    switch (text[offset]) {
    case '\n':
        return 1;
    case '\r':
        return offset + 1 < text.size() && text[offset + 1] == '\n' ? 2 : 1;
    case '\xE2':
        return text.sliced(offset).startsWith("\xE2\x80\xA9") ? 3 : 0;
    default:
        return 0;
    }
}

int utf16Length(QByteArrayView text)
{
    int length = 0;
    for (qsizetype i = 0; i < text.size();) {
        const DecodedCharacter character = decodeUtf8(text, i);
        length += character.codePoint > 0xFFFF && character.codePoint != InvalidCharacter ? 2 : 1;
        i += character.length;
    }
    return length;
}

} // namespace tearsheet
