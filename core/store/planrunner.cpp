// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/planrunner.h"

#include "core/store/filewrites.h"
#include "core/store/inplacewriter.h"
#include "core/store/notestore.h"
#include "core/store/planjournal.h"
#include "core/store/planpreparation.h"
#include "core/store/steprunner.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QObject>
#include <QSet>

#include <algorithm>
#include <functional>
#include <ranges>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

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
    const Result<bool> recovered = finish(true, changed);
    if (!recovered && QFile::exists(m_journalPath))
        return std::unexpected(recovered.error());
    if (changed)
        return failure(
            ErrorCode::Changed, m_root,
            QObject::tr("A change to this vault that was cut short %1. Look at the notes as they are now, and "
                        "try again.")
                .arg(recovered ? QObject::tr("has just been finished") : QObject::tr("could not be done as a whole")));
    // What a save left half written, too, before anyone compares or changes it.
    if (const Result<> completed = completeHalfWritten();
        !completed && completed.error().code != ErrorCode::NotFound) // Its folder may never come back.
        return completed;
    // What a program that ended before its plan was to be done left there.
    QDir(textsPlace(m_root)).removeRecursively();
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
    const Result<> prepared = preparation.write();
    journal.steps = preparation.steps();
    if (!prepared)
        return giveUp(prepared.error());
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
    runner.leaveFolders(journal.steps);
    for (const QString &folder : made)
        m_madeFolders.append(NotePath::fromRelative(folder.sliced(m_root.size() + 1)).value_or(NotePath()));
    // Else the next start sees to it.
    if (lasts)
        removeJournal(*m_calls, m_journalPath);
    return {};
}

Result<> PlanRunner::check(const ChangePlan &plan) const
{
    PlanPreparation preparation(m_root, *m_calls);
    const Result<> checked = preparation.check(plan);
    return checked ? preparation.foresee() : checked;
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

Result<> PlanRunner::completeHalfWritten()
{
    InPlaceWriter halfWritten(m_root, *m_calls);
    halfWritten.setHistory(m_history);
    return halfWritten.recover();
}

// Under the lock. Sets `changed` where files of the vault may be others than before.
Result<bool> PlanRunner::finish(bool isLongAgo, bool &changed)
{
    const Result<QByteArray> json =
        readWhole(*m_calls, m_journalPath, QObject::tr("The journal of an unfinished change cannot be read"));
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
        if (const Result<> completed = completeHalfWritten(); !completed)
            return std::unexpected(completed.error());
    }
    StepRunner runner(m_root, *m_calls, *journal, isLongAgo ? Begun::LongAgo : Begun::Before);
    if (const auto hopeless = journal->committed ? StepRunner::hopeless(*m_calls, journal->steps) : std::nullopt)
        return takeBack(*journal, runner, hopeless->path, changed);
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
        runner.leaveFolders(journal->steps);
    if (lasts || !journal->committed)
        removeJournal(*m_calls, m_journalPath);
    if (failed)
        return std::unexpected(*failed);
    return journal->committed;
}

// Under the lock: the plan cannot be done as a whole, as the new text of `file` is gone, so nothing of it is.
std::unexpected<Error> PlanRunner::takeBack(const PlanJournal &journal, StepRunner &runner, const QString &file,
                                            bool &changed)
{
    std::optional<Error> failed;
    QList<PlanStep> done;
    for (const PlanStep &step : journal.steps | std::views::reverse) {
        const auto isDone = [&] {
            return hasMoved(step) || (!step.beside.isEmpty() && fileHash(*m_calls, step.path) == step.after);
        };
        const bool wasDone = isDone();
        if (const Result<> back = runner.retreat(step); !back && mayPass(back.error()))
            failed = back.error();
        if (wasDone && isDone())
            done.prepend(step);
        changed = changed || wasDone;
    }
    if (failed) // The next start takes the rest back.
        return std::unexpected(*failed);
    m_history.keep(outcome(done), false);
    if (runner.settle(journal.steps) && removeJournal(*m_calls, m_journalPath))
        runner.tidy(journal.steps, true);
    return failure(
        ErrorCode::Changed, file,
        QObject::tr("%1 cannot be changed: its new text, which lay beside it, is damaged or gone, so the whole "
                    "change, which had been cut short, is given up.")
            .arg(QFileInfo(file).fileName()));
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
