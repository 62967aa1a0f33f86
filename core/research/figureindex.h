// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/notestatements.h"
#include "core/research/saidfigures.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace tearsheet {

/// Two figures in tables of different notes that are of the same, as statements that agree.
struct FigurePair
{
    std::shared_ptr<Statement> a;
    std::shared_ptr<Statement> b;
    bool exact = false; ///< Neither is rounded to fewer digits than the other has.
};

/// Which figures of a vault's tables say the same, wherever they stand in their cells, kept up to date note by note:
/// equal ones, of somebody of whom both rows speak, and beside words that both say, so many and so rare that it is no
/// chance, or in two notes each of which speaks of the other. One thread.
class FigureIndex
{
public:
    /// A figure by the place of its note in the list of `update`, and by where it begins there.
    struct Ref
    {
        int note = -1;
        quint32 begin = 0;

        auto operator<=>(const Ref &) const = default;
    };

    using Notes = QList<std::shared_ptr<const NoteStatements>>;

    /// `notes` are those of `snapshot`, null where a place is free; `changed` has the keys of those that are others
    /// than at the last call, by their places. Looks at their figures, and at equal ones of the same subjects.
    void update(const Notes &notes, const QHash<int, QList<SaidKey>> &changed, const Snapshot &snapshot,
                Lexicons &lexicons);

    /// All pairs, each once and in both orders: those of a note follow each other.
    const std::map<std::pair<Ref, Ref>, FigurePair> &pairs() const { return m_pairs; }

private:
    struct Entry
    {
        quint64 key;
        int note;
        quint32 begin : 31;
        quint32 rounded : 1;

        Ref ref() const { return {note, begin}; }
    };

    using Candidate = std::pair<Ref, Ref>;

    std::span<const Entry> entriesOf(quint64 key) const;
    std::vector<quint64> setEntries(const QHash<int, QList<SaidKey>> &changed, qsizetype notes);
    void forget(const QHash<int, QList<SaidKey>> &changed);
    std::vector<Candidate> candidates(const std::vector<quint64> &touched) const;
    void pair(std::span<const Candidate> candidates, const Notes &notes, const Snapshot &snapshot, Lexicons &lexicons);
    std::optional<FigurePair> pairOf(const FigureContext &one, const NoteStatements &note, const FigureContext &other,
                                     const NoteStatements &otherNote, Names &names) const;

    std::vector<Entry> m_entries; // By key, note and place.
    std::map<std::pair<Ref, Ref>, FigurePair> m_pairs;
};

} // namespace tearsheet
