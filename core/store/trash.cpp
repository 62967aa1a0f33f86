// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trash.h"

#include "core/store/filewrites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QStandardPaths>

#include <cerrno>

#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// What the XDG trash knows of the file at `place`, beside the folder it lies in.
QString trashInfo(const QString &place)
{
    const QFileInfo file(place);
    return QDir::cleanPath(file.path() + u"/../info/"_s + file.fileName() + u".trashinfo"_s);
}

// Of several files with one name in the trash: "Note 2.md".
QString numbered(const QString &file, int number)
{
    if (number == 1)
        return file;
    const qsizetype dot = file.lastIndexOf(u'.');
    const qsizetype end = dot > file.lastIndexOf(u'/') + 1 ? dot : file.size();
    return file.first(end) + u' ' + QString::number(number) + file.sliced(end);
}

} // namespace

Trash::Trash(QString root, const FileCalls &calls)
    : m_root(std::move(root)), m_opened(identityOf(m_root)), m_calls(&calls)
{}

Result<Trashed> Trash::take(const NotePath &path, TrashPlace place, std::optional<quint64> kept)
{
    const QString doing = QObject::tr("%1 cannot be deleted").arg(path.toString());
    const QString file = m_root + u'/' + path.toString();
    const QFileInfo info(file);
    if (!info.exists() && !info.isSymLink())
        return failure(ErrorCode::NotFound, file, QObject::tr("%1: it does not exist.").arg(doing));
    // Qt would put a second name of it into the trash, and call that moved.
    if (::access(QFile::encodeName(info.path()).constData(), W_OK) != 0)
        return systemFailure(file, doing);
    switch (place) {
    case TrashPlace::System: {
        QString moved;
        // The trash is made where it is missing, but not the folder for it.
        QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
        if (QFile::moveToTrash(file, &moved))
            return Trashed{path, moved};
        [[fallthrough]];
    }
    case TrashPlace::Local: {
        const Result<QString> moved = moveLocally(path, file, doing);
        if (!moved)
            return std::unexpected(moved.error());
        return Trashed{path, *moved};
    }
    case TrashPlace::None:
        break;
    }
    if (kept) {
        if (const Result<> removed = removeKept(file, *kept, doing); !removed)
            return std::unexpected(removed.error());
    } else if (m_calls->remove(QFile::encodeName(file).constData()) != 0) {
        return systemFailure(file, doing);
    }
    return Trashed{path, {}};
}

// Under a name where nobody else writes to it, it is looked at before it goes.
Result<> Trash::removeKept(const QString &file, quint64 kept, const QString &doing)
{
    const QString hidden = nameBeside(file);
    const QByteArray aside = QFile::encodeName(hidden);
    if (m_calls->rename(QFile::encodeName(file).constData(), aside.constData()) != 0)
        return systemFailure(file, doing);
    if (fileHash(*m_calls, hidden) != kept) {
        const QString changed = QObject::tr("%1: another program has changed it meanwhile").arg(doing);
        if (renameToFree(*m_calls, hidden, file))
            return failure(ErrorCode::Changed, file, changed + u'.');
        return failure(
            ErrorCode::Changed, file,
            changed
                + QObject::tr(", and again; the text before that is kept as %1.").arg(QFileInfo(hidden).fileName()));
    }
    if (m_calls->remove(aside.constData()) == 0)
        return {};
    const auto failed = systemFailure(file, doing);
    renameToFree(*m_calls, hidden, file);
    return failed;
}

Result<QString> Trash::moveLocally(const NotePath &path, const QString &file, const QString &doing)
{
    const QString wanted = m_root + u"/.trash/"_s + path.toString();
    const QString folder = QFileInfo(wanted).path();
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::Unwritable, folder, QObject::tr("%1: its folder cannot be made.").arg(doing));
    for (int number = 1;; ++number) {
        QString place = numbered(wanted, number);
        if (renameToFree(*m_calls, file, place))
            return place;
        if (errno != EEXIST)
            return systemFailure(file, doing);
    }
}

void Trash::leaveFolder(const NotePath &folder)
{
    if (!folder.isEmpty())
        removeEmptyFolders(*m_calls, m_root + u'/' + folder.toString());
}

Result<> Trash::putBack(const Trashed &trashed)
{
    const QString doing = QObject::tr("%1 cannot be brought back").arg(trashed.path.toString());
    const QString file = m_root + u'/' + trashed.path.toString();
    if (trashed.place.isEmpty() || !QFileInfo::exists(trashed.place))
        return failure(ErrorCode::NotFound, file, QObject::tr("%1: it is not in the trash any more.").arg(doing));
    if (const Result<> inVault = checkFolder(m_root, m_opened, file, doing); !inVault)
        return inVault;
    if (const Result<> made = makeFolders(*m_calls, QFileInfo(file).path(), 0777); !made)
        return made;
    if (!renameToFree(*m_calls, trashed.place, file))
        return systemFailure(file, doing);
    if (!trashed.place.startsWith(m_root + u"/.trash/"_s))
        m_calls->remove(QFile::encodeName(trashInfo(trashed.place)).constData());
    return {};
}

} // namespace tearsheet
