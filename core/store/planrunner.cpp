// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/planrunner.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/store/inplacewriter.h"
#include "core/store/notestore.h"
#include "core/store/planjournal.h"
#include "core/store/planpreparation.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QObject>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <functional>

#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// Whether the folder of the file at `path` has exactly this name.
bool isListed(const QString &path)
{
    const QFileInfo file(path);
    return QDir(file.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System).contains(file.fileName());
}

QByteArray encoded(const QString &path)
{
    return QFile::encodeName(path);
}

/// Whether what failed may be done later: nothing in the vault is in its way.
bool mayPass(const Error &error)
{
    return error.code != ErrorCode::Changed && error.code != ErrorCode::Exists;
}

// The folders that `steps` need and that are not there, inner ones first.
QStringList missingFolders(const QList<PlanStep> &steps)
{
    QSet<QString> folders;
    for (const PlanStep &step : steps) {
        QString folder = QFileInfo(step.newPath).path();
        while (step.moves() && !folders.contains(folder) && !QFileInfo::exists(folder)) {
            folders.insert(folder);
            folder = QFileInfo(folder).path();
        }
    }
    QStringList sorted = folders.values();
    std::ranges::sort(sorted, std::greater(), &QString::size);
    return sorted;
}

/// Whether the file of `step` lies at its new path. Where capitals make no other name, the system finds it by both
/// names; what the folder lists says which it has.
bool hasMoved(const PlanStep &step)
{
    if (!step.moves() || !statusOf(step.newPath))
        return false;
    return !statusOf(step.path) || (step.changesCaseOnly() && !isListed(step.path));
}

/// What a plan may rely on.
enum class Begun : quint8 {
    Now,     ///< It was checked a moment ago, and is taken back where a step fails.
    Before,  ///< A crash cut it short: whatever can be done of it is done. A folder that is not there is waited for.
    LongAgo, ///< Likewise, but such a folder is gone for good, and its files with it.
};

/// Does the steps of a plan, and undoes them. Each may be done again from wherever it stopped.
class StepRunner
{
public:
    /// For the plan of `journal` in the vault at `root`.
    StepRunner(const QString &root, const FileCalls &calls, const PlanJournal &journal, Begun begun)
        : m_calls(calls), m_inPlace(root, calls), m_vacated(journal.vacated), m_emptied(journal.emptied), m_begun(begun)
    {}

    /// Fails with `Changed` or `Exists` where the step can never be done.
    Result<> advance(const PlanStep &step)
    {
        const bool moved = hasMoved(step);
        const QString &now = moved ? step.newPath : step.path;
        if (!statusOf(now))
            return missing(step);
        const Result<> replaced = replace(step, now);
        // A text that another program has written since stays, but links say the new name by now.
        const bool onlyMoves = !replaced && replaced.error().code == ErrorCode::Changed && m_begun != Begun::Now;
        if ((!replaced && !onlyMoves) || !step.moves() || moved)
            return replaced;
        if (const Result<> made = makeFolders(m_calls, QFileInfo(step.newPath).path(), 0777); !made)
            return made;
        const Result<> there = move(step, step.path, step.newPath);
        return there ? replaced : there;
    }

    /// Takes `step` back as far as it was done.
    Result<> retreat(const PlanStep &step)
    {
        if (hasMoved(step)) {
            if (const Result<> moved = move(step, step.newPath, step.path); !moved)
                return moved;
        }
        if (m_torn.contains(step.path))
            return failure(ErrorCode::Io, step.path, QObject::tr("%1 is half written.").arg(step.path));
        if (step.beside.isEmpty() || fileHash(step.path) != step.after)
            return {};
        if (step.inPlace)
            return fileHash(oldBeside(step)) == step.before ? overwrite(step, step.path, oldBeside(step)) : Result<>();
        if (fileHash(step.beside) == step.before)
            return exchange({step.path, step.path, step.beside, step.after, step.before}, step.path);
        return fileHash(oldBeside(step)) == step.before ? comeBack(step) : Result<>();
    }

    /// Makes the names of what was done or taken back last. False where the system failed to.
    bool settle(const QList<PlanStep> &steps)
    {
        QSet<QString> folders;
        for (const PlanStep &step : steps)
            folders += {QFileInfo(step.path).path(), QFileInfo(step.newPath).path()};
        bool settled = true;
        for (const QString &folder : std::as_const(folders))
            settled = (syncFolder(m_calls, folder) || errno == ENOENT || errno == ENOTDIR) && settled;
        return settled;
    }

    /// Removes what lies beside and makes the names last, false where the system failed to. Before a plan is
    /// `committed`, only its own texts lie there, some maybe in part.
    bool tidy(const QList<PlanStep> &steps, bool committed)
    {
        for (const PlanStep &step : steps) {
            // What another program wrote may have ended up beside: that stays.
            const auto hash = step.beside.isEmpty() ? std::nullopt : fileHash(step.beside);
            if (hash == step.before || hash == step.after || (hash && !committed))
                m_calls.remove(encoded(step.beside).constData());
            if (!step.beside.isEmpty() && statusOf(oldBeside(step)))
                m_calls.remove(encoded(oldBeside(step)).constData());
        }
        return settle(steps);
    }

    /// Removes the folders that the plan leaves empty.
    void leaveFolders()
    {
        if (!m_vacated.isEmpty())
            removeEmpty(m_vacated);
        removeIfEmpty(m_emptied);
    }

    void removeIfEmpty(const QStringList &folders)
    {
        for (const QString &folder : folders)
            m_calls.removeFolder(encoded(folder).constData());
    }

private:
    // Removes `folder` and the folders in it, as far as they hold no file.
    void removeEmpty(const QString &folder)
    {
        const QDir dir(folder);
        for (const QString &inner : dir.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks))
            removeEmpty(dir.filePath(inner));
        m_calls.removeFolder(encoded(folder).constData());
    }

    static QString doing(const PlanStep &step)
    {
        return QObject::tr("%1 cannot be changed").arg(QFileInfo(step.path).fileName());
    }

    static std::unexpected<Error> changedMeanwhile(const PlanStep &step, const QString &now)
    {
        return failure(ErrorCode::Changed, now,
                       QObject::tr("%1: another program has changed it meanwhile.").arg(doing(step)));
    }

    // One that is gone was deleted; but one whose folder is gone too may lie on a disk that is not there just now.
    std::unexpected<Error> missing(const PlanStep &step) const
    {
        const QString folder = QFileInfo(step.path).path();
        const bool isVacated =
            m_emptied.contains(folder)
            || (!m_vacated.isEmpty() && (folder == m_vacated || folder.startsWith(m_vacated + u'/')));
        if (m_begun == Begun::LongAgo || statusOf(folder) || isVacated)
            return failure(ErrorCode::Changed, step.path,
                           QObject::tr("%1: it is not there any more.").arg(doing(step)));
        return failure(ErrorCode::NotFound, step.path,
                       QObject::tr("%1: its folder %2 is not there. It will be changed when that is there again.")
                           .arg(doing(step), folder));
    }

    // The new text takes its place, if it has not yet.
    Result<> replace(const PlanStep &step, const QString &now)
    {
        if (step.beside.isEmpty())
            return {};
        const Result<QByteArray> text = readWhole(now, doing(step));
        if (!text)
            return std::unexpected(text.error());
        const quint64 version = contentHash(*text);
        if (version == step.after)
            return {};
        if (version != step.before) {
            // Where the new text is gone from beside, or the old one lies there, it took its place in an earlier
            // attempt. What was written since stays.
            const bool wasDone = !statusOf(step.beside) || (!step.inPlace && fileHash(step.beside) == step.before);
            return wasDone ? Result<>() : Result<>(changedMeanwhile(step, now));
        }
        const Result<QByteArray> newText = readWhole(step.beside, doing(step));
        if (!newText && newText.error().code != ErrorCode::NotFound)
            return std::unexpected(newText.error());
        if (!newText || contentHash(*newText) != step.after)
            return failure(ErrorCode::Changed, now,
                           QObject::tr("%1: its new text, which lay beside it, is damaged or gone.").arg(doing(step)));
        return step.inPlace ? overwrite(step, now, step.beside) : exchange(step, now);
    }

    // Makes the file at `now`, which has a second name, say what the one at `from` says.
    Result<> overwrite(const PlanStep &step, const QString &now, const QString &from)
    {
        const Result<QByteArray> before = readWhole(now, doing(step));
        if (!before)
            return std::unexpected(before.error());
        const Result<QByteArray> after = readWhole(from, doing(step));
        if (!after)
            return std::unexpected(after.error());
        const Result<> written = m_inPlace.write(now, *before, *after, doing(step));
        // What could be neither done nor taken back is completed at the next start.
        if (!written && written.error().code != ErrorCode::Changed && fileHash(now) != contentHash(*before))
            m_torn.insert(now);
        return written;
    }

    // To a place where nothing is, but for the file itself by another case of its name.
    Result<> move(const PlanStep &step, const QString &from, const QString &to)
    {
        if (renameToFree(m_calls, from, to))
            return {};
        const bool isItself = errno == EEXIST && step.changesCaseOnly() && isSameFile(from, to);
        if (isItself && m_calls.rename(encoded(from).constData(), encoded(to).constData()) == 0) {
            if (!isListed(from))
                return {};
            errno = EEXIST; // Two names of one file (a hard link), of which renaming leaves both.
        }
        return systemFailure(to, doing(step));
    }

    // Whatever was written into the file since the plan was checked comes back, and the step fails.
    Result<> exchange(const PlanStep &step, const QString &now)
    {
        if (m_calls.exchange(encoded(step.beside).constData(), encoded(now).constData()) != 0) {
            if (!isUnsupported(errno))
                return systemFailure(now, doing(step));
            return replaceByTurns(step, now);
        }
        if (fileHash(step.beside) == step.before)
            return {};
        const auto exchanged = [&] {
            return m_calls.exchange(encoded(step.beside).constData(), encoded(now).constData()) == 0;
        };
        if (!exchanged())
            return systemFailure(now, doing(step));
        // Again something else was written in between: it is newer. What lies beside then stays there.
        if (fileHash(step.beside) != step.after)
            (void)exchanged();
        return changedMeanwhile(step, now);
    }

    // Where files cannot be exchanged: the old version is copied aside before the new one takes its place.
    Result<> replaceByTurns(const PlanStep &step, const QString &now)
    {
        if (const Result<> copied = copy(step, now, step.before, oldBeside(step)); !copied)
            return copied;
        // To sync the copy takes long, during which another program may write.
        if (fileHash(now) != step.before)
            return changedMeanwhile(step, now);
        if (m_calls.rename(encoded(step.beside).constData(), encoded(now).constData()) != 0)
            return systemFailure(now, doing(step));
        return {};
    }

    // Takes `replaceByTurns` back. The journal may yet say that the plan is to be done, so the new text lies beside
    // again, for good, before the old one takes its place.
    Result<> comeBack(const PlanStep &step)
    {
        if (const Result<> copied = copy(step, step.path, step.after, step.beside); !copied)
            return copied;
        if (!syncFolder(m_calls, QFileInfo(step.path).path())
            || m_calls.rename(encoded(oldBeside(step)).constData(), encoded(step.path).constData()) != 0)
            return systemFailure(step.path, doing(step));
        return {};
    }

    // Copies the file at `from`, which must hold `version`, to `to`, down to the disk.
    Result<> copy(const PlanStep &step, const QString &from, quint64 version, const QString &to)
    {
        const auto status = statusOf(from);
        const Result<QByteArray> text = readWhole(from, doing(step));
        if (!text)
            return std::unexpected(text.error());
        if (!status || contentHash(*text) != version)
            return changedMeanwhile(step, from);
        // A part of it, left by an earlier attempt.
        if (statusOf(to) && m_calls.remove(encoded(to).constData()) != 0)
            return systemFailure(to, doing(step));
        return writeNewFile(m_calls, to, *text, &*status, from, true, doing(step));
    }

    const FileCalls &m_calls;
    InPlaceWriter m_inPlace;
    QSet<QString> m_torn; // Files that are half written.
    QString m_vacated;
    QStringList m_emptied;
    Begun m_begun;
};

} // namespace

PlanRunner::PlanRunner(QString root, const FileCalls &calls)
    : m_root(std::move(root)), m_journalPath(dataPlace(u"journal"_s, m_root)), m_calls(&calls)
{}

Result<> PlanRunner::run(const ChangePlan &plan)
{
    m_madeFolders.clear();
    if (const Result<> made = makeFolders(*m_calls, QFileInfo(m_journalPath).path(), 0700); !made)
        return made;
    QLockFile lock(m_journalPath + u".lock"_s);
    if (!lock.tryLock(0) && lock.error() == QLockFile::LockFailedError)
        return failure(ErrorCode::Changed, m_root,
                       QObject::tr("Another program is just changing this vault. When it is done, try again."));
    if (!lock.isLocked())
        return failure(
            ErrorCode::Unwritable, m_journalPath,
            QObject::tr("The change cannot be made: the folder %1, where it is noted down, is full or cannot "
                        "be written to.")
                .arg(QFileInfo(m_journalPath).path()));
    // What was begun long ago does not keep others waiting for a folder that may never come back.
    bool changed = false;
    if (const Result<bool> recovered = finish(true, changed); !recovered && QFile::exists(m_journalPath))
        return std::unexpected(recovered.error());
    if (changed)
        return failure(ErrorCode::Changed, m_root,
                       QObject::tr("A change to this vault that was cut short has just been finished. Look at the "
                                   "notes as they are now, and try again."));
    PlanPreparation preparation(m_root, *m_calls);
    if (const Result<> checked = preparation.check(plan); !checked)
        return checked;
    PlanJournal journal{.committed = false,
                        .steps = preparation.steps(),
                        .vacated = plan.vacated.isEmpty() ? QString() : m_root + u'/' + plan.vacated.toString(),
                        .emptied = {},
                        .root = m_root};
    for (const NotePath &folder : plan.emptied)
        journal.emptied.append(m_root + u'/' + folder.toString());
    const QStringList made = missingFolders(journal.steps);
    StepRunner runner(m_root, *m_calls, journal, Begun::Now);
    const auto giveUp = [&](const Error &error) -> Result<> {
        // While the journal says that the plan is to be done, what it needs for that stays; and it says so until what
        // was taken back is on the disk.
        if (journal.committed && !runner.settle(journal.steps))
            return std::unexpected(error);
        if (removeJournal(*m_calls, m_journalPath) || !journal.committed) {
            runner.tidy(journal.steps, journal.committed);
            runner.removeIfEmpty(made);
        }
        return std::unexpected(error);
    };
    if (const Result<> written = writeJournal(*m_calls, m_journalPath, journal); !written)
        return giveUp(written.error());
    m_history.keep(preparation.replaced(), true);
    if (const Result<> written = preparation.write(); !written)
        return giveUp(written.error());
    journal.committed = true;
    if (const Result<> written = writeJournal(*m_calls, m_journalPath, journal); !written)
        return giveUp(written.error());
    for (qsizetype i = 0; i < journal.steps.size(); ++i) {
        const Result<> done = runner.advance(journal.steps.at(i));
        if (done)
            continue;
        for (; i >= 0; --i) {
            // What cannot be taken back now is finished at the next start.
            if (!runner.retreat(journal.steps.at(i)))
                return std::unexpected(done.error());
        }
        return giveUp(done.error());
    }
    m_history.keep(outcome(journal.steps), false);
    const bool lasts = runner.tidy(journal.steps, journal.committed);
    runner.leaveFolders();
    for (const QString &folder : made)
        m_madeFolders.append(NotePath::fromRelative(folder.sliced(m_root.size() + 1)).value_or(NotePath()));
    // Else the next start sees to it.
    if (lasts)
        removeJournal(*m_calls, m_journalPath);
    return {};
}

Result<bool> PlanRunner::recover()
{
    if (const Result<> made = makeFolders(*m_calls, QFileInfo(m_journalPath).path(), 0700); !made)
        return std::unexpected(made.error());
    QLockFile lock(m_journalPath + u".lock"_s);
    if (!lock.tryLock(0))
        return false; // Who holds it is not finished.
    bool changed = false;
    return finish(false, changed);
}

// Under the lock. Sets `changed` where files of the vault may be others than before.
Result<bool> PlanRunner::finish(bool isLongAgo, bool &changed)
{
    const Result<QByteArray> json =
        readWhole(m_journalPath, QObject::tr("The journal of an unfinished change cannot be read"));
    if (!json && json.error().code == ErrorCode::NotFound)
        return false;
    if (!json)
        return std::unexpected(json.error());
    Result<PlanJournal> journal = PlanJournal::fromJson(*json);
    if (!journal) {
        // It was written as a whole, so it is somebody else's doing; nothing can be made of it here.
        putAside(*m_calls, m_journalPath);
        return std::unexpected(journal.error());
    }
    journal->moveTo(m_root);
    if (!journal->steps.isEmpty()
        && QDir(m_root).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return failure(ErrorCode::NotFound, m_root,
                       QObject::tr("The folder %1 is missing or empty. A change that was begun in it will be finished "
                                   "when its files are there again.")
                           .arg(m_root));
    // What is half written is whole before anybody looks at it.
    if (std::ranges::any_of(journal->steps, &PlanStep::inPlace)) {
        InPlaceWriter halfWritten(m_root, *m_calls);
        halfWritten.setHistory(m_history);
        if (const Result<> completed = halfWritten.recover(); !completed)
            return std::unexpected(completed.error());
    }
    StepRunner runner(m_root, *m_calls, *journal, isLongAgo ? Begun::LongAgo : Begun::Before);
    std::optional<Error> failed;
    bool again = false;
    QList<PlanStep> done;
    for (const PlanStep &step : journal->steps) {
        if (!journal->committed)
            break;
        const Result<> advanced = runner.advance(step);
        if (advanced || hasMoved(step))
            done.append(step);
        if (advanced)
            continue;
        again = again || mayPass(advanced.error());
        failed = failed.value_or(advanced.error());
    }
    changed = !done.isEmpty();
    // The next start needs what lies beside.
    if (again)
        return std::unexpected(*failed);
    m_history.keep(outcome(done), false);
    const bool lasts = runner.tidy(journal->steps, journal->committed);
    if (journal->committed)
        runner.leaveFolders();
    if (lasts || !journal->committed)
        removeJournal(*m_calls, m_journalPath);
    if (failed)
        return std::unexpected(*failed);
    return journal->committed;
}

// What `steps`, which are done, have made of the notes.
QList<NewVersion> PlanRunner::outcome(const QList<PlanStep> &steps) const
{
    QList<NewVersion> versions;
    if (!m_history.history)
        return versions;
    const NoteStore store(m_root);
    const auto inVault = [&](const QString &path) {
        const bool isInside = path.startsWith(m_root + u'/');
        return NotePath::fromRelative(isInside ? path.sliced(m_root.size() + 1) : QString()).value_or(NotePath());
    };
    for (const PlanStep &step : steps) {
        const NotePath path = inVault(step.newPath);
        if (step.moves() && isKeptInHistory(path))
            versions.append(NewVersion::moved(inVault(step.path), path));
        if (step.beside.isEmpty())
            continue;
        if (const Result<TextFile> now = store.read(path); now && now->stamp.hash == step.after)
            versions.append(NewVersion::made(path, now->bytes));
    }
    return versions;
}

} // namespace tearsheet
