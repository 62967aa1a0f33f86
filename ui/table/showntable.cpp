// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/showntable.h"

#include "core/note/linksyntax.h"
#include "core/note/oddities.h"
#include "core/research/names.h"
#include "core/research/ownrows.h"
#include "core/table/gridmatch.h"

#include <QObject>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

Table tableAt(const TablePlace &place, QByteArrayView text, const NoteFacts &facts)
{
    return place.table < 0 ? cutHeadless(place.range, text) : cutTable(facts.tables.at(place.table), text);
}

int headingOf(const TablePlace &place, const NoteFacts &facts)
{
    return place.table < 0 ? facts.headingAt(place.range.begin) : facts.tables.at(place.table).heading;
}

// Whether a cell names somebody.
auto entitiesOf(const NotePath &path, const Snapshot &snapshot)
{
    return [&path, &snapshot](QByteArrayView cell) {
        return cell.startsWith("[[") || (!cell.isEmpty() && snapshot.resolve(cellText(cell), path).isResolved());
    };
}

// A cell is a link where it is one as a whole; among other words the preview is the place to follow it.
void findLinks(ShownTable &shown, const Table &table, QByteArrayView text, const NoteFacts &facts, const NotePath &path,
               const Snapshot &snapshot)
{
    auto link = std::ranges::lower_bound(facts.links, shown.place.range.begin, {},
                                         [](const Link &candidate) { return candidate.range.begin; });
    const auto find = [&](int row, const TableRow &line) {
        for (int column = 0; column < line.cells.size(); ++column) {
            const ByteRange cell = line.cells.at(column);
            while (link != facts.links.cend() && link->range.begin < cell.begin)
                ++link;
            if (link == facts.links.cend() || !cell.contains(link->range)
                || linkDisplay(*link, text) != shown.grid->shown(row, column))
                continue;
            CellLink found{LinkTarget::of(*link, text), true};
            const bool external = found.target.kind != LinkKind::Wiki && isExternalTarget(found.target.target);
            found.resolved = external || snapshot.resolve(found.target.target, path).isResolved();
            shown.links.insert(ShownTable::cellKey(row, column), found);
        }
    };
    find(HeaderRow, table.header);
    for (int row = 0; row < table.rows.size(); ++row)
        find(row, table.rows.at(row));
}

} // namespace

bool isLarge(const Grid &grid)
{
    constexpr qint64 Most = 20000;
    return qint64{grid.rowCount()} * grid.columnCount() > Most;
}

bool isOdd(const TablePlace &place, QByteArrayView text, const NoteFacts &facts, const NotePath &path,
           const Snapshot &snapshot)
{
    return !findingsOf(tableAt(place, text, facts), text, entitiesOf(path, snapshot)).isEmpty();
}

QList<std::optional<Fences>> fencesOf(const ShownTable &table)
{
    QList<std::optional<Fences>> fences;
    for (int column = 0; !table.propertySheet && column < table.grid->columnCount(); ++column)
        fences.append(isNumeric(table.kinds.at(column)) ? fencesOf(*table.grid, column) : std::nullopt);
    return fences;
}

QSet<int> ownRowsOf(const NoteGrid &grid, const NoteFacts &facts, const NotePath &path, const Snapshot &snapshot)
{
    QSet<QString> names{nameKey(path.name())};
    for (const QString &alias : facts.aliases)
        names.insert(nameKey(alias));
    // Two columns may look like a sheet of properties for a cell of another kind; then a name tells the own row.
    const int file = isPropertySheet(grid) ? -1 : snapshot.find(path);
    const bool thing = file >= 0 && noteType(snapshot.file(file)) == NoteType::Thing;
    return ownRows(grid.table(), grid.text(), names, thing, entitiesOf(path, snapshot));
}

QList<NotePath> notesInRows(const QList<int> &rows, const ShownTable &table, const NotePath &path,
                            const Snapshot &snapshot)
{
    const auto noteAt = [&](int row, int column) {
        const auto link = table.links.constFind(ShownTable::cellKey(row, column));
        const QString name = link != table.links.cend() ? link->target.target : table.grid->shown(row, column);
        const Resolution found = name.isEmpty() ? Resolution() : snapshot.resolve(name, path);
        const NotePath named = found.isResolved() ? snapshot.file(found.matches.first()).path : NotePath();
        return named.isNote() ? named : NotePath();
    };
    QList<NotePath> notes;
    for (const int row : rows) {
        NotePath named = table.ownRows.contains(row) ? path : NotePath();
        for (int column = 0; column < table.grid->columnCount() && named.isEmpty(); ++column)
            named = noteAt(row, column);
        if (!named.isEmpty() && !notes.contains(named))
            notes.append(named);
    }
    return notes;
}

QList<TablePlace> tablePlaces(const NoteFacts &facts)
{
    QList<TablePlace> places;
    for (int i = 0; i < facts.tables.size(); ++i)
        places.append({i, facts.tables.at(i).range});
    for (const Oddity &oddity : facts.oddities) {
        if (oddity.kind == OddityKind::HeadlessRows)
            places.append({-1, oddity.range});
    }
    std::ranges::stable_sort(places, {}, [](const TablePlace &place) { return place.range.begin; });
    return places;
}

int followedTable(int table, const TablesOfNote &before, const TablesOfNote &after)
{
    const auto bytes = [](const TablesOfNote &note, qsizetype i) { return note.places.at(i).range.in(note.text); };
    const auto equals = [&](const TablesOfNote &note, QByteArrayView wanted) {
        QList<int> found;
        for (int i = 0; i < note.places.size(); ++i) {
            if (bytes(note, i) == wanted)
                found.append(i);
        }
        return found;
    };
    if (table < 0 || table >= before.places.size())
        return -1;
    const QByteArrayView mine = bytes(before, table);
    // Of several that say the same, as many as stood before it stand before it still.
    if (const QList<int> same = equals(after, mine); !same.isEmpty())
        return same.at(std::min(equals(before, mine).indexOf(table), same.size() - 1));
    const auto headerOf = [](const TablesOfNote &note, int i) {
        const TablePlace &place = note.places.at(i);
        return place.table < 0 ? QByteArrayView() : note.facts.tables.at(place.table).header.in(note.text);
    };
    const auto sameHeader = [&](int i) {
        const QByteArrayView header = headerOf(before, table);
        return !header.isEmpty() && header == headerOf(after, i);
    };
    QList<int> others; // Than those that are still as they were.
    for (int i = 0; i < after.places.size(); ++i) {
        if (equals(before, bytes(after, i)).isEmpty())
            others.append(i);
    }
    if (others.size() == 1 && sameHeader(others.first()))
        return others.first();
    int best = -1;
    int most = 0;
    for (const int i : std::as_const(others)) {
        const NoteGrid own(tableAt(before.places.at(table), before.text, before.facts), before.text);
        const NoteGrid other(tableAt(after.places.at(i), after.text, after.facts), after.text);
        const int shared = 2 * GridMatch::of(own, other).sameRows() + (sameHeader(i) ? 1 : 0);
        if (shared > most || (shared == most && best >= 0 && std::abs(i - table) < std::abs(best - table))) {
            most = shared;
            best = i;
        }
    }
    return best;
}

QString tableTitle(const TablePlace &place, QByteArrayView text, const NoteFacts &facts, const NotePath &path)
{
    const int heading = headingOf(place, facts);
    return heading < 0 ? path.name().toString() : plainInline(facts.headings.at(heading).text.in(text));
}

QString tableHeaders(const TablePlace &place, QByteArrayView text, const NoteFacts &facts)
{
    if (place.table < 0)
        return QObject::tr("Rows without a header");
    QStringList headers;
    for (const ByteRange cell : cutRow(facts.tables.at(place.table).header, text).cells)
        headers.append(cellText(cell.in(text)));
    return headers.join(u", "_s);
}

ShownTablePtr shownTable(const TablePlace &place, const QByteArray &text, const NoteFacts &facts, const NotePath &path,
                         const Snapshot &snapshot)
{
    auto shown = std::make_shared<ShownTable>();
    const Table table = tableAt(place, text, facts);
    const auto grid = std::make_shared<const NoteGrid>(table, text);
    shown->grid = grid;
    shown->place = place;
    shown->bytes = place.range.in(text).toByteArray();
    shown->key = path.toString() + u'\n' + tableTitle(place, text, facts, path) + u'\n'
                 + QString::number(std::ranges::count_if(facts.tables,
                                                         [&](const TableOutline &outline) {
                                                             return outline.heading == headingOf(place, facts)
                                                                    && outline.range.begin < place.range.begin;
                                                         }))
                 + (place.table < 0 ? u"-"_s : QString());
    for (int column = 0; column < grid->columnCount(); ++column)
        shown->headers.append(column < grid->headerCount() ? grid->shown(HeaderRow, column) : QString());
    shown->kinds = columnKinds(*grid);
    shown->propertySheet = isPropertySheet(*grid);
    if (place.table < 0)
        shown->rejoinable = !mended({place.range, OddityKind::HeadlessRows}, facts, text).isEmpty();
    findLinks(*shown, table, text, facts, path, snapshot);
    shown->findings = findingsOf(table, text, entitiesOf(path, snapshot));
    shown->ownRows = ownRowsOf(*grid, facts, path, snapshot);
    for (const TableRow &row : table.rows)
        shown->offsets.append(row.line.begin);
    shown->fences = fencesOf(*shown);
    return shown;
}

} // namespace tearsheet
