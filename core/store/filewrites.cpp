// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filewrites.h"

#include "core/text/textfile.h"
#include "core/text/utf8.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Tags and comments of file managers, access lists. Those that may not be set are left out: the text matters more.
void copyAttributes(const FileCalls &calls, const QByteArray &from, int to)
{
    const ssize_t size = ::listxattr(from.constData(), nullptr, 0);
    if (size <= 0)
        return;
    QByteArray names(size, '\0');
    if (::listxattr(from.constData(), names.data(), static_cast<size_t>(names.size())) != size)
        return;
    for (const QByteArray &name : names.split('\0')) {
        if (name.isEmpty())
            continue;
        const ssize_t length = ::getxattr(from.constData(), name.constData(), nullptr, 0);
        QByteArray value(std::max<ssize_t>(length, 0), '\0');
        if (length >= 0
            && ::getxattr(from.constData(), name.constData(), value.data(), static_cast<size_t>(value.size()))
                   == length)
            calls.setAttribute(to, name.constData(), value.constData(), static_cast<size_t>(value.size()), 0);
    }
}

// Owner, group and permissions of the file with the status `like`. Another owner can only be kept by an administrator,
// a group by its members. What the old group was allowed to is not meant for another one.
Result<> takeOver(const FileCalls &calls, int file, const struct statx &like, const QString &path, const QString &doing)
{
    const auto now = fileStatus(file);
    if (!now)
        return systemFailure(path, doing);
    const bool sameOwner = now->stx_uid == like.stx_uid;
    bool sameGroup = now->stx_gid == like.stx_gid;
    if (!sameOwner || !sameGroup) {
        const bool both = calls.own(file, like.stx_uid, like.stx_gid) == 0;
        sameGroup = both || sameGroup || calls.own(file, static_cast<uid_t>(-1), like.stx_gid) == 0;
    }
    const mode_t mode = sameGroup ? like.stx_mode & 07777 : withoutGroup(like.stx_mode);
    const auto owned = fileStatus(file); // Another owner may have cost some.
    if (owned && (owned->stx_mode & 07777) == mode)
        return {};
    // Some file systems know no permissions.
    if (calls.setMode(file, mode) != 0 && !isUnsupported(errno))
        return systemFailure(path, doing);
    return {};
}

Result<> fill(const FileCalls &calls, const OpenFile &file, const QString &path, QByteArrayView bytes,
              const struct statx *like, const QString &likePath, bool sync, const QString &doing)
{
    if (like) {
        if (const Result<> owned = takeOver(calls, file.descriptor(), *like, path, doing); !owned)
            return owned;
        copyAttributes(calls, QFile::encodeName(likePath), file.descriptor());
    }
    if (const Result<> written = writeAll(calls, file.descriptor(), bytes, path, doing); !written)
        return written;
    if (sync && calls.sync(file.descriptor()) != 0)
        return systemFailure(path, doing);
    return {};
}

} // namespace

OpenFile::~OpenFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::unexpected<Error> systemFailure(const QString &path, const QString &doing)
{
    return std::unexpected(Error::fromErrno(errno, path, doing));
}

mode_t withoutGroup(mode_t mode)
{
    const mode_t others = mode & S_IRWXO;
    return (mode & (S_IRWXU | S_IRWXO | S_ISVTX)) | (mode & S_IRWXG & (others << 3));
}

QString dataPlace(const QString &kind, const QString &root)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tearsheet/"_s + kind + u'/'
           + QString::number(contentHash(root.toUtf8()), 16);
}

QString pathAfterMove(const QString &path, const QString &root, const QString &now)
{
    return !root.isEmpty() && path.startsWith(root + u'/') ? now + path.sliced(root.size()) : path;
}

Result<> makeFolders(const FileCalls &calls, const QString &folder, mode_t mode)
{
    const QByteArray name = QFile::encodeName(folder);
    if (fileStatus(AT_FDCWD, name.constData(), AT_SYMLINK_NOFOLLOW))
        return {};
    if (const Result<> parent = makeFolders(calls, QFileInfo(folder).path(), mode); !parent)
        return parent;
    if (calls.makeFolder(name.constData(), mode) != 0 && errno != EEXIST)
        return systemFailure(folder, QObject::tr("The folder %1 cannot be made").arg(folder));
    if (syncFolder(calls, QFileInfo(folder).path()))
        return {};
    // What lies in it would be gone with it after a power cut. The next attempt makes it, and syncs it, anew.
    const auto failed = systemFailure(folder, QObject::tr("The folder %1 cannot be made").arg(folder));
    calls.removeFolder(name.constData());
    return failed;
}

void removeEmptyFolders(const FileCalls &calls, const QString &folder)
{
    const QDir dir(folder);
    for (const QString &inner : dir.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        // Who made a hidden folder may need the empty ones in it, as git does.
        const bool stays = inner.startsWith(u'.')
                           && QDirIterator(dir.filePath(inner), QDir::Files | QDir::Hidden | QDir::System,
                                           QDirIterator::Subdirectories)
                                  .hasNext();
        if (!stays)
            removeEmptyFolders(calls, dir.filePath(inner));
    }
    calls.removeFolder(QFile::encodeName(folder).constData());
}

Result<> checkFolder(const QString &root, const std::optional<FolderIdentity> &opened, const QString &path,
                     const QString &doing)
{
    const QString realRoot = QFileInfo(root).canonicalFilePath();
    const auto now = identityOf(root);
    if (realRoot.isEmpty() || !now)
        return failure(ErrorCode::NotFound, path, QObject::tr("%1: the vault's folder %2 is gone.").arg(doing, root));
    if (opened && now->differsFrom(*opened))
        return failure(ErrorCode::NotFound, path,
                       QObject::tr("%1: where the vault was, at %2, is another folder now. To write there, open it.")
                           .arg(doing, root));
    QFileInfo folder(QFileInfo(path).path());
    while (!folder.exists() && !folder.isSymLink() && !folder.isRoot())
        folder.setFile(folder.path());
    if (!folder.isDir())
        return failure(ErrorCode::NotAFolder, path, QObject::tr("%1: %2 is no folder.").arg(doing, folder.fileName()));
    const QString real = folder.canonicalFilePath() + u'/';
    if (!real.startsWith(realRoot + u'/'))
        return failure(ErrorCode::OutsideVault, path, QObject::tr("%1: its folder leads out of the vault.").arg(doing));
    return {};
}

bool takeLock(int file, int how)
{
    int taken = 0;
    do {
        taken = ::flock(file, how);
    } while (taken != 0 && errno == EINTR);
    return taken == 0;
}

Result<QByteArray> readAll(const FileCalls &calls, int file, qint64 expected, const QString &path, const QString &doing)
{
    QByteArray bytes(expected + 1, Qt::Uninitialized);
    qsizetype size = 0;
    for (;;) {
        // A file that grows while it is read is read to its end.
        if (size == bytes.size())
            bytes.resize(bytes.size() * 2);
        const ssize_t count = calls.read(file, bytes.data() + size, static_cast<size_t>(bytes.size() - size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(path, doing);
        if (count == 0)
            break;
        size += count;
    }
    bytes.resize(size);
    return bytes;
}

Result<QByteArray> readWhole(const FileCalls &calls, const QString &path, const QString &doing)
{
    const OpenFile file(calls.open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC, 0));
    const auto status = file.isOpen() ? fileStatus(file.descriptor()) : std::nullopt;
    if (!status)
        return systemFailure(path, doing);
    return readAll(calls, file.descriptor(), static_cast<qint64>(status->stx_size), path, doing);
}

std::optional<quint64> fileHash(const FileCalls &calls, const QString &file)
{
    const Result<QByteArray> bytes = readWhole(calls, file, {});
    return bytes ? std::optional(contentHash(*bytes)) : std::nullopt;
}

bool isUnsupported(int error)
{
    return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

bool renameToFree(const FileCalls &calls, const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (calls.renameToNew(source.constData(), target.constData()) == 0)
        return true;
    if (!isUnsupported(errno))
        return false;
    if (statusOf(to)) {
        errno = EEXIST;
        return false;
    }
    return calls.rename(source.constData(), target.constData()) == 0;
}

QString nameInside(const QString &name)
{
    // File systems count bytes.
    constexpr qsizetype Most = 80;
    constexpr qsizetype MostOfEnding = 16;
    const QByteArray bytes = name.toUtf8();
    if (bytes.size() <= Most)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString ending = dot > 0 ? name.sliced(dot) : QString();
    return QString::fromUtf8(wholeCharacters(bytes, Most))
           + (ending.toUtf8().size() <= MostOfEnding ? ending : QString());
}

QString nameBeside(const QString &target)
{
    const QFileInfo info(target);
    return info.path() + u"/."_s + nameInside(info.fileName()) + u".tearsheet-"_s
           + QString::number(QRandomGenerator::system()->generate64(), 36);
}

Result<> writeAll(const FileCalls &calls, int file, QByteArrayView bytes, const QString &path, const QString &doing)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = calls.write(file, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemFailure(path, doing);
        if (written == 0)
            return failure(ErrorCode::DiskFull, path, QObject::tr("%1: the disk is full.").arg(doing));
        bytes = bytes.sliced(written);
    }
    return {};
}

Result<> writeNewFile(const FileCalls &calls, const QString &file, QByteArrayView bytes, const struct statx *like,
                      const QString &likePath, bool sync, const QString &doing)
{
    const QByteArray name = QFile::encodeName(file);
    const OpenFile opened(calls.open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!opened.isOpen())
        return systemFailure(file, doing);
    const Result<> filled = fill(calls, opened, file, bytes, like, likePath, sync, doing);
    if (!filled)
        calls.remove(name.constData());
    return filled;
}

bool keepsRights(const QString &path, const struct statx &like)
{
    const auto status = statusOf(path);
    return !status || status->stx_gid == like.stx_gid
           || (like.stx_mode & S_IRWXG) == (withoutGroup(like.stx_mode) & S_IRWXG);
}

bool mayKeepRights(const QString &folder, const struct statx &like)
{
    const bool counts = (like.stx_mode & S_IRWXG) != (withoutGroup(like.stx_mode) & S_IRWXG);
    if (!counts || ::geteuid() == 0 || ::getegid() == like.stx_gid)
        return true;
    // The folder may hand its group down: by its mode, or as all files of a FAT disk or a share have the same one.
    const auto in = statusOf(folder);
    if (!in || in->stx_gid == like.stx_gid)
        return true;
    QList<gid_t> groups(std::max(0, ::getgroups(0, nullptr)));
    groups.resize(std::max(0, ::getgroups(static_cast<int>(groups.size()), groups.data())));
    return groups.contains(like.stx_gid);
}

Result<> replaceFile(const FileCalls &calls, const QString &path, QByteArrayView bytes, const QString &doing,
                     bool alike)
{
    const QString beside = nameBeside(path);
    const auto like = alike ? statusOf(path) : std::nullopt;
    if (const Result<> written = writeNewFile(calls, beside, bytes, like ? &*like : nullptr, path, true, doing);
        !written)
        return written;
    if (calls.rename(QFile::encodeName(beside).constData(), QFile::encodeName(path).constData()) != 0) {
        const auto failed = systemFailure(path, doing);
        calls.remove(QFile::encodeName(beside).constData());
        return failed;
    }
    if (!syncFolder(calls, QFileInfo(path).path()))
        return systemFailure(path, doing);
    return {};
}

bool syncFolder(const FileCalls &calls, const QString &folder)
{
    const OpenFile opened(calls.open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
    return opened.isOpen() && (calls.sync(opened.descriptor()) == 0 || isUnsupported(errno));
}

} // namespace tearsheet
