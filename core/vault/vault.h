// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeplan.h"
#include "core/store/draftstore.h"
#include "core/store/history.h"
#include "core/store/notestore.h"
#include "core/store/trash.h"
#include "core/vault/renames.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace tearsheet {

class VaultWorker;

/// An open vault: scans and watches its folder, parses its notes, and publishes immutable snapshots.
///
/// The object lives on its owner's thread; all work happens on a thread of its own and in a pool. Signals arrive on the
/// owner's thread. The first snapshots come while indexing runs, at most four a second, each marked as incomplete.
class Vault : public QObject
{
    Q_OBJECT

public:
    /// The vault at `root`, which should have been checked with `checkRoot`. Nothing is read before `start`.
    explicit Vault(const QString &root, QObject *parent = nullptr);
    ~Vault() override;

    /// Begins to read the folder, once: a window first paints its note, with the machine to itself.
    void start();

    /// The absolute, canonical path of a folder that can be opened as a vault; otherwise one sentence why not.
    static Result<QString> checkRoot(const QString &path);

    const QString &root() const { return m_root; }
    QString name() const; ///< The folder's name.

    /// The newest snapshot that has been published. Owner's thread; snapshots themselves may go anywhere.
    const Snapshot &snapshot() const { return m_snapshot; }

    /// Reads a file now, on the calling thread. For the note that is to be shown at once.
    Result<TextFile> read(const NotePath &path) const { return m_store.read(path); }

    /// The same for other threads, which may outlive the vault.
    NoteStore store() const { return m_store; }

    /// Size, time and inode of a file now, on the calling thread.
    Result<FileStamp> stamp(const NotePath &path) const { return m_store.stamp(path); }

    /// Saves `bytes` over the version `base` of a note, or of another file of text, on the vault's thread; `saved` or
    /// `saveFailed` follows, with `ticket`.
    void save(const NotePath &path, const QByteArray &bytes, const FileStamp &base, quint64 ticket,
              SaveMode mode = SaveMode::Replace);

    /// Writes a new note; `created` or `createFailed` follows.
    void create(const NotePath &path, const QByteArray &bytes);

    /// Does `plan` as a whole; `carryOutFailed` follows, or `carriedOut` and, with what its files say, `caughtUp`.
    void carryOut(const ChangePlan &plan);

    /// The links to these files need no more mending, or nobody wants it: they go out of `Snapshot::renamedOutside`.
    void forgetRenames(const QList<FileRename> &renames);

    /// Throws files away as the vault's settings say, each on its own: `removed` follows with those that went, and
    /// `problem` for each that did not. Once all of them are gone, `folder`, in which they lay, goes with the folders
    /// in it, as far as they hold nothing else; an empty path is no folder.
    void remove(const QList<NotePath> &paths, const NotePath &folder = {});

    /// Brings back what `removed` told of; `problem` follows where that cannot be.
    void putBack(const QList<Trashed> &files);

    /// Takes the unsaved text of an open note into the next snapshot, in place of the file's, whose text `base` it was
    /// made from, and keeps it on the disk, outside the vault, within a second.
    void setDraft(const NotePath &path, const QByteArray &text, const QByteArray &base);

    /// The text of the open note is `text` by now, which is in the file or not wanted: the snapshot takes the file's
    /// again. A text that no file holds goes into the history before.
    void dropDraft(const NotePath &path, const QByteArray &text);

    /// The note at `from` lies at `to` now, and so does its unsaved text.
    void moveDraft(const NotePath &from, const NotePath &to);

    /// Nobody shows the note any longer. The snapshot takes the file's text again; the unsaved one stays on the disk,
    /// and `draftsFound` tells of it.
    void leaveDraft(const NotePath &path);

    /// Keeps `text` on the disk in place of the note's draft, within a second: its text, made from the file's `base`,
    /// with what is being typed for it elsewhere, as into a cell; where it `isPart`, that alone. No snapshot says it.
    /// It stays after the end of the program unless it is dropped.
    void setTyped(const NotePath &path, const QByteArray &text, const QByteArray &base, bool isPart = false);
    void dropTyped(const NotePath &path);

    /// Writes all drafts to the disk now; `draftsKept` or `keepingDraftsFailed` follows.
    void keepDrafts();

    /// Removes a draft of those that `draftsFound` told of, once its text is in the history.
    void discardDraft(const Draft &draft);

    /// Puts an unsaved text, made from `base`, into the history, down to the disk, as it gives way to another one;
    /// `wasSetAside` or `setAsideFailed` follows. Where that fails and nobody waits with a `ticket`, it is left as a
    /// draft; `isPart` as in `Draft`.
    void setAside(const NotePath &path, const QByteArray &text, const QByteArray &base, quint64 ticket = 0,
                  bool isPart = false);

    /// How much history is kept from now on.
    void setHistoryLimits(const HistoryLimits &limits);

    /// Looks at the whole folder again soon: after the window was away, or when asked to.
    void sweep();

Q_SIGNALS:
    /// A newer snapshot is there.
    void published(const tearsheet::Snapshot &snapshot);

    /// Files whose bytes on disk are no longer those last published, by anybody's doing; gone ones included.
    void filesChanged(const QList<tearsheet::NotePath> &paths);

    /// Files lie elsewhere than when they were last seen, by another program's doing and maybe before this start.
    void renamedOutside(const QList<tearsheet::FileRename> &renames);

    /// Texts that may be in no file and that nobody edits, newest first: what programs left that ended before they
    /// were saved, and what was left here. With the first complete snapshot, and each time that one joins them; not
    /// where there are none.
    void draftsFound(const QList<tearsheet::Draft> &drafts);

    void draftsKept();
    void keepingDraftsFailed(const tearsheet::Error &error);

    void wasSetAside(const tearsheet::NotePath &path, quint64 ticket);
    void setAsideFailed(const tearsheet::NotePath &path, const tearsheet::Error &error, quint64 ticket);

    /// Files were thrown away, all that were asked for or some.
    void removed(const QList<tearsheet::Trashed> &files);

    /// Indexing advanced: `done` of `total` notes are read.
    void progressed(int done, int total);

    /// Something of the vault could not be read; the rest is complete. One sentence in `error`.
    void problem(const tearsheet::Error &error);

    void saved(const tearsheet::NotePath &path, const tearsheet::FileStamp &stamp, quint64 ticket);
    void saveFailed(const tearsheet::NotePath &path, const tearsheet::Error &error, quint64 ticket);
    void created(const tearsheet::NotePath &path);
    void createFailed(const tearsheet::NotePath &path, const tearsheet::Error &error);
    void carriedOut(const tearsheet::ChangePlan &plan, const QList<tearsheet::NotePath> &madeFolders);
    void carryOutFailed(const tearsheet::ChangePlan &plan, const tearsheet::Error &error);

    /// The newest snapshot knows what `plan` did, which was carried out before.
    void caughtUp(const tearsheet::ChangePlan &plan);

private:
    QString m_root;
    NoteStore m_store;
    Snapshot m_snapshot;
    QThread m_thread;
    VaultWorker *m_worker; ///< Lives on `m_thread`, and goes with it.
};

/// Reads and indexes a whole vault at once, by all cores: for the command line and tests. What the program remembers of
/// unchanged notes is used, and nothing is written. Problems with single files are appended to `problems` where given.
Result<Snapshot> indexVault(const QString &root, QList<Error> *problems = nullptr);

} // namespace tearsheet
