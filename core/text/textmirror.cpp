// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textmirror.h"

#include "core/text/bytes.h"
#include "core/text/linediff.h"

#include <QStringDecoder>

#include <algorithm>

namespace tearsheet {

namespace {

bool holdsLineEnd(QByteArrayView bytes)
{
    return bytes.contains('\n') || bytes.contains('\r');
}

} // namespace

TextMirror::TextMirror(const TextFile &file)
    : m_bytes(file.bytes), m_lines(file.bytes), m_lineEnd(file.lineEnd), m_hasByteOrderMark(file.hasByteOrderMark)
{}

QString TextMirror::line(int number) const
{
    // Unlike QString::fromUtf8, this keeps a U+FEFF that a line begins with.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::ConvertInitialBom | QStringDecoder::Flag::Stateless);
    return decoder(ByteRange{start(number), m_lines.end(number, m_bytes)}.in(m_bytes));
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
    int same = 0;
    while (same < count && same < lines.size() && line(first + same) == lines.at(same))
        ++same;
    int sameAtEnd = 0;
    while (sameAtEnd < count - same && sameAtEnd < lines.size() - same
           && line(first + count - 1 - sameAtEnd) == lines.at(lines.size() - 1 - sameAtEnd))
        ++sameAtEnd;
    const int begin = first + same;
    const int end = first + count - sameAtEnd;
    if (begin == end && same + sameAtEnd == lines.size())
        return {};
    const Edit edit = replacement(begin, end, lines.sliced(same, lines.size() - same - sameAtEnd));
    const Replacement narrow = narrowed({edit.range, ByteRange::of(0, edit.text.size())}, m_bytes, edit.text);
    const QByteArray text = narrow.after.in(edit.text).toByteArray();
    const EditScript script = EditScript::replacing(narrow.before, text);
    if (script.isEmpty())
        return script;
    m_bytes.replace(narrow.before.begin, narrow.before.size(), text);
    m_lines.replace(narrow.before, narrow.after.size(), m_bytes);
    ++m_revision;
    return script;
}

Edit TextMirror::replacement(int begin, int end, const QStringList &lines) const
{
    Edit edit;
    const auto endsWithReturn = [&] {
        const quint32 place = edit.range.begin;
        return edit.text.isEmpty() ? place > 0 && m_bytes.at(place - 1) == '\r' : edit.text.endsWith('\r');
    };
    // A line feed behind another line's carriage return would make one line end of two: the return gets one of its own.
    const auto append = [&](QByteArrayView bytes) {
        if (bytes.startsWith('\n') && endsWithReturn())
            edit.text += '\n';
        edit.text += bytes;
    };
    if (begin > 0 && end == lineCount() && (begin == end || lines.isEmpty())) {
        // Lines come or go behind the last one that stays, and so does the line end in front of each.
        edit.range = ByteRange::of(m_lines.end(begin - 1, m_bytes), m_bytes.size());
        for (const QString &line : lines) {
            append(bytesOf(m_lineEnd));
            append(line.toUtf8());
        }
        return edit;
    }
    // Each line takes over the line end of the line in its place; further ones get the file's own.
    const bool keepsLastEnd = begin < end && !lines.isEmpty();
    edit.range = {start(begin), keepsLastEnd ? m_lines.end(end - 1, m_bytes) : start(end)};
    for (int i = 0; i < lines.size(); ++i) {
        append(lines.at(i).toUtf8());
        const int old = begin + i;
        if (old < end - 1 && i + 1 < lines.size())
            append(ByteRange{m_lines.end(old, m_bytes), start(old + 1)}.in(m_bytes));
        else if (i + 1 < lines.size() || !keepsLastEnd)
            append(bytesOf(m_lineEnd));
    }
    if (QByteArrayView(m_bytes).sliced(edit.range.end).startsWith('\n') && endsWithReturn())
        edit.text += '\n';
    return edit;
}

Result<> TextMirror::apply(const EditScript &script)
{
    Result<QByteArray> after = script.apply(m_bytes);
    if (!after)
        return std::unexpected(after.error());
    const bool touchesLineEnds = std::ranges::any_of(script.edits(), [&](const Edit &edit) {
        return holdsLineEnd(edit.text) || holdsLineEnd(edit.range.in(m_bytes));
    });
    m_bytes = *std::move(after);
    if (touchesLineEnds)
        m_lineEnd = TextFile::of(m_bytes).lineEnd;
    m_hasByteOrderMark = m_bytes.startsWith(byteOrderMark);
    m_lines = LineIndex(m_bytes);
    ++m_revision;
    return {};
}

LinePosition TextMirror::position(quint32 offset) const
{
    LinePosition position = m_lines.position(std::max(offset, start(0)), m_bytes);
    if (position.line == 0 && m_hasByteOrderMark)
        --position.column;
    return position;
}

quint32 TextMirror::offset(LinePosition position) const
{
    if (position.line == 0 && m_hasByteOrderMark)
        ++position.column;
    return m_lines.offset(position, m_bytes);
}

quint32 TextMirror::start(int line) const
{
    if (line >= lineCount())
        return static_cast<quint32>(m_bytes.size());
    return line == 0 && m_hasByteOrderMark ? 3 : m_lines.start(line);
}

} // namespace tearsheet
