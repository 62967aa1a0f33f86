// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/namehash.h"
#include "core/vault/snapshot.h"

#include <QSet>

#include <atomic>
#include <mutex>

namespace tearsheet {

/// The links of a snapshot that reach nothing. Worked out when they are first asked for; from then on, later snapshots
/// look only at the names that changed. Any thread.
class DanglingLinks
{
public:
    /// Those of `snapshot`, which holds `data`, which holds this: as `Snapshot::unresolved` has them.
    QList<UnresolvedTarget> of(const Snapshot &snapshot, const SnapshotData &data);

    /// Takes over what was known for the snapshot of `before`, for `snapshot` with `data`, in which links or owners of
    /// the names `touched` are other ones. Before the snapshot is published. Costs a look at each target.
    void follow(const SnapshotData &before, const Snapshot &snapshot, const SnapshotData &data,
                const QSet<NameHash> &touched);

    bool isKnown() const { return m_known.load(std::memory_order_acquire); }

private:
    std::mutex m_mutex;
    std::atomic<bool> m_known = false;
    QList<UnresolvedTarget> m_targets;
    QList<NameHash> m_keys; // Of each: the `nameHash` of the last part of what it says.
};

} // namespace tearsheet
