// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"

#include "core/note/linksyntax.h"
#include "core/table/valuetext.h"

#include <QDir>
#include <QObject>
#include <QUrl>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Of a sheet of sources.
constexpr qsizetype ValueColumn = 2;
constexpr qsizetype NoteColumn = 4;

SheetCell textCell(QString text)
{
    return {.text = std::move(text)};
}

SheetCell exported(const StatedValue &value)
{
    SheetCell cell = sheetCell(value.raw, value.value);
    if (QString text = valueText(value.raw, value.value); text != cell.text) {
        cell.markdown = text.toUtf8();
        cell.text = std::move(text);
    }
    if (value.raw.contains('\n')) {
        cell.text = QString::fromUtf8(value.raw); // A section keeps its lines.
        cell.text.remove(u'\r');
    }
    return cell;
}

} // namespace

QString lineHeading(const ComparisonLine &line)
{
    if (!line.group.isEmpty() && !line.note.isEmpty() && line.group != line.title)
        return u"%1: %2"_s.arg(line.group, line.title);
    return line.detail.isEmpty() ? line.title : u"%1 (%2)"_s.arg(line.title, line.detail);
}

Sheet comparisonSheet(const Comparison &comparison)
{
    Sheet sheet{.title = comparison.title, .header = {comparison.corner}};
    for (const ComparisonLine &column : comparison.columns)
        sheet.header.append(lineHeading(column));
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        QList<SheetCell> cells{textCell(lineHeading(comparison.rows.at(row)))};
        for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
            const ComparedCell &cell = comparison.cell(row, column);
            cells.append(cell.isGap() ? SheetCell() : exported(cell.values.first()));
        }
        sheet.rows.append(cells);
    }
    return sheet;
}

namespace {

// When a value holds; empty where nothing tells.
QString timeOf(const StatedValue &value)
{
    QByteArray when;
    if (value.isDated())
        append(when, value.period);
    return QString::fromUtf8(when);
}

// Whether the values shown in a row are of several times.
bool differInTime(const Comparison &comparison, qsizetype row)
{
    QStringList times;
    for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
        const ComparedCell &cell = comparison.cell(row, column);
        if (!cell.isGap() && cell.values.first().value.isNumeric() && !times.contains(timeOf(cell.values.first())))
            times.append(timeOf(cell.values.first()));
    }
    return times.size() > 1;
}

} // namespace

Sheet datedSheet(const Comparison &comparison)
{
    Sheet sheet = comparisonSheet(comparison);
    bool any = false;
    for (qsizetype row = 0; row < comparison.rows.size() && !any; ++row)
        any = differInTime(comparison, row);
    if (!any)
        return sheet;
    for (const ComparisonLine &column : comparison.columns)
        sheet.header.append(QObject::tr("%1, as of").arg(lineHeading(column)));
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        const bool said = differInTime(comparison, row);
        for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
            const ComparedCell &cell = comparison.cell(row, column);
            const bool shown = said && !cell.isGap() && cell.values.first().value.isNumeric();
            sheet.rows[row].append(shown ? textCell(timeOf(cell.values.first())) : SheetCell());
        }
    }
    return sheet;
}

Sheet sourceSheet(const Comparison &comparison)
{
    Sheet sheet{.title = QObject::tr("Sources"),
                .header = {comparison.corner, QObject::tr("Column"), QObject::tr("Value"), QObject::tr("As of"),
                           QObject::tr("Note"), QObject::tr("Line"), QObject::tr("Remark")},
                .rows = {},
                .frozenColumns = 0};
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
            const ComparedCell &cell = comparison.cell(row, column);
            for (const StatedValue &value : cell.values) {
                QByteArray when;
                if (value.isDated())
                    append(when, value.period);
                else if (value.value.isNumeric())
                    when = QObject::tr("undated").toUtf8();
                const SheetCell line{.text = QString::number(value.source.line + 1), .number = value.source.line + 1.0};
                const QString remark = &value != &cell.values.first() ? QObject::tr("not shown")
                                       : cell.disagrees               ? QObject::tr("others disagree")
                                                                      : QString();
                sheet.rows.append({textCell(lineHeading(comparison.rows.at(row))),
                                   textCell(lineHeading(comparison.columns.at(column))),
                                   {.text = exported(value).text, .markdown = value.raw},
                                   textCell(QString::fromUtf8(when)),
                                   textCell(value.source.note.toString()),
                                   line,
                                   textCell(remark)});
            }
        }
    }
    return sheet;
}

namespace {

// Without colons, but for that of a drive: libxlsxwriter takes "internal:" and "external:" for its own wherever they
// stand.
QString fileUrl(const NotePath &path, const QString &root)
{
    const QString url = QUrl::fromLocalFile(QDir(root).filePath(path.toString())).toString(QUrl::FullyEncoded);
    constexpr qsizetype Drive = 10; // "file:///C:"
    return url.first(Drive) + url.sliced(Drive).replace(u':', u"%3A"_s);
}

// The note that `raw` of the note at `from` links to, where that is all that it says; empty for none.
NotePath linkedNote(QByteArrayView raw, const NotePath &from, const Snapshot &snapshot)
{
    raw = raw.trimmed();
    while (raw.size() > 2 && (raw.front() == '*' || raw.front() == '_') && raw.back() == raw.front())
        raw = raw.sliced(1).chopped(1);
    if (!raw.startsWith("[[") || raw.indexOf("]]") != raw.size() - 2)
        return {};
    const Link link = wikiLinkAt(ByteRange::of(0, raw.size()), raw);
    const Resolution found = snapshot.resolve(linkTarget(link, raw), from);
    return found.isResolved() ? snapshot.file(found.matches.first()).path : NotePath();
}

} // namespace

QList<Sheet> comparisonBook(const Comparison &comparison, const Snapshot &snapshot, const QString &root)
{
    Sheet values = comparisonSheet(comparison);
    Sheet sources = sourceSheet(comparison);
    qsizetype source = 0;
    const auto linked = [&](const StatedValue &value, SheetCell &cell) {
        if (const NotePath note = linkedNote(value.raw, value.source.note, snapshot); !note.isEmpty())
            cell.link = fileUrl(note, root);
    };
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        if (const NotePath &note = comparison.rows.at(row).note; !note.isEmpty())
            values.rows[row].first().link = fileUrl(note, root);
        for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
            const ComparedCell &cell = comparison.cell(row, column);
            if (!cell.isGap())
                linked(cell.values.first(), values.rows[row][column + 1]);
            for (const StatedValue &value : cell.values) {
                QList<SheetCell> &line = sources.rows[source++];
                linked(value, line[ValueColumn]);
                line[NoteColumn].link = fileUrl(value.source.note, root);
            }
        }
    }
    return {values, sources};
}

} // namespace tearsheet
