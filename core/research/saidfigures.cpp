// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/saidfigures.h"

#include "core/research/section.h"
#include "core/table/cellcursor.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace tearsheet {

namespace {

// Longer rows are no sentences, and nobody reads on in a longer heading.
constexpr quint32 LongestRow = 4096;
constexpr quint32 LongestHeading = 400;
constexpr qsizetype MostSubjects = 12; // Of a row, the first ones.

// "Total" is a sum, though a note may be called so.
bool isSum(QByteArrayView written)
{
    const QByteArray lower = written.toByteArray().toLower();
    return namesSum({lower.constData(), static_cast<size_t>(lower.size())});
}

// The note whose name stands first in a cell or heading, or all of it, unless it is a link.
Subject leadingSubject(ByteRange range, const FileEntry &file, Names &names)
{
    const QByteArrayView text = file.note->text;
    while (!range.isEmpty() && QByteArrayView("*_~# ").contains(text[range.begin]))
        ++range.begin;
    const QByteArrayView said = range.in(text);
    const bool capital = !said.isEmpty() && isUpper(said[0]);
    if (said.isEmpty() || said[0] == '[' || (!capital && said.contains(' ')))
        return {};
    if (const Subject named = readName(range, file, names).subject; named.isNote())
        return named;
    if (!capital)
        return {};
    for (const QByteArrayView written : namesAhead(said)) {
        if (Subject named = names.written(written); named.isNote() && !isSum(written))
            return named;
    }
    return {};
}

void addSubject(const Subject &subject, QList<Subject> &subjects)
{
    if (subject.isValid() && subjects.size() < MostSubjects
        && !std::ranges::contains(subjects, subject.key, &Subject::key))
        subjects.append(subject);
}

// Whom the links in a stretch of text reach.
void addLinked(ByteRange range, const FileEntry &file, Names &names, QList<Subject> &subjects)
{
    constexpr int Most = 16;
    const auto &links = file.note->facts.links;
    int count = 0;
    for (auto link = std::ranges::lower_bound(links, range.begin, {}, [](const Link &one) { return one.range.begin; });
         link != links.end() && link->range.end <= range.end && count < Most; ++link, ++count) {
        if (!link->embed && link->kind == LinkKind::Wiki)
            addSubject(names.linked(*link, file), subjects);
    }
}

// Whom a cell or heading speaks of.
void addText(ByteRange text, const FileEntry &file, Names &names, QList<Subject> &subjects)
{
    addLinked(text, file, names, subjects);
    addSubject(leadingSubject(text, file, names), subjects);
}

// The heading of a section and the one above it.
QVarLengthArray<int, 2> headingsOf(int heading, const NoteFacts &facts)
{
    constexpr int Farthest = 64; // Of the one above, in headings.
    QVarLengthArray<int, 2> all;
    int level = 7;
    for (int i = heading; i >= 0 && all.size() < 2 && heading - i < Farthest; --i) {
        const int own = facts.headings.at(i).level;
        if (own == 1 && i != heading)
            break;
        if (own >= level)
            continue;
        all.append(i);
        level = own;
    }
    return all;
}

// Between whom an event is, as its note's name says: "Kestrel-Lagoon Bank merger".
void addParties(const FileEntry &file, Names &names, QList<Subject> &subjects)
{
    constexpr int MostWords = 3;
    const Subject &own = subjects.first();
    if (names.kindOf(own) != NoteKind::Event)
        return;
    const QByteArray title = file.path.name().toUtf8();
    QVarLengthArray<ByteRange, 16> words;
    for (quint32 begin = 0; begin < title.size() && words.size() < words.capacity();) {
        const auto rest = QByteArrayView(title).sliced(begin);
        const auto end =
            static_cast<quint32>(std::ranges::find_first_of(rest, std::string_view(" -/&,")) - rest.begin());
        if (end > 0)
            words.append({begin, begin + end});
        begin += end + 1;
    }
    for (qsizetype first = 0; first < words.size(); ++first) {
        for (qsizetype last = std::min<qsizetype>(first + MostWords, words.size()); last-- > first;) {
            const Subject named = names.written(ByteRange{words[first].begin, words[last].end}.in(title));
            if (!names.isFirm(named) || names.kindOf(named) == NoteKind::Unknown || named.key == own.key)
                continue;
            addSubject(named, subjects);
            first = last;
            break;
        }
    }
}

// Whom the surroundings of a table speak of, row and column aside.
QList<Subject> subjectsAround(const TableOutline &table, const FileEntry &file, Names &names)
{
    QList<Subject> subjects{names.own(file)};
    addParties(file, names, subjects);
    for (const int heading : headingsOf(table.heading, file.note->facts)) {
        ByteRange text = file.note->facts.headings.at(heading).text;
        text.end = std::min(text.end, text.begin + LongestHeading);
        addText(text, file, names, subjects);
    }
    return subjects;
}

void addRow(const TableRow &row, const FileEntry &file, Names &names, QList<Subject> &subjects)
{
    addLinked(row.line, file, names, subjects);
    if (!row.cells.isEmpty())
        addSubject(leadingSubject(row.cells.first(), file, names), subjects);
}

// Whom a cell names first, by a link or not. It asks for no name that `addRow` has not asked for.
Subject subjectNamed(ByteRange cell, const FileEntry &file, Names &names)
{
    while (!cell.isEmpty() && file.note->text[cell.begin] == '*')
        ++cell.begin;
    const Link *const link = linkFrom(cell.begin, *file.note);
    const bool leads = link && link->range.begin == cell.begin && !link->embed && link->kind == LinkKind::Wiki;
    return leads ? names.linked(*link, file) : leadingSubject(cell, file, names);
}

} // namespace

quint64 saidKey(quint64 hash, const Subject &subject)
{
    return qHashMulti(0, hash, subject.key);
}

void FigureReader::read(const TableOutline &outline, const Table &table)
{
    if (outline.header.size() > LongestRow)
        return;
    const QByteArrayView text = m_file.note->text;
    QList<Subject> around; // Asked for where the table has a figure.
    std::vector<std::optional<QList<Subject>>> columns(static_cast<size_t>(table.columnCount()));
    QList<Subject> row;
    for (const TableRow &line : table.rows) {
        if (line.line.size() > LongestRow)
            continue;
        row.clear();
        for (int column = 0; column < line.cells.size(); ++column) {
            const auto figures = figuresIn(line.cells.at(column), text);
            if (figures.isEmpty())
                continue;
            if (around.isEmpty())
                around = subjectsAround(outline, m_file, m_names);
            if (row.isEmpty()) {
                row = around;
                addRow(line, m_file, m_names, row);
            }
            QList<Subject> subjects = row;
            if (column < table.columnCount()) {
                auto &named = columns[static_cast<size_t>(column)];
                if (!named)
                    addText(table.header.cells.at(column), m_file, m_names, named.emplace());
                for (const Subject &subject : *named)
                    addSubject(subject, subjects);
            }
            // "Kestrel is small (24M tonnes)"
            addSubject(leadingSubject(line.cells.at(column), m_file, m_names), subjects);
            for (const FoundFigure &figure : figures) {
                bool rounded = false;
                for (const quint64 hash : figureHashes(figure)) {
                    for (const Subject &subject : std::as_const(subjects))
                        m_keys.append({saidKey(hash, subject), figure.range.begin, rounded});
                    rounded = true;
                }
            }
        }
    }
}

namespace {

void addWords(QByteArrayView text, QList<QByteArray> &words, QList<Period> *times = nullptr)
{
    LabelWords phrase;
    readLabel(text, phrase);
    for (const std::string_view word : phrase.words) {
        if (!isFiller(word) && !isDigit(word.front()))
            words.append(word == "val" ? QByteArray("valuation")
                                       : QByteArray(word.data(), static_cast<qsizetype>(word.size())));
    }
    if (!times)
        return;
    if (phrase.period.isValid())
        times->append(phrase.period);
    else if (const CellValue value = readCell(text); value.isTime() && !value.periods.isEmpty())
        times->append(value.periods.first()); // "Mar 9", which is of any year
}

void addMeant(QByteArrayView label, QVarLengthArray<const MetricTerm *, 2> &meant)
{
    if (const MetricTerm *const term = readMetric(label).term)
        meant.append(term);
}

// What the first of two labels says is measured, or else the other one; its words, where they name nothing known. The
// "Position" of a sum is no rank.
Metric metricOf(ByteRange label, ByteRange other, const FoundFigure &figure, QByteArrayView text)
{
    const CellValue value{.kind = figure.kind, .quantities = {figure.quantity}};
    const auto tells = [&](const Metric &metric) {
        return !metric.isEmpty() && !namesValues({metric.name.constData(), static_cast<size_t>(metric.name.size())})
               && (!metric.term || fits(metric.term->measured, value));
    };
    Metric metric = readMetric(label.in(text));
    if (tells(metric))
        return metric;
    Metric second = readMetric(other.in(text));
    if (tells(second))
        return second;
    return metric.term && !fits(metric.term->measured, value) ? Metric{.name = metric.said.toByteArray()} : metric;
}

// So much of a cell as stands beside a figure.
ByteRange clauseAround(ByteRange figure, ByteRange cell, QByteArrayView text)
{
    constexpr quint32 Reach = 40;
    ByteRange clause{figure.begin > cell.begin + Reach ? figure.begin - Reach : cell.begin,
                     std::min(cell.end, figure.end + Reach)};
    while (clause.begin > cell.begin && clause.begin < figure.begin && text[clause.begin - 1] != ' ')
        ++clause.begin;
    while (clause.end < cell.end && clause.end > figure.end && text[clause.end] != ' ')
        --clause.end;
    return clause;
}

} // namespace

FigureContext figureContext(quint32 begin, const FileEntry &file, Lexicon &lexicon)
{
    constexpr quint32 LongestName = 80;
    constexpr quint32 LongestCell = 120;
    const QByteArrayView text = file.note->text;
    const NoteFacts &facts = file.note->facts;
    const auto behind =
        std::ranges::upper_bound(facts.tables, begin, {}, [](const TableOutline &table) { return table.range.begin; });
    const TableOutline &outline = *std::prev(behind);
    const TableRow header = cutRow(outline.header, text);
    const TableRow row = rowAt(begin, text);
    const auto cell = std::ranges::find_if(row.cells, [&](ByteRange range) { return range.contains(begin); });
    const auto column = static_cast<int>(cell - row.cells.begin());

    FigureContext context;
    const ByteRange name = row.cells.first();
    const ByteRange above = column < header.cells.size() ? header.cells.at(column) : ByteRange();
    context.row = name;
    context.header = above;
    const auto figures = figuresIn(*cell, text);
    context.figure = *std::ranges::find(figures, begin, [](const FoundFigure &figure) { return figure.range.begin; });
    context.hashes = figureHashes(context.figure);
    context.place.range = context.figure.range;
    context.place.table = static_cast<int>(&outline - facts.tables.data());
    context.place.column = column;
    context.subjects = subjectsAround(outline, file, lexicon.names);
    context.ofThing = noteType(file) == NoteType::Thing;
    addRow(row, file, lexicon.names, context.subjects);
    addText(above, file, lexicon.names, context.subjects);
    addSubject(leadingSubject(*cell, file, lexicon.names), context.subjects);
    if (column > 0)
        context.lead = subjectNamed(name, file, lexicon.names);

    QList<QByteArray> near;
    QList<QByteArray> far;
    context.clause = clauseAround(context.place.range, *cell, text);
    addWords(context.clause.in(text), near, &context.times);
    context.times += readCell(ByteRange{context.place.range.begin, cell->end}.in(text)).periods;
    addWords(above.in(text), near, &context.times);
    addMeant(above.in(text), context.meant);
    if (column > 0) {
        addWords(name.in(text), name.size() <= LongestName ? near : far, &context.times);
        if (!context.lead.isValid() && name.size() <= LongestName)
            addMeant(name.in(text), context.meant);
    }
    for (const ByteRange other : row.cells) {
        if (other.size() <= LongestCell)
            addWords(other.in(text), far);
    }
    for (const int heading : headingsOf(outline.heading, facts))
        addWords(facts.headings.at(heading).text.in(text), far);
    const QByteArray title = file.path.name().toUtf8();
    addWords(title, far);
    context.near = wordSetOf(near);
    context.far = wordSetOf(far);
    return context;
}

Metric metricOf(const FigureContext &context, QByteArrayView text)
{
    const auto &[label, other] =
        context.lead.isValid() ? std::pair(context.header, context.row) : std::pair(context.row, context.header);
    return metricOf(label, other, context.figure, text);
}

} // namespace tearsheet
