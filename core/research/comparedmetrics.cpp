// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"
#include "core/research/metricrows.h"
#include "core/research/scopetext.h"
#include "core/table/cellcursor.h"
#include "core/table/cellfields.h"

#include <QObject>
#include <QSet>

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <optional>
#include <vector>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString lengthText(int months)
{
    switch (months) {
    case 12:
        return {};
    case 9:
        return QObject::tr("nine months");
    case 6:
        return QObject::tr("half a year");
    case 3:
        return QObject::tr("quarter");
    case 1:
        return QObject::tr("month");
    case 0:
        return QObject::tr("other times");
    default:
        return QObject::tr("%1 months").arg(months);
    }
}

// Whether words say what is stated: "Notes" do not, and "vs Kestrel" speaks of another one.
bool isMeasure(const Statement &statement, const QList<QByteArray> &companies)
{
    constexpr std::array<std::string_view, 7> Remarks{"note", "remark",    "comment", "description",
                                                      "role", "relevance", "detail"};
    // What they say in words is about the rest of their row.
    constexpr std::string_view Sources[] = {"source",  "read",      "read through", "why",         "reason",
                                            "context", "datapoint", "significance", "implication", "takeaway"};
    const Metric &metric = statement.metric;
    if (metric.term)
        return true;
    const CellValue &value = statement.value;
    const auto said = wordsOf(metric.name);
    if (!value.isNumeric() && !value.isTime() && !statement.sheet && !said.isEmpty()
        && (isOneOf(said.last(), Sources)
            || isOneOf({metric.name.constData(), static_cast<size_t>(metric.name.size())}, Sources)))
        return false;
    const std::string_view name(metric.name.constData(), static_cast<size_t>(metric.name.size()));
    return !namesValues(name) && !name.starts_with("vs ") && !name.ends_with(" vs") && !namesMetrics(name)
           && (!std::ranges::contains(Remarks, name) || (statement.sheet && name == "role"))
           && std::ranges::none_of(companies, [&](const QByteArray &words) {
                  const QByteArray all = " " + metric.name + " ";
                  const QByteArray part = " " + words + " ";
                  return !words.isEmpty() && all.contains(part);
              });
}

// Whether words of a diary say what was done that day.
bool isLogged(const FoundStatement &found, const Snapshot &snapshot)
{
    const CellValue &value = found.statement.value;
    return !value.isNumeric() && !value.isTime() && noteType(snapshot.file(found.file)) == NoteType::Diary;
}

// What the notes call a metric, in their own capitals where one calls it just that; what has no name in the vocabulary,
// as most call it.
QString titleOf(const MetricRow &row, const Snapshot &snapshot)
{
    QString first;
    QHash<QString, int> counts;
    for (const QList<FoundStatement> &cell : row.cells) {
        if (cell.isEmpty())
            continue;
        // Its time is not that of the others' values.
        const QString label = withoutTimes(metricLabel(cell.first().statement, snapshot.file(cell.first().file)));
        if (row.term && label.compare(QString::fromUtf8(row.name), Qt::CaseInsensitive) == 0)
            return label;
        if (!row.term && ++counts[label] > counts.value(first))
            first = label;
        if (first.isEmpty())
            first = label;
    }
    if (!row.term)
        return first;
    return row.name.isEmpty() ? first : metricTitle(row.name);
}

// What the values of a row are, as a reader would say it.
const FoundStatement &firstOf(const MetricRow &row)
{
    return std::ranges::find_if(row.cells, [](const auto &cell) { return !cell.isEmpty(); })->first();
}

QString kindText(const MetricRow &row)
{
    if (row.kind.isEmpty())
        return QObject::tr("in words");
    const CellValue &value = firstOf(row).statement.value;
    const QByteArray unit = value.quantities.isEmpty() ? QByteArray() : value.quantities.first().unit;
    if (!unit.isEmpty() && (value.kind == CellKind::Percent || value.kind == CellKind::Measure))
        return QString::fromUtf8(unit);
    const QString kind = QString::fromUtf8(kindName(value.kind));
    return value.kind == CellKind::Money && !unit.isEmpty() ? QString(kind + u' ' + QString::fromUtf8(unit)) : kind;
}

// The scope of a row as the first note that says all of it writes it.
QString scopeOf(const MetricRow &row, const Snapshot &snapshot)
{
    for (const QList<FoundStatement> &cell : row.cells) {
        for (const FoundStatement &found : cell) {
            if (scopeOf(found.statement) == row.scope)
                return scopeText(row.scope, found.statement, snapshot.file(found.file));
        }
    }
    return QString::fromUtf8(row.scope);
}

// The note of a row's first value.
QString noteOf(const MetricRow &row, const Snapshot &snapshot)
{
    return snapshot.file(firstOf(row).file).path.name().toString();
}

// The heading above a row's first value.
QString sectionOf(const MetricRow &row, const Snapshot &snapshot)
{
    const FoundStatement &first = firstOf(row);
    const Note &note = snapshot.note(first.file);
    const int section = first.statement.section;
    return section < 0 ? QString() : plainInline(note.facts.headings.at(section).text.in(note.text));
}

// What tells rows of one metric from each other: their scope, that they are not so yet, how long their times are; where
// that is alike, their kind; where that is, too, who says so.
void tellApart(const QList<MetricRow> &rows, const Snapshot &snapshot, QList<ComparisonLine> &lines)
{
    const auto isSaid = [](const QByteArray &scope) {
        return std::ranges::any_of(scope.split(' '), [](const QByteArray &word) {
            return isProjection({word.constData(), static_cast<size_t>(word.size())});
        });
    };
    const auto add = [](ComparisonLine &line, const QString &text) {
        if (!text.isEmpty())
            line.detail += line.detail.isEmpty() ? text : u", " + text;
    };
    for (qsizetype i = 0; i < rows.size(); ++i) {
        lines[i].detail = scopeOf(rows.at(i), snapshot);
        if (!rows.at(i).place.isEmpty())
            add(lines[i], noteOf(rows.at(i), snapshot));
        if (rows.at(i).projected && !isSaid(rows.at(i).scope))
            add(lines[i], QObject::tr("expected"));
        add(lines[i], lengthText(rows.at(i).months));
    }
    const auto addWhereAlike = [&](const auto &textOf) {
        QHash<std::pair<QString, QString>, QList<qsizetype>> alike;
        for (qsizetype i = 0; i < lines.size(); ++i)
            alike[{lines.at(i).title.toCaseFolded(), lines.at(i).detail.toCaseFolded()}].append(i);
        for (const QList<qsizetype> &group : std::as_const(alike)) {
            for (const qsizetype i : group) {
                if (group.size() > 1)
                    add(lines[i], textOf(i));
            }
        }
    };
    addWhereAlike(
        [&](qsizetype i) { return rows.at(i).place.isEmpty() ? QString() : sectionOf(rows.at(i), snapshot); });
    addWhereAlike([&](qsizetype i) { return kindText(rows.at(i)); });
    addWhereAlike([&](qsizetype i) { return QObject::tr("as in %1").arg(noteOf(rows.at(i), snapshot)); });
}

bool isWanted(const MetricRow &row, const Metric &wanted)
{
    const bool means = row.name == commonName(wanted) || (row.term && row.term == wanted.alternative)
                       || (!row.term && !row.name.isEmpty() && row.name == factName(wanted.said));
    return means && (wanted.scope.isEmpty() || row.scope == wanted.scope)
           && (!wanted.projected || !wanted.term || row.projected);
}

// How alike two names are, 0 to 1: pairs of letters that both have.
double likeness(QStringView left, QStringView right)
{
    QSet<std::pair<char16_t, char16_t>> pairs;
    for (qsizetype i = 1; i < left.size(); ++i)
        pairs.insert({left.at(i - 1).unicode(), left.at(i).unicode()});
    qsizetype common = 0;
    for (qsizetype i = 1; i < right.size(); ++i)
        common += pairs.remove({right.at(i - 1).unicode(), right.at(i).unicode()}) ? 1 : 0;
    const qsizetype all = left.size() + right.size() - 2;
    return all <= 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(all);
}

// Those of `names` that may have been meant, the nearest first.
QStringList nearNames(const QString &text, const QStringList &names)
{
    constexpr double Near = 0.45;
    constexpr qsizetype Most = 3;
    const QString wanted = text.toLower().trimmed();
    QList<std::pair<double, QString>> found;
    for (const QString &name : names) {
        const QString other = name.toLower();
        const double alike = wanted.size() >= 3 && other.contains(wanted) ? 1 : likeness(wanted, other);
        if (alike >= Near && !std::ranges::contains(found, name, &std::pair<double, QString>::second))
            found.append({alike, name});
    }
    std::ranges::stable_sort(found, std::greater(), &std::pair<double, QString>::first);
    QStringList nearest;
    for (const auto &[alike, name] : std::as_const(found).first(std::min(found.size(), Most)))
        nearest.append(name);
    return nearest;
}

// Why a metric has no row: nobody states it, or it has another name.
QString missingMetric(const QString &text, const QList<MetricRow> &rows, const Snapshot &snapshot)
{
    QStringList names;
    for (const MetricRow &row : rows)
        names.append(titleOf(row, snapshot));
    const QString missing = QObject::tr("No note states \"%1\".").arg(text);
    const QStringList nearest = nearNames(text, names);
    if (!nearest.isEmpty())
        return missing + u' ' + QObject::tr("Did you mean %1?").arg(nearest.join(u", "_s));
    if (readMetric(text.toUtf8()).term)
        return missing;
    QStringList terms;
    for (const MetricTerm &term : metricTerms())
        terms.append(QString::fromLatin1(term.name.data(), static_cast<qsizetype>(term.name.size())));
    const QStringList known = nearNames(text, terms);
    return known.isEmpty() ? missing
                           : missing + u' ' + QObject::tr("Metrics of such a name: %1.").arg(known.join(u", "_s));
}

QList<MetricRow> chosen(const QList<MetricRow> &rows, const QStringList &metrics, const Snapshot &snapshot,
                        const MetricGrid &grid, QStringList &remarks)
{
    if (metrics.isEmpty())
        return rows;
    const QList<MetricRow> all = grid.allRows();
    QList<MetricRow> kept;
    for (const QString &text : metrics) {
        const Metric wanted = readMetric(text.toUtf8());
        const qsizetype before = kept.size();
        for (const MetricRow &row : rows) {
            if (isWanted(row, wanted))
                kept.append(row);
        }
        // Of parts where nobody states it of the whole.
        if (kept.size() == before)
            std::ranges::copy_if(all, std::back_inserter(kept),
                                 [&](const MetricRow &row) { return isWanted(row, wanted); });
        if (kept.size() == before)
            remarks.append(missingMetric(text, rows, snapshot));
    }
    return kept;
}

} // namespace

Comparison compareMetrics(const ComparisonRequest &request, const Snapshot &snapshot, Lexicons &lexicons,
                          const KnownSubjects &known)
{
    Comparison comparison{.corner = QObject::tr("Metric")};
    const QList<Company> companies = companiesNamed(request.names, snapshot);
    for (const Company &company : companies)
        comparison.columns.append({.title = company.title(), .note = company.subject.note});
    MetricGrid grid(companies);
    QList<FoundStatement> found = statementsAbout(companies, snapshot, lexicons, known);
    QList<QByteArray> names;
    for (const Company &company : companies) {
        names.append(nameWords(company.subject.name));
        const auto isAbout = [&](const FoundStatement &one) {
            return one.statement.subject.key == company.subject.key;
        };
        if (company.file < 0 && std::ranges::none_of(found, isAbout))
            addUnknown(company.title(), comparison);
        else if (company.file < 0)
            comparison.remarks.append(
                QObject::tr("%1 has no note; what others state of it is shown.").arg(company.title()));
    }
    std::vector<std::optional<MetricRow>> places(static_cast<size_t>(found.size()));
    forAll(found.size(), 64, [&](qsizetype i) {
        if (isMeasure(found.at(i).statement, names) && !isLogged(found.at(i), snapshot))
            places[static_cast<size_t>(i)] = MetricGrid::rowOf(found.at(i));
    });
    // What a company says of itself gives the order.
    std::vector<size_t> order(places.size());
    std::iota(order.begin(), order.end(), size_t(0));
    const auto isOwn = [&](size_t i) { return found.at(static_cast<qsizetype>(i)).statement.own; };
    std::ranges::stable_partition(order, isOwn);
    for (const size_t i : order) {
        if (places[i])
            grid.add(*std::move(places[i]), std::move(found[static_cast<qsizetype>(i)]));
    }
    grid.join(snapshot);
    const QList<MetricRow> rows = chosen(grid.rows(), request.metrics, snapshot, grid, comparison.remarks);
    std::vector<ComparisonLine> titles(static_cast<size_t>(rows.size()));
    std::vector<ComparedCell> cells(static_cast<size_t>(rows.size() * companies.size()));
    forAll(rows.size(), 4, [&](qsizetype i) {
        titles[static_cast<size_t>(i)].title = titleOf(rows.at(i), snapshot);
        for (qsizetype column = 0; column < companies.size(); ++column)
            cells[static_cast<size_t>(i * companies.size() + column)] =
                comparedCell(rows.at(i).cells.at(column), snapshot);
    });
    comparison.rows.assign(std::move_iterator(titles.begin()), std::move_iterator(titles.end()));
    comparison.cells.assign(std::move_iterator(cells.begin()), std::move_iterator(cells.end()));
    tellApart(rows, snapshot, comparison.rows);
    return comparison;
}

} // namespace tearsheet
