// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relation.h"
#include "core/vault/namehash.h"

#include <memory>
#include <vector>

namespace tearsheet {

/// The relations of a whole vault, made from those of an earlier snapshot where there are: only notes that changed are
/// read again, and those that say a name that came, went, or is about something else now. Immutable, cheap to copy; any
/// thread.
class RelationIndex
{
public:
    /// Of the empty vault.
    explicit RelationIndex(std::shared_ptr<const RelationWords> words = {});

    /// The relations of `snapshot`. The same as `relationsOf(snapshot)`, whatever was known before.
    RelationIndex updated(const Snapshot &snapshot) const;

    const Snapshot &snapshot() const { return m_snapshot; }

    /// What file `file` of the snapshot states.
    const QList<Relation> &from(int file) const { return m_entries.at(static_cast<std::size_t>(file))->relations; }

    /// What file `file` is about.
    NoteKind kindOf(int file) const { return m_entries.at(static_cast<std::size_t>(file))->kind; }

    /// What other notes state about `file`, by source: backlinks with their reasons. Linear in the relations.
    QList<Relation> to(int file) const;

    /// Whether only its source says `relation`, which is one of these, though its target is a note that may say it
    /// back.
    bool isOneSided(const Relation &relation) const;

    /// The words that relations were read by.
    const RelationWords &words() const { return m_words ? *m_words : standardRelationWords(); }

    /// How many notes the last `updated` read.
    int readCount() const { return m_readCount; }

private:
    friend class RelationCache;

    struct Entry
    {
        std::shared_ptr<const FileEntry> file;
        NoteKind kind = NoteKind::Unknown;
        std::vector<NameHash> asked;
        QList<Relation> relations;
    };

    std::shared_ptr<const RelationWords> m_words; ///< Null for the standard words.
    Snapshot m_snapshot;
    std::vector<std::shared_ptr<const Entry>> m_entries; ///< By file.
    int m_readCount = 0;
};

} // namespace tearsheet
