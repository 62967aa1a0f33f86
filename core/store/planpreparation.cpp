// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/planpreparation.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>

#include <algorithm>
#include <cerrno>

#include <unistd.h>

namespace tearsheet {

namespace {

// A symbolic link moves itself; what is written goes into the file that it leads to.
Result<> followLink(const FileChange &change, PlanStep &step, const QString &doing)
{
    const QFileInfo link(step.path);
    if (!change.moves()) {
        const QString real = link.canonicalFilePath();
        if (real.isEmpty())
            return failure(ErrorCode::NotFound, step.path, QObject::tr("%1: it is a link to nothing.").arg(doing));
        step.path = step.newPath = real;
        return {};
    }
    if (!change.edits.isEmpty())
        return failure(ErrorCode::Unwritable, step.path,
                       QObject::tr("%1: it is a link, which cannot move and change at once.").arg(doing));
    return {};
}

QString doingOf(const PlanStep &step)
{
    return QObject::tr("%1 cannot be changed").arg(QFileInfo(step.path).fileName());
}

// Of a file that no other can take the place of: its folder refuses that, or else its group would be lost.
std::unexpected<Error> needsConsent(const PlanStep &step, bool isRefused)
{
    return failure(ErrorCode::NeedsConsent, step.path,
                   (isRefused ? QObject::tr("%1: its folder takes no other file. Written in place, the new text "
                                            "goes over the old one.")
                              : QObject::tr("%1: its group could not use it any more, as you are no member. "
                                            "Written in place, it keeps the group."))
                       .arg(doingOf(step)));
}

bool takesFiles(const QString &folder)
{
    return ::access(QFile::encodeName(folder).constData(), W_OK | X_OK) == 0;
}

// Whether the file or folder of `step` can go to its new place. Sets no folder up on the way.
Result<> canMove(const PlanStep &step)
{
    if (!takesFiles(QFileInfo(step.path).path()))
        return systemFailure(step.newPath, doingOf(step));
    QString missing;
    QString folder = QFileInfo(step.newPath).path();
    while (!statusOf(folder))
        folder = QFileInfo(missing = folder).path();
    if (takesFiles(folder))
        return {};
    return missing.isEmpty() ? systemFailure(step.newPath, doingOf(step))
                             : systemFailure(missing, QObject::tr("The folder %1 cannot be made").arg(missing));
}

} // namespace

Result<> PlanPreparation::check(const ChangePlan &plan)
{
    for (const FileChange &change : plan.files) {
        if (const QString path = m_store.absolute(change.path); !QFileInfo(path).isSymLink())
            m_edited.insert(path);
    }
    m_inPlace = plan.inPlace;
    const PlannedMoves moves(m_root, plan);
    if (const Result<> sound = moves.check(); !sound)
        return sound;
    for (const FileChange &change : plan.files) {
        if (const Result<> checked = checkOne(change); !checked)
            return checked;
    }
    if (const Result<> taken = moves.folder().isEmpty() ? Result<>() : takeAlong(moves, moves.folder()); !taken)
        return taken;
    if (m_needConsent.isEmpty())
        return {};
    const QString path = m_needConsent.first();
    const QString name = QFileInfo(path).fileName();
    const auto others = static_cast<int>(m_needConsent.size() - 1);
    const QString reason =
        others == 0
            ? QObject::tr("%1 has a second name elsewhere (a hard link), which would keep the old text.").arg(name)
        : others == 1
            ? QObject::tr(
                  "%1 and another file have second names elsewhere (hard links), which would keep the old text.")
                  .arg(name)
            : QObject::tr(
                  "%1 and %2 more files have second names elsewhere (hard links), which would keep the old text.")
                  .arg(name)
                  .arg(others);
    return failure(ErrorCode::NeedsConsent, path,
                   reason + QObject::tr(" Written in place, all names say the new one."));
}

Result<> PlanPreparation::foresee() const
{
    for (const PlanStep &step : m_steps) {
        const auto status = step.beside.isEmpty() || m_inPlace ? std::nullopt : statusOf(step.path);
        const QString folder = QFileInfo(step.path).path();
        if (status && !takesFiles(folder))
            return needsConsent(step, true);
        if (status && !mayKeepRights(folder, *status))
            return needsConsent(step, false);
    }
    for (const PlanStep &step : m_steps) {
        if (const Result<> moves = step.moves() ? canMove(step) : Result<>(); !moves)
            return moves;
    }
    return {};
}

Result<> PlanPreparation::write()
{
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        PlanStep &step = m_steps[i];
        if (step.beside.isEmpty())
            continue;
        const auto status = statusOf(step.path);
        const QString doing = doingOf(step);
        const auto writeBeside = [&] {
            return writeNewFile(m_calls, step.beside, m_texts.at(i), status ? &*status : nullptr, step.path, false,
                                doing);
        };
        Result<> written = writeBeside();
        const bool isRefused =
            !written
            && (written.error().code == ErrorCode::Unreadable || written.error().code == ErrorCode::Unwritable);
        const bool losesRights = written && status && !keepsRights(step.beside, *status);
        if ((isRefused || losesRights) && !m_inPlace)
            return needsConsent(step, isRefused);
        step.inPlace = step.inPlace || isRefused || losesRights;
        if (isRefused) {
            step.beside = textsPlace(m_root) + u'/' + QFileInfo(step.beside).fileName();
            const Result<> made = makeFolders(m_calls, textsPlace(m_root), 0700);
            written = made ? writeBeside() : made;
        }
        if (!written)
            return written;
        if (!step.inPlace)
            continue;
        if (const Result<> kept =
                writeNewFile(m_calls, oldBeside(step), m_oldTexts.at(i), &*status, step.path, false, doing);
            !kept)
            return kept;
    }
    return sync();
}

// Once for each file system: another disk may be mounted in the vault. The data folder is synced for itself, as what
// lies upon another file system may have the same device.
Result<> PlanPreparation::sync() const
{
    const auto syncAll = [this](const QString &path) -> Result<> {
        const OpenFile folder(m_calls.open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
        if (!folder.isOpen() || m_calls.syncAll(folder.descriptor()) != 0)
            return systemFailure(path, QObject::tr("The change cannot be made"));
        return {};
    };
    QSet<QString> folders;
    for (const PlanStep &step : m_steps) {
        if (!step.beside.isEmpty())
            folders.insert(QFileInfo(step.beside).path());
    }
    QSet<std::pair<std::pair<quint32, quint32>, bool>> synced;
    for (const QString &folder : std::as_const(folders)) {
        const auto status = fileStatus(QFile::encodeName(folder).constData());
        if (!status)
            return systemFailure(folder, QObject::tr("The change cannot be made"));
        const std::pair disk(std::pair(status->stx_dev_major, status->stx_dev_minor), folder == textsPlace(m_root));
        if (synced.contains(disk))
            continue;
        synced.insert(disk);
        if (const Result<> done = syncAll(folder); !done)
            return done;
    }
    return synced.isEmpty() ? syncAll(m_root) : Result<>();
}

Result<> PlanPreparation::checkOne(const FileChange &change)
{
    const QString name = change.path.toString();
    const QString doing = QObject::tr("%1 cannot be changed").arg(name);
    PlanStep step{.path = m_store.absolute(change.path), .newPath = m_store.absolute(change.newPath), .beside = {}};
    auto status = statusOf(step.path);
    if (status && S_ISLNK(status->stx_mode)) {
        if (const Result<> followed = followLink(change, step, doing); !followed)
            return followed;
        if (!change.moves() && m_edited.contains(step.path))
            return {}; // The file itself is changed in the same way.
        m_edited.insert(step.path);
        if (!change.moves())
            status = fileStatus(AT_FDCWD, QFile::encodeName(step.path).constData());
    }
    if (!status)
        return systemFailure(step.path, doing);
    if (!S_ISREG(status->stx_mode) && !S_ISLNK(status->stx_mode))
        return failure(ErrorCode::NotAFile, step.path,
                       (S_ISDIR(status->stx_mode) ? QObject::tr("%1: a folder is in its place.")
                                                  : QObject::tr("%1: it is no regular file."))
                           .arg(doing));
    if (change.moves()) {
        const auto there = statusOf(step.newPath);
        const bool itself = there && isSameFile(*there, *status) && step.changesCaseOnly();
        if (there && !itself)
            return failure(ErrorCode::Exists, step.newPath,
                           QObject::tr("%1: %2 is there already.").arg(doing, change.newPath.toString()));
        if (const Result<> inVault = checkFolder(m_root, std::nullopt, step.newPath, doing); !inVault)
            return inVault;
    }
    if (!change.edits.isEmpty()) {
        if (const Result<> edited = edit(change, *status, step, doing); !edited)
            return edited;
        m_steps.append(step);
    } else {
        addMove(step);
    }
    return {};
}

void PlanPreparation::addMove(const PlanStep &step)
{
    m_texts.append(QByteArray());
    m_oldTexts.append(QByteArray());
    m_steps.append(step);
}

// A folder that moves takes along what no plan lists: hidden files and folders, and empty folders. What is listed moves
// by itself, and its folders are made.
Result<> PlanPreparation::takeAlong(const PlannedMoves &moves, const QString &folder)
{
    const auto filter = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QFileInfo &entry : QDir(folder).entryInfoList(filter)) {
        const QString path = entry.filePath();
        const QString newPath = moves.placeOf(path);
        if (moves.isListed(path)) {
            const bool isFolder = entry.isDir() && !entry.isSymLink();
            if (const Result<> taken = isFolder ? takeAlong(moves, path) : Result<>(); !taken)
                return taken;
            continue;
        }
        // The place that the folder moves to may lie in itself no more than it may be taken.
        if (newPath.startsWith(path + u'/'))
            continue;
        const PlanStep step{.path = path, .newPath = newPath, .beside = {}};
        if (step.changesCaseOnly() && isSameFile(path, newPath))
            continue; // Capitals make no other name: it moves with its folder.
        if (statusOf(newPath))
            return failure(ErrorCode::Exists, newPath,
                           QObject::tr("%1 cannot be changed: %2 is there already.")
                               .arg(path.sliced(m_root.size() + 1), newPath.sliced(m_root.size() + 1)));
        addMove(step);
    }
    return {};
}

Result<> PlanPreparation::edit(const FileChange &change, const struct statx &status, PlanStep &step,
                               const QString &doing)
{
    const Result<TextFile> now = m_store.read(change.path);
    if (!now)
        return std::unexpected(now.error());
    if (now->stamp.hash != change.base.hash)
        return failure(ErrorCode::Changed, step.path, QObject::tr("%1: it has been changed meanwhile.").arg(doing));
    if (::access(QFile::encodeName(step.path).constData(), W_OK) != 0)
        return errno == EROFS
                   ? systemFailure(step.path, doing)
                   : failure(ErrorCode::Unwritable, step.path, QObject::tr("%1: the file is read-only.").arg(doing));
    Result<QByteArray> text = change.edits.apply(now->bytes);
    if (!text)
        return std::unexpected(text.error());
    if (const Result<> same = linked(status, step, *text, doing); !same)
        return same;
    step.inPlace = status.stx_nlink > 1;
    step.beside = nameBeside(step.path);
    step.before = now->stamp.hash;
    step.after = contentHash(*text);
    m_replaced.append(NewVersion::found(change.path, *now));
    m_texts.append(std::move(*text));
    m_oldTexts.append(now->bytes);
    return {};
}

// Where both names of a file are to be changed, they can say one thing only.
Result<> PlanPreparation::linked(const struct statx &status, const PlanStep &step, const QByteArray &text,
                                 const QString &doing)
{
    if (status.stx_nlink <= 1)
        return {};
    if (!m_inPlace)
        m_needConsent.append(step.path);
    const QByteArray file = QByteArray::number(status.stx_dev_major) + ':' + QByteArray::number(status.stx_dev_minor)
                            + ':' + QByteArray::number(static_cast<quint64>(status.stx_ino));
    if (m_linked.contains(file) && m_linked.value(file) != text)
        return failure(ErrorCode::Unwritable, step.path,
                       QObject::tr("%1: another name of the same file (a hard link) would have to say something else.")
                           .arg(doing));
    m_linked.insert(file, text);
    return {};
}

} // namespace tearsheet
