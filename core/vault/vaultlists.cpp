// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vaultlists.h"

#include "core/vault/canvas.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace tearsheet {

namespace {

void addOnce(QList<int> &list, int file)
{
    if (list.isEmpty() || list.last() != file)
        list.append(file);
}

template <typename Visit>
void forEachNote(const Snapshot &snapshot, Visit visit)
{
    for (int file = 0; file < snapshot.files().size(); ++file) {
        if (snapshot.file(file).note)
            visit(file, snapshot.note(file));
    }
}

} // namespace

QList<TagUse> tagUses(const Snapshot &snapshot)
{
    QMap<QString, TagUse> uses;
    forEachNote(snapshot, [&](int file, const Note &note) {
        for (const Tag &tag : note.facts.tags) {
            const QString name = QString::fromUtf8(tag.name.in(note.text));
            for (qsizetype end = name.indexOf(u'/'); true; end = name.indexOf(u'/', end + 1)) {
                const QString part = end < 0 ? name : name.first(end);
                if (!part.isEmpty()) {
                    TagUse &use = uses[part.toCaseFolded()];
                    if (use.tag.isEmpty())
                        use.tag = part;
                    ++use.count;
                    addOnce(use.notes, file);
                }
                if (end < 0)
                    break;
            }
        }
    });
    return uses.values();
}

QList<PropertyUse> propertyUses(const Snapshot &snapshot)
{
    QMap<QString, PropertyUse> uses;
    QHash<QString, QSet<QString>> seen;
    forEachNote(snapshot, [&](int file, const Note &note) {
        for (const Property &property : note.facts.properties) {
            const QString key = property.key.toCaseFolded();
            PropertyUse &use = uses[key];
            if (use.key.isEmpty())
                use.key = property.key;
            addOnce(use.notes, file);
            for (const QString &value : property.values) {
                QSet<QString> &values = seen[key];
                if (!values.contains(value)) {
                    values.insert(value);
                    use.values.append(value);
                }
            }
        }
    });
    return uses.values();
}

QList<SharedName> ambiguousNames(const Snapshot &snapshot)
{
    QMap<QString, SharedName> names;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        const NotePath &path = snapshot.file(file).path;
        SharedName &shared = names[nameKey(path.fileName())];
        if (shared.name.isEmpty())
            shared.name = path.name().toString();
        shared.files.append(file);
    }
    names.removeIf([](const auto &entry) { return entry.value().files.size() < 2; });
    return names.values();
}

QList<SharedName> aliasCollisions(const Snapshot &snapshot)
{
    QMap<QString, SharedName> claims;
    QHash<QString, QList<int>> byName;
    forEachNote(snapshot, [&](int file, const Note &note) {
        const QString own = nameKey(snapshot.file(file).path.fileName());
        byName[own].append(file);
        for (const QString &alias : note.facts.aliases) {
            if (nameKey(alias) == own)
                continue;
            SharedName &shared = claims[nameKey(alias)];
            if (shared.name.isEmpty())
                shared.name = alias;
            addOnce(shared.files, file);
        }
    });
    QList<SharedName> result;
    for (auto it = claims.begin(); it != claims.end(); ++it) {
        it->files.append(byName.value(it.key()));
        std::ranges::sort(it->files);
        if (it->files.size() > 1)
            result.append(*it);
    }
    return result;
}

LinkMap linkMap(const Snapshot &snapshot)
{
    const qsizetype count = snapshot.files().size();
    LinkMap map{QList<QList<int>>(count), QList<int>(count, 0)};
    forEachNote(snapshot, [&](int file, const Note &note) {
        QList<int> &reached = map.outgoing[file];
        for (const Link &link : note.facts.links) {
            if (isExternal(link, note.text))
                continue;
            const Resolution found = snapshot.resolve(linkTarget(link, note.text), snapshot.file(file).path);
            if (found.isResolved() && found.matches.first() != file)
                reached.append(found.matches.first());
        }
        std::ranges::sort(reached);
        reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
        for (const int target : std::as_const(reached))
            ++map.incoming[target];
    });
    return map;
}

QList<int> orphans(const Snapshot &snapshot, const LinkMap &links)
{
    QList<int> result;
    forEachNote(snapshot, [&](int file, const Note &) {
        if (links.incoming.at(file) == 0 && links.outgoing.at(file).isEmpty())
            result.append(file);
    });
    return result;
}

QList<int> deadEnds(const Snapshot &snapshot, const LinkMap &links)
{
    QList<int> result;
    forEachNote(snapshot, [&](int file, const Note &) {
        if (links.outgoing.at(file).isEmpty())
            result.append(file);
    });
    return result;
}

QList<int> unusedAttachments(const Snapshot &snapshot, const LinkMap &links)
{
    QSet<int> shown;
    for (const auto &file : snapshot.files()) {
        if (!file->canvas)
            continue;
        for (const int used : filesIn(*file->canvas, file->path, snapshot))
            shown.insert(used);
    }
    QList<int> result;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        const FileEntry &entry = snapshot.file(file);
        if (entry.kind == FileKind::Attachment && !isCanvas(entry.path) && links.incoming.at(file) == 0
            && !shown.contains(file))
            result.append(file);
    }
    QList<NotePath> paths;
    for (const int file : std::as_const(result))
        paths.append(snapshot.file(file).path);
    // Seldom is any canvas unreadable.
    if (!unreadCanvases(paths, snapshot).isEmpty())
        result.removeIf([&](int file) { return !unreadCanvases({snapshot.file(file).path}, snapshot).isEmpty(); });
    return result;
}

} // namespace tearsheet
