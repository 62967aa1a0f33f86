// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relationindex.h"
#include "core/store/chunkfile.h"

namespace tearsheet {

/// The relations of a vault, remembered from one start to the next: one disposable file beside that of the index.
///
/// What a note states counts as long as its text has the hash that is remembered with it, and the names that it says
/// reach the same. A cache that is damaged, of another vault, or by other words or rules is no error: it is as if there
/// were none. Any thread.
class RelationCache
{
public:
    /// The cache of the vault at `root`, an absolute path, in the cache folder of the user; of relations by the
    /// standard words and those of its `own`.
    explicit RelationCache(const QString &root, const QList<OwnRelationWord> &own = {});

    /// Where it lies.
    const QString &path() const { return m_file.path(); }

    /// The relations of `snapshot`: those remembered as far as they still hold, the others read. The same as
    /// `RelationIndex(words).updated(snapshot)`, sooner. By all cores.
    RelationIndex read(const Snapshot &snapshot) const;

    /// Remembers `index`, of this vault, in place of what was before. Fails where the folder cannot be written.
    Result<> write(const RelationIndex &index) const;

private:
    static ChunkFile fileOf(const QString &root, const QList<OwnRelationWord> &own);

    QString m_root;
    ChunkFile m_file;
    std::shared_ptr<const RelationWords> m_words; ///< Null for the standard words.
};

/// The relations of `snapshot`, of the vault at `root`, by the standard words and those that the user added for it;
/// from the cache as far as that holds. Fails where the user's words cannot be read.
Result<RelationIndex> relationsOfVault(const QString &root, const Snapshot &snapshot);

} // namespace tearsheet
