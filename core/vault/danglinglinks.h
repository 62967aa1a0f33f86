// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/namehash.h"
#include "core/vault/snapshot.h"

#include <QSet>

#include <memory>
#include <mutex>

namespace tearsheet {

/// The links of a snapshot that reach nothing. Worked out when they are first asked for; later snapshots then look only
/// at the names that changed since, and only when they are asked. Any thread.
class DanglingLinks
{
public:
    /// Those of `snapshot`, which holds `data`, which holds this: as `Snapshot::unresolved` has them.
    QList<UnresolvedTarget> of(const Snapshot &snapshot, const SnapshotData &data);

    /// Remembers what is known for the snapshot of `before`, for a later one in which links or owners of the names
    /// `touched` are other ones. Before that one is published.
    void follow(const SnapshotData &before, const QSet<NameHash> &touched);

    /// Whether the answer is there, or an older one that it would be made from.
    bool isKnown() const;

private:
    struct Answer
    {
        QList<UnresolvedTarget> targets;
        QList<NameHash> keys; // Of each: the `nameHash` of the last part of what it says.
        QList<FileId> ids;    // Of the files of that snapshot: later ones have them at other places.
    };

    Answer fromScratch(const Snapshot &snapshot, const SnapshotData &data) const;
    Answer fromOlder(const Snapshot &snapshot, const SnapshotData &data) const;

    mutable std::mutex m_mutex;
    std::shared_ptr<const Answer> m_answer;
    std::shared_ptr<const Answer> m_older;
    QSet<NameHash> m_touched; // Since the older answer.
};

} // namespace tearsheet
