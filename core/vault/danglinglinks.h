// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/namehash.h"
#include "core/vault/sharedmap.h"

#include <QSet>
#include <QString>

#include <atomic>
#include <mutex>

namespace tearsheet {

class Snapshot;
class SnapshotData;
struct IndexedLink;

/// A target that nothing answers to.
struct DanglingTarget
{
    QString target;
    bool manySpellings = false; ///< The links differ in case or ending; `target` is one of them.
    QList<IndexedLink> links;   ///< Ascending.
};

/// The links of a snapshot that reach nothing. Worked out when they are first asked for; from then on, later snapshots
/// look only at the names that changed. Any thread.
class DanglingLinks
{
public:
    using Map = SharedMap<QList<DanglingTarget>>;

    /// Those of `snapshot`, which holds `data`, which holds this: by `nameHash` of the last part of what they say.
    const Map &of(const Snapshot &snapshot, const SnapshotData &data);

    /// Takes over what `before` knew for `snapshot`, in which links or owners of the names `touched` are other ones.
    /// Before the snapshot is published.
    void follow(const DanglingLinks &before, const Snapshot &snapshot, const SnapshotData &data,
                const QSet<NameHash> &touched);

    bool isKnown() const { return m_known.load(std::memory_order_acquire); }

private:
    std::mutex m_mutex;
    std::atomic<bool> m_known = false;
    Map m_map;
};

} // namespace tearsheet
