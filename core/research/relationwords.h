// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/notekind.h"
#include "core/research/relationtype.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tearsheet {

/// Where a word may name a relation, as a set.
enum WordUse : quint8 {
    InKey = 1,     ///< Keys: front matter, `key:: value`, rows of a table of facts, `Key: value`.
    InColumn = 2,  ///< Headers of columns.
    InHeading = 4, ///< Headings of sections and inside the list of related notes.
    InCaption = 8, ///< Behind a link in the list of related notes.
    InProse = 16,  ///< In the definition line, right before the target.
    Everywhere = InKey | InColumn | InHeading | InCaption,
};

/// A word, or a few, that name a relation. In lower case and in the singular.
struct RelationWord
{
    std::string_view words;
    RelationType type = RelationType::Link;
    quint8 uses = Everywhere;
    NoteKinds sources = ~NoteKinds{0}; ///< In notes of these kinds.
};

/// A word of a vault's own, in any case.
struct OwnRelationWord
{
    QByteArray words;
    RelationType type = RelationType::Link;
    quint8 uses = Everywhere;

    bool operator==(const OwnRelationWord &) const = default;
};

/// The words for relations. Immutable; any thread.
class RelationWords
{
public:
    /// The standard words and those of a vault, which go before.
    explicit RelationWords(const QList<OwnRelationWord> &own = {});

    /// The entry for `words`, lower case, one blank between two, the last in singular or plural; nothing where they
    /// name no relation in such a place of such a note.
    const RelationWord *find(std::string_view words, WordUse use, NoteKind source) const;

    /// Those of the vault.
    const QList<OwnRelationWord> &own() const { return m_own; }

    /// Most words of an entry.
    static constexpr int LongestEntry = 4;

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    const RelationWord *exact(std::string_view words, WordUse use, NoteKind source) const;

    QList<OwnRelationWord> m_own; ///< Keeps the bytes of its words.
    std::unordered_map<std::string_view, std::vector<RelationWord>, Hash, std::equal_to<>> m_entries;
};

/// The words without a vault's own.
const RelationWords &standardRelationWords();

/// Which targets a relation may have, and in which notes it may stand.
struct RelationGate
{
    NoteKinds sources = 0;
    NoteKinds targets = 0;
};

RelationGate relationGate(RelationType type);

/// What a target of such a kind is to every note that lists it as related; Link where that depends.
RelationType relationByKind(NoteKind target);

/// Whether `word`, lower case, says that a relation ended, may come, or failed.
RelationModifier modifierWord(std::string_view word);

} // namespace tearsheet
