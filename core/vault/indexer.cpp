// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexer.h"

#include "core/vault/snapshotdata.h"

#include <QMap>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

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

/// The links of one note under the names they say, each name once.
using LinksByKey = QList<std::pair<QString, QList<int>>>;

LinksByKey linksByKey(const Note &note)
{
    QList<std::pair<QString, int>> all;
    all.reserve(note.facts.links.size());
    for (int i = 0; i < note.facts.links.size(); ++i) {
        // Links into the note itself and out of the vault are under no name.
        const Link &link = note.facts.links.at(i);
        if (isExternal(link, note.text))
            continue;
        if (QString key = linkKey(linkTarget(link, note.text)); !key.isEmpty())
            all.append({std::move(key), i});
    }
    std::ranges::sort(all);
    LinksByKey grouped;
    for (auto &[key, link] : all) {
        if (grouped.isEmpty() || grouped.last().first != key)
            grouped.append({std::move(key), {}});
        grouped.last().second.append(link);
    }
    return grouped;
}

/// The links of each file, worked out by all cores where there are many.
QList<LinksByKey> linksOfAll(const QList<std::shared_ptr<const FileEntry>> &files)
{
    constexpr qsizetype WorthAThread = 128;
    QList<LinksByKey> links(files.size());
    LinksByKey *const out = links.data();
    std::atomic<qsizetype> next = 0;
    const auto work = [&] {
        for (qsizetype begin; (begin = next.fetch_add(WorthAThread)) < files.size();) {
            for (qsizetype i = begin; i < std::min(begin + WorthAThread, files.size()); ++i) {
                if (files.at(i)->note)
                    out[i] = linksByKey(*files.at(i)->note);
            }
        }
    };
    const qsizetype chunks = (files.size() + WorthAThread - 1) / WorthAThread;
    std::vector<std::jthread> threads;
    for (qsizetype i = 1; i < std::min<qsizetype>(chunks, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back(work);
    work();
    return links;
}

/// Takes files into and out of the index.
class IndexEditor
{
public:
    explicit IndexEditor(SnapshotData &data) : m_data(data) {}

    void add(const FileEntry &file, const LinksByKey &linksOfFile)
    {
        const NotePath &path = file.path;
        m_data.names.update(nameKey(path.fileName()), [&](QList<NotePath> &paths) { insertSorted(paths, path); });
        if (!file.note)
            return;
        ++m_data.noteCount;
        for (const QString &alias : file.note->facts.aliases)
            m_data.aliases.update(nameKey(alias), [&](QList<NotePath> &paths) { insertSorted(paths, path); });
        for (const auto &[key, numbers] : linksOfFile) {
            m_data.links.update(key, [&](QList<IndexedLink> &links) {
                for (const int number : numbers)
                    insertSorted(links, IndexedLink{path, number});
            });
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
        for (const auto &[key, numbers] : linksByKey(*file.note)) {
            m_data.links.update(key, [&](QList<IndexedLink> &links) {
                const auto range = std::ranges::equal_range(links, path, {}, &IndexedLink::source);
                links.erase(range.begin(), range.end());
            });
        }
    }

private:
    SnapshotData &m_data;
};

} // namespace

Snapshot Indexer::next(const Snapshot &before, const VaultChanges &changes)
{
    auto data = std::make_shared<SnapshotData>(*before.d);
    data->revision = before.revision() + 1;
    data->complete = changes.complete;
    if (changes.settings)
        data->settings = std::make_shared<const SnapshotSettings>(SnapshotSettings{*changes.settings});
    IndexEditor editor(*data);

    using Entry = std::shared_ptr<const FileEntry>;
    struct Change
    {
        Entry entry; // Null where the file is gone.
        qsizetype number = -1;
    };
    QMap<NotePath, Change> changed;
    for (const NotePath &path : changes.removed)
        changed.insert(path, {});
    for (qsizetype i = 0; i < changes.changed.size(); ++i)
        changed.insert(changes.changed.at(i)->path, {changes.changed.at(i), i});
    const QList<LinksByKey> links = linksOfAll(changes.changed);

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
        if (const Change &now = change.value(); now.entry) {
            editor.add(*now.entry, links.at(now.number));
            files.append(now.entry);
        }
    }
    files.append(data->files.sliced(old - data->files.cbegin()));
    data->files = std::move(files);
    return Snapshot(std::move(data));
}

} // namespace tearsheet
