// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

namespace tearsheet {

/// Blanks inside a line.
constexpr bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

constexpr bool isLineEnd(char byte)
{
    return byte == '\n' || byte == '\r';
}

constexpr bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/// ASCII punctuation: what a backslash escapes in Markdown.
constexpr bool isPunctuation(char byte)
{
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`')
           || (byte >= '{' && byte <= '~');
}

/// `range` without blanks and line ends at both ends.
inline ByteRange trimmed(ByteRange range, QByteArrayView text)
{
    const auto isSpace = [&](quint32 at) { return isBlank(text[at]) || isLineEnd(text[at]); };
    while (!range.isEmpty() && isSpace(range.begin))
        ++range.begin;
    while (!range.isEmpty() && isSpace(range.end - 1))
        --range.end;
    return range;
}

} // namespace tearsheet
