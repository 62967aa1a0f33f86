// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexer.h"

#include "core/base/parallel.h"
#include "core/vault/conflictcopy.h"
#include "core/vault/snapshotdata.h"

#include <QMap>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace tearsheet {

namespace {

/// Aliases that the note answers to. A copy that a sync program left has those of its original, which they are for.
QStringList aliasesOf(const FileEntry &file)
{
    const QStringList &aliases = file.note->facts.aliases;
    const QStringView name = file.path.fileName();
    // What the name of a copy holds in any case is found much faster than what it says.
    if (aliases.isEmpty() || (!name.contains(u'(') && !name.contains(u".sync-conflict-")))
        return aliases;
    const std::optional<ConflictName> copy = conflictName(name);
    return copy && copy->proof == CopyProof::Name ? QStringList() : aliases;
}

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

/// A link with the hash of the name it says; its source is not set.
struct KeyedLink
{
    NameHash key = 0;
    IndexedLink link;

    auto operator<=>(const KeyedLink &) const = default;
};

KeyedLink keyed(const Link &link, quint32 number, QByteArrayView text)
{
    // Most links are a plain name, which needs no decoding.
    const QByteArrayView written = link.target.in(text);
    const bool plain = link.kind == LinkKind::Wiki
                       && std::ranges::none_of(written, [](char byte) { return byte == '/' || byte == '\\'; });
    if (plain)
        return {nameHash(written), {0, number & 0x7FFFFFFFu, 0}};
    const QString target = linkTarget(link, text);
    return {linkHash(target), {0, number & 0x7FFFFFFFu, target.contains(u'/')}};
}

/// The links of one note.
using LinksByKey = std::vector<KeyedLink>;

LinksByKey linksByKey(const Note &note)
{
    LinksByKey links;
    links.reserve(static_cast<size_t>(note.facts.links.size()));
    for (quint32 i = 0; const Link &link : note.facts.links) {
        // Links into the note itself and out of the vault are under no name.
        if (!link.target.isEmpty() && !isExternal(link, note.text))
            links.push_back(keyed(link, i, note.text));
        ++i;
    }
    return links;
}

/// Calls `visit(key, links)` for the links of each name in turn.
template <typename Visit>
void forEachKey(LinksByKey links, Visit visit)
{
    std::ranges::sort(links);
    for (auto begin = links.begin(); begin != links.end();) {
        const auto end = std::find_if(begin, links.end(), [&](const KeyedLink &l) { return l.key != begin->key; });
        visit(begin->key, std::span(begin, end));
        begin = end;
    }
}

/// The links of each file, worked out by all cores where there are many.
QList<LinksByKey> linksOfAll(const QList<std::shared_ptr<const FileEntry>> &files)
{
    QList<LinksByKey> links(files.size());
    LinksByKey *const out = links.data();
    forAll(files.size(), 128, [&](qsizetype i) {
        if (files.at(i)->note)
            out[i] = linksByKey(*files.at(i)->note);
    });
    return links;
}

/// Takes files into and out of the index.
class IndexEditor
{
public:
    explicit IndexEditor(SnapshotData &data) : m_data(data) {}

    /// A number for a new file.
    FileId newId()
    {
        if (!m_data.freeIds.isEmpty())
            return m_data.freeIds.takeLast();
        m_data.fileOf.append(-1);
        return static_cast<FileId>(m_data.fileOf.size() - 1);
    }

    /// Names whose links or owners are other ones than before.
    const QSet<NameHash> &touched() const { return m_touched; }

    void add(FileId id, const FileEntry &file, const LinksByKey &linksOfFile)
    {
        const auto insertId = [&](QList<FileId> &ids) { insertSorted(ids, id); };
        m_data.names.update(touch(nameHash(file.path.fileName())), insertId);
        if (!file.note)
            return;
        ++m_data.noteCount;
        updateAliases(file, insertId);
        forEachKey(linksOfFile, [&](NameHash key, std::span<const KeyedLink> added) {
            m_data.links.update(touch(key), [&](QList<IndexedLink> &links) {
                for (const KeyedLink &keyed : added)
                    insertSorted(links, IndexedLink{id, keyed.link.link, keyed.link.withPath});
            });
        });
    }

    void remove(FileId id, const FileEntry &file)
    {
        const auto removeId = [&](QList<FileId> &ids) { ids.removeOne(id); };
        m_data.names.update(touch(nameHash(file.path.fileName())), removeId);
        if (!file.note)
            return;
        --m_data.noteCount;
        updateAliases(file, removeId);
        forEachKey(linksByKey(*file.note), [&](NameHash key, std::span<const KeyedLink>) {
            m_data.links.update(touch(key), [&](QList<IndexedLink> &links) {
                const auto range = std::ranges::equal_range(links, id, {}, &IndexedLink::source);
                links.erase(range.begin(), range.end());
            });
        });
    }

private:
    NameHash touch(NameHash key)
    {
        m_touched.insert(key);
        return key;
    }

    template <typename Change>
    void updateAliases(const FileEntry &file, const Change &change)
    {
        for (const QString &alias : aliasesOf(file)) {
            m_data.aliases.update(touch(nameHash(alias)), change);
            touch(linkHash(alias)); // Another one where the alias holds a slash.
        }
    }

    SnapshotData &m_data;
    QSet<NameHash> m_touched;
};

using Entry = std::shared_ptr<const FileEntry>;

/// What becomes of one path.
struct Change
{
    Entry entry;           // Null where the file is gone.
    qsizetype number = -1; // Index into the links of all changed files.
};

/// Fills `data`, which has no files (any more), at once and much faster than file by file.
void build(SnapshotData &data, const QMap<NotePath, Change> &changed, const QList<LinksByKey> &linksOfFiles)
{
    data.ids.clear();
    data.fileOf.clear();
    data.freeIds.clear();
    QList<const LinksByKey *> links;
    for (const Change &change : changed) {
        if (!change.entry)
            continue;
        const auto id = static_cast<FileId>(data.files.size());
        data.files.append(change.entry);
        data.ids.append(id);
        data.fileOf.append(static_cast<int>(id));
        links.append(&linksOfFiles.at(change.number));
        data.noteCount += change.entry->note ? 1 : 0;
    }
    data.names = SharedMap<QList<FileId>>::gathered([&](auto visit) {
        for (const FileId id : std::as_const(data.ids))
            visit(nameHash(data.files.at(id)->path.fileName()), id);
    });
    data.aliases = SharedMap<QList<FileId>>::gathered([&](auto visit) {
        for (const FileId id : std::as_const(data.ids)) {
            if (const FileEntry &file = *data.files.at(id); file.note && !file.note->facts.aliases.isEmpty()) {
                for (const QString &alias : aliasesOf(file))
                    visit(nameHash(alias), id);
            }
        }
    });
    data.links = SharedMap<QList<IndexedLink>>::gathered([&](auto visit) {
        for (const FileId id : std::as_const(data.ids)) {
            for (const KeyedLink &keyed : *links.at(id))
                visit(keyed.key, IndexedLink{id, keyed.link.link, keyed.link.withPath});
        }
    });
}

} // namespace

Snapshot Indexer::next(const Snapshot &before, const VaultChanges &changes)
{
    auto data = std::make_shared<SnapshotData>(*before.d);
    data->revision = before.revision() + 1;
    data->dangling = std::make_shared<DanglingLinks>();
    data->complete = changes.complete;
    if (changes.renamedOutside)
        data->renamedOutside = *changes.renamedOutside;
    if (changes.linkedFolders)
        data->linkedFolders = *changes.linkedFolders;
    if (changes.settings)
        data->settings = std::make_shared<const SnapshotSettings>(SnapshotSettings{*changes.settings});
    QMap<NotePath, Change> changed;
    for (const NotePath &path : changes.removed)
        changed.insert(path, {});
    for (qsizetype i = 0; i < changes.changed.size(); ++i)
        changed.insert(changes.changed.at(i)->path, {changes.changed.at(i), i});
    const QList<LinksByKey> links = linksOfAll(changes.changed);
    if (data->files.isEmpty()) {
        build(*data, changed, links);
        return Snapshot(std::move(data));
    }

    IndexEditor editor(*data);
    // Merge the old list with the changes; both are in the order of paths.
    QList<Entry> files;
    QList<FileId> ids;
    files.reserve(data->files.size() + changed.size());
    ids.reserve(data->files.size() + changed.size());
    qsizetype old = 0;
    const auto keepOld = [&] {
        files.append(data->files.at(old));
        ids.append(data->ids.at(old));
        ++old;
    };
    for (auto change = changed.cbegin(); change != changed.cend(); ++change) {
        while (old < data->files.size() && data->files.at(old)->path < change.key())
            keepOld();
        std::optional<FileId> id;
        if (old < data->files.size() && data->files.at(old)->path == change.key()) {
            id = data->ids.at(old);
            editor.remove(*id, *data->files.at(old));
            ++old;
        }
        if (const Change &now = change.value(); now.entry) {
            if (!id)
                id = editor.newId();
            editor.add(*id, *now.entry, links.at(now.number));
            files.append(now.entry);
            ids.append(*id);
        } else if (id) {
            data->fileOf[*id] = -1;
            data->freeIds.append(*id);
        }
    }
    while (old < data->files.size())
        keepOld();
    for (qsizetype i = 0; i < ids.size(); ++i)
        data->fileOf[ids.at(i)] = static_cast<int>(i);
    data->files = std::move(files);
    data->ids = std::move(ids);
    if (!changes.linkedFolders)
        data->dangling->follow(*before.d, editor.touched());
    return Snapshot(std::move(data));
}

} // namespace tearsheet
