// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textmirror.h"

#include "core/text/linediff.h"

#include <algorithm>

namespace tearsheet {

TextMirror::TextMirror(const TextFile &file)
    : m_bytes(file.bytes), m_lines(file.bytes), m_lineEnd(file.lineEnd), m_hasByteOrderMark(file.hasByteOrderMark)
{}

QString TextMirror::line(int number) const
{
    const quint32 begin = std::max(m_lines.start(number), number == 0 ? contentStart() : 0u);
    return QString::fromUtf8(QByteArrayView(m_bytes).sliced(begin, m_lines.end(number, m_bytes) - begin));
}

QString TextMirror::text() const
{
    QString text;
    text.reserve(m_bytes.size());
    for (int i = 0; i < lineCount(); ++i) {
        if (i > 0)
            text += u'\n';
        text += line(i);
    }
    return text;
}

EditScript TextMirror::replaceLines(int first, int count, const QStringList &lines)
{
    // Lines that stay keep their bytes, line ends included: the same at the begin, then the same at the end.
    qsizetype same = 0;
    while (same < count && same < lines.size() && line(first + static_cast<int>(same)) == lines.at(same))
        ++same;
    qsizetype sameAtEnd = 0;
    while (sameAtEnd < count - same && sameAtEnd < lines.size() - same
           && line(first + count - 1 - static_cast<int>(sameAtEnd)) == lines.at(lines.size() - 1 - sameAtEnd))
        ++sameAtEnd;
    const int oldBegin = first + static_cast<int>(same);
    const int oldEnd = first + count - static_cast<int>(sameAtEnd);
    const QStringList changed = lines.sliced(same, lines.size() - same - sameAtEnd);
    if (oldBegin == oldEnd && changed.isEmpty())
        return {};

    // Each changed line takes over the line end of the line in its place; further ones get the file's own. The range
    // ends before the last old line's end, or begins before the end of the line in front where whole lines go.
    QByteArray after;
    ByteRange range;
    const auto lineEndOf = [&](int number) {
        const quint32 end = m_lines.end(number, m_bytes);
        return number + 1 < lineCount() ? ByteRange{end, m_lines.start(number + 1)}.in(m_bytes) : QByteArrayView();
    };
    const auto begin = [&](int number) { return std::max(m_lines.start(number), number == 0 ? contentStart() : 0u); };
    if (changed.isEmpty()) {
        const bool last = oldEnd == lineCount();
        range = last && oldBegin > 0 ? ByteRange{m_lines.end(oldBegin - 1, m_bytes), static_cast<quint32>(m_bytes.size())}
                                     : ByteRange{begin(oldBegin), last ? static_cast<quint32>(m_bytes.size()) : begin(oldEnd)};
    } else if (oldBegin == oldEnd) {
        const bool atEnd = oldBegin == lineCount();
        const quint32 place = atEnd ? static_cast<quint32>(m_bytes.size()) : begin(oldBegin);
        range = {place, place};
        for (const QString &text : changed) {
            if (atEnd)
                after += bytesOf(m_lineEnd);
            after += text.toUtf8();
            if (!atEnd)
                after += bytesOf(m_lineEnd);
        }
    } else {
        range = {begin(oldBegin), m_lines.end(oldEnd - 1, m_bytes)};
        for (qsizetype i = 0; i < changed.size(); ++i) {
            after += changed.at(i).toUtf8();
            if (i + 1 == changed.size())
                break;
            const int old = oldBegin + static_cast<int>(i);
            after += old < oldEnd - 1 ? lineEndOf(old) : bytesOf(m_lineEnd);
        }
    }
    Replacement replacement{range, ByteRange::of(0, after.size())};
    replacement = narrowed(replacement, m_bytes, after);
    const EditScript script = EditScript::replacing(replacement.before, replacement.after.in(after).toByteArray());
    m_bytes.replace(replacement.before.begin, replacement.before.size(), replacement.after.in(after).toByteArray());
    m_lines = LineIndex(m_bytes);
    ++m_revision;
    return script;
}

Result<> TextMirror::apply(const EditScript &script)
{
    Result<QByteArray> after = script.apply(m_bytes);
    if (!after)
        return std::unexpected(after.error());
    m_bytes = *std::move(after);
    m_hasByteOrderMark = m_bytes.startsWith("\xEF\xBB\xBF");
    m_lines = LineIndex(m_bytes);
    ++m_revision;
    return {};
}

LinePosition TextMirror::position(quint32 offset) const
{
    LinePosition position = m_lines.position(offset, m_bytes);
    if (position.line == 0 && m_hasByteOrderMark)
        position.column = std::max(0, position.column - 1);
    return position;
}

quint32 TextMirror::offset(LinePosition position) const
{
    if (position.line == 0 && m_hasByteOrderMark)
        ++position.column;
    return m_lines.offset(position, m_bytes);
}

} // namespace tearsheet
