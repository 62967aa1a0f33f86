// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/bodylines.h"

#include <algorithm>

namespace tearsheet {

BodyLines::BodyLines(QByteArrayView text, quint32 body) : m_text(text), m_begins{body}
{
    m_begins.reserve(text.size() / 48);
    if (!text.contains('\r')) {
        for (qsizetype end = text.indexOf('\n', body); end >= 0; end = text.indexOf('\n', end + 1))
            m_begins.append(static_cast<quint32>(end + 1));
        return;
    }
    for (qsizetype i = body; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')))
            m_begins.append(static_cast<quint32>(i + 1));
    }
}

quint32 BodyLines::begin(int line) const
{
    return line < m_begins.size() ? m_begins.at(std::max(0, line)) : static_cast<quint32>(m_text.size());
}

int BodyLines::lineAt(quint32 offset) const
{
    return static_cast<int>(std::ranges::upper_bound(m_begins, offset) - m_begins.begin()) - 1;
}

bool BodyLines::isTextBegin(quint32 offset) const
{
    const int line = lineAt(offset);
    return tableRow(line).begin == offset;
}

ByteRange BodyLines::lines(int first, int last) const
{
    ByteRange range{begin(first), begin(last + 1)};
    while (!range.isEmpty() && (m_text[range.end - 1] == '\n' || m_text[range.end - 1] == '\r'))
        --range.end;
    return range;
}

QByteArray BodyLines::withoutPrefixes(ByteRange range, QByteArrayView body) const
{
    QByteArray bytes = body.sliced(range.begin - m_begins.first(), range.size()).toByteArray();
    for (int line = lineAt(range.begin) + 1; line < count() && begin(line) < range.end; ++line) {
        const quint32 text = std::min(tableRow(line).begin, range.end);
        std::fill(bytes.begin() + (begin(line) - range.begin), bytes.begin() + (text - range.begin), ' ');
    }
    return bytes;
}

TableLines BodyLines::table(const MarkdownElement &element) const
{
    // A table directly under text is reported on the text's first line: the delimiter tells where it begins.
    for (int line = element.firstLine + 1; line <= element.lastLine; ++line) {
        if (isDelimiterLine(tableRow(line), m_text))
            return {line - 1, element.lastLine};
    }
    return {element.firstLine, element.lastLine};
}

quint32 BodyLines::blockBegin(const MarkdownElement &element) const
{
    return begin(element.kind == MarkdownKind::Table ? table(element).header : element.firstLine);
}

} // namespace tearsheet
