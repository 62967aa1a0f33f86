// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordcount.h"

#include "core/text/utf8.h"

#include <QChar>

namespace tearsheet {

namespace {

bool countsAlone(char32_t c)
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF)
           || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2FFFF);
}

bool joinsWords(char32_t c)
{
    return c == '\'' || c == '-' || c == 0x2019;
}

} // namespace

int wordCount(QByteArrayView text)
{
    int words = 0;
    bool inside = false;
    for (qsizetype i = 0; i < text.size();) {
        const DecodedCharacter character = decodeUtf8(text, i);
        const char32_t c = character.codePoint;
        i += character.length;
        if (c != InvalidCharacter && countsAlone(c)) {
            ++words;
            inside = false;
        } else if (c != InvalidCharacter && QChar::isLetterOrNumber(c)) {
            words += !inside;
            inside = true;
        } else if (!joinsWords(c)) {
            inside = false;
        }
    }
    return words;
}

} // namespace tearsheet
