// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/danglinglinks.h"
#include "core/vault/namehash.h"
#include "core/vault/obsidiansettings.h"
#include "core/vault/renames.h"
#include "core/vault/sharedmap.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// A link as the index keeps it.
struct IndexedLink
{
    FileId source = 0;
    quint32 link : 31 = 0;    ///< Index into the note's `facts.links`.
    quint32 withPath : 1 = 0; ///< It says more than a name, so that not every file of that name answers.

    bool operator==(const IndexedLink &) const = default;
    auto operator<=>(const IndexedLink &other) const
    {
        return std::pair(source, quint32{link}) <=> std::pair(other.source, quint32{other.link});
    }
};

/// The vault's settings with what follows from them.
struct SnapshotSettings
{
    ObsidianSettings settings;
    ExcludedFiles excluded{settings.excluded};
};

/// What a snapshot holds.
class SnapshotData
{
public:
    quint64 revision = 0;
    bool complete = false;
    int noteCount = 0;
    std::shared_ptr<const SnapshotSettings> settings = std::make_shared<const SnapshotSettings>();
    QList<FileRename> renamedOutside;
    QList<LinkedFolder> linkedFolders;
    QList<std::shared_ptr<const FileEntry>> files; ///< Sorted by path.
    QList<FileId> ids;                             ///< Of each of `files`.
    QList<int> fileOf;                             ///< By id the index into `files`; -1 where the id is free.
    QList<FileId> freeIds;
    SharedMap<QList<FileId>> names;      ///< By `nameHash` of the file name; ascending, as the other lists.
    SharedMap<QList<FileId>> aliases;    ///< By `nameHash` of the alias.
    SharedMap<QList<IndexedLink>> links; ///< By `nameHash` of the last part of the path that they say.
    std::shared_ptr<DanglingLinks> dangling = std::make_shared<DanglingLinks>(); ///< Of this snapshot alone.
};

/// The hash of the last part of what a link says: "name" of `folder/Name.md`.
NameHash linkHash(QStringView target);

} // namespace tearsheet
