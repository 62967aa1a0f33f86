// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeplan.h"
#include "core/store/trash.h"
#include "core/vault/filepasts.h"
#include "core/vault/folderwatch.h"
#include "core/vault/indexcache.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"
#include "core/vault/outsiderenames.h"
#include "core/vault/renames.h"
#include "core/vault/safekeeping.h"

#include <QElapsedTimer>
#include <QMap>
#include <QSet>
#include <QTimer>

namespace tearsheet {

/// The one writer of a vault's state, on a thread of its own; `Vault` is its face on the owner's thread.
class VaultWorker : public QObject
{
    Q_OBJECT

public:
    explicit VaultWorker(const QString &root);
    ~VaultWorker() override;

    /// Stops the pool's work soon. From any thread.
    void cancel() { m_cancelled->store(true); }

    void start();
    void sweep();
    void save(const NotePath &path, const QByteArray &bytes, const FileStamp &base, quint64 ticket, SaveMode mode);
    void create(const NotePath &path, const QByteArray &bytes);
    void remove(const QList<NotePath> &paths, const NotePath &folder);
    void putBack(const QList<Trashed> &files);
    void setDraft(const NotePath &path, const QByteArray &text, const QByteArray &base);
    void dropDraft(const NotePath &path, const QByteArray &text);
    void moveDraft(const NotePath &from, const NotePath &to);
    void leaveDraft(const NotePath &path);
    void setTyped(const NotePath &path, const QByteArray &text, const QByteArray &base, bool isPart);
    void dropTyped(const NotePath &path) { m_safe.dropTyped(path); }
    void keepDrafts();
    void discardDraft(const Draft &draft) { m_safe.discardDraft(draft); }
    void setAside(const Draft &text, quint64 ticket);
    void setHistoryLimits(const HistoryLimits &limits) { m_safe.setLimits(limits); }
    void carryOut(const ChangePlan &plan);
    void forgetRenames(const QList<FileRename> &renames);

Q_SIGNALS:
    void published(const tearsheet::Snapshot &snapshot);
    void filesChanged(const QList<tearsheet::NotePath> &paths);
    void renamedOutside(const QList<tearsheet::FileRename> &renames);
    void draftsFound(const QList<tearsheet::Draft> &drafts);
    void draftsKept();
    void keepingDraftsFailed(const tearsheet::Error &error);
    void wasSetAside(const tearsheet::NotePath &path, quint64 ticket);
    void setAsideFailed(const tearsheet::NotePath &path, const tearsheet::Error &error, quint64 ticket);
    void removed(const QList<tearsheet::Trashed> &files);
    void progressed(int done, int total);
    void problem(const tearsheet::Error &error);
    void saved(const tearsheet::NotePath &path, const tearsheet::FileStamp &stamp, quint64 ticket);
    void saveFailed(const tearsheet::NotePath &path, const tearsheet::Error &error, quint64 ticket);
    void created(const tearsheet::NotePath &path);
    void createFailed(const tearsheet::NotePath &path, const tearsheet::Error &error);
    void carriedOut(const tearsheet::ChangePlan &plan, const QList<tearsheet::NotePath> &madeFolders);
    void carryOutFailed(const tearsheet::ChangePlan &plan, const tearsheet::Error &error);
    void caughtUp(const tearsheet::ChangePlan &plan);

private:
    void remember(const QList<FileEntryPtr> &cached);
    void take(const FolderScan &scan);
    void receive(const QList<FileEntryPtr> &batch);
    void finishSweep();
    void tellCaughtUp();
    void publish(bool complete);
    void enter(const FileEntryPtr &entry);
    void enterOwn(const NotePath &path, const FileStamp &stamp, const QByteArray &bytes);
    void show(const NotePath &path);
    void hideDraft(const NotePath &path);
    const FileEntry *draftInTheWay(const ChangePlan &plan) const;
    Draft draftOf(const NotePath &path, const QByteArray &text, const QByteArray &base) const;
    void tellDrafts();
    void tellRenames(bool first);
    void setOutsideRenames(const OutsideRenames::Remembered &renames);
    void writeCache();
    void reportOnce(const Error &error);

    QString m_root;
    NoteStore m_store;
    Trash m_trash;
    IndexCache m_cache;
    Safekeeping m_safe;
    FilePasts m_pasts;
    QThreadPool m_pool;
    NoteParser m_parser;
    FolderWatch m_watch;
    QTimer m_everyMinute;
    QTimer m_whenQuiet; // Then the cache is written.
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);

    Snapshot m_snapshot;
    QMap<NotePath, FileEntryPtr> m_onDisk; // What the files say, drafts aside.
    QMap<NotePath, FileEntryPtr> m_drafts; // What open notes with unsaved text say.
    ObsidianSettings m_settings;
    QList<LinkedFolder> m_linkedFolders;
    VaultChanges m_changes;         // Since the last snapshot.
    QList<NotePath> m_changedFiles; // To be told with the next snapshot.
    QSet<NotePath> m_recent;        // Read so soon after a change that another one may bear the same stamp.
    QSet<NotePath> m_written;       // Here, while files are being read.
    QList<FileEntryPtr> m_gone;     // Lately; they may appear elsewhere.
    QList<FileEntryPtr> m_goneNow;  // With this sweep.
    QList<FileEntryPtr> m_appeared; // With the next snapshot, under a path that was free or another file's.
    QSet<NotePath> m_replaced;      // Paths where another file lay before this sweep.
    QElapsedTimer m_sinceGone;
    QList<ChangePlan> m_carriedOut; // Since the last sweep began,
    QList<ChangePlan> m_caughtUp;   // and before it.
    QList<FileRename> m_ownRenames; // By plans, since the last sweep.
    OutsideRenames::Remembered m_outsideRenames;
    QElapsedTimer m_sincePublished;
    QSet<QString> m_reported;
    int m_awaited = 0; // Files being read.
    int m_total = 0;
    int m_uncached = 0; // Changes since the cache was written.
    bool m_complete = false;
    bool m_sweepAgain = false;
};

} // namespace tearsheet
