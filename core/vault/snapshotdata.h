// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/obsidiansettings.h"
#include "core/vault/sharedmap.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// A link of the note at `source`, as the index keeps it: notes are named by path, which does not change when others
/// come and go.
struct IndexedLink
{
    NotePath source;
    int link = 0;

    auto operator<=>(const IndexedLink &) const = default;
};

/// The vault's settings with what follows from them.
struct SnapshotSettings
{
    ObsidianSettings settings;
    ExcludedFiles excluded{settings.excluded};
};

/// What a snapshot holds. All lists in the maps are sorted, so that equal vaults have equal data.
class SnapshotData
{
public:
    quint64 revision = 0;
    bool complete = false;
    int noteCount = 0;
    std::shared_ptr<const SnapshotSettings> settings = std::make_shared<const SnapshotSettings>();
    QList<std::shared_ptr<const FileEntry>> files;
    SharedMap<QList<NotePath>> names;    ///< By `nameKey` of the file name.
    SharedMap<QList<NotePath>> aliases;  ///< By `nameKey` of the alias.
    SharedMap<QList<IndexedLink>> links; ///< By `linkKey` of what they say.
};

/// The key of the last part of what a link says: "name" of `folder/Name.md`.
QString linkKey(QStringView target);

} // namespace tearsheet
