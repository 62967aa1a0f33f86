// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/keeplinks.h"

#include "core/change/linktext.h"
#include "core/store/filewrites.h"
#include "core/text/jsontext.h"
#include "core/vault/canvas.h"
#include "core/vault/indexer.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

class LinkKeeper
{
public:
    LinkKeeper(const Snapshot &before, const Snapshot &after, const QList<FileRename> &renames)
        : m_before(before), m_after(after), m_renames(renames)
    {
        for (const FileRename &rename : renames)
            m_newPaths.insert(rename.from, rename.to);
    }

    KeptLinks run()
    {
        for (const LinkRef ref : concerned()) {
            if (const QList<Edit> edits = kept(m_before.link(ref), m_before.note(ref.file), ref.file); !edits.isEmpty())
                m_edits[ref.file] += edits;
        }
        for (int file = 0; file < m_before.files().size(); ++file) {
            const FileEntry &entry = m_before.file(file);
            QList<Edit> edits;
            if (entry.note && !entry.note->facts.definitions.isEmpty())
                edits = keptDefinitions(*entry.note, file);
            else if (entry.canvas)
                edits = keptIn(*entry.canvas, file);
            if (!edits.isEmpty())
                m_edits[file] += edits;
        }
        QList<NotePath> moved;
        for (const FileRename &rename : m_renames)
            moved.append(rename.from);
        KeptLinks result{{}, m_lost, unreadCanvases(moved, m_before)};
        for (auto it = m_edits.begin(); it != m_edits.end(); ++it) {
            // Links are disjoint, so are their targets.
            if (Result<EditScript> script = EditScript::of(std::move(it.value())))
                result.notes.append({newPath(m_before.file(it.key()).path), std::move(*script)});
        }
        std::ranges::sort(result.notes, {}, &NoteEdits::path);
        return result;
    }

private:
    // Only who says an old or a new name, or stands in a moved note, may be meant otherwise than before.
    QList<LinkRef> concerned() const
    {
        QList<LinkRef> refs;
        for (const FileRename &rename : m_renames) {
            refs += m_before.linksSaying(rename.from.fileName());
            refs += m_before.linksSaying(rename.to.fileName());
            const int moved = m_before.find(rename.from);
            if (moved < 0 || !m_before.file(moved).note)
                continue;
            for (int link = 0; link < m_before.note(moved).facts.links.size(); ++link)
                refs.append({moved, link});
        }
        // What is reached by a link to its folder that is another one by then.
        for (const LinkedFolder &linked : m_before.linkedFolders()) {
            if (m_after.linkedFolders().contains(linked))
                continue;
            for (const auto &file : m_before.files()) {
                if (file->path.toString().startsWith(linked.real.toString() + u'/'))
                    refs += m_before.linksSaying(file->path.fileName());
            }
        }
        std::ranges::sort(refs);
        refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
        return refs;
    }

    // What `link` of `note`, which is `file` or stands in it, must say; empty where it may stay.
    QList<Edit> kept(const Link &link, const Note &note, int file)
    {
        if (link.target.isEmpty() || isExternal(link, note.text))
            return {};
        const QString target = linkTarget(link, note.text);
        const bool wiki = isWikiSyntax(link, note.text);
        const QString wanted = target.isEmpty() ? QString() : newTarget(target, file, wiki);
        if (wanted.isNull())
            return {};
        const bool byAlias = wiki && m_before.resolve(target, m_before.file(file).path).via == ResolvedVia::Alias;
        return retargeted(link, note, wanted, byAlias ? target : QString());
    }

    QList<Edit> keptDefinitions(const Note &note, int file)
    {
        QList<Edit> edits;
        for (const LinkDefinition &definition : note.facts.definitions)
            edits += kept(linkOf(definition), note, file);
        return edits;
    }

    QList<Edit> keptIn(const Canvas &canvas, int file)
    {
        QList<Edit> edits;
        for (const CanvasFile &shown : canvas.files) {
            const int meant = fileShown(shown, m_before);
            const NotePath old = meant < 0 ? NotePath() : m_before.file(meant).path;
            if (m_newPaths.contains(old))
                edits += jsonEdits(replacingAll(shown.file, newPath(old)), shown.path, canvas.text);
        }
        for (const CanvasText &card : canvas.texts) {
            QList<Edit> inCard = keptDefinitions(card.note, file);
            for (const Link &link : card.note.facts.links)
                inCard += kept(link, card.note, file);
            if (const Result<EditScript> script = EditScript::of(std::move(inCard)))
                edits += jsonEdits(*script, card.text, canvas.text);
        }
        return edits;
    }

    static EditScript replacingAll(const QString &text, const NotePath &path)
    {
        return EditScript::replacing(ByteRange::of(0, text.toUtf8().size()), path.toString().toUtf8());
    }

    // What a link in `file` that says `target` must say; null where it may stay.
    QString newTarget(const QString &target, int file, bool wiki)
    {
        const NotePath &from = m_before.file(file).path;
        const Resolution meant = m_before.resolve(target, from);
        if (!meant.isResolved())
            return {};
        const NotePath &old = m_before.file(meant.matches.first()).path;
        const NotePath to = newPath(old);
        const NotePath newFrom = newPath(from);
        const Resolution now = m_after.resolve(target, newFrom);
        // A note that has its own old name as an alias: other programs do not follow links by that.
        const bool byAliasNow = now.via == ResolvedVia::Alias && meant.via != ResolvedVia::Alias;
        const bool same = now.isResolved() && !byAliasNow && m_after.file(now.matches.first()).path == to;
        if (same && (now.matches.size() == 1 || meant.matches.size() > 1))
            return {};
        // An alias names the note in no other folder. Wikilinks are as short as can be, unless the vault wants paths.
        const bool isRooted = target.startsWith(u'/') || target.startsWith(u"./") || target.startsWith(u"../");
        const bool shortest = wiki && !isRooted && m_before.settings().linkFormat == LinkFormat::Shortest;
        const QString manner = meant.via == ResolvedVia::Alias ? old.name().toString()
                               : shortest                      ? target.sliced(target.lastIndexOf(u'/') + 1)
                                                               : target;
        QString text = linkTextTo(to, newFrom, m_after, manner, old);
        // A third bracket in a row would begin the link.
        if (wiki && text.startsWith(u'['))
            text = linkTextTo(to, newFrom, m_after, u"/", old);
        if (text.isEmpty() || (wiki && !isWikiTarget(text))) {
            const LostLink lost{
                newFrom, QObject::tr("No link in %1 could reach %2 any more.").arg(newFrom.toString(), to.toString())};
            if (!m_lost.contains(lost))
                m_lost.append(lost);
            return {};
        }
        return text == target ? QString() : text;
    }

    // What would end the target of a wikilink, it cannot say.
    static bool isWikiTarget(const QString &target)
    {
        return std::ranges::none_of(target, [](QChar c) { return c == u'#' || c == u'|'; }) && !target.contains(u"]]"_s)
               && !target.contains(u"[["_s);
    }

    NotePath newPath(const NotePath &path) const { return m_newPaths.value(path, path); }

    const Snapshot &m_before;
    const Snapshot &m_after;
    const QList<FileRename> &m_renames;
    QHash<NotePath, NotePath> m_newPaths;
    QMap<int, QList<Edit>> m_edits; // By file of `m_before`.
    QList<LostLink> m_lost;
};

} // namespace

KeptLinks keepLinks(const Snapshot &before, const Snapshot &after, const QList<FileRename> &renames)
{
    return LinkKeeper(before, after, renames).run();
}

Snapshot withRenames(const Snapshot &snapshot, const QList<FileRename> &renames, const FileRename &folder)
{
    VaultChanges changes{.complete = snapshot.isComplete()};
    for (const FileRename &rename : renames) {
        const int file = snapshot.find(rename.from);
        if (file < 0)
            continue;
        FileEntry moved = snapshot.file(file);
        moved.path = rename.to;
        changes.removed.append(rename.from);
        changes.changed.append(std::make_shared<const FileEntry>(std::move(moved)));
    }
    if (!folder.from.isEmpty() && !folder.to.isEmpty()) {
        const auto placeOf = [&](const NotePath &path) {
            const QString now = pathAfterMove(path.toString(), folder.from.toString(), folder.to.toString());
            return path == folder.from ? folder.to : NotePath::fromRelative(now).value_or(path);
        };
        QList<LinkedFolder> linked = snapshot.linkedFolders();
        for (LinkedFolder &link : linked) {
            link.path = placeOf(link.path);
            link.real = placeOf(link.real);
        }
        std::ranges::sort(linked);
        if (linked != snapshot.linkedFolders())
            changes.linkedFolders = linked;
    }
    return Indexer::next(snapshot, changes);
}

} // namespace tearsheet
