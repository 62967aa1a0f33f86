// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparison.h"

#include "core/research/comparisonparts.h"
#include "core/research/lexicon.h"
#include "core/table/table.h"

#include <QObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// "Kestrel" of "Actors/Kestrel.md".
QString shortName(const QString &name)
{
    const Result<NotePath> path = NotePath::fromRelative(name);
    return path ? path->name().toString() : name;
}

} // namespace

QString ComparisonRequest::title() const
{
    QStringList short_;
    for (const QString &name : names)
        short_.append(shortName(name));
    const QString of = names.size() > 3 ? QObject::tr("%1 and %2 others").arg(short_.first()).arg(names.size() - 1)
                                        : short_.join(u", "_s);
    const QString heading = cellText(table.heading.toUtf8());
    switch (shape) {
    case Shape::Metrics:
        return of;
    case Shape::Stacked:
        return QObject::tr("%1 of %2").arg(heading.isEmpty() ? table.note.name().toString() : heading, of);
    case Shape::Tables:
        return heading.isEmpty() ? table.note.name().toString() : QString(table.note.name() + u": "_s + heading);
    case Shape::Cases:
        return QObject::tr("For and against %1").arg(of);
    case Shape::Headings:
        return short_.join(u" | "_s);
    }
    return of;
}

Comparison Comparison::transposed() const
{
    Comparison other{
        .title = title, .corner = corner, .columns = rows, .rows = columns, .cells = {}, .remarks = remarks};
    other.cells.reserve(cells.size());
    for (qsizetype column = 0; column < columns.size(); ++column) {
        for (qsizetype row = 0; row < rows.size(); ++row)
            other.cells.append(cell(row, column));
    }
    return other;
}

void Comparison::follow(const NotePath &from, const NotePath &to)
{
    for (QList<ComparisonLine> *const lines : {&columns, &rows}) {
        for (ComparisonLine &line : *lines) {
            if (line.note != from)
                continue;
            line.note = to;
            if (line.title == from.name())
                line.title = to.name().toString();
        }
    }
}

Comparison compare(const ComparisonRequest &request, const Snapshot &snapshot)
{
    Lexicons lexicons;
    return compare(request, snapshot, lexicons, {});
}

Comparison compare(const ComparisonRequest &request, const Snapshot &snapshot, Lexicons &lexicons,
                   const KnownSubjects &known)
{
    Comparison comparison;
    switch (request.shape) {
    case ComparisonRequest::Shape::Metrics:
        comparison = compareMetrics(request, snapshot, lexicons, known);
        break;
    case ComparisonRequest::Shape::Stacked:
        comparison = compareStacked(request, snapshot);
        break;
    case ComparisonRequest::Shape::Tables:
        comparison = compareTables(request, snapshot);
        break;
    case ComparisonRequest::Shape::Cases:
        comparison = compareCases(request, snapshot);
        break;
    case ComparisonRequest::Shape::Headings:
        comparison = compareHeadings(request, snapshot);
        break;
    }
    comparison.title = request.title();
    return comparison;
}

} // namespace tearsheet
