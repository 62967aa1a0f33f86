// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexer.h"

#include "core/vault/snapshotdata.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace tearsheet {

namespace {

template <typename Item>
void insertSorted(QList<Item> &list, const Item &item)
{
    // Files mostly come in the order of their paths.
    if (list.isEmpty() || list.last() < item) {
        list.append(item);
        return;
    }
    const auto place = std::ranges::lower_bound(list, item);
    if (place == list.end() || *place != item)
        list.insert(place, item);
}

/// Takes files into and out of the index.
class IndexEditor
{
public:
    explicit IndexEditor(SnapshotData &data) : m_data(data) {}

    void add(const FileEntry &file)
    {
        const NotePath &path = file.path;
        m_data.names.update(nameKey(path.fileName()), [&](QList<NotePath> &paths) { insertSorted(paths, path); });
        if (!file.note)
            return;
        ++m_data.noteCount;
        for (const QString &alias : file.note->facts.aliases)
            m_data.aliases.update(nameKey(alias), [&](QList<NotePath> &paths) { insertSorted(paths, path); });
        const NoteFacts &facts = file.note->facts;
        for (int i = 0; i < facts.links.size(); ++i) {
            const QString key = keyOf(facts.links.at(i), file.note->text);
            if (!key.isEmpty())
                m_data.links.update(key, [&](QList<IndexedLink> &links) { insertSorted(links, IndexedLink{path, i}); });
        }
    }

    void remove(const FileEntry &file)
    {
        const NotePath &path = file.path;
        m_data.names.update(nameKey(path.fileName()), [&](QList<NotePath> &paths) { paths.removeOne(path); });
        if (!file.note)
            return;
        --m_data.noteCount;
        for (const QString &alias : file.note->facts.aliases)
            m_data.aliases.update(nameKey(alias), [&](QList<NotePath> &paths) { paths.removeOne(path); });
        QSet<QString> keys;
        for (const Link &link : file.note->facts.links)
            keys.insert(keyOf(link, file.note->text));
        keys.remove({});
        for (const QString &key : keys) {
            m_data.links.update(key, [&](QList<IndexedLink> &links) {
                const auto range = std::ranges::equal_range(links, path, {}, &IndexedLink::source);
                links.erase(range.begin(), range.end());
            });
        }
    }

private:
    // Links into the note itself and out of the vault are under no name.
    static QString keyOf(const Link &link, QByteArrayView text)
    {
        return isExternal(link, text) ? QString() : linkKey(linkTarget(link, text));
    }

    SnapshotData &m_data;
};

} // namespace

Snapshot Indexer::next(const Snapshot &before, const VaultChanges &changes)
{
    auto data = std::make_shared<SnapshotData>(*before.d);
    data->revision = before.revision() + 1;
    data->complete = changes.complete;
    IndexEditor editor(*data);

    using Entry = std::shared_ptr<const FileEntry>;
    QMap<NotePath, Entry> changed; // Gone ones are null.
    for (const NotePath &path : changes.removed)
        changed.insert(path, nullptr);
    for (const Entry &entry : changes.changed)
        changed.insert(entry->path, entry);

    // Merge the old list with the changes; both are in the order of paths.
    QList<Entry> files;
    files.reserve(data->files.size() + changed.size());
    auto old = data->files.cbegin();
    const auto oldEnd = data->files.cend();
    for (auto change = changed.cbegin(); change != changed.cend(); ++change) {
        while (old != oldEnd && (*old)->path < change.key())
            files.append(*old++);
        if (old != oldEnd && (*old)->path == change.key())
            editor.remove(**old++);
        if (change.value()) {
            editor.add(*change.value());
            files.append(change.value());
        }
    }
    files.append(data->files.sliced(old - data->files.cbegin()));
    data->files = std::move(files);
    return Snapshot(std::move(data));
}

} // namespace tearsheet
