// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vaultworker.h"

#include "core/store/inplacewriter.h"
#include "core/store/planrunner.h"
#include "core/vault/canvas.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>

#include <future>

namespace tearsheet {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(vaultLog, "tearsheet.vault")

namespace {

constexpr qint64 PublishInterval = 250; // ms

constexpr qint64 StillToAppear = 10'000; // ms

// Two writes within this time may leave the same stamp: some file systems count in two seconds.
constexpr std::chrono::nanoseconds StampGrain = 2s;

bool wasJustChanged(const FileStamp &stamp)
{
    const std::chrono::nanoseconds now = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch());
    return stamp.changed > (now - StampGrain).count();
}

} // namespace

VaultWorker::VaultWorker(const QString &root)
    : m_root(root), m_store(root), m_trash(root), m_cache(root), m_safe(root, this), m_pasts(m_store, m_safe, this),
      m_pool(this), m_parser(m_store, m_pool), m_watch(this), m_everyMinute(this), m_whenQuiet(this)
{
    m_whenQuiet.setInterval(2s);
    m_whenQuiet.setSingleShot(true);
    connect(&m_whenQuiet, &QTimer::timeout, this, &VaultWorker::writeCache);
    m_everyMinute.setInterval(60s);
    connect(&m_everyMinute, &QTimer::timeout, this, &VaultWorker::sweep);
    connect(&m_watch, &FolderWatch::hinted, this, &VaultWorker::sweep);
    connect(&m_safe, &Safekeeping::problem, this, &VaultWorker::reportOnce);
    connect(&m_pasts, &FilePasts::problem, this, &VaultWorker::reportOnce);
    m_store.setHistory(m_safe.history());
}

VaultWorker::~VaultWorker()
{
    cancel();
    m_pool.waitForDone();
    m_pasts.flush();
    m_safe.flush();
    (void)m_safe.flushDrafts();
}

void VaultWorker::start()
{
    if (m_everyMinute.isActive())
        return;
    m_sincePublished.start();
    m_everyMinute.start();
    PlanRunner plans(m_root);
    plans.setHistory(m_safe.history());
    if (const Result<bool> recovered = plans.recover(); !recovered)
        reportOnce(recovered.error());
    InPlaceWriter halfWritten(m_root);
    halfWritten.setHistory(m_safe.history());
    if (const Result<> recovered = halfWritten.recover(); !recovered)
        reportOnce(recovered.error());
    sweep();
}

void VaultWorker::sweep()
{
    if (m_awaited > 0) {
        m_sweepAgain = true;
        return;
    }
    m_sweepAgain = false;
    m_caughtUp += std::exchange(m_carriedOut, {});
    std::future<QList<FileEntryPtr>> cached;
    if (!m_complete && m_onDisk.isEmpty()) {
        cached = std::async(std::launch::async, [this] { return m_cache.read(); });
        m_outsideRenames = OutsideRenames(m_root).read();
        m_changes.renamedOutside = m_outsideRenames.open;
    }
    const Result<FolderScan> scan = scanFolder(m_root);
    if (!scan) {
        // The whole folder may be away for a moment (an unplugged disk): what is known stays.
        reportOnce(scan.error());
        tellCaughtUp();
        return;
    }
    QList<Error> problems = scan->problems;
    if (const ObsidianSettings settings = readObsidianSettings(m_root, &problems); settings != m_settings)
        m_changes.settings = m_settings = settings;
    if (m_linkedFolders != scan->linkedFolders)
        m_changes.linkedFolders = m_linkedFolders = scan->linkedFolders;
    // What was reported before and still is so is not said again.
    const auto isOver = [&](const QString &sentence) {
        return !std::ranges::contains(problems, sentence, &Error::sentence);
    };
    m_reported.removeIf(isOver);
    for (const Error &error : std::as_const(problems))
        reportOnce(error);
    if (cached.valid())
        remember(cached.get());
    // A plan that is not finished needs what it left.
    if (!scan->leftovers.isEmpty() && !QFile::exists(PlanRunner(m_root).journalPath()))
        m_safe.removeLeftovers(m_root, scan->leftovers);
    take(*scan);
}

// The notes are known as they were at the last start; which of them still are, the scan tells.
void VaultWorker::remember(const QList<FileEntryPtr> &cached)
{
    for (const FileEntryPtr &entry : cached)
        m_onDisk.insert(m_onDisk.cend(), entry->path, entry);
    m_uncached = cached.isEmpty() ? 1 : 0;
}

void VaultWorker::take(const FolderScan &scan)
{
    QStringList folders;
    for (const QString &folder : scan.folders)
        folders.append(folder.isEmpty() ? m_root : QString(m_root + u'/' + folder));
    if (const Result<> watching = m_watch.watch(folders); !watching)
        reportOnce(watching.error());

    // Both are in the order of paths. What the cache remembers is known and yet in no snapshot.
    const bool fromCache = !m_complete;
    QList<ScannedFile> toRead;
    auto known = m_onDisk.cbegin();
    QList<NotePath> gone;
    for (const ScannedFile &file : scan.files) {
        while (known != m_onDisk.cend() && known.key() < file.path)
            gone.append((known++).key());
        const bool same = known != m_onDisk.cend() && known.key() == file.path;
        const bool unchanged = same && known.value()->stamp.sameFile(file.stamp) && !m_recent.contains(file.path)
                               && (known.value()->kind == file.kind || known.value()->kind == FileKind::Unread);
        if (!unchanged)
            toRead.append(file);
        else if (fromCache)
            m_changes.changed.append(m_drafts.value(file.path, known.value()));
        if (same)
            ++known;
    }
    for (; known != m_onDisk.cend(); ++known)
        gone.append(known.key());
    if (!gone.isEmpty())
        m_sinceGone.start();
    for (const NotePath &path : std::as_const(gone)) {
        m_gone.append(m_onDisk.take(path));
        m_goneNow.append(m_gone.last());
        m_recent.remove(path);
        if (m_complete)
            m_changedFiles.append(path);
        m_changes.removed.append(path);
    }
    m_uncached += static_cast<int>(gone.size() + toRead.size());
    m_awaited = m_total = static_cast<int>(toRead.size());
    if (toRead.isEmpty()) {
        finishSweep();
        return;
    }
    if (fromCache && !m_changes.changed.isEmpty())
        publish(false);
    m_parser.start(std::move(toRead), m_cancelled, [this](QList<FileEntryPtr> batch) {
        QMetaObject::invokeMethod(this, [this, batch = std::move(batch)] { receive(batch); }, Qt::QueuedConnection);
    });
}

void VaultWorker::receive(const QList<FileEntryPtr> &batch)
{
    for (const FileEntryPtr &entry : batch)
        enter(entry);
    m_awaited -= static_cast<int>(batch.size());
    if (m_awaited == 0) {
        finishSweep();
    } else if (m_sincePublished.hasExpired(PublishInterval)) {
        Q_EMIT progressed(m_total - m_awaited, m_total);
        publish(m_complete);
    }
}

// A file was read anew: into the next snapshot, unless a draft stands in its place.
void VaultWorker::enter(const FileEntryPtr &entry)
{
    // It was read before what was written here; the next sweep reads it again.
    if (m_written.contains(entry->path)) {
        m_sweepAgain = true;
        return;
    }
    const FileEntryPtr before = m_onDisk.value(entry->path);
    if (!before || before->stamp.inode != entry->stamp.inode)
        m_appeared.append(entry);
    if (before && before->stamp.inode != entry->stamp.inode)
        m_replaced.insert(entry->path);
    m_onDisk.insert(entry->path, entry);
    const bool hasText = entry->text().has_value();
    if (hasText && wasJustChanged(entry->stamp))
        m_recent.insert(entry->path);
    else
        m_recent.remove(entry->path);
    const bool sameBytes = before && before->kind == entry->kind && before->stamp.hash == entry->stamp.hash;
    if (m_complete && sameBytes && hasText && before->stamp == entry->stamp)
        return;
    if (m_complete && (!sameBytes || !hasText))
        m_changedFiles.append(entry->path);
    // What the first reading finds is no change, unless it was known from the last start.
    if (entry->path.isNote() && !sameBytes && (m_complete || before))
        m_safe.noteChanged(before.get(), *entry);
    if (m_complete && !(hasText && sameBytes))
        m_pasts.changed(before.get(), *entry);
    m_changes.changed.append(m_drafts.value(entry->path, entry));
}

// `bytes` were written to the file at `path` just now.
void VaultWorker::enterOwn(const NotePath &path, const FileStamp &stamp, const QByteArray &bytes)
{
    if (path.isNote() || isCanvas(path)) {
        m_onDisk.insert(path, textEntry(path, stamp, bytes));
        m_recent.insert(path);
        m_uncached += path.isNote() ? 1 : 0;
    } else {
        FileStamp known = stamp;
        known.hash = 0; // As from the scan, which reads notes and canvases alone.
        m_onDisk.insert(path, std::make_shared<const FileEntry>(
                                  FileEntry{.path = path, .kind = FileKind::Attachment, .stamp = known}));
    }
    if (m_awaited > 0)
        m_written.insert(path);
}

// Into the next snapshot: what the file at `path` says, or the draft in its place. A draft without a file is no note.
void VaultWorker::show(const NotePath &path)
{
    if (const FileEntryPtr file = m_onDisk.value(path)) {
        m_changes.changed.append(m_drafts.value(path, file));
        return;
    }
    m_changes.changed.removeIf([&](const FileEntryPtr &entry) { return entry->path == path; });
    m_changes.removed.append(path);
}

void VaultWorker::finishSweep()
{
    const bool first = !std::exchange(m_complete, true);
    m_written.clear();
    const bool news = first || m_changes.settings || m_changes.linkedFolders || !m_changes.changed.isEmpty()
                      || !m_changes.removed.isEmpty();
    if (news)
        publish(true);
    if (const QList<NotePath> changed = std::exchange(m_changedFiles, {}); !changed.isEmpty())
        Q_EMIT filesChanged(changed);
    tellRenames(first);
    tellCaughtUp();
    m_safe.flush();
    if (first) {
        Q_EMIT progressed(m_total, m_total);
        tellDrafts();
        QList<NotePath> files = m_onDisk.keys();
        files.removeIf([](const NotePath &path) { return path.isNote() || !isKeptInHistory(path); });
        m_pasts.start(files);
    }
    // A few changed notes are read again as fast as from the cache.
    if (m_uncached > 0 && (first || m_uncached >= std::max(32, m_snapshot.noteCount() / 100)))
        m_whenQuiet.start();
    if (m_sweepAgain)
        sweep();
}

void VaultWorker::tellCaughtUp()
{
    for (const ChangePlan &plan : std::exchange(m_caughtUp, {}))
        Q_EMIT caughtUp(plan);
}

// A file may be gone in one sweep and appear in the next one.
void VaultWorker::tellRenames(bool first)
{
    const QList<FileRename> renames =
        m_gone.isEmpty() ? QList<FileRename>() : findRenames(m_gone, m_appeared, m_onDisk.values());
    m_appeared.clear();
    for (const FileEntryPtr &file : std::exchange(m_goneNow, {})) {
        m_pasts.leave(file->path);
        if (!std::ranges::contains(renames, file->path, &FileRename::from)
            && !std::ranges::contains(m_ownRenames, file->path, &FileRename::from))
            m_safe.noteGone(*file);
    }
    m_gone.removeIf(
        [&](const FileEntryPtr &file) { return std::ranges::contains(renames, file->path, &FileRename::from); });
    if (m_gone.isEmpty() || m_sinceGone.hasExpired(StillToAppear))
        m_gone.clear();
    QList<FileRename> others = renames;
    others.removeIf([&](const FileRename &rename) { return m_ownRenames.contains(rename); });
    // The cache may be older than an answer.
    const QList<FileRename> known = m_ownRenames + (first ? m_outsideRenames.answered : QList<FileRename>());
    setOutsideRenames({continued(m_outsideRenames.open, others + m_ownRenames, known), m_outsideRenames.answered});
    m_ownRenames.clear();
    const QSet<NotePath> replaced = std::exchange(m_replaced, {});
    for (const FileRename &rename : std::as_const(others)) {
        // A note that was replaced keeps its own past.
        if (isKeptInHistory(rename.to) && !replaced.contains(rename.to))
            m_safe.noteMoved(rename.from, rename.to);
    }
    if (!others.isEmpty())
        Q_EMIT renamedOutside(others);
}

void VaultWorker::setOutsideRenames(const OutsideRenames::Remembered &renames)
{
    if (renames == m_outsideRenames)
        return;
    m_outsideRenames = renames;
    if (const Result<> written = OutsideRenames(m_root).write(renames); !written)
        reportOnce(written.error());
    m_changes.renamedOutside = renames.open;
    if (m_awaited == 0)
        publish(m_complete);
}

void VaultWorker::forgetRenames(const QList<FileRename> &renames)
{
    OutsideRenames::Remembered left = m_outsideRenames;
    left.open.removeIf([&](const FileRename &rename) { return renames.contains(rename); });
    left.answered.removeIf([&](const FileRename &rename) { return renames.contains(rename); });
    left.answered += renames;
    setOutsideRenames(left);
}

void VaultWorker::writeCache()
{
    m_uncached = 0;
    QList<FileEntryPtr> notes;
    for (const FileEntryPtr &entry : std::as_const(m_onDisk)) {
        if (entry->note && !m_recent.contains(entry->path))
            notes.append(entry);
    }
    m_pool.start([cache = m_cache, notes = std::move(notes), cancelled = m_cancelled] {
        if (const Result<> written = cache.write(notes, cancelled.get()); !written)
            qCInfo(vaultLog, "%ls", qUtf16Printable(written.error().sentence));
    });
}

void VaultWorker::publish(bool complete)
{
    m_changes.complete = complete;
#ifdef TEARSHEET_PARANOID
    (void)m_snapshot.unresolved(); // So that the next one follows it.
#endif
    m_snapshot = Indexer::next(m_snapshot, std::exchange(m_changes, {}));
#ifdef TEARSHEET_PARANOID
    if (m_snapshot
        != Indexer::next({}, {.changed = m_snapshot.files(),
                              .settings = m_settings,
                              .complete = complete,
                              .linkedFolders = m_linkedFolders}))
        qCCritical(vaultLog, "The incremental index differs from a rebuild.");
#endif
    m_sincePublished.restart();
    Q_EMIT published(m_snapshot);
}

void VaultWorker::reportOnce(const Error &error)
{
    if (m_reported.contains(error.sentence))
        return;
    m_reported.insert(error.sentence);
    Q_EMIT problem(error);
}

} // namespace tearsheet
