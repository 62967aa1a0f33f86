// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/mentions.h"

#include "core/base/parallel.h"
#include "core/table/cellcursor.h"

#include <array>
#include <bitset>

namespace tearsheet {

namespace {

// Looks for many names at once: few places of a text begin with the first three bytes of any.
class NameFinder
{
public:
    explicit NameFinder(const QList<QByteArray> &names)
    {
        for (const QByteArray &name : names) {
            if (name.size() < 3 || m_names.contains(name))
                continue;
            m_names.append(name);
            m_first.at(static_cast<unsigned char>(name.front())) = true;
            m_starts.set(pairAt(name.constData()));
            m_seconds.set(pairAt(name.constData() + 1));
        }
    }

    bool isIn(QByteArrayView text) const
    {
        const char *const data = text.data();
        for (qsizetype at = 0; at + 2 < text.size(); ++at) {
            if (!m_first[static_cast<unsigned char>(data[at])])
                continue;
            if (m_starts[pairAt(data + at)] && m_seconds[pairAt(data + at + 1)] && isAt(text, at))
                return true;
        }
        return false;
    }

private:
    static size_t pairAt(const char *at)
    {
        return static_cast<size_t>(static_cast<unsigned char>(at[0])) << 8 | static_cast<unsigned char>(at[1]);
    }

    static bool isPartOfWord(char c) { return isLower(c) || isUpper(c) || isDigit(c); }

    bool isAt(QByteArrayView text, qsizetype at) const
    {
        if (at > 0 && isPartOfWord(text[at - 1]))
            return false;
        return std::ranges::any_of(m_names, [&](const QByteArray &name) {
            const qsizetype end = at + name.size();
            return text.sliced(at).startsWith(name) && (end == text.size() || !isPartOfWord(text[end]));
        });
    }

    QList<QByteArray> m_names;
    std::array<bool, 256> m_first{}; // Most bytes begin none.
    std::bitset<65536> m_starts;
    std::bitset<65536> m_seconds; // The second byte and the third.
};

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
    }
    if (const Note *const note = noteAt(file + 2 * Step))
        __builtin_prefetch(note->facts.tables.constData());
    if (const Note *const note = noteAt(file + Step)) {
        constexpr quint32 Line = 64;
        constexpr quint32 Most = 4 * Line;
        for (const TableOutline &table : note->facts.tables) {
            for (quint32 at = 0; at < std::min<quint32>(static_cast<quint32>(table.range.size()), Most); at += Line)
                __builtin_prefetch(note->text.constData() + table.range.begin + at);
        }
    }
}

} // namespace

QList<TableMentions> tablesThatSay(const QList<QByteArray> &names, const Snapshot &snapshot)
{
    const NameFinder finder(names);
    std::vector<QList<int>> found(static_cast<size_t>(snapshot.files().size()));
    forAll(snapshot.files().size(), 64, [&](qsizetype file) {
        fetchAhead(snapshot, file);
        const std::shared_ptr<const Note> &note = snapshot.files().at(file)->note;
        for (int table = 0; note && table < note->facts.tables.size(); ++table) {
            if (finder.isIn(note->facts.tables.at(table).range.in(note->text)))
                found[static_cast<size_t>(file)].append(table);
        }
    });
    QList<TableMentions> mentions;
    for (size_t file = 0; file < found.size(); ++file) {
        if (!found[file].isEmpty())
            mentions.append({static_cast<int>(file), std::move(found[file])});
    }
    return mentions;
}

} // namespace tearsheet
