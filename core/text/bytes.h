// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <cstring>

namespace tearsheet {

/// What some programs put in front of UTF-8.
inline constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

/// Blanks inside a line.
constexpr bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

constexpr bool isLineEnd(char byte)
{
    return byte == '\n' || byte == '\r';
}

/// ASCII white space.
constexpr bool isWhiteSpace(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/// A Latin letter.
constexpr bool isLetter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
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

/// Where `needle` stands in `text` at or behind `from`, -1 where it does not. Steps from one first byte of it to the
/// next, which is many times as fast as a general search for a few bytes that begin with a rare one. `needle` is not
/// empty.
inline qsizetype find(QByteArrayView text, QByteArrayView needle, qsizetype from = 0)
{
    const auto left = [&] { return static_cast<size_t>(text.size() - needle.size() + 1 - from); };
    for (; from + needle.size() <= text.size(); ++from) {
        const void *const first = std::memchr(text.data() + from, needle[0], left());
        if (!first)
            return -1;
        from = static_cast<const char *>(first) - text.data();
        if (std::memcmp(text.data() + from, needle.data(), static_cast<size_t>(needle.size())) == 0)
            return from;
    }
    return -1;
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
