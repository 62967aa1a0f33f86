// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textfile.h"

#include "core/text/bytes.h"
#include "core/text/lineindex.h"
#include "core/text/utf8.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace tearsheet {

namespace {

// Number of bytes up to the first that is NUL or not ASCII, in steps of eight.
qsizetype asciiLength(QByteArrayView bytes)
{
    constexpr quint64 HighBits = 0x8080808080808080;
    constexpr quint64 LowBits = 0x0101010101010101;
    qsizetype i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        quint64 eight;
        std::memcpy(&eight, bytes.data() + i, 8);
        if (((eight | (eight - LowBits)) & HighBits) != 0)
            break;
    }
    while (i < bytes.size() && bytes[i] != 0 && static_cast<unsigned char>(bytes[i]) < 0x80)
        ++i;
    return i;
}

// U+FDD0 and U+FDD1 end a line in Qt's text documents, and NUL ends a text elsewhere; no editor gives them back.
bool holdsAsText(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size();) {
        i += asciiLength(bytes.sliced(i));
        if (i == bytes.size())
            break;
        const DecodedCharacter character = decodeUtf8(bytes, i);
        if (character.codePoint == InvalidCharacter || character.codePoint == 0 || character.codePoint == 0xFDD0
            || character.codePoint == 0xFDD1)
            return false;
        i += character.length;
    }
    return true;
}

} // namespace

QByteArrayView bytesOf(LineEnd end)
{
    switch (end) {
    case LineEnd::CrLf:
        return "\r\n";
    case LineEnd::Cr:
        return "\r";
    case LineEnd::Lf:
        break;
    }
    return "\n";
}

quint64 contentHash(QByteArrayView bytes)
{
    return XXH3_64bits(bytes.data(), static_cast<size_t>(bytes.size()));
}

TextFile TextFile::of(QByteArray bytes, const FileStamp &stamp)
{
    TextFile file{.bytes = std::move(bytes), .stamp = stamp};
    const QByteArrayView text = file.bytes;
    file.hasByteOrderMark = text.startsWith(byteOrderMark);
    file.isText = holdsAsText(text);
    qsizetype lf = 0;
    qsizetype crLf = 0;
    qsizetype cr = 0;
    const bool onlyLf = !text.contains('\r');
    lf = onlyLf && text.contains('\n') ? 1 : 0;
    for (qsizetype i = 0; i < text.size() && !onlyLf; ++i) {
        if (text[i] == '\n') {
            ++lf;
        } else if (text[i] == '\r') {
            const bool pair = i + 1 < text.size() && text[i + 1] == '\n';
            ++(pair ? crLf : cr);
            i += pair;
        }
    }
    const qsizetype most = std::max({lf, crLf, cr});
    file.lineEnd = most == lf ? LineEnd::Lf : most == crLf ? LineEnd::CrLf : LineEnd::Cr;
    file.mixedLineEnds = most != lf + crLf + cr;
    file.endsWithLineEnd = text.endsWith('\n') || text.endsWith('\r');
    return file;
}

} // namespace tearsheet
