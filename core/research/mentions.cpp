// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/mentions.h"

#include "core/base/parallel.h"
#include "core/table/cellcursor.h"
#include "core/table/table.h"

#include <array>
#include <bitset>

namespace tearsheet {

namespace {

constexpr bool isPartOfWord(char c)
{
    return isLower(c) || isUpper(c) || isDigit(c);
}

// Whether a cell may be of whom it names behind `ahead`, what stands before the name: marks, an article, whole links
// and tags, and a link that is still open.
bool mayLead(QByteArrayView ahead)
{
    constexpr qsizetype Farthest = 200; // No longer cell is read as a name.
    if (ahead.size() > Farthest)
        return false;
    const auto behind = [&](qsizetype at, QByteArrayView end) {
        const qsizetype found = ahead.indexOf(end, at);
        return found < 0 ? ahead.size() : found + end.size();
    };
    for (qsizetype at = 0; at < ahead.size();) {
        const QByteArrayView rest = ahead.sliced(at);
        if (rest.startsWith("[["))
            at = behind(at, "]]");
        else if (rest.startsWith('['))
            at = behind(at, ")");
        else if (rest.startsWith('<'))
            at = behind(at, ">");
        else if (rest.startsWith('&'))
            at = behind(at, ";");
        else if (rest.startsWith("The ") || rest.startsWith("the "))
            at += 4;
        else if (isPartOfWord(rest.front()))
            return false;
        else
            ++at;
    }
    return true;
}

// Looks for many names at once: few places of a text begin with the first three bytes of any.
class NameFinder
{
public:
    explicit NameFinder(const QList<QByteArray> &names)
    {
        for (const QByteArray &name : names) {
            if (name.size() < 2 || m_names.contains(name))
                continue;
            m_names.append(name);
            m_first.at(static_cast<unsigned char>(name.front())) = true;
            m_starts.set(pairOf(name[0], name[1]));
            for (int third = 0; third < (name.size() == 2 ? 256 : 1); ++third)
                m_seconds.set(pairOf(name[1], name.size() == 2 ? static_cast<char>(third) : name[2]));
        }
    }

    // The first place from `at` on where a name stands; -1 where none does.
    qsizetype find(QByteArrayView text, qsizetype at) const
    {
        const char *const data = text.data();
        for (; at + 1 < text.size(); ++at) {
            if (!m_first[static_cast<unsigned char>(data[at])] || !m_starts[pairOf(data[at], data[at + 1])])
                continue;
            const char third = at + 2 < text.size() ? data[at + 2] : '\0';
            if (m_seconds[pairOf(data[at + 1], third)] && isAt(text, at))
                return at;
        }
        return -1;
    }

private:
    static size_t pairOf(char first, char second)
    {
        return static_cast<size_t>(static_cast<unsigned char>(first)) << 8 | static_cast<unsigned char>(second);
    }

    bool isAt(QByteArrayView text, qsizetype at) const
    {
        if (at > 0 && isPartOfWord(text[at - 1]))
            return false;
        return std::ranges::any_of(m_names, [&](const QByteArray &name) {
            const qsizetype end = at + name.size();
            return name[0] == text[at] && name[1] == text[at + 1] && text.sliced(at).startsWith(name)
                   && (end == text.size() || !isPartOfWord(text[end]));
        });
    }

    QList<QByteArray> m_names;
    std::array<bool, 256> m_first{}; // Most bytes begin none.
    std::bitset<65536> m_starts;
    std::bitset<65536> m_seconds; // The second byte and the third.
};

// Whether the section of a table may be of one who is named: a heading above it says so.
bool isBelowName(int heading, const Note &note, const NameFinder &finder)
{
    int level = 7;
    // The highest one is the note's title.
    for (int i = heading; i >= 0 && level > 2; --i) {
        const Heading &one = note.facts.headings.at(i);
        if (one.level >= level || one.level == 1)
            continue;
        level = one.level;
        if (finder.find(one.text.in(note.text), 0) >= 0)
            return true;
    }
    return false;
}

// The columns of a table in which names lead a cell, as `TableMention::columns`.
quint64 columnsNaming(const TableOutline &table, const Note &note, const NameFinder &finder)
{
    quint64 columns = 0;
    const QByteArrayView text = table.range.in(note.text);
    TableRow row;
    for (qsizetype at = finder.find(text, 0); at >= 0; at = finder.find(text, at + 1)) {
        const quint32 offset = table.range.begin + static_cast<quint32>(at);
        if (offset >= row.line.end)
            row = rowAt(offset, note.text);
        const auto cell = std::ranges::upper_bound(row.cells, offset, {}, &ByteRange::end);
        if (cell == row.cells.end() || offset < cell->begin || !mayLead(ByteRange{cell->begin, offset}.in(note.text)))
            continue;
        // "Owner | [[Kestrel]] (67%)" is of Kestrel too.
        const auto column = static_cast<int>(cell - row.cells.begin());
        if (offset < table.header.end || column >= TableMention::MostColumns || cell->in(note.text).contains('%'))
            return TableMention::AllColumns;
        columns |= quint64(1) << column;
    }
    return columns;
}

// Notes lie anywhere in memory, and to wait for one takes longer than to look through its tables: those that come next
// are fetched meanwhile, each a step further than at the file before.
void fetchAhead(const Snapshot &snapshot, qsizetype file)
{
    constexpr qsizetype Step = 3;
    const auto noteAt = [&](qsizetype at) -> const Note * {
        return at < snapshot.files().size() ? snapshot.files().at(at)->note.get() : nullptr;
    };
    if (file + 4 * Step < snapshot.files().size())
        __builtin_prefetch(&snapshot.files().at(file + 4 * Step)->note);
    if (const Note *const note = noteAt(file + 3 * Step)) {
        __builtin_prefetch(&note->text);
        __builtin_prefetch(&note->facts.tables);
        __builtin_prefetch(&note->facts.headings);
    }
    if (const Note *const note = noteAt(file + 2 * Step)) {
        __builtin_prefetch(note->facts.tables.constData());
        __builtin_prefetch(note->facts.headings.constData());
    }
    if (const Note *const note = noteAt(file + Step)) {
        constexpr quint32 Line = 64;
        constexpr quint32 Most = 4 * Line;
        for (const TableOutline &table : note->facts.tables) {
            // With the line above, which most often is its heading.
            const quint32 begin = table.range.begin - std::min(table.range.begin, Line);
            for (quint32 at = begin; at < std::min(table.range.end, begin + Most); at += Line)
                __builtin_prefetch(note->text.constData() + at);
        }
    }
}

} // namespace

QList<TableMentions> tablesAbout(const QList<QByteArray> &names, const Snapshot &snapshot, const TableChoice &chosen)
{
    const NameFinder finder(names);
    std::vector<QList<TableMention>> found(static_cast<size_t>(snapshot.files().size()));
    forAll(snapshot.files().size(), 64, [&](qsizetype file) {
        const auto look = [&](const Note &note, int table) {
            const TableOutline &outline = note.facts.tables.at(table);
            const bool below = isBelowName(outline.heading, note, finder);
            if (const quint64 columns = below ? TableMention::AllColumns : columnsNaming(outline, note, finder))
                found[static_cast<size_t>(file)].append({table, columns});
        };
        const std::shared_ptr<const Note> &note = snapshot.files().at(file)->note;
        const auto tables = chosen ? chosen(static_cast<int>(file)) : std::nullopt;
        if (!tables)
            fetchAhead(snapshot, file);
        for (const int table : tables.value_or(QList<int>()))
            look(*note, table);
        for (int table = 0; !tables && note && table < note->facts.tables.size(); ++table)
            look(*note, table);
    });
    QList<TableMentions> mentions;
    for (size_t file = 0; file < found.size(); ++file) {
        if (!found[file].isEmpty())
            mentions.append({static_cast<int>(file), std::move(found[file])});
    }
    return mentions;
}

} // namespace tearsheet
