// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonparts.h"

#include "core/base/parallel.h"
#include "core/research/comparisonblock.h"
#include "core/research/lexicon.h"
#include "core/research/mentions.h"
#include "core/research/verdict.h"
#include "core/table/quantity.h"

#include <QObject>

#include <algorithm>
#include <limits>
#include <tuple>

namespace tearsheet {

namespace {

constexpr QByteArrayView CompetitionWords[] = {" compet", " rival", " peer", " versus", " vs"};

bool speaksOfCompetition(QByteArrayView text)
{
    const QByteArray words = ' ' + text.toByteArray().toLower();
    return std::ranges::any_of(CompetitionWords, [&](QByteArrayView word) { return words.contains(word); });
}

constexpr qint64 Never = std::numeric_limits<qint64>::min();

// The day up to which a value is known to hold: of a time that was not over when its note was last changed, that day.
// `Never` where nothing tells.
qint64 dayOf(const Statement &statement, qint64 today)
{
    if (!statement.isDated() && !(statement.own && statement.periodSource == PeriodSource::Footer))
        return Never;
    const auto first = firstDay(statement.period);
    // Of no year: as they follow each other in any.
    if (!first)
        return statement.period.isValid() ? Never + 1 + statement.period.begin.part : Never;
    const qint64 last = lastDay(statement.period).value_or(today);
    // Between the first and the last of many years it stood at some time.
    constexpr int Many = 2;
    const bool flows = statement.metric.term && statement.metric.term->flow;
    if (statement.period.form == Period::Form::Interval && !flows
        && statement.period.end.year - statement.period.begin.year >= Many)
        return *first;
    const qint64 known = statement.noted.isValid() ? statement.noted.toJulianDay() : today;
    return last > known && *first <= known ? known : last;
}

// Whether a value is of what is or was, not of what somebody expects.
bool isFirm(const Statement &statement, qint64 today)
{
    if (statement.metric.projected)
        return false;
    if (!statement.value.quantities.isEmpty()
        && statement.value.quantities.first().qualifiers.testFlag(Qualifier::Estimate))
        return false;
    return !statement.isDated() || firstDay(statement.period).value_or(today) <= today;
}

// What stands first in a cell: the greater ranks of what is compared there.
using EntryRank = std::tuple<bool, bool, bool, bool, bool, qint64, qint64, bool>;

EntryRank rankOf(const Statement &statement, qint64 today)
{
    const bool number = statement.value.isNumeric() || statement.value.isTime();
    // Where somebody has its seat, its own note knows best.
    const MetricTerm *const term = statement.metric.term;
    const bool changes = number && !(term && term->volatility == Volatility::Fixed);
    const bool firm = isFirm(statement, today);
    // Of what is expected that which comes next. An expected value is of its whole time, however early it was said.
    const qint64 said = dayOf(statement, today);
    const qint64 day = firm || said == Never ? said : lastDay(statement.period).value_or(said);
    const bool toCome = !firm && day >= today;
    return {firm, number || !firm, !changes && statement.own, statement.isDated(), toCome, toCome ? -day : day,
            said, statement.own};
}

// Who reads one beside the other in a cell sees that they differ, so that less has to tell that they are of the same.
bool areSetBeside(const Statement &one, const Statement &other)
{
    return one.metric.term && one.metric.scope == other.metric.scope && one.named == other.named
           && one.part == other.part;
}

// Rows of one table are of different things, and words outside the vocabulary mean the same only where one of two notes
// is the company's.
bool contradict(const FoundStatement &first, const FoundStatement &second, const Snapshot &snapshot)
{
    const Statement &one = first.statement;
    const Statement &other = second.statement;
    const bool sameTable = first.file == second.file && one.place.table >= 0 && one.place.table == other.place.table;
    if (sameTable || !isComparable(one) || !isComparable(other)
        || (!haveSameScope(one, other) && !areSetBeside(one, other))
        || (!one.metric.term && (first.file == second.file || (!one.own && !other.own))))
        return false;
    const std::optional<Judgement> judgement = judge(one, other);
    return judgement && judgement->verdict == Verdict::Contradict
           && !statesAlso(one, snapshot.note(first.file).text, other)
           && !statesAlso(other, snapshot.note(second.file).text, one);
}

} // namespace

QList<Company> companiesNamed(const QStringList &names, const Snapshot &snapshot)
{
    QList<Company> companies;
    Names reader(snapshot);
    for (const QString &name : names) {
        const Resolution found = snapshot.lookup(name);
        Company company;
        if (found.isResolved() && snapshot.file(found.matches.first()).note) {
            company.file = found.matches.first();
            company.subject = reader.own(snapshot.file(company.file));
        } else {
            // A note that is gone is still spoken of.
            const Result<NotePath> path = NotePath::fromRelative(name);
            const QString said = path ? path->name().toString() : name.section(u'/', -1);
            company.subject = reader.plain(said.toUtf8());
            company.file = company.subject.isNote() ? snapshot.find(company.subject.note) : -1;
        }
        const bool twice = std::ranges::any_of(
            companies, [&](const Company &other) { return other.subject.key == company.subject.key; });
        if (company.subject.isValid() && !twice)
            companies.append(company);
    }
    return companies;
}

void addUnknown(const QString &name, Comparison &comparison)
{
    comparison.unknown.append(name);
    comparison.remarks.append(QObject::tr("There is no note named %1.").arg(name));
}

void addUnknown(const QList<Company> &companies, Comparison &comparison)
{
    for (const Company &company : companies) {
        if (company.file < 0)
            addUnknown(company.title(), comparison);
    }
}

namespace {

// The tables of a note that are known to be about one of `subjects`, ascending. Lines that say shares are read in notes
// with a table that names them, so that where these are all tables may.
std::optional<QList<int>> tablesIn(const Note &note, const SubjectPlaces &places, QList<NameHash> subjects)
{
    constexpr int Lines = -1;
    const auto count = static_cast<int>(note.facts.tables.size());
    // Few notes speak of any.
    subjects.removeIf([&](NameHash subject) {
        const auto place = std::ranges::lower_bound(places, placeOfSubject(subject, Lines));
        return place == places.end() || *place > placeOfSubject(subject, count - 1);
    });
    const auto isKnown = [&](int table) {
        return std::ranges::any_of(subjects, [&](NameHash subject) {
            return std::ranges::binary_search(places, placeOfSubject(subject, table));
        });
    };
    if (isKnown(Lines))
        return std::nullopt;
    QList<int> tables;
    for (int table = 0; table < count && !subjects.isEmpty(); ++table) {
        if (isKnown(table))
            tables.append(table);
    }
    return tables;
}

} // namespace

QList<FoundStatement> statementsAbout(const QList<Company> &companies, const Snapshot &snapshot, Lexicons &lexicons,
                                      const KnownSubjects &known)
{
    QList<QByteArray> names;
    for (const Company &company : companies) {
        names.append(company.subject.name.toUtf8());
        if (company.file >= 0) {
            for (const QString &alias : snapshot.note(company.file).facts.aliases)
                names.append(alias.toUtf8());
        }
    }
    QList<NameHash> subjects;
    for (const Company &company : companies)
        subjects.append(company.subject.key);
    QList<TableMentions> mentions = tablesAbout(names, snapshot, [&](int file) -> std::optional<QList<int>> {
        const SubjectPlaces *const places = known.in(snapshot.file(file).path);
        return places ? tablesIn(snapshot.note(file), *places, subjects) : std::nullopt;
    });
    // What a note says of itself it need not name.
    for (const Company &company : companies) {
        if (company.file < 0)
            continue;
        const auto place = std::ranges::lower_bound(mentions, company.file, {}, &TableMentions::file);
        if (place != mentions.end() && place->file == company.file)
            place->tables.clear();
        else
            mentions.insert(place, TableMentions{.file = company.file, .tables = {}});
    }
    std::vector<QList<FoundStatement>> found(static_cast<size_t>(mentions.size()));
    forAll(
        mentions.size(), 8, [&] { return lexicons.lend(snapshot); },
        [&](qsizetype i, const Lexicons::Lent &lexicon) {
            const TableMentions &said = mentions.at(i);
            for (Statement &statement :
                 statementsOf(snapshot.file(said.file), *lexicon, {.tables = said.tables, .subjects = subjects}))
                found[static_cast<size_t>(i)].append({said.file, std::move(statement)});
        });
    QList<FoundStatement> all;
    for (QList<FoundStatement> &some : found)
        all += std::move(some);
    return all;
}

StatedValue statedValue(const Statement &statement, const FileEntry &file)
{
    return {.raw = statement.place.range.in(file.note->text).toByteArray(),
            .value = statement.value,
            .period = statement.period,
            .periodSource = statement.periodSource,
            .own = statement.own,
            .source = {file.path, statement.place.line, statement.place.range}};
}

ComparedCell comparedCell(const QList<FoundStatement> &statements, const Snapshot &snapshot)
{
    ComparedCell cell;
    if (statements.isEmpty())
        return cell;
    struct Entry
    {
        const FoundStatement *found;
        EntryRank rank;
    };
    QList<Entry> entries;
    const qint64 today = QDate::currentDate().toJulianDay();
    for (const FoundStatement &found : statements)
        entries.append({&found, rankOf(found.statement, today)});
    std::ranges::stable_sort(entries, std::greater(), &Entry::rank);
    // What stands first, and what stands first of values without a time, are what others are held against.
    const auto isDated = [](const Entry &entry) { return entry.found->statement.isDated(); };
    const auto undated = std::ranges::find_if_not(entries, isDated);
    for (const Entry &entry : std::as_const(entries)) {
        cell.disagrees = cell.disagrees || contradict(*entries.first().found, *entry.found, snapshot)
                         || (!isDated(entry) && contradict(*undated->found, *entry.found, snapshot));
        cell.values.append(statedValue(entry.found->statement, snapshot.file(entry.found->file)));
    }
    return cell;
}

QByteArray kindKey(const CellValue &value)
{
    const QByteArray unit =
        value.quantities.isEmpty() ? QByteArray() : canonicalUnit(value.quantities.first().unit).base;
    switch (value.kind) {
    case CellKind::Percent:
    case CellKind::PercentagePoints:
    case CellKind::BasisPoints:
        return "%";
    case CellKind::Money:
        return "money " + unit;
    case CellKind::Number:
    case CellKind::Count:
    case CellKind::Rank:
        return "number";
    case CellKind::Measure:
        return "measure " + unit;
    default:
        break;
    }
    if (value.isTime())
        return "time";
    return value.isNumeric() ? QByteArray::number(static_cast<int>(value.kind)) : QByteArray();
}

QString metricLabel(const Statement &statement, const FileEntry &file)
{
    if (statement.place.table < 0)
        return QString::fromUtf8(statement.metric.name);
    // Who has a role may stand ahead of it.
    if (statement.sheet && statement.place.column == 0)
        return metricTitle(statement.metric.name);
    const Note &note = *file.note;
    const TableRow headers = cutRow(note.facts.tables.at(statement.place.table).header, note.text);
    const TableRow row = rowAt(statement.place.range.begin, note.text);
    const QString name = row.cells.isEmpty() ? QString() : cellText(row.cells.first().in(note.text));
    if (statement.place.column >= headers.cells.size())
        return name;
    const QByteArrayView header = headers.cells.at(statement.place.column).in(note.text);
    const Metric metric = meant(readMetric(header), statement.value);
    LabelWords phrase;
    readLabel(header, phrase);
    const std::string_view said(statement.metric.name.constData(), static_cast<size_t>(statement.metric.name.size()));
    const bool isHeader = !metric.isEmpty() && (metric.name == statement.metric.name || phrase.text() == said);
    if (isHeader)
        return cellText(header);
    // A name that the table gives by what stands beside the header is in neither.
    const bool isRow =
        statement.metric.term || statement.place.column == 0
        || (!row.cells.isEmpty()
            && meant(readMetric(row.cells.first().in(note.text)), statement.value).name == statement.metric.name);
    return isRow ? name : metricTitle(statement.metric.name);
}

TableAddress tableAddress(int file, int table, const Snapshot &snapshot)
{
    const Note &note = snapshot.note(file);
    const auto headingOf = [&](int number) {
        const int heading = note.facts.tables.at(number).heading;
        return heading < 0 ? QString() : QString::fromUtf8(note.facts.headings.at(heading).text.in(note.text));
    };
    TableAddress place{snapshot.file(file).path, headingOf(table), 0};
    for (int before = 0; before < table; ++before)
        place.number += headingOf(before) == place.heading;
    return place;
}

int findTable(const TableAddress &place, const Snapshot &snapshot)
{
    const int file = snapshot.find(place.note);
    if (file < 0 || !snapshot.file(file).note)
        return -1;
    for (int table = 0; table < snapshot.note(file).facts.tables.size(); ++table) {
        if (tableAddress(file, table, snapshot) == place)
            return table;
    }
    return -1;
}

int competitionTable(int file, const Snapshot &snapshot)
{
    const Note &note = snapshot.note(file);
    const QList<ComparisonBlock> compared = comparisonBlocks(note.facts, note.text);
    for (int table = 0; table < note.facts.tables.size(); ++table) {
        const TableOutline &outline = note.facts.tables.at(table);
        if (isIn(compared, outline.range))
            continue;
        const bool competition =
            speaksOfCompetition(outline.header.in(note.text))
            || (outline.heading >= 0
                && speaksOfCompetition(note.facts.headings.at(outline.heading).text.in(note.text)));
        if (competition && !companiesIn(file, table, snapshot).isEmpty())
            return table;
    }
    return -1;
}

} // namespace tearsheet
