// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/danglinglinks.h"

#include "core/vault/snapshotdata.h"

#include <QHash>

namespace tearsheet {

namespace {

/// The links among `links`, which all say names of the hash `key`, that reach nothing.
QList<DanglingTarget> danglingOf(const Snapshot &snapshot, const SnapshotData &data, NameHash key,
                                 const QList<IndexedLink> &links)
{
    const bool nobody = !data.names.contains(key);
    // What stands for a name alone is the same everywhere.
    const bool aliased = nobody && data.aliases.value(key).size() == 1;
    QList<DanglingTarget> targets;
    QHash<QString, qsizetype> places; // By `nameKey`.
    for (const IndexedLink &indexed : links) {
        if (!indexed.withPath && (!nobody || aliased))
            continue;
        const FileEntry &source = *data.files.at(data.fileOf.at(indexed.source));
        const QString target = linkTarget(source.note->facts.links.at(indexed.link), source.note->text);
        if (indexed.withPath && snapshot.resolve(target, source.path).isResolved())
            continue;
        const QString name = nameKey(target);
        const qsizetype place = places.value(name, targets.size());
        if (place == targets.size()) {
            places.insert(name, place);
            targets.append({target, false, {}});
        }
        DanglingTarget &entry = targets[place];
        entry.manySpellings = entry.manySpellings || entry.target != target;
        entry.links.append(indexed);
    }
    return targets;
}

} // namespace

const DanglingLinks::Map &DanglingLinks::of(const Snapshot &snapshot, const SnapshotData &data)
{
    if (!isKnown()) {
        const std::scoped_lock lock(m_mutex);
        if (!isKnown()) {
            data.links.forEach([&](NameHash key, const QList<IndexedLink> &links) {
                if (const QList<DanglingTarget> targets = danglingOf(snapshot, data, key, links); !targets.isEmpty())
                    m_map.update(key, [&](QList<DanglingTarget> &value) { value = targets; });
            });
            m_known.store(true, std::memory_order_release);
        }
    }
    return m_map;
}

void DanglingLinks::follow(const DanglingLinks &before, const Snapshot &snapshot, const SnapshotData &data,
                           const QSet<NameHash> &touched)
{
    m_map = before.m_map;
    for (const NameHash key : touched) {
        m_map.update(key, [&](QList<DanglingTarget> &targets) {
            targets = danglingOf(snapshot, data, key, data.links.value(key));
        });
    }
    m_known.store(true, std::memory_order_release);
}

} // namespace tearsheet
