// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/steprunner.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/text/textfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>

#include <algorithm>
#include <cerrno>
#include <optional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// Whether the folder of the file at `path` has exactly this name.
bool isListed(const QString &path)
{
    const QFileInfo file(path);
    return QDir(file.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System).contains(file.fileName());
}

/// What has another name for those alone who tell capitals from small letters.
struct CaseRename
{
    QString from;
    QString to;

    /// The name between the two, the same one there and back: for systems that take both for one already.
    QString between() const
    {
        const QFileInfo file(to.toCaseFolded());
        return QFileInfo(to).path() + u"/."_s + nameInside(file.fileName()) + u".tearsheet-"_s
               + QString::number(contentHash(file.filePath().toUtf8()), 36);
    }
};

/// What may have to be renamed, outer folders first and at last the file itself, so that what lies at `from` is listed
/// at `to`, which differs from that in case only.
QList<CaseRename> caseRenames(const QString &from, const QString &to)
{
    QList<CaseRename> renames;
    for (qsizetype end = 0; end < from.size();) {
        const qsizetype begin = end + 1;
        end = from.indexOf(u'/', begin);
        end = end < 0 ? from.size() : end;
        const CaseRename rename{to.first(begin) + from.sliced(begin, end - begin), to.first(end)};
        if (rename.from != rename.to)
            renames.append(rename);
    }
    return renames;
}

/// The first of these that is still to be done.
std::optional<CaseRename> nextCaseRename(const QString &from, const QString &to)
{
    const QList<CaseRename> renames = caseRenames(from, to);
    const auto next = std::ranges::find_if(renames, [](const CaseRename &rename) { return isListed(rename.from); });
    return next == renames.cend() ? std::nullopt : std::optional(*next);
}

QByteArray encoded(const QString &path)
{
    return QFile::encodeName(path);
}

/// Gives a file or folder, which the system may find by both names, the other one. False, with `errno` set, where that
/// fails.
bool changeCase(const FileCalls &calls, const CaseRename &rename)
{
    if (calls.rename(encoded(rename.from).constData(), encoded(rename.to).constData()) != 0)
        return false;
    if (!isListed(rename.from))
        return true;
    if (isListed(rename.to)) {
        errno = EEXIST; // Two names of one file (a hard link), of which renaming leaves both.
        return false;
    }
    // Taken for one name, of which renaming leaves the old one.
    return renameToFree(calls, rename.from, rename.between()) && renameToFree(calls, rename.between(), rename.to);
}

} // namespace

bool hasMoved(const PlanStep &step)
{
    if (!step.moves() || !statusOf(step.newPath))
        return false;
    return !statusOf(step.path) || (step.changesCaseOnly() && !nextCaseRename(step.path, step.newPath));
}

StepRunner::StepRunner(const QString &root, const FileCalls &calls, const PlanJournal &journal, Begun begun)
    : m_calls(calls), m_inPlace(root, calls), m_vacated(journal.vacated), m_emptied(journal.emptied), m_begun(begun)
{}

// What cannot be read just then is no sign of anything.
std::optional<PlanStep> StepRunner::hopeless(const FileCalls &calls, const QList<PlanStep> &steps)
{
    const auto lies = [](const QString &place) { return statusOf(place).has_value(); };
    const bool isTidied = std::ranges::all_of(steps, [&](const PlanStep &step) {
        return (!step.moves() || hasMoved(step) || !lies(step.path))
               && (step.beside.isEmpty() || !(lies(step.beside) || lies(oldBeside(step))));
    });
    if (isTidied) // All of it is done; what is as it was before was put back by others since.
        return std::nullopt;
    std::optional<PlanStep> lost;
    for (const PlanStep &step : steps) {
        const auto version =
            step.beside.isEmpty() ? std::nullopt : fileHash(calls, hasMoved(step) ? step.newPath : step.path);
        if (!version)
            continue;
        const auto beside = fileHash(calls, step.beside);
        if (version == step.after) {
            if (beside != step.before && fileHash(calls, oldBeside(step)) != step.before)
                return std::nullopt; // It cannot be taken back.
            continue;
        }
        const bool isGone = !beside && !lies(step.beside);
        const bool isLost =
            version == step.before ? isGone || (beside && beside != step.after) : isGone && !lies(oldBeside(step));
        if (isLost && !lost)
            lost = step;
    }
    return lost;
}

Result<> StepRunner::advance(const PlanStep &step)
{
    if (const Result<> completed = completeCase(step, step.path, step.newPath); !completed)
        return completed;
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

Result<> StepRunner::retreat(const PlanStep &step)
{
    if (const Result<> completed = completeCase(step, step.newPath, step.path); !completed)
        return completed;
    if (hasMoved(step)) {
        if (const Result<> made = makeFolders(m_calls, QFileInfo(step.path).path(), 0777); !made)
            return made;
        if (const Result<> moved = move(step, step.newPath, step.path); !moved)
            return moved;
    }
    if (m_torn.contains(step.path))
        return failure(ErrorCode::Io, step.path, QObject::tr("%1 is half written.").arg(step.path));
    if (step.beside.isEmpty() || fileHash(m_calls, step.path) != step.after)
        return {};
    if (step.inPlace)
        return fileHash(m_calls, oldBeside(step)) == step.before ? overwrite(step, step.path, oldBeside(step))
                                                                 : Result<>();
    if (fileHash(m_calls, step.beside) == step.before)
        return exchange({step.path, step.path, step.beside, step.after, step.before}, step.path);
    return fileHash(m_calls, oldBeside(step)) == step.before ? comeBack(step) : Result<>();
}

bool StepRunner::settle(const QList<PlanStep> &steps)
{
    QSet<QString> folders;
    for (const PlanStep &step : steps)
        folders += {QFileInfo(step.path).path(), QFileInfo(step.newPath).path()};
    bool settled = true;
    for (const QString &folder : std::as_const(folders))
        settled = (syncFolder(m_calls, folder) || errno == ENOENT || errno == ENOTDIR) && settled;
    return settled;
}

bool StepRunner::tidy(const QList<PlanStep> &steps, bool committed)
{
    for (const PlanStep &step : steps) {
        // What another program wrote may have ended up beside: that stays.
        const auto hash = step.beside.isEmpty() ? std::nullopt : fileHash(m_calls, step.beside);
        if (hash == step.before || hash == step.after || (hash && !committed))
            m_calls.remove(encoded(step.beside).constData());
        if (!step.beside.isEmpty() && statusOf(oldBeside(step)))
            m_calls.remove(encoded(oldBeside(step)).constData());
    }
    return settle(steps);
}

void StepRunner::leaveFolders(const QList<PlanStep> &steps)
{
    // Where capitals make no other name, it may be the folder that all went to.
    const auto left = identityOf(m_vacated);
    const bool isItself = left && std::ranges::any_of(steps, [&](const PlanStep &step) {
                              return step.changesCaseOnly() && step.path.startsWith(m_vacated + u'/')
                                     && identityOf(step.newPath.first(m_vacated.size())) == left;
                          });
    if (!m_vacated.isEmpty() && !isItself)
        removeEmptyFolders(m_calls, m_vacated);
    removeIfEmpty(m_emptied);
}

void StepRunner::removeIfEmpty(const QStringList &folders)
{
    for (const QString &folder : folders)
        m_calls.removeFolder(encoded(folder).constData());
}

QString StepRunner::doing(const PlanStep &step)
{
    return QObject::tr("%1 cannot be changed").arg(QFileInfo(step.path).fileName());
}

std::unexpected<Error> StepRunner::changedMeanwhile(const PlanStep &step, const QString &now)
{
    return failure(ErrorCode::Changed, now,
                   QObject::tr("%1: another program has changed it meanwhile.").arg(doing(step)));
}

// One that is gone was deleted; but one whose folder is gone too may lie on a disk that is not there just now.
std::unexpected<Error> StepRunner::missing(const PlanStep &step) const
{
    const QString folder = QFileInfo(step.path).path();
    const bool isVacated = m_emptied.contains(folder)
                           || (!m_vacated.isEmpty() && (folder == m_vacated || folder.startsWith(m_vacated + u'/')));
    if (m_begun == Begun::LongAgo || statusOf(folder) || isVacated)
        return failure(ErrorCode::Changed, step.path, QObject::tr("%1: it is not there any more.").arg(doing(step)));
    return failure(ErrorCode::NotFound, step.path,
                   QObject::tr("%1: its folder %2 is not there. It will be changed when that is there again.")
                       .arg(doing(step), folder));
}

// The new text takes its place, if it has not yet.
Result<> StepRunner::replace(const PlanStep &step, const QString &now)
{
    if (step.beside.isEmpty())
        return {};
    const Result<QByteArray> text = readWhole(m_calls, now, doing(step));
    if (!text)
        return std::unexpected(text.error());
    const quint64 version = contentHash(*text);
    if (version == step.after)
        return {};
    if (version != step.before) {
        // Where the new text is gone from beside, or the old one lies there, it took its place in an earlier
        // attempt. What was written since stays.
        const bool wasDone = !statusOf(step.beside) || (!step.inPlace && fileHash(m_calls, step.beside) == step.before);
        return wasDone ? Result<>() : Result<>(changedMeanwhile(step, now));
    }
    const Result<QByteArray> newText = readWhole(m_calls, step.beside, doing(step));
    if (!newText && newText.error().code != ErrorCode::NotFound)
        return std::unexpected(newText.error());
    if (!newText || contentHash(*newText) != step.after)
        return failure(ErrorCode::Changed, now,
                       QObject::tr("%1: its new text, which lay beside it, is damaged or gone.").arg(doing(step)));
    return step.inPlace ? overwrite(step, now, step.beside) : exchange(step, now);
}

// Makes the file at `now`, which no other can take the place of, say what the one at `from` says.
Result<> StepRunner::overwrite(const PlanStep &step, const QString &now, const QString &from)
{
    const Result<QByteArray> before = readWhole(m_calls, now, doing(step));
    if (!before)
        return std::unexpected(before.error());
    const Result<QByteArray> after = readWhole(m_calls, from, doing(step));
    if (!after)
        return std::unexpected(after.error());
    const Result<> written = m_inPlace.write(now, *before, *after, doing(step));
    // What could be neither done nor taken back is completed at the next start.
    if (!written && written.error().code != ErrorCode::Changed && fileHash(m_calls, now) != contentHash(*before))
        m_torn.insert(now);
    return written;
}

// What lies between two names goes on to `to`.
Result<> StepRunner::completeCase(const PlanStep &step, const QString &from, const QString &to)
{
    if (!step.changesCaseOnly() || statusOf(from) || statusOf(to))
        return {};
    for (const CaseRename &rename : caseRenames(from, to)) {
        if (statusOf(rename.between()) && !renameToFree(m_calls, rename.between(), rename.to))
            return systemFailure(rename.to, doing(step));
    }
    return {};
}

// To a place where nothing is, but for the file itself by another case of its name or of that of a folder: then that is
// renamed, and what else is in it has moved with it.
Result<> StepRunner::move(const PlanStep &step, const QString &from, const QString &to)
{
    if (renameToFree(m_calls, from, to))
        return {};
    const bool isItself = errno == EEXIST && step.changesCaseOnly() && isSameFile(from, to);
    auto next = isItself ? nextCaseRename(from, to) : std::nullopt;
    while (next && changeCase(m_calls, *next))
        next = nextCaseRename(from, to);
    return isItself && !next ? Result<>() : systemFailure(to, doing(step));
}

// Whatever was written into the file since the plan was checked comes back, and the step fails.
Result<> StepRunner::exchange(const PlanStep &step, const QString &now)
{
    if (m_calls.exchange(encoded(step.beside).constData(), encoded(now).constData()) != 0) {
        if (!isUnsupported(errno))
            return systemFailure(now, doing(step));
        return replaceByTurns(step, now);
    }
    if (fileHash(m_calls, step.beside) == step.before)
        return {};
    const auto exchanged = [&] {
        return m_calls.exchange(encoded(step.beside).constData(), encoded(now).constData()) == 0;
    };
    if (!exchanged())
        return systemFailure(now, doing(step));
    // Again something else was written in between: it is newer. What lies beside then stays there.
    if (fileHash(m_calls, step.beside) != step.after)
        (void)exchanged();
    return changedMeanwhile(step, now);
}

// Where files cannot be exchanged: the old version is copied aside before the new one takes its place.
Result<> StepRunner::replaceByTurns(const PlanStep &step, const QString &now)
{
    if (const Result<> copied = copy(step, now, step.before, oldBeside(step)); !copied)
        return copied;
    // To sync the copy takes long, during which another program may write.
    if (fileHash(m_calls, now) != step.before)
        return changedMeanwhile(step, now);
    if (m_calls.rename(encoded(step.beside).constData(), encoded(now).constData()) != 0)
        return systemFailure(now, doing(step));
    return {};
}

// Takes `replaceByTurns` back. The journal may yet say that the plan is to be done, so the new text lies beside
// again, for good, before the old one takes its place.
Result<> StepRunner::comeBack(const PlanStep &step)
{
    if (const Result<> copied = copy(step, step.path, step.after, step.beside); !copied)
        return copied;
    if (!syncFolder(m_calls, QFileInfo(step.path).path())
        || m_calls.rename(encoded(oldBeside(step)).constData(), encoded(step.path).constData()) != 0)
        return systemFailure(step.path, doing(step));
    return {};
}

// Copies the file at `from`, which must hold `version`, to `to`, down to the disk.
Result<> StepRunner::copy(const PlanStep &step, const QString &from, quint64 version, const QString &to)
{
    const auto status = statusOf(from);
    const Result<QByteArray> text = readWhole(m_calls, from, doing(step));
    if (!text)
        return std::unexpected(text.error());
    if (!status || contentHash(*text) != version)
        return changedMeanwhile(step, from);
    // A part of it, left by an earlier attempt.
    if (statusOf(to) && m_calls.remove(encoded(to).constData()) != 0)
        return systemFailure(to, doing(step));
    return writeNewFile(m_calls, to, *text, &*status, from, true, doing(step));
}

} // namespace tearsheet
