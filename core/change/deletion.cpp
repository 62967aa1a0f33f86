// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/deletion.h"

#include "core/vault/canvas.h"

#include <QMap>
#include <QMultiHash>
#include <QObject>
#include <QSet>

#include <algorithm>

namespace tearsheet {

namespace {

/// Finds what a set of files means to the rest of the vault.
class DeletionFinder
{
public:
    explicit DeletionFinder(const Snapshot &snapshot) : m_snapshot(snapshot)
    {
        for (int file = 0; file < m_snapshot.files().size(); ++file) {
            const FileEntry &entry = m_snapshot.file(file);
            if (entry.note)
                readDefinitions(file, *entry.note);
            else if (entry.canvas)
                readCards(file, *entry.canvas);
        }
    }

    Result<> add(const QString &path)
    {
        const Result<NotePath> named = NotePath::fromRelative(path);
        if (!named)
            return std::unexpected(named.error());
        bool found = false;
        for (int file = 0; file < m_snapshot.files().size(); ++file) {
            const NotePath &there = m_snapshot.file(file).path;
            if (there == *named || there.toString().startsWith(named->toString() + u'/')) {
                m_gone.insert(file);
                found = true;
            }
        }
        if (!found)
            return failure(ErrorCode::NotFound, path,
                           QObject::tr("There is no file or folder %1 in the vault.").arg(path));
        return {};
    }

    Deletion run() const
    {
        Deletion deletion;
        for (int file = 0; file < m_snapshot.files().size(); ++file) {
            if (m_gone.contains(file))
                deletion.files.append(m_snapshot.file(file).path);
        }
        deletion.linking = linking();
        deletion.attachments = attachments();
        return deletion;
    }

private:
    void readDefinitions(int file, const Note &note)
    {
        for (const LinkDefinition &definition : note.facts.definitions) {
            const Link link = linkOf(definition);
            const Resolution found = m_snapshot.resolve(linkTarget(link, note.text), m_snapshot.file(file).path);
            if (found.isResolved() && found.matches.first() != file)
                m_unindexed.insert(found.matches.first(), file);
        }
    }

    void readCards(int file, const Canvas &canvas)
    {
        for (const int shown : filesIn(canvas, m_snapshot.file(file).path, m_snapshot)) {
            if (shown != file)
                m_unindexed.insert(shown, file);
        }
    }

    // The notes and canvases that reach `file`, one for each link.
    QList<int> sourcesOf(int file) const
    {
        QList<int> sources = m_unindexed.values(file);
        for (const LinkRef ref : m_snapshot.backlinks(file))
            sources.append(ref.file);
        return sources;
    }

    QList<LinkingNote> linking() const
    {
        QMap<int, int> counts;
        for (const int file : m_gone) {
            for (const int source : sourcesOf(file)) {
                if (!m_gone.contains(source))
                    ++counts[source];
            }
        }
        QList<LinkingNote> notes;
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            notes.append({m_snapshot.file(it.key()).path, it.value()});
        std::ranges::stable_sort(notes, std::greater(), &LinkingNote::links);
        return notes;
    }

    QList<NotePath> attachments() const
    {
        QSet<int> used;
        for (auto it = m_unindexed.cbegin(); it != m_unindexed.cend(); ++it) {
            if (m_gone.contains(it.value()))
                used.insert(it.key());
        }
        for (const int file : m_gone) {
            if (!m_snapshot.file(file).note)
                continue;
            const Note &note = m_snapshot.note(file);
            for (const Link &link : note.facts.links) {
                const Resolution found = m_snapshot.resolve(linkTarget(link, note.text), m_snapshot.file(file).path);
                if (!isExternal(link, note.text) && found.isResolved())
                    used.insert(found.matches.first());
            }
        }
        used.removeIf([&](int file) {
            return m_snapshot.file(file).kind != FileKind::Attachment || m_gone.contains(file)
                   || std::ranges::any_of(sourcesOf(file), [&](int source) { return !m_gone.contains(source); });
        });
        QList<NotePath> shown;
        for (const int file : std::as_const(used))
            shown.append(m_snapshot.file(file).path);
        // Seldom is any canvas unreadable.
        if (!shown.isEmpty() && !unreadCanvases(shown, m_snapshot).isEmpty())
            used.removeIf(
                [&](int file) { return !unreadCanvases({m_snapshot.file(file).path}, m_snapshot).isEmpty(); });
        removeNamedInHtml(used);
        QList<NotePath> paths;
        for (const int file : std::as_const(used))
            paths.append(m_snapshot.file(file).path);
        std::ranges::sort(paths);
        return paths;
    }

    void removeNamedInHtml(QSet<int> &attachments) const
    {
        for (int file = 0; file < m_snapshot.files().size() && !attachments.isEmpty(); ++file) {
            if (!m_snapshot.file(file).note || m_gone.contains(file))
                continue;
            const QByteArray &text = m_snapshot.note(file).text;
            if (!text.contains("src=") && !text.contains("href="))
                continue;
            const QString said = QString::fromUtf8(QByteArray::fromPercentEncoding(text)).toCaseFolded();
            attachments.removeIf([&](int attachment) {
                return said.contains(m_snapshot.file(attachment).path.fileName().toString().toCaseFolded());
            });
        }
    }

    const Snapshot &m_snapshot;
    QMultiHash<int, int> m_unindexed; // What link definitions and canvases reach, and the files that they stand in.
    QSet<int> m_gone;
};

} // namespace

Result<Deletion> deletionOf(const QStringList &paths, const Snapshot &snapshot)
{
    DeletionFinder finder(snapshot);
    for (const QString &path : paths) {
        if (const Result<> added = finder.add(path); !added)
            return std::unexpected(added.error());
    }
    return finder.run();
}

} // namespace tearsheet
