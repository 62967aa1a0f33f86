// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace tearsheet {

/// What `decodeUtf8` gives for a byte that begins no valid sequence.
inline constexpr char32_t InvalidCharacter = 0xFFFFFFFF;

struct DecodedCharacter
{
    char32_t codePoint = InvalidCharacter;
    int length = 1; ///< Bytes it takes; 1 for an invalid byte.
};

/// The character of `text` that begins at `offset`, which lies in the text. Overlong forms, surrogates and numbers past
/// U+10FFFF are invalid.
inline DecodedCharacter decodeUtf8(QByteArrayView text, qsizetype offset)
{
    const auto byteAt = [&](qsizetype i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    };
    const unsigned char first = byteAt(offset);
    if (first < 0x80)
        return {first, 1};
    const int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4)
        return {};
    char32_t codePoint = first & (0xFFu >> (length + 1));
    for (int i = 1; i < length; ++i) {
        const unsigned char next = byteAt(offset + i);
        if ((next & 0xC0) != 0x80)
            return {};
        codePoint = codePoint << 6 | (next & 0x3Fu);
    }
    const bool overlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
    if (overlong || codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF))
        return {};
    return {codePoint, length};
}

/// Number of bytes of the character at `offset`.
inline int sequenceLength(QByteArrayView text, qsizetype offset)
{
    return decodeUtf8(text, offset).length;
}

/// The first `most` bytes of `text`, or up to three less so that they end with a whole character.
inline QByteArrayView wholeCharacters(QByteArrayView text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    qsizetype end = most;
    while (end > 0 && most - end < 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.first(end);
}

/// Whether `text` ends with a blank outside ASCII: a no-break or an ideographic space.
inline bool endsWithWideBlank(QByteArrayView text)
{
    return text.endsWith("\xC2\xA0") || text.endsWith("\xE3\x80\x80");
}

} // namespace tearsheet
