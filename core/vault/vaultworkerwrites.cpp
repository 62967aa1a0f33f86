// SPDX-License-Identifier: GPL-3.0-or-later

// What the vault is asked to write: notes and drafts, deletions, plans.
#include "core/store/planrunner.h"
#include "core/table/delimitedtext.h"
#include "core/vault/vaultworker.h"

namespace tearsheet {

void VaultWorker::save(const NotePath &path, const QByteArray &bytes, const FileStamp &base, quint64 ticket,
                       SaveMode mode)
{
    m_pasts.flush(path); // What was there before comes before.
    m_safe.flush();
    const Result<FileStamp> stamp = m_store.save(path, bytes, base, mode);
    if (!stamp) {
        Q_EMIT saveFailed(path, stamp.error(), ticket);
        return;
    }
    // It was the draft of who saves, whose text this is. A newer one is set by a later call.
    m_safe.dropDraft(path);
    enterOwn(path, *stamp, bytes);
    show(path);
    Q_EMIT saved(path, *stamp, ticket);
    if (m_awaited == 0)
        publish(m_complete);
}

void VaultWorker::create(const NotePath &path, const QByteArray &bytes)
{
    const Result<FileStamp> stamp = m_store.create(path, bytes);
    if (!stamp) {
        Q_EMIT createFailed(path, stamp.error());
        return;
    }
    enterOwn(path, *stamp, bytes);
    m_changes.changed.append(m_onDisk.value(path));
    if (m_awaited == 0)
        publish(m_complete);
    Q_EMIT created(path);
    Q_EMIT filesChanged({path});
}

void VaultWorker::remove(const QList<NotePath> &paths, const NotePath &folder)
{
    // What the notes hold at this moment can be brought back, whatever becomes of the trash.
    QList<NewVersion> last;
    QHash<NotePath, quint64> readable; // The hashes of what they hold.
    for (const NotePath &path : paths) {
        // What is too large for the history goes into a trash, whatever the settings say.
        const Result<TextFile> file =
            isKeptInHistory(path) ? m_store.read(path, largestDelimitedFile) : Result<TextFile>();
        if (isKeptInHistory(path) && file) {
            last.append({.path = path, .bytes = file->bytes, .author = Author::Here, .kind = VersionKind::Deleted});
            readable.insert(path, file->stamp.hash);
        }
    }
    m_pasts.flush();
    m_safe.flush();
    const bool kept = m_safe.keepNow(last).has_value();
    QList<Trashed> gone;
    for (const NotePath &path : paths) {
        // For good goes only what is in the history.
        const bool lost = isKeptInHistory(path) && !(kept && readable.contains(path));
        const TrashPlace place = m_settings.trash == TrashPlace::None && lost ? TrashPlace::Local : m_settings.trash;
        const std::optional<quint64> text =
            readable.contains(path) ? std::optional(readable.value(path)) : std::nullopt;
        if (const Result<Trashed> taken = m_trash.take(path, place, text))
            gone.append(*taken);
        else
            Q_EMIT problem(taken.error());
    }
    if (gone.size() == paths.size())
        m_trash.leaveFolder(folder);
    // Before the sweep tells of files that are gone: nobody else took these.
    if (!gone.isEmpty())
        Q_EMIT removed(gone);
    sweep();
}

void VaultWorker::putBack(const QList<Trashed> &files)
{
    for (const Trashed &file : files) {
        if (const Result<> back = m_trash.putBack(file); !back) {
            Q_EMIT problem(back.error());
            continue;
        }
        if (const Result<TextFile> text = m_store.read(file.path); text && isKeptInHistory(file.path))
            (void)m_safe.keepNow({NewVersion::made(file.path, text->bytes)});
    }
    sweep();
}

// Of the file that lies at `path` now.
Draft VaultWorker::draftOf(const NotePath &path, const QByteArray &text, const QByteArray &base) const
{
    const FileEntryPtr known = m_onDisk.value(path);
    const FileStamp file = known ? known->stamp : m_store.stamp(path).value_or(FileStamp());
    return {.path = path, .bytes = text, .base = base, .time = 0, .place = {}, .inode = file.inode, .born = file.born};
}

void VaultWorker::setDraft(const NotePath &path, const QByteArray &text, const QByteArray &base)
{
    m_safe.setDraft(draftOf(path, text, base));
    if (!path.isNote())
        return; // The snapshot has no text of it.
    const FileEntryPtr before = m_onDisk.value(path);
    const FileEntryPtr entry = textEntry(path, before ? before->stamp : FileStamp(), text);
    m_drafts.insert(path, entry);
    if (!before)
        return;
    m_changes.changed.append(entry);
    if (m_awaited == 0)
        publish(m_complete);
}

void VaultWorker::setTyped(const NotePath &path, const QByteArray &text, const QByteArray &base, bool isPart)
{
    Draft typed = draftOf(path, text, base);
    typed.isPart = isPart;
    m_safe.setTyped(typed);
}

void VaultWorker::keepDrafts()
{
    if (const Result<> kept = m_safe.flushDrafts(); kept)
        Q_EMIT draftsKept();
    else
        Q_EMIT keepingDraftsFailed(kept.error());
}

// Only what the file holds, byte for byte, or the history is dropped.
void VaultWorker::dropDraft(const NotePath &path, const QByteArray &text)
{
    if (m_safe.hasDraft(path)) {
        const Result<TextFile> file = m_store.read(path);
        if (file && file->bytes == text)
            m_safe.dropDraft(path);
        else if (!m_safe.giveUpDraft(path, text))
            tellDrafts();
    }
    hideDraft(path);
}

void VaultWorker::moveDraft(const NotePath &from, const NotePath &to)
{
    m_safe.moveDraft(from, to);
    const FileEntryPtr draft = m_drafts.take(from);
    if (!draft)
        return;
    m_drafts.insert(to, textEntry(to, draft->stamp, draft->note->text));
    show(from);
    show(to);
    if (m_awaited == 0)
        publish(m_complete);
}

void VaultWorker::leaveDraft(const NotePath &path)
{
    m_safe.leaveDraft(path);
    tellDrafts();
    hideDraft(path);
}

void VaultWorker::hideDraft(const NotePath &path)
{
    if (!m_drafts.remove(path))
        return;
    show(path);
    if (m_awaited == 0)
        publish(m_complete);
}

void VaultWorker::tellDrafts()
{
    if (!m_complete)
        return; // They are told of with the first complete snapshot.
    if (const QList<Draft> drafts = m_safe.abandonedDrafts(); !drafts.isEmpty())
        Q_EMIT draftsFound(drafts);
}

void VaultWorker::setAside(const Draft &text, quint64 ticket)
{
    const Result<> kept = m_safe.keepNow({NewVersion::aside(text.path, text.bytes)});
    if (kept) {
        Q_EMIT wasSetAside(text.path, ticket);
        return;
    }
    // Who waits for it keeps the text.
    if (ticket == 0) {
        Draft left = draftOf(text.path, text.bytes, text.base);
        left.isPart = text.isPart;
        m_safe.leaveDraft(left);
        tellDrafts();
    }
    Q_EMIT setAsideFailed(text.path, kept.error(), ticket);
}

// The text of an open note that `plan`, made before that was known, would change the file of alone.
const FileEntry *VaultWorker::draftInTheWay(const ChangePlan &plan) const
{
    for (const FileChange &change : plan.files) {
        const auto draft = m_drafts.constFind(change.path);
        if (draft != m_drafts.cend() && !change.edits.isEmpty() && (*draft)->note
            && contentHash((*draft)->note->text) != change.base.hash)
            return draft->get();
    }
    return nullptr;
}

void VaultWorker::carryOut(const ChangePlan &plan)
{
    if (const FileEntry *const draft = draftInTheWay(plan)) {
        const QString path = draft->path.toString();
        Q_EMIT carryOutFailed(plan, {ErrorCode::Changed, m_root + u'/' + path,
                                     tr("%1 cannot be changed: what was typed into it is not saved.").arg(path)});
        return;
    }
    m_pasts.flush();
    m_safe.flush();
    PlanRunner runner(m_root);
    runner.setHistory(m_safe.history());
    if (const Result<> done = runner.run(plan); !done) {
        Q_EMIT carryOutFailed(plan, done.error());
        return;
    }
    for (const FileChange &change : plan.files) {
        if (change.moves())
            m_ownRenames.append({change.path, change.newPath});
    }
    Q_EMIT carriedOut(plan, runner.madeFolders());
    m_carriedOut.append(plan);
    sweep();
}

} // namespace tearsheet
