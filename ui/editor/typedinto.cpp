// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/typedinto.h"

#include "core/text/textfile.h"

namespace tearsheet {

QByteArray withAtEnd(const QByteArray &text, const QString &typed)
{
    const QByteArray lineEnd = bytesOf(TextFile::of(text).lineEnd).toByteArray();
    QByteArray with = text;
    if (!with.isEmpty() && !with.endsWith(lineEnd))
        with += lineEnd;
    if (!with.isEmpty())
        with += lineEnd;
    return with + typed.toUtf8() + lineEnd;
}

} // namespace tearsheet
