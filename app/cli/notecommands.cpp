// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/export/html.h"
#include "core/note/propertyvalue.h"
#include "core/table/table.h"
#include "core/vault/obsidiansettings.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString textOf(ByteRange range, QByteArrayView text)
{
    return QString::fromUtf8(range.in(text));
}

// The cells from `from` to `to`; empty where the row is shorter.
QJsonArray cellsOf(const TableRow &row, qsizetype from, qsizetype to, QByteArrayView text)
{
    QJsonArray cells;
    for (qsizetype i = from; i < to; ++i)
        cells.append(i < row.cells.size() ? textOf(row.cells.at(i), text) : QString());
    return cells;
}

QJsonValue alignName(CellAlign align)
{
    switch (align) {
    case CellAlign::Left:
        return u"left"_s;
    case CellAlign::Center:
        return u"center"_s;
    case CellAlign::Right:
        return u"right"_s;
    case CellAlign::None:
        break;
    }
    return QJsonValue::Null;
}

QString joined(const QJsonArray &cells)
{
    QStringList texts;
    for (const QJsonValue cell : cells)
        texts.append(cell.toString());
    return texts.join(u'\t');
}

} // namespace

Result<Answer> properties(const Snapshot &snapshot, const Request &request)
{
    const Result<int> file = noteNamed(snapshot, request.arguments.first());
    if (!file)
        return std::unexpected(file.error());
    const Note &note = snapshot.note(*file);
    Answer answer;
    QList<std::pair<QString, QJsonValue>> members;
    for (const Property &property : note.facts.properties) {
        const QString raw = textOf(property.value, note.text);
        members.append({property.key, request.has(u"--raw") ? QJsonValue(raw) : propertyJson(property, note.text)});
        answer.lines.append(property.key + u'\t' + (request.has(u"--raw") ? raw : property.values.join(u", "_s)));
    }
    answer.json = QJsonDocument(jsonObject(members));
    return answer;
}

Result<Answer> outline(const Snapshot &snapshot, const Request &request)
{
    const Result<int> file = noteNamed(snapshot, request.arguments.first());
    if (!file)
        return std::unexpected(file.error());
    const Note &note = snapshot.note(*file);
    const LineIndex lines(note.text);
    Answer answer;
    QJsonArray rows;
    for (const Heading &heading : note.facts.headings) {
        const QString text = textOf(heading.text, note.text);
        const int line = lines.lineAt(heading.range.begin) + 1;
        rows.append(QJsonObject{{u"level"_s, heading.level}, {u"text"_s, text}, {u"line"_s, line}});
        answer.lines.append(QString::number(line) + u'\t' + QString(heading.level, u'#') + u' ' + text);
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

Result<Answer> tables(const Snapshot &snapshot, const Request &request)
{
    const Result<int> file = noteNamed(snapshot, request.arguments.first());
    if (!file)
        return std::unexpected(file.error());
    const Note &note = snapshot.note(*file);
    const LineIndex lines(note.text);
    Answer answer;
    QJsonArray found;
    for (const TableOutline &outline : note.facts.tables) {
        const Table table = cutTable(outline, note.text);
        const qsizetype width = table.header.cells.size();
        QJsonArray align;
        for (qsizetype i = 0; i < width; ++i)
            align.append(alignName(table.align.value(i)));
        QJsonArray rows;
        QJsonArray surplus;
        for (const TableRow &row : table.rows) {
            if (row.cells.size() > width)
                surplus.append(QJsonObject{{u"row"_s, rows.size()},
                                           {u"cells"_s, cellsOf(row, width, row.cells.size(), note.text)}});
            rows.append(cellsOf(row, 0, width, note.text));
        }
        const QJsonArray header = cellsOf(table.header, 0, width, note.text);
        const int line = lines.lineAt(outline.header.begin) + 1;
        const QJsonValue heading = outline.heading < 0
                                       ? QJsonValue()
                                       : QJsonValue(textOf(note.facts.headings.at(outline.heading).text, note.text));
        found.append(QJsonObject{{u"line"_s, line},
                                 {u"heading"_s, heading},
                                 {u"header"_s, header},
                                 {u"align"_s, align},
                                 {u"rows"_s, rows},
                                 {u"surplus"_s, surplus}});
        answer.lines.append(u"%1:%2\t%3"_s.arg(snapshot.file(*file).path.toString()).arg(line).arg(joined(header)));
        for (const QJsonValue row : std::as_const(rows))
            answer.lines.append(u'\t' + joined(row.toArray()));
    }
    answer.json = QJsonDocument(found);
    return answer;
}

Result<Answer> render(const Snapshot &snapshot, const Request &request)
{
    const Result<int> file = noteNamed(snapshot, request.arguments.first());
    if (!file)
        return std::unexpected(file.error());
    const QString html =
        renderHtml(snapshot.note(*file).text, {.strictLineBreaks = snapshot.settings().strictLineBreaks});
    Answer answer;
    answer.lines = QStringView(html).chopped(html.endsWith(u'\n') ? 1 : 0).toString().split(u'\n');
    answer.json = QJsonDocument(QJsonObject{{u"path"_s, snapshot.file(*file).path.toString()}, {u"html"_s, html}});
    return answer;
}

} // namespace tearsheet
