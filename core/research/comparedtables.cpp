// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonparts.h"
#include "core/research/lexicon.h"
#include "core/research/verdict.h"
#include "core/text/lineindex.h"

#include <QHash>
#include <QObject>

#include <algorithm>
#include <optional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// What one table says of one metric, by company.
struct TableMetric
{
    Metric metric;
    QByteArray kind; // Of most of its values.
    QString label;
    QHash<NameHash, Statement> values;
};

// A table with companies in its rows or its columns.
struct CompanyTable
{
    int file = -1;
    int table = -1;
    QList<Subject> companies;
    QList<TableMetric> metrics;
    QString heading;

    bool names(NameHash key) const
    {
        return std::ranges::any_of(companies, [&](const Subject &subject) { return subject.key == key; });
    }
};

QByteArray commonKind(const TableMetric &metric)
{
    QHash<QByteArray, int> counts;
    QByteArray most;
    for (const Statement &statement : metric.values) {
        const QByteArray kind = kindKey(statement.value);
        const int count = ++counts[kind];
        // Of equals the smaller, so that the order of the hash does not count.
        if (most.isNull() || count > counts.value(most) || (count == counts.value(most) && kind < most))
            most = kind.isNull() ? QByteArray("") : kind;
    }
    return most;
}

// Who stands in each cell of a column; none where fewer than two, or fewer than half of those filled, are known.
QList<Subject> subjectsIn(int column, const Table &table, const FileEntry &entry, Names &names)
{
    QList<Subject> subjects;
    int filled = 0;
    int known = 0;
    for (const TableRow &row : table.rows) {
        const ByteRange range = row.cells.value(column);
        const bool unnamed = isUnnamed(range.in(entry.note->text));
        const NamedCell cell = unnamed ? NamedCell{names.own(entry), false} : readName(range, entry, names);
        filled += !unnamed;
        known += cell.known;
        subjects.append(cell.subject);
    }
    return known >= 2 && 2 * known >= filled ? subjects : QList<Subject>();
}

// The statements of a table whose companies stand behind other columns.
QList<Statement> statementsByColumn(int number, const Table &table, const FileEntry &entry, Names &names)
{
    const QByteArrayView text = entry.note->text;
    const LineIndex lines(text);
    QList<Statement> statements;
    QList<Subject> subjects;
    int by = 0;
    while (by < table.columnCount() && subjects.isEmpty())
        subjects = subjectsIn(by++, table, entry, names);
    for (int row = 0; row < subjects.size(); ++row) {
        for (int column = 0; column < table.columnCount(); ++column) {
            const ByteRange range = table.rows.at(row).cells.value(column);
            const QByteArrayView header = table.header.cells.at(column).in(text);
            if (column == by - 1 || range.isEmpty() || !subjects.at(row).isValid())
                continue;
            CellValue value = readCell(range.in(text), contextOf(header));
            const Metric metric = meant(readMetric(header), value);
            if (metric.isEmpty() || value.kind == CellKind::Missing || value.kind == CellKind::Rank)
                continue;
            Statement statement{.subject = subjects.at(row), .metric = metric, .value = std::move(value)};
            statement.own = statement.subject.note == entry.path;
            statement.place = {number, row, column, lines.lineAt(range.begin), range};
            if (!statement.value.isTime() && !statement.value.periods.isEmpty()) {
                statement.period = statement.value.periods.last();
                statement.periodSource = PeriodSource::Cell;
            }
            statements.append(std::move(statement));
        }
    }
    return statements;
}

// The tables of a note that are about companies, each metric by itself.
QList<CompanyTable> companyTables(int file, const Snapshot &snapshot)
{
    const FileEntry &entry = snapshot.file(file);
    const qsizetype count = entry.note->facts.tables.size();
    Lexicon lexicon(snapshot);
    QList<QList<Statement>> statements(count);
    for (Statement &statement : statementsOf(entry, lexicon)) {
        if (statement.place.table >= 0)
            statements[statement.place.table].append(std::move(statement));
    }
    QList<CompanyTable> tables;
    for (int number = 0; number < count; ++number) {
        const Table cut = cutTable(entry.note->facts.tables.at(number), entry.note->text);
        const TableForm form = tableShape(cut, entry, noteType(entry), {}, lexicon).form;
        if (form != TableForm::EntityRows && form != TableForm::EntityColumns)
            statements[number] = statementsByColumn(number, cut, entry, lexicon.names);
        CompanyTable table{.file = file, .table = number, .heading = tableAddress(file, number, snapshot).heading};
        QHash<int, qsizetype> lines; // By column, or by row where the table is transposed.
        for (const Statement &statement : std::as_const(statements.at(number))) {
            if (!table.names(statement.subject.key))
                table.companies.append(statement.subject);
            const int line = form == TableForm::EntityColumns ? statement.place.row : statement.place.column;
            if (!lines.contains(line)) {
                lines.insert(line, table.metrics.size());
                table.metrics.append({.metric = statement.metric, .label = metricLabel(statement, entry)});
            }
            TableMetric &metric = table.metrics[lines.value(line)];
            if (!metric.metric.term && statement.metric.term)
                metric.metric = statement.metric;
            metric.values.insert(statement.subject.key, statement);
        }
        for (TableMetric &metric : table.metrics)
            metric.kind = commonKind(metric);
        if (!table.metrics.isEmpty())
            tables.append(table);
    }
    return tables;
}

// Whether two columns say the same of companies: one meaning, kinds and units that agree.
bool isSameMetric(const TableMetric &left, const TableMetric &right)
{
    return left.metric.name == right.metric.name
           && (left.kind == right.kind || left.kind.isEmpty() || right.kind.isEmpty());
}

// How much a table is of the kind of `base`; 0 where it is not.
int likeness(const CompanyTable &base, const CompanyTable &table)
{
    int shared = 0;
    for (const Subject &company : table.companies)
        shared += base.names(company.key);
    int metrics = 0;
    for (const TableMetric &metric : table.metrics)
        metrics += std::ranges::any_of(base.metrics, [&](const TableMetric &b) { return isSameMetric(b, metric); });
    const bool sameHeading = !base.heading.isEmpty() && base.heading.compare(table.heading, Qt::CaseInsensitive) == 0;
    if (shared < 1 || (shared < 2 && metrics == 0 && !sameHeading))
        return 0;
    return 2 * shared + 3 * metrics + 2 * sameHeading;
}

// For each metric of `table` the group it belongs to: by what it means, then the only ones left of a kind with each
// other. New groups are appended.
QList<qsizetype> groupsOf(const CompanyTable &table, QList<TableMetric> &groups)
{
    constexpr qsizetype None = -1;
    QList<qsizetype> of(table.metrics.size(), None);
    QList<bool> taken(groups.size());
    for (qsizetype i = 0; i < of.size(); ++i) {
        for (qsizetype g = 0; g < groups.size() && of.at(i) == None; ++g) {
            if (!taken.at(g) && isSameMetric(groups.at(g), table.metrics.at(i))) {
                of[i] = g;
                taken[g] = true;
            }
        }
    }
    const auto isOpen = [&](qsizetype g, const QByteArray &kind) { return !taken.at(g) && groups.at(g).kind == kind; };
    const qsizetype known = groups.size();
    for (qsizetype i = 0; i < of.size(); ++i) {
        if (of.at(i) != None)
            continue;
        const TableMetric &metric = table.metrics.at(i);
        int mine = 0;
        for (qsizetype j = 0; j < of.size(); ++j)
            mine += (of.at(j) == None || of.at(j) >= known) && table.metrics.at(j).kind == metric.kind;
        int theirs = 0;
        qsizetype only = None;
        for (qsizetype g = 0; g < known; ++g) {
            if (isOpen(g, metric.kind)) {
                ++theirs;
                only = g;
            }
        }
        if (mine == 1 && theirs == 1 && !(metric.metric.term && groups.at(only).metric.term)) {
            of[i] = only;
            taken[only] = true;
        } else {
            of[i] = groups.size();
            groups.append(metric);
        }
    }
    return of;
}

void mark(Comparison &comparison, const QList<QList<const Statement *>> &statements)
{
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        for (qsizetype a = 0; a < comparison.columns.size(); ++a) {
            for (qsizetype b = a + 1; b < comparison.columns.size(); ++b) {
                const Statement *const one = statements.at(a).at(row);
                const Statement *const other = statements.at(b).at(row);
                if (comparison.columns.at(a).group != comparison.columns.at(b).group || !one || !other
                    || one->metric.name != other->metric.name || !isComparable(*one) || !isComparable(*other))
                    continue;
                const std::optional<Judgement> judgement = judge(*one, *other);
                if (!judgement || judgement->verdict != Verdict::Contradict)
                    continue;
                ComparedCell &left = comparison.cells[row * comparison.columns.size() + a];
                ComparedCell &right = comparison.cells[row * comparison.columns.size() + b];
                left.disagrees = true;
                right.disagrees = true;
                left.values.append(right.values.first());
                right.values.append(left.values.first());
            }
        }
    }
}

} // namespace

QList<int> companiesIn(int file, int table, const Snapshot &snapshot)
{
    QList<int> companies;
    const QList<CompanyTable> tables = companyTables(file, snapshot);
    const auto found = std::ranges::find(tables, table, &CompanyTable::table);
    if (found == tables.end())
        return companies;
    for (const Subject &company : found->companies) {
        const int other = company.isNote() ? snapshot.find(company.note) : -1;
        if (other >= 0 && other != file)
            companies.append(other);
    }
    return companies;
}

Comparison compareTables(const ComparisonRequest &request, const Snapshot &snapshot)
{
    Comparison comparison{.corner = QObject::tr("Company")};
    const int table = findTable(request.table, snapshot);
    if (table < 0) {
        comparison.remarks.append(QObject::tr("The table of %1 is gone.").arg(request.table.note.name()));
        return comparison;
    }
    const int file = snapshot.find(request.table.note);
    const QList<CompanyTable> own = companyTables(file, snapshot);
    const auto base = std::ranges::find(own, table, &CompanyTable::table);
    if (base == own.end()) {
        comparison.remarks.append(QObject::tr("The table names no companies."));
        return comparison;
    }

    // The table of its kind in each note.
    QList<CompanyTable> tables{*base};
    QStringList without;
    for (const int other : companiesIn(file, table, snapshot)) {
        CompanyTable best;
        int most = 0;
        for (const CompanyTable &candidate : companyTables(other, snapshot)) {
            const int likely = likeness(*base, candidate);
            if (likely > most) {
                most = likely;
                best = candidate;
            }
        }
        if (most > 0)
            tables.append(best);
        else
            without.append(snapshot.file(other).path.name().toString());
    }
    if (!without.isEmpty())
        comparison.remarks.append(QObject::tr("No such table in: %1.").arg(without.join(u", "_s)));

    QList<TableMetric> groups = base->metrics;
    QList<QList<qsizetype>> groupsOfTables;
    QList<Subject> rows;
    for (const CompanyTable &one : std::as_const(tables)) {
        groupsOfTables.append(groupsOf(one, groups));
        for (const Subject &company : one.companies) {
            if (!std::ranges::contains(rows, company.key, &Subject::key))
                rows.append(company);
        }
    }
    for (const Subject &company : std::as_const(rows))
        comparison.rows.append({.title = company.name, .note = company.note});

    QList<QList<const Statement *>> statements; // By column.
    for (qsizetype group = 0; group < groups.size(); ++group) {
        for (qsizetype t = 0; t < tables.size(); ++t) {
            const qsizetype metric = groupsOfTables.at(t).indexOf(group);
            if (metric < 0)
                continue;
            const CompanyTable &of = tables.at(t);
            const FileEntry &entry = snapshot.file(of.file);
            comparison.columns.append({.title = entry.path.name().toString(),
                                       .detail = of.metrics.at(metric).label,
                                       .group = groups.at(group).label,
                                       .note = entry.path});
            QList<const Statement *> column;
            for (const Subject &company : std::as_const(rows)) {
                const auto found = of.metrics.at(metric).values.constFind(company.key);
                column.append(found == of.metrics.at(metric).values.constEnd() ? nullptr : &*found);
            }
            statements.append(column);
        }
    }
    for (qsizetype row = 0; row < rows.size(); ++row) {
        for (qsizetype column = 0; column < statements.size(); ++column) {
            ComparedCell cell;
            if (const Statement *const statement = statements.at(column).at(row)) {
                const int source = snapshot.find(comparison.columns.at(column).note);
                cell.values.append(statedValue(*statement, snapshot.file(source)));
            }
            comparison.cells.append(cell);
        }
    }
    mark(comparison, statements);
    return comparison;
}

} // namespace tearsheet
