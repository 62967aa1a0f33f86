// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellblock.h"

#include "core/note/tablecells.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

CellBlock cutDelimited(const QString &text, QChar delimiter)
{
    CellBlock block;
    QStringList row;
    QString cell;
    bool quoted = false;
    bool begun = false; // Something of a row is there.
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        begun = true;
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
                cell += c;
                ++i;
            } else if (c == u'"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"' && cell.isEmpty() && text.indexOf(u'"', i + 1) > 0) {
            quoted = true;
        } else if (c == delimiter) {
            row.append(std::exchange(cell, {}));
        } else if (c == u'\n' || c == u'\r') {
            if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
                ++i;
            row.append(std::exchange(cell, {}));
            block.append(std::exchange(row, {}));
            begun = false;
        } else {
            cell += c;
        }
    }
    if (begun) {
        row.append(cell);
        block.append(row);
    }
    return block;
}

bool isPipeTable(const QStringList &lines)
{
    return std::ranges::all_of(
        lines, [](const QString &line) { return line.trimmed().startsWith(u'|') && line.trimmed().size() > 1; });
}

CellBlock cutPipeTable(const QStringList &lines)
{
    CellBlock block;
    for (const QString &line : lines) {
        const QByteArray bytes = line.toUtf8();
        const ByteRange range = ByteRange::of(0, bytes.size());
        if (isDelimiterLine(range, bytes))
            continue;
        QStringList row;
        for (const ByteRange cell : cutCells(range, bytes))
            row.append(QString::fromUtf8(cell.in(bytes)));
        block.append(row);
    }
    return block;
}

QString decodedEntities(const QString &text)
{
    static const QHash<QString, QString> Names{
        {u"amp"_s, u"&"_s},   {u"lt"_s, u"<"_s},    {u"gt"_s, u">"_s},     {u"quot"_s, u"\""_s}, {u"apos"_s, u"'"_s},
        {u"nbsp"_s, u" "_s},  {u"euro"_s, u"€"_s},  {u"pound"_s, u"£"_s},  {u"yen"_s, u"¥"_s},   {u"ndash"_s, u"–"_s},
        {u"mdash"_s, u"—"_s}, {u"minus"_s, u"−"_s}, {u"hellip"_s, u"…"_s}, {u"times"_s, u"×"_s}, {u"rsquo"_s, u"’"_s}};
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype end = text.at(i) == u'&' ? text.indexOf(u';', i) : -1;
        if (end < 0 || end - i > 10) {
            result += text.at(i);
            continue;
        }
        const QString name = text.sliced(i + 1, end - i - 1);
        bool isNumber = false;
        const uint code = name.startsWith(u"#x", Qt::CaseInsensitive) ? name.sliced(2).toUInt(&isNumber, 16)
                          : name.startsWith(u'#')                     ? name.sliced(1).toUInt(&isNumber)
                                                                      : 0;
        if (isNumber && code > 0 && code <= 0x10FFFF) {
            result += code == 0xA0 ? u" "_s : QString::fromUcs4(std::array{static_cast<char32_t>(code)}.data(), 1);
        } else if (Names.contains(name)) {
            result += Names.value(name);
        } else {
            result += text.at(i);
            continue;
        }
        i = end;
    }
    return result;
}

int spanOf(const QString &tag)
{
    const qsizetype at = tag.indexOf(u"colspan", 0, Qt::CaseInsensitive);
    if (at < 0)
        return 1;
    QString digits;
    for (qsizetype i = tag.indexOf(u'=', at) + 1; i > 0 && i < tag.size(); ++i) {
        if (tag.at(i).isDigit())
            digits += tag.at(i);
        else if (!digits.isEmpty())
            break;
    }
    return std::clamp(digits.toInt(), 1, 1000);
}

// A block of rows of one length.
CellBlock rectangular(CellBlock block)
{
    qsizetype width = 0;
    for (const QStringList &row : std::as_const(block))
        width = std::max(width, row.size());
    for (QStringList &row : block)
        row.resize(width);
    return block;
}

} // namespace

CellBlock blockFromText(const QString &text)
{
    if (text.contains(u'\t'))
        return cutDelimited(text, u'\t');
    QStringList lines = QString(text).replace(u"\r\n"_s, u"\n"_s).split(u'\n');
    if (lines.size() > 1 && lines.last().isEmpty())
        lines.removeLast();
    if (isPipeTable(lines))
        return cutPipeTable(lines);
    for (const QChar delimiter : {u';', u','}) {
        const CellBlock block = cutDelimited(text, delimiter);
        const bool alike =
            block.size() > 1 && block.first().size() > 1
            && std::ranges::all_of(block, [&](const QStringList &row) { return row.size() == block.first().size(); });
        if (alike)
            return block;
    }
    return cutDelimited(text, u'\t');
}

CellBlock blockFromHtml(const QString &html)
{
    CellBlock block;
    QString cell;
    int span = 1;
    bool inTable = false;
    bool inCell = false;
    bool skipped = false; // Inside a style or a script.
    const auto endCell = [&] {
        if (!inCell)
            return;
        QStringList lines = decodedEntities(cell).split(u'\v');
        for (QString &line : lines)
            line = line.simplified();
        while (lines.size() > 1 && lines.last().isEmpty())
            lines.removeLast();
        while (lines.size() > 1 && lines.first().isEmpty())
            lines.removeFirst();
        if (block.isEmpty())
            block.append(QStringList());
        block.last().append(lines.join(u'\n'));
        for (; span > 1; --span)
            block.last().append(QString());
        inCell = false;
    };
    for (qsizetype i = 0; i < html.size(); ++i) {
        if (html.at(i) != u'<') {
            if (inCell && !skipped)
                cell += html.at(i).isSpace() ? u' ' : html.at(i);
            continue;
        }
        if (html.sliced(i).startsWith(u"<!--")) {
            const qsizetype end = html.indexOf(u"-->", i);
            i = end < 0 ? html.size() : end + 2;
            continue;
        }
        const qsizetype end = html.indexOf(u'>', i);
        if (end < 0)
            break;
        const QString tag = html.sliced(i + 1, end - i - 1);
        i = end;
        qsizetype length = tag.startsWith(u'/') ? 1 : 0;
        while (length < tag.size() && tag.at(length).isLetterOrNumber())
            ++length;
        const QString name = tag.first(length).toLower();
        if (name == u"style" || name == u"script")
            skipped = true;
        else if (name == u"/style" || name == u"/script")
            skipped = false;
        else if (name == u"table")
            inTable = true;
        else if (!inTable)
            continue;
        else if (name == u"/table") {
            endCell();
            break;
        } else if (name == u"tr") {
            endCell();
            block.append(QStringList());
        } else if (name == u"td" || name == u"th") {
            endCell();
            cell.clear();
            span = spanOf(tag);
            inCell = true;
        } else if (name == u"/td" || name == u"/th" || name == u"/tr") {
            endCell();
        } else if (name == u"br" || name == u"p" || name == u"div" || name == u"li") {
            cell += u'\v';
        }
    }
    block.removeIf([](const QStringList &row) { return row.isEmpty(); });
    return rectangular(block);
}

QString tsvOf(const CellBlock &block)
{
    QStringList lines;
    for (const QStringList &row : block) {
        QStringList cells;
        for (QString cell : row) {
            const bool quotes = cell.contains(u'\t') || cell.contains(u'\n') || cell.startsWith(u'"');
            cells.append(quotes ? QString(u'"' + cell.replace(u"\""_s, u"\"\""_s) + u'"') : cell);
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

QString htmlOf(const CellBlock &block, bool header)
{
    QString html = u"<table>"_s;
    for (qsizetype i = 0; i < block.size(); ++i) {
        const QString tag = header && i == 0 ? u"th"_s : u"td"_s;
        html += u"<tr>"_s;
        for (const QString &cell : block.at(i))
            html += u'<' + tag + u'>' + cell.toHtmlEscaped().replace(u"\n"_s, u"<br>"_s) + u"</"_s + tag + u'>';
        html += u"</tr>"_s;
    }
    return html + u"</table>"_s;
}

QString markdownOf(const CellBlock &block, bool header)
{
    const CellBlock rows = rectangular(block);
    if (rows.isEmpty())
        return {};
    QStringList lines;
    const auto line = [](const QStringList &cells) { return QString(u"| "_s + cells.join(u" | "_s) + u" |"_s); };
    const QStringList none(rows.first().size());
    lines.append(line(header ? rows.first() : none));
    lines.append(line(QStringList(rows.first().size(), u"---"_s)));
    for (const QStringList &row : rows.sliced(header ? 1 : 0))
        lines.append(line(row));
    return lines.join(u'\n') + u'\n';
}

} // namespace tearsheet
