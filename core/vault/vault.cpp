// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"

#include "core/store/vaultdata.h"
#include "core/vault/indexcache.h"
#include "core/vault/outsiderenames.h"
#include "core/vault/vaultworker.h"

#include <QFileInfo>
#include <QMutex>

#include <unistd.h>

namespace tearsheet {

Vault::Vault(const QString &root, QObject *parent)
    : QObject(parent), m_root(root), m_store(root), m_worker(new VaultWorker(root))
{
    // Before anyone looks for what is kept of it.
    if (const Result<> claimed = claimData(root); !claimed)
        QMetaObject::invokeMethod(
            this, [this, error = claimed.error()] { Q_EMIT problem(error); }, Qt::QueuedConnection);
    VaultWorker *const worker = m_worker;
    worker->moveToThread(&m_thread);
    m_thread.setObjectName(u"vault");
    connect(worker, &VaultWorker::published, this, [this](const Snapshot &snapshot) {
        m_snapshot = snapshot;
        Q_EMIT published(snapshot);
    });
    connect(worker, &VaultWorker::filesChanged, this, &Vault::filesChanged);
    connect(worker, &VaultWorker::renamedOutside, this, &Vault::renamedOutside);
    connect(worker, &VaultWorker::draftsFound, this, &Vault::draftsFound);
    connect(worker, &VaultWorker::draftsKept, this, &Vault::draftsKept);
    connect(worker, &VaultWorker::keepingDraftsFailed, this, &Vault::keepingDraftsFailed);
    connect(worker, &VaultWorker::wasSetAside, this, &Vault::wasSetAside);
    connect(worker, &VaultWorker::setAsideFailed, this, &Vault::setAsideFailed);
    connect(worker, &VaultWorker::removed, this, &Vault::removed);
    connect(worker, &VaultWorker::progressed, this, &Vault::progressed);
    connect(worker, &VaultWorker::problem, this, &Vault::problem);
    connect(worker, &VaultWorker::saved, this, &Vault::saved);
    connect(worker, &VaultWorker::saveFailed, this, &Vault::saveFailed);
    connect(worker, &VaultWorker::created, this, &Vault::created);
    connect(worker, &VaultWorker::createFailed, this, &Vault::createFailed);
    connect(worker, &VaultWorker::carriedOut, this, &Vault::carriedOut);
    connect(worker, &VaultWorker::carryOutFailed, this, &Vault::carryOutFailed);
    connect(worker, &VaultWorker::caughtUp, this, &Vault::caughtUp);
    connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
    m_thread.start();
}

Vault::~Vault()
{
    m_worker->cancel();
    // Behind what was asked of the worker before: `quit` itself may overtake it.
    QMetaObject::invokeMethod(m_worker, [this] { m_thread.quit(); });
    m_thread.wait();
}

void Vault::start()
{
    QMetaObject::invokeMethod(m_worker, &VaultWorker::start);
}

Result<QString> Vault::checkRoot(const QString &path)
{
    const QFileInfo info(path);
    const QString doing = tr("%1 cannot be opened as a vault").arg(path);
    if (!info.exists())
        return failure(ErrorCode::NotFound, path, tr("%1: it does not exist.").arg(doing));
    if (!info.isDir())
        return failure(ErrorCode::NotAFolder, path, tr("%1: it is a file, and a vault is a folder.").arg(doing));
    if (::access(QFile::encodeName(path).constData(), R_OK | X_OK) != 0)
        return failure(ErrorCode::Unreadable, path, tr("%1: you have no permission to read it.").arg(doing));
    return info.canonicalFilePath();
}

QString Vault::name() const
{
    return QFileInfo(m_root).fileName();
}

void Vault::save(const NotePath &path, const QByteArray &bytes, const FileStamp &base, quint64 ticket, SaveMode mode)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path, bytes, base, ticket, mode] {
        worker->save(path, bytes, base, ticket, mode);
    });
}

void Vault::create(const NotePath &path, const QByteArray &bytes)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path, bytes] { worker->create(path, bytes); });
}

void Vault::carryOut(const ChangePlan &plan)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, plan] { worker->carryOut(plan); });
}

void Vault::forgetRenames(const QList<FileRename> &renames)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, renames] { worker->forgetRenames(renames); });
}

void Vault::remove(const QList<NotePath> &paths, const NotePath &folder)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, paths, folder] { worker->remove(paths, folder); });
}

void Vault::putBack(const QList<Trashed> &files)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, files] { worker->putBack(files); });
}

void Vault::setDraft(const NotePath &path, const QByteArray &text, const QByteArray &base)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path, text, base] { worker->setDraft(path, text, base); });
}

void Vault::dropDraft(const NotePath &path, const QByteArray &text)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path, text] { worker->dropDraft(path, text); });
}

void Vault::moveDraft(const NotePath &from, const NotePath &to)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, from, to] { worker->moveDraft(from, to); });
}

void Vault::leaveDraft(const NotePath &path)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path] { worker->leaveDraft(path); });
}

void Vault::setTyped(const NotePath &path, const QByteArray &text, const QByteArray &base, bool isPart)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, path, text, base, isPart] { worker->setTyped(path, text, base, isPart); });
}

void Vault::dropTyped(const NotePath &path)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path] { worker->dropTyped(path); });
}

void Vault::keepDrafts()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->keepDrafts(); });
}

void Vault::discardDraft(const Draft &draft)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, draft] { worker->discardDraft(draft); });
}

void Vault::setAside(const NotePath &path, const QByteArray &text, const QByteArray &base, quint64 ticket, bool isPart)
{
    const Draft draft{.path = path, .bytes = text, .base = base, .time = 0, .place = {}, .isPart = isPart};
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, draft, ticket] { worker->setAside(draft, ticket); });
}

void Vault::setHistoryLimits(const HistoryLimits &limits)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, limits] { worker->setHistoryLimits(limits); });
}

void Vault::sweep()
{
    QMetaObject::invokeMethod(m_worker, &VaultWorker::sweep);
}

Result<Snapshot> indexVault(const QString &root, QList<Error> *problems)
{
    const Result<FolderScan> scan = scanFolder(root);
    if (!scan)
        return std::unexpected(scan.error());
    if (problems)
        problems->append(scan->problems);
    QThreadPool pool;
    QMutex mutex;
    VaultChanges changes;
    changes.settings = readObsidianSettings(root, problems);
    changes.linkedFolders = scan->linkedFolders;
    const QList<FileEntryPtr> cached = IndexCache(root).read();
    QList<ScannedFile> toRead;
    QList<FileEntryPtr> gone;
    QSet<NotePath> fresh;
    auto known = cached.cbegin();
    for (const ScannedFile &file : scan->files) {
        while (known != cached.cend() && (*known)->path < file.path)
            gone.append(*known++);
        const bool same = known != cached.cend() && (*known)->path == file.path;
        if (same && (*known)->stamp.sameFile(file.stamp))
            changes.changed.append(*known);
        else
            toRead.append(file);
        if (same)
            ++known;
        else
            fresh.insert(file.path);
    }
    NoteParser parser(NoteStore(root), pool);
    parser.start(std::move(toRead), std::make_shared<const std::atomic<bool>>(false),
                 [&](const QList<FileEntryPtr> &batch) {
                     const QMutexLocker lock(&mutex);
                     changes.changed.append(batch);
                 });
    pool.waitForDone();
    gone.append(QList<FileEntryPtr>(known, cached.cend()));
    QList<FileEntryPtr> appeared = changes.changed;
    appeared.removeIf([&](const FileEntryPtr &file) { return !fresh.contains(file->path); });
    const OutsideRenames::Remembered renames = OutsideRenames(root).read();
    changes.renamedOutside = continued(renames.open, findRenames(gone, appeared, changes.changed), renames.answered);
    if (problems) {
        for (const FileEntryPtr &file : std::as_const(changes.changed)) {
            if (file->kind == FileKind::Unread)
                problems->append(
                    {ErrorCode::Unreadable, file->path.toString(), file->path.toString() + u": " + file->reason});
        }
    }
    return Indexer::next({}, changes);
}

} // namespace tearsheet
