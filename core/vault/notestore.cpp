// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/notestore.h"

#include "core/vault/filecalls.h"
#include "core/vault/filestatus.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QRandomGenerator>

#include <cerrno>

#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// A file descriptor that closes itself.
class OpenFile
{
public:
    explicit OpenFile(int descriptor) : m_descriptor(descriptor) {}
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(OpenFile)

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

std::unexpected<Error> systemFailure(const QString &path, const QString &doing)
{
    return std::unexpected(Error::fromErrno(errno, path, doing));
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

/// A file beside the one that is to be replaced; gone again unless it took that one's place.
class FileBeside
{
public:
    FileBeside(const FileCalls &calls, const QString &target)
        : m_calls(calls), m_folder(QFileInfo(target).path()),
          m_name(QFile::encodeName(m_folder + u"/."_s + QFileInfo(target).fileName().left(80) + u".tearsheet-"_s
                                   + QString::number(QRandomGenerator::system()->generate64(), 36)))
    {}
    ~FileBeside()
    {
        if (m_there)
            m_calls.remove(m_name.constData());
    }
    Q_DISABLE_COPY_MOVE(FileBeside)

    /// Writes `bytes` with `mode`'s permissions, and the owner of `like` where that is allowed, down to the disk.
    Result<> write(QByteArrayView bytes, const struct statx *like, const QString &path, const QString &doing)
    {
        const OpenFile file(m_calls.open(m_name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (!file.isOpen())
            return systemFailure(path, doing);
        m_there = true;
        if (like) {
            // Another owner can only be kept by an administrator; the text matters more.
            if (::fchown(file.descriptor(), like->stx_uid, like->stx_gid) != 0)
                errno = 0;
            if (::fchmod(file.descriptor(), like->stx_mode & 07777) != 0)
                return systemFailure(path, doing);
        }
        if (const Result<> written = writeAll(m_calls, file.descriptor(), bytes, path, doing); !written)
            return written;
        if (m_calls.sync(file.descriptor()) != 0)
            return systemFailure(path, doing);
        return {};
    }

    /// Takes the place of `target`.
    Result<> replace(const QString &target, const QString &path, const QString &doing)
    {
        if (m_calls.rename(m_name.constData(), QFile::encodeName(target).constData()) != 0)
            return systemFailure(path, doing);
        m_there = false;
        syncFolder();
        return {};
    }

    /// Takes the name `target`, which must be free.
    Result<> place(const QString &target, const QString &path, const QString &doing)
    {
        if (m_calls.link(m_name.constData(), QFile::encodeName(target).constData()) != 0)
            return systemFailure(path, doing);
        syncFolder();
        return {};
    }

private:
    // The file is in its place by now; a folder that cannot be synced (as on some network disks) changes nothing.
    void syncFolder() const
    {
        const OpenFile folder(
            m_calls.open(QFile::encodeName(m_folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
        if (folder.isOpen())
            m_calls.sync(folder.descriptor());
    }

    const FileCalls &m_calls;
    QString m_folder;
    QByteArray m_name;
    bool m_there = false;
};

} // namespace

NoteStore::NoteStore(QString root, const FileCalls &calls) : m_root(std::move(root)), m_calls(&calls)
{}

QString NoteStore::absolute(const NotePath &path) const
{
    return m_root + u'/' + path.toString();
}

Result<QString> NoteStore::resolved(const NotePath &path, const QString &doing) const
{
    const QString there = absolute(path);
    QString real = QFileInfo(there).canonicalFilePath();
    if (real.isEmpty())
        return failure(ErrorCode::NotFound, there, QObject::tr("%1: it does not exist.").arg(doing));
    if (!real.startsWith(QFileInfo(m_root).canonicalFilePath() + u'/'))
        return failure(ErrorCode::OutsideVault, there,
                       QObject::tr("%1: it is a link that leads out of the vault.").arg(doing));
    return real;
}

Result<TextFile> NoteStore::read(const NotePath &path, qint64 limit) const
{
    const QString doing = QObject::tr("%1 cannot be read").arg(path.toString());
    const Result<QString> real = resolved(path, doing);
    if (!real)
        return std::unexpected(real.error());
    // Not blocking: a pipe that nobody writes to must not stop the program.
    const OpenFile file(::open(QFile::encodeName(*real).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    const auto status = file.isOpen() ? fileStatus(file.descriptor()) : std::nullopt;
    if (!status)
        return systemFailure(*real, doing);
    if (!S_ISREG(status->stx_mode))
        return failure(ErrorCode::NotAFile, *real, QObject::tr("%1: it is no regular file.").arg(doing));
    const FileStamp before = stampOf(*status);
    if (before.size > limit)
        return failure(ErrorCode::TooLarge, *real,
                       QObject::tr("%1: it is larger than %2 MB.").arg(doing).arg(limit >> 20));
    QByteArray bytes(before.size + 1, Qt::Uninitialized);
    qsizetype size = 0;
    for (;;) {
        // A file that grows while it is read is read to its end.
        if (size == bytes.size())
            bytes.resize(bytes.size() * 2);
        const ssize_t count = ::read(file.descriptor(), bytes.data() + size, static_cast<size_t>(bytes.size() - size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(*real, doing);
        if (count == 0)
            break;
        size += count;
    }
    bytes.resize(size);
    FileStamp stamp = before;
    stamp.hash = contentHash(bytes);
    return TextFile::of(std::move(bytes), stamp);
}

Result<FileStamp> NoteStore::stamp(const NotePath &path) const
{
    const auto status = fileStatus(QFile::encodeName(absolute(path)).constData());
    if (!status)
        return systemFailure(absolute(path), QObject::tr("%1 cannot be read").arg(path.toString()));
    return stampOf(*status);
}

Result<FileStamp> NoteStore::save(const NotePath &path, const QByteArray &bytes, const FileStamp &base)
{
    const QString doing = QObject::tr("%1 cannot be saved").arg(path.toString());
    const Result<QString> real = resolved(path, doing);
    if (!real)
        return std::unexpected(real.error());
    const Result<TextFile> now = read(path);
    if (!now)
        return std::unexpected(now.error());
    if (now->stamp.hash != base.hash)
        return failure(ErrorCode::Changed, *real,
                       QObject::tr("%1: another program has changed it meanwhile.").arg(doing));
    const auto status = fileStatus(QFile::encodeName(*real).constData());
    if (!status)
        return systemFailure(*real, doing);
    // Replacing a file needs only the folder's permission; one that says it is read-only is meant to stay.
    if (::access(QFile::encodeName(*real).constData(), W_OK) != 0)
        return failure(ErrorCode::Unwritable, *real, QObject::tr("%1: the file is read-only.").arg(doing));
    FileBeside beside(*m_calls, *real);
    if (const Result<> written = beside.write(bytes, &*status, *real, doing); !written)
        return std::unexpected(written.error());
    if (const Result<> replaced = beside.replace(*real, *real, doing); !replaced)
        return std::unexpected(replaced.error());
    Result<FileStamp> after = stamp(path);
    if (after)
        after->hash = contentHash(bytes);
    return after;
}

Result<FileStamp> NoteStore::create(const NotePath &path, const QByteArray &bytes)
{
    const QString doing = QObject::tr("%1 cannot be created").arg(path.toString());
    const QString there = absolute(path);
    const QString folder = QFileInfo(there).path();
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::Unwritable, folder, QObject::tr("%1: its folder cannot be made.").arg(doing));
    const QString realFolder = QFileInfo(folder).canonicalFilePath() + u'/';
    if (!realFolder.startsWith(QFileInfo(m_root).canonicalFilePath() + u'/'))
        return failure(ErrorCode::OutsideVault, there,
                       QObject::tr("%1: its folder leads out of the vault.").arg(doing));
    FileBeside beside(*m_calls, there);
    if (const Result<> written = beside.write(bytes, nullptr, there, doing); !written)
        return std::unexpected(written.error());
    if (const Result<> placed = beside.place(there, there, doing); !placed)
        return std::unexpected(placed.error());
    Result<FileStamp> after = stamp(path);
    if (after)
        after->hash = contentHash(bytes);
    return after;
}

} // namespace tearsheet
