// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonparts.h"
#include "core/research/scopetext.h"
#include "core/research/verdict.h"
#include "core/table/cellfields.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Names of what is said in words; the first of each row stands for the others.
constexpr std::array<std::array<QByteArrayView, 6>, 9> Facts{{
    {"headquarter", "hq", "head office", "based", "base", "location"},
    {"founded", "established", "founding", "year founded", "inception", "founding year"},
    {"ceo", "chief executive", "chief executive officer", "chief exec", "managing director", "president ceo"},
    {"owner", "parent", "parent company", "owned by", "ownership", "controlling shareholder"},
    {"ticker", "symbol", "stock ticker", "listing", "listed", "stock symbol"},
    {"sector", "industry", "business", "field", "vertical", "category"},
    {"founder", "founded by", "co founder", "founding team", "", ""},
    {"customer", "key customer", "main customer", "client", "", ""},
    {"competitor", "peer", "rival", "main competitor", "key competitor", ""},
}};

// The name under which a metric is found, whatever it is called.
QByteArray commonName(const Metric &metric)
{
    if (metric.term || metric.name.isEmpty())
        return metric.name;
    for (const auto &names : Facts) {
        if (std::ranges::contains(names, QByteArrayView(metric.name)))
            return names.front().toByteArray();
    }
    return metric.name;
}

// How long the times are that a figure adds up over, in months; 12 where it does not add up or says no time: what has
// none is a whole year's. 0 is a time of another length.
int monthsOf(const Statement &statement)
{
    constexpr int Year = 12;
    const MetricTerm *const term = statement.metric.term;
    const bool changes =
        term && term->measured == Measured::Rate && (term->name.ends_with("growth") || term->name.ends_with("margin"));
    if (!term || (!term->flow && !changes) || !statement.isDated() || statement.period.form == Period::Form::Open)
        return Year;
    using Unit = PeriodPoint::Unit;
    const PeriodPoint &begin = statement.period.begin;
    if (statement.period.form == Period::Form::Interval) {
        const PeriodPoint &end = statement.period.end;
        if (begin.unit == Unit::Month && end.unit == Unit::Month)
            return (end.year - begin.year) * Year + end.part - begin.part + 1;
        const auto first = firstDay(statement.period);
        const auto last = lastDay(statement.period);
        constexpr double Days = 30.44;
        const int months = first && last ? static_cast<int>(static_cast<double>(*last - *first + 1) / Days + 0.5) : 0;
        return months == Year || months == 9 || months == 6 || months == 3 || months == 1 ? months : 0;
    }
    switch (begin.unit) {
    case Unit::Month:
        return 1;
    case Unit::Quarter:
        return 3;
    case Unit::Half:
        return 6;
    case Unit::Decade:
        return 0;
    default:
        return Year;
    }
}

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

// What a statement is of: its scope and part; the number of a row says nothing but with what the list is of.
QByteArray scopeOf(const Statement &statement)
{
    const bool inList = statement.metric.term && statement.metric.term->measured == Measured::Rank
                        && statement.value.kind == CellKind::Number;
    return joined({statement.metric.scope, statement.part, inList ? statement.sectionWords : QByteArray(),
                   inList ? statement.topicName : QByteArray()});
}

// Statements of one metric, scope and kind, by company.
struct MetricRow
{
    const MetricTerm *term = nullptr;
    QByteArray name;
    QByteArray scope;                   // With the part of the company, a segment, that it is of.
    QByteArray kind;                    // As `kindKey`; empty for words.
    bool projected = false;             // Figures of what is not so yet; words are not told apart.
    int months = 12;                    // As `monthsOf`: a quarter's sales are none of a year.
    QList<QList<FoundStatement>> cells; // One for each company.

    qsizetype coverage() const
    {
        return std::ranges::count_if(cells, [](const QList<FoundStatement> &cell) { return !cell.isEmpty(); });
    }

    void moveTo(MetricRow &other)
    {
        for (qsizetype column = 0; column < cells.size(); ++column)
            other.cells[column] += std::exchange(cells[column], {});
    }

    // Whether it says in words what no company's own sheet does: columns of that name are of whatever their table is
    // of.
    bool isRemark() const
    {
        const auto isProperty = [](const FoundStatement &found) {
            return found.statement.own && found.statement.sheet;
        };
        return !term && kind.isEmpty() && std::ranges::none_of(cells, [&](const QList<FoundStatement> &cell) {
            return std::ranges::any_of(cell, isProperty);
        });
    }

    bool isOfSame(const MetricRow &other) const { return name == other.name && scope == other.scope; }
};

QByteArray keyOf(const MetricRow &row)
{
    return row.name + '\n' + row.scope + '\n' + row.kind + (row.projected ? "\n+" : "\n")
           + QByteArray::number(row.months);
}

class Grid
{
public:
    explicit Grid(const QList<Company> &companies)
    {
        for (const Company &company : companies)
            m_columns.insert(company.subject.key, m_columns.size());
    }

    void add(const FoundStatement &found)
    {
        const Metric &metric = found.statement.metric;
        const QByteArray kind = kindKey(found.statement.value);
        MetricRow row{.term = metric.term,
                      .name = commonName(metric),
                      .scope = scopeOf(found.statement),
                      .kind = kind,
                      .projected = metric.projected && !kind.isEmpty(),
                      .months = kind.isEmpty() ? 12 : monthsOf(found.statement)};
        const QByteArray key = keyOf(row);
        auto place = m_places.constFind(key);
        if (place == m_places.constEnd()) {
            place = m_places.insert(key, m_rows.size());
            row.cells.resize(m_columns.size());
            m_rows.append(std::move(row));
        }
        m_rows[*place].cells[m_columns.value(found.statement.subject.key)].append(found);
    }

    // Words stand beside the figures of the same metric: "several plants" where others count them. What most say in
    // words is no measure, and those who answer with a figure stand beside them.
    void joinWords()
    {
        for (MetricRow &words : m_rows) {
            if (!words.kind.isEmpty() || words.coverage() == 0)
                continue;
            QList<MetricRow *> figures;
            for (MetricRow &row : m_rows) {
                if (!row.kind.isEmpty() && row.isOfSame(words) && row.coverage() > 0)
                    figures.append(&row);
            }
            if (figures.isEmpty())
                continue;
            MetricRow *const best = *std::ranges::max_element(figures, {}, [](const MetricRow *row) {
                return std::tuple(!row->projected, row->coverage(), row->months);
            });
            if (best->coverage() >= words.coverage())
                words.moveTo(*best);
            else if (!words.term)
                std::ranges::for_each(figures, [&](MetricRow *row) { row->moveTo(words); });
        }
    }

    // Scopes that headings say in other words are one where all that both rows state of a company has the same one.
    void joinScopes()
    {
        for (MetricRow &narrow : m_rows) {
            // Each list has its own places.
            if (narrow.term && narrow.term->measured == Measured::Rank)
                continue;
            MetricRow *best = nullptr;
            for (MetricRow &wide : m_rows) {
                const bool candidate = &wide != &narrow && wide.name == narrow.name && wide.kind == narrow.kind
                                       && wide.projected == narrow.projected && wide.months == narrow.months
                                       && !wide.kind.isEmpty();
                if (candidate && wide.coverage() >= narrow.coverage() && (!best || wide.coverage() > best->coverage())
                    && haveSameScopes(wide, narrow))
                    best = &wide;
            }
            if (best)
                narrow.moveTo(*best);
        }
    }

    // Most widely stated first; of those, in the order of the vocabulary and of the notes. What only tables say in
    // words comes behind, and places in lists, of which each list has its own, last.
    // What is of a part of one company alone is left out, but for all that is known of a metric there.
    QList<MetricRow> rows(qsizetype companies) const
    {
        const auto isShared = [companies](const MetricRow &row) {
            return row.coverage() > 1 || row.scope.isEmpty() || companies == 1;
        };
        // How often a company says a metric of parts alone; -1 where others say it, or it says it of the whole.
        QHash<std::pair<QByteArray, qsizetype>, int> parts;
        const auto forCells = [this](const auto &look) {
            for (const MetricRow &row : m_rows) {
                for (qsizetype column = 0; column < row.cells.size(); ++column) {
                    if (!row.cells.at(column).isEmpty())
                        look(row, std::pair(row.name, column));
                }
            }
        };
        forCells([&](const MetricRow &row, const auto &key) {
            int &count = parts[key];
            count = count < 0 || isShared(row) ? -1 : count + 1;
        });
        QList<MetricRow> kept;
        for (const MetricRow &row : m_rows) {
            if (row.coverage() == 0)
                continue;
            bool only = false;
            for (qsizetype column = 0; column < row.cells.size(); ++column)
                only = only || (!row.cells.at(column).isEmpty() && parts.value({row.name, column}) == 1);
            // Deals and launches are events, not what a company measures.
            const bool measure = row.term && !row.term->deal && row.term->measured != Measured::Year;
            if (isShared(row) || (measure && only))
                kept.append(row);
        }
        return ordered(std::move(kept));
    }

    // All, the parts of one company too.
    QList<MetricRow> allRows() const
    {
        QList<MetricRow> kept;
        std::ranges::copy_if(m_rows, std::back_inserter(kept), [](const MetricRow &row) { return row.coverage() > 0; });
        return ordered(std::move(kept));
    }

private:
    static QList<MetricRow> ordered(QList<MetricRow> kept)
    {
        std::ranges::stable_sort(kept, [](const MetricRow &left, const MetricRow &right) {
            const auto rank = [](const MetricRow &row) {
                const bool isRank = row.term && row.term->measured == Measured::Rank;
                return std::tuple(isRank, row.isRemark(), -row.coverage(), row.projected, row.term == nullptr,
                                  row.term ? row.term - metricTerms().data() : 0, -row.months);
            };
            return rank(left) < rank(right);
        });
        return kept;
    }

    static bool haveSameScopes(const MetricRow &left, const MetricRow &right)
    {
        bool any = false;
        for (qsizetype column = 0; column < left.cells.size(); ++column) {
            for (const FoundStatement &one : left.cells.at(column)) {
                for (const FoundStatement &other : right.cells.at(column)) {
                    if (!haveSameScope(one.statement, other.statement))
                        return false;
                    any = true;
                }
            }
        }
        return any;
    }

    QHash<NameHash, qsizetype> m_columns;
    QHash<QByteArray, qsizetype> m_places;
    QList<MetricRow> m_rows;
};

// Whether words say what is stated: "Notes" do not, and "vs Kestrel" speaks of another one.
bool isMeasure(const Metric &metric, const QList<QByteArray> &companies)
{
    constexpr std::array<std::string_view, 7> Remarks{"note", "remark",    "comment", "description",
                                                      "role", "relevance", "detail"};
    if (metric.term)
        return true;
    const std::string_view name(metric.name.constData(), static_cast<size_t>(metric.name.size()));
    return !namesValues(name) && !name.starts_with("vs ") && !name.ends_with(" vs") && !namesMetrics(name)
           && !std::ranges::contains(Remarks, name) && std::ranges::none_of(companies, [&](const QByteArray &words) {
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

// What the notes call a metric, in their own capitals where one calls it just that.
QString titleOf(const MetricRow &row, const Snapshot &snapshot)
{
    QString first;
    for (const QList<FoundStatement> &cell : row.cells) {
        if (cell.isEmpty())
            continue;
        // Its time is not that of the others' values.
        const QString label = withoutTimes(metricLabel(cell.first().statement, snapshot.file(cell.first().file)));
        if (!row.term || label.compare(QString::fromUtf8(row.name), Qt::CaseInsensitive) == 0)
            return label;
        if (first.isEmpty())
            first = label;
    }
    return row.name.isEmpty() ? first : metricTitle(row.name);
}

// What the values of a row are, as a reader would say it.
QString kindText(const MetricRow &row)
{
    if (row.kind.isEmpty())
        return QObject::tr("in words");
    const auto cell = std::ranges::find_if(row.cells, [](const auto &statements) { return !statements.isEmpty(); });
    const CellValue &value = cell->first().statement.value;
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
    const auto cell = std::ranges::find_if(row.cells, [](const auto &statements) { return !statements.isEmpty(); });
    return snapshot.file(cell->first().file).path.name().toString();
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
    addWhereAlike([&](qsizetype i) { return kindText(rows.at(i)); });
    addWhereAlike([&](qsizetype i) { return QObject::tr("as in %1").arg(noteOf(rows.at(i), snapshot)); });
}

bool isWanted(const MetricRow &row, const Metric &wanted)
{
    const bool means = row.name == commonName(wanted) || (row.term && row.term == wanted.alternative);
    return means && (wanted.scope.isEmpty() || row.scope == wanted.scope);
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
                        const Grid &grid, QStringList &remarks)
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

Comparison compareMetrics(const ComparisonRequest &request, const Snapshot &snapshot)
{
    Comparison comparison{.corner = QObject::tr("Metric")};
    const QList<Company> companies = companiesNamed(request.names, snapshot, comparison.remarks);
    for (const Company &company : companies)
        comparison.columns.append({.title = company.title(), .note = company.subject.note});
    Grid grid(companies);
    QList<FoundStatement> found = statementsAbout(companies, snapshot);
    // What a company says of itself gives the order.
    std::ranges::stable_partition(found, [](const FoundStatement &f) { return f.statement.own; });
    QList<QByteArray> names;
    for (const Company &company : companies)
        names.append(nameWords(company.subject.name));
    for (const FoundStatement &statement : std::as_const(found)) {
        if (isMeasure(statement.statement.metric, names) && !isLogged(statement, snapshot))
            grid.add(statement);
    }
    grid.joinScopes();
    grid.joinWords();
    const QList<MetricRow> rows =
        chosen(grid.rows(companies.size()), request.metrics, snapshot, grid, comparison.remarks);
    for (const MetricRow &row : rows) {
        comparison.rows.append({.title = titleOf(row, snapshot)});
        for (const QList<FoundStatement> &cell : row.cells)
            comparison.cells.append(comparedCell(cell, snapshot));
    }
    tellApart(rows, snapshot, comparison.rows);
    return comparison;
}

} // namespace tearsheet
