// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/notestore.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/store/inplacewriter.h"

#include <QFile>
#include <QFileInfo>
#include <QObject>

#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Not blocking: a pipe that nobody writes to must not stop the program.
constexpr int ReadFlags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;

} // namespace

/// A file beside the one that is to be replaced. In the end it is gone, and what it has replaced with it.
class NoteStore::FileBeside
{
public:
    FileBeside(const FileCalls &calls, const QString &target)
        : m_calls(calls), m_name(nameBeside(target)), m_encoded(QFile::encodeName(m_name))
    {}
    ~FileBeside()
    {
        if (m_there)
            m_calls.remove(m_encoded.constData());
        if (!m_second.isEmpty())
            m_calls.remove(QFile::encodeName(m_second).constData());
    }
    Q_DISABLE_COPY_MOVE(FileBeside)

    /// Writes `bytes` down to the disk, with the attributes of the file `like` at `likePath`, where given.
    Result<> write(QByteArrayView bytes, const struct statx *like, const QString &likePath, const QString &doing)
    {
        Result<> written = writeNewFile(m_calls, m_name, bytes, like, likePath, true, doing);
        m_there = written.has_value();
        m_written = contentHash(bytes);
        return written;
    }

    /// Where it lies until it takes a place.
    const QString &name() const { return m_name; }

    /// Takes the place of `target`, which held `version` a moment ago. Where something else was written there since,
    /// that comes back to its place, and this fails with `Changed`. What is neither `version` nor what was written here
    /// is never removed: where it finds no place, it stays beside.
    Result<> replace(const QString &target, quint64 version, const QString &doing)
    {
        const QByteArray to = QFile::encodeName(target);
        // Not every file system exchanges.
        if (m_calls.exchange(m_encoded.constData(), to.constData()) != 0)
            return isUnsupported(errno) ? renameOver(target, version, doing) : systemFailure(target, doing);
        return fileHash(m_calls, m_name) == version ? Result<>() : giveBack(target, doing);
    }

    /// Takes `replace` or `place` back: nobody can tell whether it lasts. False where that cannot be done, or another
    /// program has written meanwhile.
    bool takeBack(const QString &target)
    {
        const QByteArray to = QFile::encodeName(target);
        if (fileHash(m_calls, target) != m_written)
            return false;
        if (m_placed)
            return m_calls.remove(to.constData()) == 0;
        if (!m_second.isEmpty()) {
            const QByteArray old = QFile::encodeName(std::exchange(m_second, QString()));
            return m_calls.rename(old.constData(), to.constData()) == 0;
        }
        if (!m_there || m_calls.exchange(m_encoded.constData(), to.constData()) != 0)
            return false;
        m_there = fileHash(m_calls, m_name) == m_written; // Else it was written at this very moment, and stays beside.
        return true;
    }

    /// Takes the name `target`, which must be free.
    Result<> place(const QString &target, const QString &doing)
    {
        const QByteArray to = QFile::encodeName(target);
        m_placed = m_calls.renameToNew(m_encoded.constData(), to.constData()) == 0;
        m_there = !m_placed;
        if (m_placed)
            return {};
        // Not every file system sees to it that the name is free. There, the file has both names for a moment, or,
        // where it can have one only, the name was free a moment before.
        if (isUnsupported(errno)) {
            m_placed = m_calls.link(m_encoded.constData(), to.constData()) == 0;
            if (!m_placed && errno != EEXIST) {
                m_placed = renameToFree(m_calls, m_name, target);
                m_there = !m_placed;
            }
        }
        return m_placed ? Result<>() : systemFailure(target, doing);
    }

private:
    static std::unexpected<Error> changed(const QString &target, const QString &doing)
    {
        return failure(ErrorCode::Changed, target,
                       QObject::tr("%1: another program has changed it meanwhile.").arg(doing));
    }

    static std::unexpected<Error> keptBeside(const QString &target, const QString &file, const QString &doing)
    {
        return failure(ErrorCode::Changed, target,
                       QObject::tr("%1 over what another program has written meanwhile; that is kept as %2.")
                           .arg(doing, QFileInfo(file).fileName()));
    }

    // What lies beside is what another program wrote, and goes back.
    Result<> giveBack(const QString &target, const QString &doing)
    {
        const QByteArray to = QFile::encodeName(target);
        const auto exchanged = [&] { return m_calls.exchange(m_encoded.constData(), to.constData()) == 0; };
        const bool isBack = exchanged();
        if (isBack && fileHash(m_calls, m_name) == m_written)
            return changed(target, doing);
        // It could not go back, or again something else was written in between, which is newer and belongs there.
        if (isBack)
            (void)exchanged();
        m_there = false;
        return keptBeside(target, m_name, doing);
    }

    // Where files cannot be exchanged, what is there gets a second name before it is replaced, so that it is not gone
    // if it is not `version`. Where it cannot have one, what is written at this very moment cannot be seen.
    Result<> renameOver(const QString &target, quint64 version, const QString &doing)
    {
        const QByteArray to = QFile::encodeName(target);
        const QString second = m_name + u".old"_s;
        const bool linked = m_calls.link(to.constData(), QFile::encodeName(second).constData()) == 0;
        if (linked)
            m_second = second;
        if (fileHash(m_calls, linked ? second : target) != version || (linked && !isSameFile(second, target)))
            return changed(target, doing);
        if (m_calls.rename(m_encoded.constData(), to.constData()) != 0)
            return systemFailure(target, doing);
        m_there = false;
        if (!linked || fileHash(m_calls, second) == version)
            return {};
        if (takeBack(target))
            return changed(target, doing);
        m_second.clear();
        return keptBeside(target, second, doing);
    }

    const FileCalls &m_calls;
    QString m_name;
    QByteArray m_encoded;
    quint64 m_written = 0; // The hash of what was written here.
    QString m_second;      // Another name of what was replaced, if it has one.
    bool m_there = false;  // Something that may go lies beside,
    bool m_placed = false; // and the target is new.
};

NoteStore::NoteStore(QString root, const FileCalls &calls)
    : m_root(std::move(root)), m_opened(identityOf(m_root)), m_calls(&calls)
{}

QString NoteStore::absolute(const NotePath &path) const
{
    return m_root + u'/' + path.toString();
}

// The system sees to it that no link leads out of the vault, which is much faster than to look at each folder on the
// way. -1 where it cannot tell, as of a link by an absolute path.
int NoteStore::openInside(const NotePath &path) const
{
    const OpenFile root(::open(QFile::encodeName(m_root).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    open_how how{};
    how.flags = ReadFlags;
    how.resolve = RESOLVE_BENEATH;
    return static_cast<int>(
        ::syscall(SYS_openat2, root.descriptor(), QFile::encodeName(path.toString()).constData(), &how, sizeof how));
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
    int descriptor = openInside(path);
    if (descriptor < 0) {
        const Result<QString> real = resolved(path, doing);
        if (!real)
            return std::unexpected(real.error());
        descriptor = m_calls->open(QFile::encodeName(*real).constData(), ReadFlags, 0);
    }
    const OpenFile file(descriptor);
    const QString there = absolute(path);
    const auto status = file.isOpen() ? fileStatus(file.descriptor()) : std::nullopt;
    if (!status)
        return systemFailure(there, doing);
    if (!S_ISREG(status->stx_mode))
        return failure(ErrorCode::NotAFile, there,
                       (S_ISDIR(status->stx_mode) ? QObject::tr("%1: a folder is in its place.")
                                                  : QObject::tr("%1: it is no regular file."))
                           .arg(doing));
    const FileStamp before = stampOf(*status);
    if (before.size > limit)
        return failure(ErrorCode::TooLarge, there,
                       QObject::tr("%1: it is larger than %2 MB.").arg(doing).arg(limit >> 20));
    Result<QByteArray> bytes = readAll(*m_calls, file.descriptor(), before.size, there, doing);
    if (!bytes)
        return std::unexpected(bytes.error());
    FileStamp stamp = before;
    stamp.hash = contentHash(*bytes);
    return TextFile::of(std::move(*bytes), stamp);
}

Result<FileStamp> NoteStore::stamp(const NotePath &path) const
{
    const auto status = fileStatus(QFile::encodeName(absolute(path)).constData());
    if (!status)
        return systemFailure(absolute(path), QObject::tr("%1 cannot be read").arg(path.toString()));
    return stampOf(*status);
}

// Where the folder fails to be synced, a power cut may undo what was done. Then that is taken back and fails; where it
// cannot be, the text is to last in the history at least.
Result<> NoteStore::settle(FileBeside &beside, const QString &file, const NewVersion &made, const QString &doing)
{
    if (syncFolder(*m_calls, QFileInfo(file).path()))
        return {};
    const auto failed = systemFailure(file, doing);
    if (beside.takeBack(file) || !m_history.keep({made}, true))
        return failed;
    if (m_history.failed)
        m_history.failed({ErrorCode::Io, file,
                          QObject::tr("%1 is saved, but its folder could not be written to the disk. Until it is, the "
                                      "text is in the history.")
                              .arg(made.path.toString())});
    return {};
}

Result<> NoteStore::replace(const NotePath &path, const QString &file, const QByteArray &bytes, quint64 version,
                            const QString &doing)
{
    const auto status = fileStatus(QFile::encodeName(file).constData());
    if (!status)
        return systemFailure(file, doing);
    if (status->stx_nlink > 1)
        return failure(ErrorCode::NeedsConsent, file,
                       QObject::tr("%1: the file has a second name elsewhere (a hard link), which would keep the old "
                                   "text. Saving in place changes both.")
                           .arg(doing));
    FileBeside beside(*m_calls, file);
    Result<> done = beside.write(bytes, &*status, file, doing);
    if (done && !keepsRights(beside.name(), *status))
        return failure(ErrorCode::NeedsConsent, file,
                       QObject::tr("%1: its group could not use it any more, as you are no member. Saving in place "
                                   "writes over it and keeps the group.")
                           .arg(doing));
    if (done)
        done = beside.replace(file, version, doing);
    if (done)
        done = settle(beside, file, NewVersion::made(path, bytes), doing);
    if (!done && (done.error().code == ErrorCode::Unreadable || done.error().code == ErrorCode::Unwritable))
        return failure(ErrorCode::NeedsConsent, file,
                       QObject::tr("%1: its folder takes no other file. Saving in place writes over it.").arg(doing));
    return done;
}

// Another program may have written since, and what it wrote is to be noticed: then the stamp is that of no file.
FileStamp NoteStore::stampOfWritten(const NotePath &path, const QByteArray &bytes) const
{
    const quint64 hash = contentHash(bytes);
    const Result<TextFile> now = read(path);
    return now && now->stamp.hash == hash ? now->stamp : FileStamp{.hash = hash};
}

Result<FileStamp> NoteStore::save(const NotePath &path, const QByteArray &bytes, const FileStamp &base, SaveMode mode)
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
    // Replacing a file needs only the folder's permission; one that says it is read-only is meant to stay.
    if (::access(QFile::encodeName(*real).constData(), W_OK) != 0)
        return errno == EROFS
                   ? systemFailure(*real, doing)
                   : failure(ErrorCode::Unwritable, *real, QObject::tr("%1: the file is read-only.").arg(doing));
    m_history.keep({NewVersion::found(path, *now)}, true);
    const Result<> done = mode == SaveMode::InPlace
                              ? InPlaceWriter(m_root, *m_calls).write(*real, now->bytes, bytes, doing)
                              : replace(path, *real, bytes, base.hash, doing);
    if (!done)
        return std::unexpected(done.error());
    m_history.keep({NewVersion::made(path, bytes)}, false);
    return stampOfWritten(path, bytes);
}

Result<FileStamp> NoteStore::create(const NotePath &path, const QByteArray &bytes)
{
    const QString doing = QObject::tr("%1 cannot be created").arg(path.toString());
    const QString there = absolute(path);
    const QString folder = QFileInfo(there).path();
    if (const Result<> inVault = checkFolder(m_root, m_opened, there, doing); !inVault)
        return std::unexpected(inVault.error());
    if (const Result<> made = makeFolders(*m_calls, folder, 0777); !made)
        return std::unexpected(made.error());
    FileBeside beside(*m_calls, there);
    if (const Result<> written = beside.write(bytes, nullptr, {}, doing); !written)
        return std::unexpected(written.error());
    if (const Result<> placed = beside.place(there, doing); !placed)
        return std::unexpected(placed.error());
    if (const Result<> lasts = settle(beside, there, NewVersion::made(path, bytes), doing); !lasts)
        return std::unexpected(lasts.error());
    m_history.keep({NewVersion::made(path, bytes)}, false);
    return stampOfWritten(path, bytes);
}

} // namespace tearsheet
