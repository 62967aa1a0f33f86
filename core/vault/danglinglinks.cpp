// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/danglinglinks.h"

#include "core/vault/snapshotdata.h"

#include <QHash>

#include <algorithm>
#include <span>

namespace tearsheet {

namespace {

/// A target with its key.
struct Dangling
{
    UnresolvedTarget target;
    NameHash key = 0;
};

// Most wanted first, then by name.
bool isBefore(const UnresolvedTarget &one, const UnresolvedTarget &other)
{
    if (one.links.size() != other.links.size())
        return one.links.size() > other.links.size();
    return one.target < other.target;
}

void sort(QList<Dangling> &targets)
{
    std::ranges::sort(targets, isBefore, &Dangling::target);
}

/// Appends what the links that say names of the hash `key` reach nothing with.
void collect(NameHash key, const Snapshot &snapshot, const SnapshotData &data, QList<Dangling> &all)
{
    const bool nobody = !data.names.contains(key);
    // What stands for a name alone is the same everywhere.
    const bool aliased = nobody && data.aliases.value(key).size() == 1;
    const qsizetype first = all.size();
    QHash<QString, qsizetype> places; // By `nameKey`.
    for (const IndexedLink &indexed : data.links.value(key)) {
        if (!indexed.withPath && (!nobody || aliased))
            continue;
        const LinkRef ref{data.fileOf.at(indexed.source), static_cast<int>(indexed.link)};
        const QString target = linkTarget(snapshot.link(ref), snapshot.note(ref.file).text);
        if (indexed.withPath && snapshot.resolve(target, snapshot.file(ref.file).path).isResolved())
            continue;
        const QString name = nameKey(target);
        const qsizetype place = places.value(name, all.size());
        if (place == all.size()) {
            places.insert(name, place);
            all.append({{target, {}}, key});
        }
        all[place].target.links.append(ref);
    }
    // Numbers of files need not be in the order of their paths: what was found first need not be what is written first.
    for (Dangling &dangling : std::span(all).subspan(static_cast<size_t>(first))) {
        UnresolvedTarget &found = dangling.target;
        const LinkRef before = found.links.first();
        std::ranges::sort(found.links);
        if (const LinkRef &written = found.links.first(); written != before)
            found.target = linkTarget(snapshot.link(written), snapshot.note(written.file).text);
    }
}

} // namespace

QList<UnresolvedTarget> DanglingLinks::of(const Snapshot &snapshot, const SnapshotData &data)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_answer) {
        m_answer = std::make_shared<const Answer>(m_older ? fromOlder(snapshot, data) : fromScratch(snapshot, data));
        m_older.reset();
        m_touched.clear();
    }
    return m_answer->targets;
}

bool DanglingLinks::isKnown() const
{
    const std::scoped_lock lock(m_mutex);
    return m_answer || m_older;
}

void DanglingLinks::follow(const SnapshotData &before, const QSet<NameHash> &touched)
{
    const DanglingLinks &known = *before.dangling;
    const std::scoped_lock lock(known.m_mutex);
    m_older = known.m_answer ? known.m_answer : known.m_older;
    if (!m_older)
        return;
    m_touched = known.m_touched;
    m_touched.unite(touched);
    if (m_touched.size() > m_older->targets.size()) {
        m_older.reset();
        m_touched.clear();
    }
}

DanglingLinks::Answer DanglingLinks::fromScratch(const Snapshot &snapshot, const SnapshotData &data) const
{
    QList<Dangling> all;
    data.links.forEach([&](NameHash key, const QList<IndexedLink> &) { collect(key, snapshot, data, all); });
    sort(all);
    Answer answer{.targets = {}, .keys = {}, .ids = data.ids};
    for (Dangling &dangling : all) {
        answer.targets.append(std::move(dangling.target));
        answer.keys.append(dangling.key);
    }
    return answer;
}

DanglingLinks::Answer DanglingLinks::fromOlder(const Snapshot &snapshot, const SnapshotData &data) const
{
    QList<Dangling> fresh;
    for (const NameHash key : m_touched)
        collect(key, snapshot, data, fresh);
    sort(fresh);
    // Files keep their numbers, and so their order; their places in the list may be other ones.
    const bool moved = m_older->ids != data.ids;
    Answer answer{.targets = {}, .keys = {}, .ids = data.ids};
    answer.targets.reserve(m_older->targets.size() + fresh.size());
    answer.keys.reserve(m_older->targets.size() + fresh.size());
    auto next = fresh.begin();
    const auto add = [&](UnresolvedTarget target, NameHash key) {
        answer.targets.append(std::move(target));
        answer.keys.append(key);
    };
    for (qsizetype i = 0; i < m_older->targets.size(); ++i) {
        if (m_touched.contains(m_older->keys.at(i)))
            continue;
        UnresolvedTarget target = m_older->targets.at(i);
        for (; next != fresh.end() && isBefore(next->target, target); ++next)
            add(std::move(next->target), next->key);
        for (qsizetype link = 0; moved && link < target.links.size(); ++link) {
            int &file = target.links[link].file;
            file = data.fileOf.at(m_older->ids.at(file));
        }
        add(std::move(target), m_older->keys.at(i));
    }
    for (; next != fresh.end(); ++next)
        add(std::move(next->target), next->key);
    return answer;
}

} // namespace tearsheet
