// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/delimitedtext.h"

#include "core/text/bytes.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

constexpr int RowsLookedAt = 20;

// Between two marks lie so many fields, or bytes and one field, at most.
constexpr int FieldsBetweenMarks = 16;
constexpr qsizetype BytesBetweenMarks = 256;

constexpr qsizetype MostRead = 4096; // Bytes of a cell, to tell what it is.
constexpr qsizetype MostBytesOfCharacter = 4;
constexpr std::array Delimiters{',', ';', '\t', '|'};

// Where the field that begins at `begin` ends: at a delimiter, a line end or the end of `bytes`. `isOpen` is set where
// it begins with a quote that nothing closes.
qsizetype fieldEnd(QByteArrayView bytes, qsizetype begin, char delimiter, bool *isOpen = nullptr)
{
    qsizetype i = begin;
    if (i < bytes.size() && bytes[i] == '"') {
        // A quote that nothing closes is a character like any other.
        qsizetype close = bytes.indexOf('"', i + 1);
        while (close >= 0 && close + 1 < bytes.size() && bytes[close + 1] == '"')
            close = bytes.indexOf('"', close + 2);
        if (close < 0 && isOpen)
            *isOpen = true;
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

// What the field says; of a longer one `most` bytes of it, or a few less so that no character is cut.
QByteArray plainBegin(QByteArrayView field, qsizetype most)
{
    if (field.size() <= most)
        return DelimitedText::plain(field);
    const QByteArrayView begin = wholeCharacters(field, most);
    const bool quoted = field.startsWith('"') && field.endsWith('"');
    return quoted ? begin.sliced(1).toByteArray().replace("\"\"", "\"") : begin.toByteArray();
}

QString inOneLine(const QByteArray &text)
{
    return QString::fromUtf8(text).replace(u'\n', u' ').remove(u'\r');
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
    qsizetype begin = all.startsWith(byteOrderMark) ? 3 : 0;
    text.m_delimiter = delimiterOf(all, begin);
    while (begin < all.size()) {
        const auto [next, fields] = text.readRow(begin);
        text.m_columns = std::max(text.m_columns, fields);
        begin = next;
    }
    if (!text.m_firstMarks.isEmpty())
        text.m_firstMarks.append(text.m_marks.size());
    text.m_begins.append(static_cast<quint32>(all.size()));
    if (const ByteRange header = text.line(HeaderRow); header.end < text.m_begins.value(1))
        text.m_lineEnd = ByteRange{header.end, text.m_begins.at(1)}.in(all).toByteArray();
    return text;
}

std::pair<qsizetype, int> DelimitedText::readRow(qsizetype begin)
{
    const QByteArrayView all = m_bytes;
    m_begins.append(static_cast<quint32>(begin));
    const qsizetype marks = m_marks.size();
    if (!m_firstMarks.isEmpty())
        m_firstMarks.append(marks);
    Mark last{0, static_cast<quint32>(begin)};
    const auto isFar = [&](int column, qsizetype at) {
        return column >= static_cast<int>(last.column) + FieldsBetweenMarks || at >= last.begin + BytesBetweenMarks;
    };
    const auto mark = [&](int column, qsizetype at) {
        last = {static_cast<quint32>(column), static_cast<quint32>(at)};
        if (m_firstMarks.isEmpty())
            m_firstMarks.fill(0, m_begins.size());
        m_marks.append(last);
    };
    int fields = 1;
    qsizetype end = fieldEnd(all, begin, m_delimiter, &m_openQuote);
    for (; end < all.size() && all[end] == m_delimiter; ++fields) {
        if (isFar(fields, end + 1))
            mark(fields, end + 1);
        end = fieldEnd(all, end + 1, m_delimiter, &m_openQuote);
    }
    if (m_marks.size() > marks || isFar(fields, end + 1))
        mark(fields, end + 1);
    return {behindLineEnd(all, end), fields};
}

void DelimitedText::takeRows(const DelimitedText &before, qsizetype row, qint64 shift)
{
    const auto moved = [shift](quint32 begin) { return static_cast<quint32>(begin + shift); };
    const qsizetype marks = before.m_firstMarks.isEmpty() ? 0 : before.m_firstMarks.at(row);
    const qsizetype here = m_marks.size();
    if (m_firstMarks.isEmpty() && marks < before.m_marks.size())
        m_firstMarks.fill(0, m_begins.size());
    const qsizetype rows = before.m_begins.size();
    m_begins.reserve(m_begins.size() + rows - row);
    for (qsizetype i = row; i < rows; ++i)
        m_begins.append(moved(before.m_begins.at(i)));
    if (m_firstMarks.isEmpty())
        return;
    for (qsizetype i = row; i < rows; ++i)
        m_firstMarks.append(here + (before.m_firstMarks.isEmpty() ? 0 : before.m_firstMarks.at(i) - marks));
    for (qsizetype i = marks; i < before.m_marks.size(); ++i)
        m_marks.append({before.m_marks.at(i).column, moved(before.m_marks.at(i).begin)});
}

Result<DelimitedText> DelimitedText::edited(const EditScript &script, std::optional<ChangedRows> &changed) const
{
    changed.reset();
    Result<QByteArray> after = script.apply(m_bytes);
    if (!after)
        return std::unexpected(after.error());
    if (script.isEmpty()) {
        changed = ChangedRows();
        return *this;
    }
    const quint32 begin = script.edits().first().range.begin;
    const quint32 end = script.edits().last().range.end;
    // A line end just before the change may become half of one.
    const int first = begin == 0 ? HeaderRow : rowAt(begin - 1);
    if (first == HeaderRow || m_openQuote)
        return of(*std::move(after));
    DelimitedText text;
    text.m_bytes = *std::move(after);
    text.m_lineEnd = m_lineEnd;
    text.m_delimiter = delimiterOf(text.m_bytes, m_begins.first());
    if (text.m_delimiter != m_delimiter)
        return of(std::move(text.m_bytes));
    const qsizetype kept = qsizetype{first} + 1; // The header is the first of the places.
    text.m_begins = m_begins.first(kept);
    if (!m_firstMarks.isEmpty()) {
        text.m_firstMarks = m_firstMarks.first(kept);
        text.m_marks = m_marks.first(m_firstMarks.at(kept));
    }
    const qint64 shift = qint64{text.m_bytes.size()} - m_bytes.size();
    int widest = 0;
    qsizetype at = m_begins.at(kept);
    qsizetype same = kept; // The first row of this text that begins behind the change, as far as it is known.
    while (at < text.m_bytes.size()) {
        while (same + 1 < m_begins.size() && (m_begins.at(same) < end || m_begins.at(same) + shift < at))
            ++same;
        if (m_begins.at(same) >= end && m_begins.at(same) + shift == at && same + 1 < m_begins.size())
            break;
        const auto [next, fields] = text.readRow(at);
        widest = std::max(widest, fields);
        at = next;
    }
    if (at >= text.m_bytes.size())
        same = m_begins.size() - 1;
    int widestBefore = 0;
    for (qsizetype row = kept; row < same; ++row)
        widestBefore = std::max(widestBefore, fieldCount(static_cast<int>(row) - 1));
    // Another row may be as long as the one that was the longest.
    if (widestBefore == m_columns && widest < m_columns)
        return of(std::move(text.m_bytes));
    text.m_columns = std::max(m_columns, widest);
    changed = ChangedRows{.first = first,
                          .before = static_cast<int>(same - kept),
                          .after = static_cast<int>(text.m_begins.size() - kept)};
    text.takeRows(*this, same, shift);
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

std::span<const DelimitedText::Mark> DelimitedText::marks(int row) const
{
    const qsizetype i = qsizetype{row} + 1;
    if (i < 0 || i + 1 >= m_firstMarks.size())
        return {};
    const qsizetype first = m_firstMarks.at(i);
    return std::span(m_marks).subspan(static_cast<size_t>(first), static_cast<size_t>(m_firstMarks.at(i + 1) - first));
}

int DelimitedText::fieldCount(int row) const
{
    if (const std::span<const Mark> all = marks(row); !all.empty())
        return static_cast<int>(all.back().column);
    return static_cast<int>(fields(row).size());
}

std::optional<ByteRange> DelimitedText::field(int row, int column) const
{
    const std::span<const Mark> all = marks(row);
    if (column < 0 || (!all.empty() && column >= static_cast<int>(all.back().column)))
        return std::nullopt;
    const auto behind = std::ranges::upper_bound(all, static_cast<quint32>(column), {}, &Mark::column);
    const ByteRange line = this->line(row);
    const Mark mark = behind == all.begin() ? Mark{0, line.begin} : *std::prev(behind);
    const QByteArrayView text = QByteArrayView(m_bytes).first(line.end);
    qsizetype begin = mark.begin;
    for (auto at = static_cast<int>(mark.column); at < column; ++at) {
        begin = fieldEnd(text, begin, m_delimiter) + 1;
        if (begin > text.size())
            return std::nullopt;
    }
    const bool known = behind != all.end() && static_cast<int>(behind->column) == column + 1;
    return ByteRange::of(begin, known ? behind->begin - 1 : fieldEnd(text, begin, m_delimiter));
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

DelimitedGrid::DelimitedGrid(DelimitedText text, const DelimitedGrid *before) : m_text(std::move(text))
{
    if (before && before->line(HeaderRow) == line(HeaderRow) && before->m_text.delimiter() == m_text.delimiter()) {
        m_contexts = before->m_contexts;
        return;
    }
    for (const ByteRange name : m_text.fields(HeaderRow))
        m_contexts.append(contextOf(plainBegin(name.in(m_text.bytes()), MostRead)));
}

QByteArray DelimitedGrid::source(int row, int column) const
{
    const std::optional<ByteRange> field = m_text.field(row, column);
    return field ? DelimitedText::plain(field->in(m_text.bytes())) : QByteArray();
}

CellValue DelimitedGrid::value(int row, int column) const
{
    const std::optional<ByteRange> field = m_text.field(row, column);
    const auto begin = [this](const std::optional<ByteRange> &of) {
        return of ? plainBegin(of->in(m_text.bytes()), MostRead) : QByteArray(); // What a cell is stands there.
    };
    CellContext context = row == HeaderRow ? CellContext() : m_contexts.value(column);
    // In a sheet of properties the row's name may say what the header does not.
    if (m_contexts.size() == 2 && column == 1 && context == CellContext() && row != HeaderRow)
        context = contextOf(begin(m_text.field(row, 0)));
    CellValue value = readCell(begin(field), context);
    // Brackets are no links there.
    if (value.kind == CellKind::Link || value.kind == CellKind::Links || value.kind == CellKind::Embed)
        value.kind = CellKind::Text;
    return value;
}

// What the file says: stars and brackets are no marks there.
QString DelimitedGrid::shown(int row, int column) const
{
    return inOneLine(source(row, column));
}

QString DelimitedGrid::shownBegin(int row, int column, qsizetype most) const
{
    const std::optional<ByteRange> field = m_text.field(row, column);
    if (!field)
        return {};
    const QByteArrayView written = field->in(m_text.bytes());
    const qsizetype enough = MostBytesOfCharacter * (most + 1);
    return beginOf(inOneLine(plainBegin(written, enough)), most, written.size() > enough);
}

} // namespace tearsheet
