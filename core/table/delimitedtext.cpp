// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/delimitedtext.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace tearsheet {

namespace {

constexpr int RowsLookedAt = 20;
constexpr std::array Delimiters{',', ';', '\t', '|'};

// Where the field that begins at `begin` ends: at a delimiter, a line end or the end of `bytes`.
qsizetype fieldEnd(QByteArrayView bytes, qsizetype begin, char delimiter)
{
    qsizetype i = begin;
    if (i < bytes.size() && bytes[i] == '"') {
        // A quote that nothing closes is a character like any other.
        qsizetype close = bytes.indexOf('"', i + 1);
        while (close >= 0 && close + 1 < bytes.size() && bytes[close + 1] == '"')
            close = bytes.indexOf('"', close + 2);
        i = close < 0 ? i : close + 1;
    }
    while (i < bytes.size() && bytes[i] != delimiter && !isLineEnd(bytes[i]))
        ++i;
    return i;
}

qsizetype behindLineEnd(QByteArrayView bytes, qsizetype at)
{
    return at < bytes.size() ? at + (bytes.sliced(at).startsWith("\r\n") ? 2 : 1) : at;
}

// How many rows at the begin have as many fields as the first, and how many those are.
std::pair<int, int> fit(QByteArrayView bytes, qsizetype begin, char delimiter)
{
    int first = 0;
    int alike = 0;
    for (int row = 0; row < RowsLookedAt && begin < bytes.size(); ++row) {
        int fields = 1;
        qsizetype end = fieldEnd(bytes, begin, delimiter);
        for (; end < bytes.size() && bytes[end] == delimiter; ++fields)
            end = fieldEnd(bytes, end + 1, delimiter);
        first = row == 0 ? fields : first;
        alike += fields == first ? 1 : 0;
        begin = behindLineEnd(bytes, end);
    }
    return {alike, first};
}

char delimiterOf(QByteArrayView bytes, qsizetype begin)
{
    char best = ',';
    std::pair<int, int> most;
    for (const char delimiter : Delimiters) {
        const std::pair<int, int> found = fit(bytes, begin, delimiter);
        if (found.second > 1 && found > most) {
            most = found;
            best = delimiter;
        }
    }
    return best;
}

} // namespace

bool hasDelimitedEnding(QStringView path)
{
    return std::ranges::any_of(std::array{u".csv", u".tsv", u".tab"},
                               [&](QStringView ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

DelimitedText DelimitedText::of(QByteArray bytes)
{
    DelimitedText text;
    text.m_bytes = std::move(bytes);
    const QByteArrayView all = text.m_bytes;
    qsizetype begin = all.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    text.m_delimiter = delimiterOf(all, begin);
    bool first = true;
    while (begin < all.size()) {
        text.m_begins.append(static_cast<quint32>(begin));
        int fields = 1;
        qsizetype end = fieldEnd(all, begin, text.m_delimiter);
        for (; end < all.size() && all[end] == text.m_delimiter; ++fields)
            end = fieldEnd(all, end + 1, text.m_delimiter);
        text.m_columns = std::max(text.m_columns, fields);
        begin = behindLineEnd(all, end);
        if (std::exchange(first, false) && begin > end)
            text.m_lineEnd = all.sliced(end, begin - end).toByteArray();
    }
    text.m_begins.append(static_cast<quint32>(all.size()));
    return text;
}

ByteRange DelimitedText::line(int row) const
{
    if (row + 2 >= m_begins.size())
        return {m_begins.last(), m_begins.last()};
    ByteRange line{m_begins.at(row + 1), m_begins.at(row + 2)};
    const QByteArrayView text = line.in(m_bytes);
    line.end -= text.endsWith("\r\n") ? 2U : !text.isEmpty() && isLineEnd(text.back()) ? 1U : 0U;
    return line;
}

int DelimitedText::rowAt(quint32 offset) const
{
    const auto next = std::upper_bound(m_begins.begin(), m_begins.end() - 1, offset);
    return std::max(HeaderRow, static_cast<int>(next - m_begins.begin()) - 2);
}

QList<ByteRange> DelimitedText::fields(int row) const
{
    const ByteRange line = this->line(row);
    const QByteArrayView text = QByteArrayView(m_bytes).first(line.end);
    QList<ByteRange> fields;
    qsizetype begin = line.begin;
    for (;;) {
        const qsizetype end = fieldEnd(text, begin, m_delimiter);
        fields.append(ByteRange::of(begin, end));
        if (end >= text.size())
            return fields;
        begin = end + 1;
    }
}

QByteArray DelimitedText::plain(QByteArrayView field)
{
    if (field.size() < 2 || !field.startsWith('"') || !field.endsWith('"'))
        return field.toByteArray();
    return field.sliced(1, field.size() - 2).toByteArray().replace("\"\"", "\"");
}

QByteArray DelimitedText::field(QByteArrayView text, bool quoted) const
{
    const bool needs = text.contains(m_delimiter) || text.contains('"') || text.contains('\n') || text.contains('\r')
                       || text.startsWith(' ') || text.endsWith(' ');
    if (!needs && !quoted)
        return text.toByteArray();
    return '"' + text.toByteArray().replace("\"", "\"\"") + '"';
}

DelimitedGrid::DelimitedGrid(DelimitedText text) : m_text(std::move(text))
{
    static std::atomic<quint64> last = 0;
    m_number = ++last;
}

// Cells are asked for row by row, and rows may be long: each thread remembers how the last one was cut.
const QList<ByteRange> &DelimitedGrid::fieldsOf(int row) const
{
    struct CutRow
    {
        quint64 grid = 0;
        int row = 0;
        QList<ByteRange> fields;
    };
    thread_local CutRow last;
    if (last.grid != m_number || last.row != row)
        last = {m_number, row, m_text.fields(row)};
    return last.fields;
}

QByteArray DelimitedGrid::source(int row, int column) const
{
    const QList<ByteRange> &fields = fieldsOf(row);
    return column < fields.size() ? DelimitedText::plain(fields.at(column).in(m_text.bytes())) : QByteArray();
}

CellValue DelimitedGrid::value(int row, int column) const
{
    CellValue value = readCell(source(row, column));
    // Brackets are no links there.
    if (value.kind == CellKind::Link || value.kind == CellKind::Links || value.kind == CellKind::Embed)
        value.kind = CellKind::Text;
    return value;
}

// What the file says: stars and brackets are no marks there.
QString DelimitedGrid::shown(int row, int column) const
{
    return QString::fromUtf8(source(row, column)).replace(u'\n', u' ').remove(u'\r');
}

} // namespace tearsheet
