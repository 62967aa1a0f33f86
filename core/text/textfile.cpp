// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textfile.h"

#include "core/text/lineindex.h"
#include "core/text/utf8.h"

#include <xxhash.h>

#include <algorithm>

namespace tearsheet {

namespace {

// U+FDD0 and U+FDD1 end a line in Qt's text documents, and NUL ends a text elsewhere; no editor gives them back.
bool holdsAsText(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size();) {
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
    file.hasByteOrderMark = text.startsWith("\xEF\xBB\xBF");
    file.isText = holdsAsText(text);
    qsizetype lf = 0;
    qsizetype crLf = 0;
    qsizetype cr = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
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
