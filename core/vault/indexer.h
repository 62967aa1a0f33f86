// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/obsidiansettings.h"
#include "core/vault/renames.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// What happened to the vault since a snapshot.
struct VaultChanges
{
    QList<std::shared_ptr<const FileEntry>> changed; ///< New or replaced files; notes parsed.
    QList<NotePath> removed;
    std::optional<ObsidianSettings> settings;        ///< Where they changed.
    std::optional<QList<FileRename>> renamedOutside; ///< Where these changed.
    bool complete = true;                            ///< Whether every note of the folder has been read with this.
    std::optional<QList<LinkedFolder>> linkedFolders = std::nullopt; ///< Where these changed; sorted.
};

/// Makes snapshots out of snapshots: a pure function.
class Indexer
{
public:
    /// `before` with `changes` applied; equal to what a rebuild from all files gives. Any thread.
    static Snapshot next(const Snapshot &before, const VaultChanges &changes);
};

} // namespace tearsheet
