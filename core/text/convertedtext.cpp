// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/convertedtext.h"

#include "core/text/utf8.h"

#include <QStringDecoder>

#include <array>

namespace tearsheet {

namespace {

// Windows-1252 from 0x80 to 0x9F; above, bytes are code points. The five that it leaves open are control characters.
constexpr std::array<char16_t, 32> Windows1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                               0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

QByteArray fromByte(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    const char16_t unit = value >= 0x80 && value < 0xA0 ? Windows1252[value - 0x80u] : value;
    return QStringView(&unit, 1).toUtf8();
}

// A wide encoding that the mark at the begin tells; UTF-8 where there is none.
QStringConverter::Encoding wideEncoding(QByteArrayView bytes)
{
    const std::optional<QStringConverter::Encoding> found = QStringConverter::encodingForData(bytes);
    return found.value_or(QStringConverter::Utf8);
}

} // namespace

QByteArray convertedText(QByteArrayView bytes)
{
    QByteArray wide;
    if (const QStringConverter::Encoding encoding = wideEncoding(bytes); encoding != QStringConverter::Utf8) {
        wide = QString(QStringDecoder(encoding)(bytes)).toUtf8();
        bytes = wide;
    }
    QByteArray text;
    text.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size();) {
        const DecodedCharacter character = decodeUtf8(bytes, i);
        if (character.codePoint == InvalidCharacter)
            text += fromByte(bytes[i]);
        else if (character.codePoint == 0 || character.codePoint == 0xFDD0 || character.codePoint == 0xFDD1)
            text += "\uFFFD";
        else
            text += bytes.sliced(i, character.length);
        i += character.length;
    }
    return text;
}

} // namespace tearsheet
