// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/export/exportfile.h"
#include "core/export/xlsx.h"
#include "core/research/comparison.h"
#include "core/table/cellfields.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QJsonObject lineJson(const ComparisonLine &line)
{
    return {{u"title"_s, line.title},
            {u"detail"_s, line.detail},
            {u"group"_s, line.group},
            {u"path"_s, line.note.toString()}};
}

QJsonObject valueJson(const StatedValue &value)
{
    const CellFields fields = cellFields(value.value);
    QByteArray period;
    if (value.isDated())
        append(period, value.period);
    return {{u"raw"_s, QString::fromUtf8(value.raw)},
            {u"kind"_s, QString::fromUtf8(fields.kind)},
            {u"number"_s, QString::fromUtf8(fields.number)},
            {u"unit"_s, QString::fromUtf8(fields.unit)},
            {u"qualifier"_s, QString::fromUtf8(fields.qualifier)},
            {u"currency"_s, QString::fromUtf8(fields.currency)},
            {u"period"_s, QString::fromUtf8(period)},
            {u"own"_s, value.own},
            {u"path"_s, value.source.note.toString()},
            {u"line"_s, value.source.line + 1}};
}

QJsonValue cellJson(const ComparedCell &cell)
{
    if (cell.isGap())
        return QJsonValue::Null;
    QJsonObject json = valueJson(cell.values.first());
    QJsonArray others;
    for (const StatedValue &value : cell.values.sliced(1))
        others.append(valueJson(value));
    json.insert(u"disagrees"_s, cell.disagrees);
    json.insert(u"others"_s, others);
    return json;
}

// When the value of a cell holds, where that is said elsewhere than in it.
QString periodText(const ComparedCell &cell)
{
    if (cell.isGap() || !cell.values.first().isDated() || cell.values.first().periodSource == PeriodSource::Cell)
        return {};
    QByteArray period;
    append(period, cell.values.first().period);
    return u" [%1]"_s.arg(QString::fromUtf8(period));
}

QJsonDocument toJson(const Comparison &comparison)
{
    QJsonArray columns;
    for (const ComparisonLine &column : comparison.columns)
        columns.append(lineJson(column));
    QJsonArray rows;
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        QJsonArray cells;
        for (qsizetype column = 0; column < comparison.columns.size(); ++column)
            cells.append(cellJson(comparison.cell(row, column)));
        QJsonObject json = lineJson(comparison.rows.at(row));
        json.insert(u"cells"_s, cells);
        rows.append(json);
    }
    return QJsonDocument(QJsonObject{{u"title"_s, comparison.title},
                                     {u"columns"_s, columns},
                                     {u"rows"_s, rows},
                                     {u"remarks"_s, QJsonArray::fromStringList(comparison.remarks)}});
}

} // namespace

Result<Answer> compare(const Snapshot &snapshot, const Request &request)
{
    ComparisonRequest wanted{.names = {}, .metrics = request.values.value(u"--metric"_s)};
    for (const QString &name : request.arguments) {
        const Result<int> file = noteNamed(snapshot, name);
        // Who has no note is compared by name.
        wanted.names.append(file ? snapshot.file(*file).path.toString() : name);
        if (!file && (request.has(u"--competitors") || name.trimmed().isEmpty()))
            return std::unexpected(file.error());
        if (!request.has(u"--competitors"))
            continue;
        const int table = competitionTable(*file, snapshot);
        if (table < 0)
            return failure(ErrorCode::NotFound, name, u"%1 has no table of competitors."_s.arg(name));
        for (const int other : companiesIn(*file, table, snapshot))
            wanted.names.append(snapshot.file(other).path.toString());
    }
    const Comparison comparison = compare(wanted, snapshot);
    if (!comparison.unknown.isEmpty())
        return failure(ErrorCode::NotFound, comparison.unknown.first(),
                       u"There is no note named %1."_s.arg(comparison.unknown.first()));
    Answer answer{.lines = {}, .json = toJson(comparison), .complaints = comparison.remarks};
    const Sheet sheet = comparisonSheet(comparison);
    if (const QStringList files = request.values.value(u"--csv"_s); !files.isEmpty()) {
        if (const Result<> done = writeExport(files.last(), csv(datedSheet(comparison)), request.root); !done)
            return std::unexpected(done.error());
    }
    if (const QStringList files = request.values.value(u"--xlsx"_s); !files.isEmpty()) {
        const Result<QByteArray> book = xlsx(comparisonBook(comparison, snapshot, request.root));
        if (!book)
            return std::unexpected(book.error());
        if (const Result<> done = writeExport(files.last(), *book, request.root); !done)
            return std::unexpected(done.error());
    }
    answer.lines.append(sheet.header.join(u'\t'));
    for (qsizetype row = 0; row < sheet.rows.size(); ++row) {
        const QList<SheetCell> &cells = sheet.rows.at(row);
        QStringList texts{cells.first().text.simplified()};
        for (qsizetype column = 1; column < cells.size(); ++column)
            texts.append(cells.at(column).text.simplified() + periodText(comparison.cell(row, column - 1)));
        answer.lines.append(texts.join(u'\t'));
    }
    return answer;
}

} // namespace tearsheet
