// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/lineindex.h"

#include "core/text/utf8.h"

#include <algorithm>

namespace tearsheet {

namespace {

int countCodePoints(QByteArrayView text)
{
    int count = 0;
    for (qsizetype i = 0; i < text.size(); i += sequenceLength(text, i))
        ++count;
    return count;
}

} // namespace

LineIndex::LineIndex(QByteArrayView text) : m_size(static_cast<quint32>(text.size()))
{
    for (qsizetype i = 0; i < text.size();) {
        const int length = lineEndLength(text, i);
        i += length > 0 ? length : 1;
        if (length > 0)
            m_starts.append(static_cast<quint32>(i));
    }
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
    quint32 end = start(line + 1);
    for (const int length : {3, 2, 1}) {
        if (end - begin >= static_cast<quint32>(length) && lineEndLength(text, end - static_cast<quint32>(length)) == length)
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
