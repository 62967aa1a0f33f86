// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonparts.h"

#include "core/text/lineindex.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

namespace {

// A column as it is found again in other tables.
struct ColumnKey
{
    QByteArray words; // Of the header, in one form.
    QByteArray metric;
    QString header;

    bool matches(const ColumnKey &other) const
    {
        return (!words.isEmpty() && words == other.words) || (!metric.isEmpty() && metric == other.metric);
    }
};

QList<ColumnKey> columnsOf(const Table &table, QByteArrayView text)
{
    QList<ColumnKey> columns;
    for (const ByteRange cell : table.header.cells) {
        LabelWords phrase;
        readLabel(cell.in(text), phrase);
        const Metric metric = readMetric(cell.in(text));
        columns.append({.words = QByteArray(phrase.bytes.constData(), phrase.bytes.size()),
                        .metric = metric.term ? metric.name : QByteArray(),
                        .header = cellText(cell.in(text))});
    }
    return columns;
}

// A heading without the name of its note: "Why Kestrel matters" is "Why matters" everywhere.
QString commonHeading(const QString &heading, const NotePath &note)
{
    return headingKey(QString(heading).remove(note.name().toString(), Qt::CaseInsensitive));
}

// For each column of `mine` the one of `theirs`, -1 for none; empty where fewer than half of all are the same.
QList<qsizetype> matched(const QList<ColumnKey> &mine, const QList<ColumnKey> &theirs)
{
    QList<qsizetype> of;
    qsizetype count = 0;
    for (const ColumnKey &column : mine) {
        qsizetype found = -1;
        for (qsizetype i = 0; i < theirs.size() && found < 0; ++i) {
            if (!of.contains(i) && column.matches(theirs.at(i)))
                found = i;
        }
        of.append(found);
        count += found >= 0;
    }
    return 2 * count >= std::max(mine.size(), theirs.size()) ? of : QList<qsizetype>();
}

} // namespace

Comparison compareStacked(const ComparisonRequest &request, const Snapshot &snapshot)
{
    Comparison comparison{.corner = QObject::tr("Company")};
    const int chosen = findTable(request.table, snapshot);
    if (chosen < 0) {
        comparison.remarks.append(QObject::tr("The table of %1 is gone.").arg(request.table.note.name()));
        return comparison;
    }
    const Note &model = snapshot.note(snapshot.find(request.table.note));
    QList<ColumnKey> columns = columnsOf(cutTable(model.facts.tables.at(chosen), model.text), model.text);
    const qsizetype modelColumns = columns.size();
    const QString heading = commonHeading(request.table.heading, request.table.note);

    struct Row
    {
        Company company;
        QString name;
        QList<ComparedCell> cells;
    };
    QList<Row> rows;
    const QList<Company> companies = companiesNamed(request.names, snapshot);
    addUnknown(companies, comparison);
    for (const Company &company : companies) {
        if (company.file < 0)
            continue;
        const FileEntry &entry = snapshot.file(company.file);
        const Note &note = *entry.note;
        const LineIndex lines(note.text);
        const qsizetype before = rows.size();
        for (int i = 0; i < note.facts.tables.size(); ++i) {
            const Table table = cutTable(note.facts.tables.at(i), note.text);
            const QList<ColumnKey> theirs = columnsOf(table, note.text);
            QList<qsizetype> of = matched(columns.first(modelColumns), theirs);
            const bool sameHeading =
                commonHeading(tableAddress(company.file, i, snapshot).heading, entry.path) == heading;
            // Sheets of properties all have the same header.
            if (of.isEmpty() || (modelColumns < 3 && !sameHeading))
                continue;
            of.resize(columns.size(), -1);
            for (qsizetype c = 0; c < theirs.size(); ++c) {
                if (of.contains(c))
                    continue;
                const auto known = std::find_if(columns.begin() + modelColumns, columns.end(),
                                                [&](const ColumnKey &column) { return column.matches(theirs.at(c)); });
                const qsizetype place = known - columns.begin();
                if (known == columns.end()) {
                    columns.append(theirs.at(c));
                    of.append(c);
                } else if (of.at(place) < 0) {
                    of[place] = c;
                }
            }
            for (const TableRow &line : table.rows) {
                Row row{company, {}, {}};
                for (qsizetype c = 0; c < of.size(); ++c) {
                    ComparedCell cell;
                    const ByteRange range = of.at(c) >= 0 ? line.cells.value(of.at(c)) : ByteRange();
                    if (!range.isEmpty()) {
                        const QByteArrayView header = table.header.cells.at(of.at(c)).in(note.text);
                        cell.values.append({.raw = range.in(note.text).toByteArray(),
                                            .value = readCell(range.in(note.text), contextOf(header)),
                                            .own = true,
                                            .source = {entry.path, lines.lineAt(range.begin), range}});
                    }
                    row.cells.append(cell);
                }
                rows.append(row);
            }
        }
        if (rows.size() == before)
            comparison.remarks.append(QObject::tr("%1 has no such table.").arg(company.title()));
    }
    for (const ColumnKey &column : std::as_const(columns))
        comparison.columns.append({.title = column.header});
    for (Row &row : rows) {
        row.cells.resize(columns.size());
        comparison.rows.append(
            {.title = row.company.title(), .group = row.company.title(), .note = row.company.subject.note});
        comparison.cells += row.cells;
    }
    return comparison;
}

} // namespace tearsheet
