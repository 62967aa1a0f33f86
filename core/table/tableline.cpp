// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tableline.h"

#include "core/note/tablecells.h"
#include "core/text/bytes.h"
#include "core/text/tablebar.h"
#include "core/text/utf8.h"

#include <QChar>

#include <algorithm>

namespace tearsheet {

namespace {

QByteArray joined(const TableLine &line)
{
    return (line.open ? "|" : "") + line.cells.join('|') + (line.closed ? "|" : "") + line.tail;
}

// Whether `bytes` are cut into the cells of `line` again.
bool keepsCells(QByteArrayView bytes, const TableLine &line)
{
    const QList<ByteRange> cells = cutCells(ByteRange::of(0, bytes.size()), bytes);
    if (cells.size() != line.cells.size())
        return false;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QByteArrayView wanted = line.cells.at(i);
        if (cells.at(i).in(bytes) != trimmed(ByteRange::of(0, wanted.size()), wanted).in(wanted))
            return false;
    }
    return true;
}

// A first cell that can be nothing but text: not a list, a heading, a fence, a formula over lines. The hyphens of a
// delimiter line are none, either, as long as another cell follows.
bool beginsAsText(QByteArrayView cell)
{
    const QByteArrayView text = cell.trimmed();
    const char first = text.isEmpty() ? '\0' : text[0];
    if (isDigit(first)) {
        qsizetype digits = 0;
        while (digits < text.size() && isDigit(text[digits]))
            ++digits;
        return digits == text.size() || (text[digits] != '.' && text[digits] != ')');
    }
    if (first == '$' || first == '~')
        return text.size() > 1 && text[1] != first;
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80
           || text.startsWith("--") || text.startsWith(":-");
}

// Ends with a backslash that would escape what comes behind.
bool endsEscaping(const QByteArray &cell)
{
    qsizetype count = 0;
    while (count < cell.size() && cell.at(cell.size() - 1 - count) == '\\')
        ++count;
    return count % 2 == 1;
}

// `cell` with a backslash in every pair of brackets that has no partner in it.
QByteArray sealed(const QByteArray &cell)
{
    QByteArray result;
    qsizetype open = -1; // Where the last pair that may still close begins, in `result`.
    for (qsizetype i = 0; i < cell.size(); ++i) {
        if (cell.at(i) == '\\' && i + 1 < cell.size()) {
            result += cell.sliced(i, 2);
            ++i;
            continue;
        }
        const QByteArrayView rest = QByteArrayView(cell).sliced(i);
        if (rest.startsWith("[[")) {
            if (open >= 0)
                result.insert(open, '\\');
            open = result.size();
            result += "[[";
            ++i;
        } else if (rest.startsWith("]]")) {
            result += open >= 0 ? "]]" : "]\\]";
            open = -1;
            ++i;
        } else {
            result += cell.at(i);
        }
    }
    if (open >= 0)
        result.insert(open, '\\');
    return result;
}

} // namespace

TableLine splitLine(ByteRange line, QByteArrayView text)
{
    const ByteRange inner = trimmed(line, text);
    TableLine result{
        .open = false, .cells = {}, .closed = true, .tail = ByteRange{inner.end, line.end}.in(text).toByteArray()};
    quint32 begin = inner.begin;
    if (begin < inner.end && text[begin] == '|') {
        result.open = true;
        ++begin;
    }
    for (quint32 bar = nextBar(begin, inner.end, text); bar < inner.end; bar = nextBar(begin, inner.end, text)) {
        result.cells.append(ByteRange{begin, bar}.in(text).toByteArray());
        begin = bar + 1;
    }
    if (begin < inner.end || result.cells.isEmpty()) {
        result.cells.append(ByteRange{begin, inner.end}.in(text).toByteArray());
        result.closed = false;
    }
    return result;
}

QByteArray written(TableLine line, qsizetype fresh)
{
    const bool single = line.cells.size() == 1;
    const auto isEmpty = [](const QByteArray &cell) { return QByteArrayView(cell).trimmed().isEmpty(); };
    if (!line.open && (single || isEmpty(line.cells.first()) || !beginsAsText(line.cells.first()))) {
        line.open = true;
        if (!line.cells.first().startsWith(' '))
            line.cells.first().prepend(' ');
    }
    if (!line.closed && (single || isEmpty(line.cells.last()))) {
        line.closed = true;
        if (!line.cells.last().endsWith(' '))
            line.cells.last().append(' ');
    }
    for (qsizetype i = 0; i < line.cells.size(); ++i) {
        const bool beforeBar = line.closed || i + 1 < line.cells.size();
        if (beforeBar && endsEscaping(line.cells.at(i)))
            line.cells[i].append(' ');
    }
    const QByteArray bytes = joined(line);
    if (keepsCells(bytes, line))
        return bytes;
    QList<qsizetype> places{fresh};
    for (qsizetype i = 0; i < line.cells.size(); ++i)
        places.append(i);
    for (const qsizetype place : std::as_const(places)) {
        if (place < 0 || place >= line.cells.size())
            continue;
        TableLine tried = line;
        tried.cells[place] = sealed(line.cells.at(place));
        if (const QByteArray whole = joined(tried); keepsCells(whole, tried))
            return whole;
    }
    for (QByteArray &cell : line.cells)
        cell = sealed(cell);
    return joined(line);
}

QByteArray cellBytes(QByteArrayView typed)
{
    const QByteArrayView text = trimmed(ByteRange::of(0, typed.size()), typed).in(typed);
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QByteArrayView rest = text.sliced(i);
        if (rest[0] == '\\' && rest.size() > 1 && !isLineEnd(rest[1])) {
            result += rest.first(2);
            ++i;
        } else if (rest[0] == '|') {
            result += "\\|";
        } else if (isLineEnd(rest[0])) {
            result += "<br>";
            i += rest.startsWith("\r\n") ? 1 : 0;
        } else if (rest.startsWith("\u2028") || rest.startsWith("\u2029")) {
            result += "<br>";
            i += 2;
        } else if (rest[0] != '\0') {
            result += rest[0];
        }
    }
    return result;
}

int displayWidth(QByteArrayView bytes)
{
    int width = 0;
    for (qsizetype i = 0; i < bytes.size();) {
        const DecodedCharacter character = decodeUtf8(bytes, i);
        const char32_t c = character.codePoint;
        const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3)
                          || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F)
                          || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6)
                          || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
        const bool mark = QChar::category(c) == QChar::Mark_NonSpacing || c == 0x200D || c == 0xFE0F;
        width += mark ? 0 : wide ? 2 : 1;
        i += character.length;
    }
    return width;
}

} // namespace tearsheet
