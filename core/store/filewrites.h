// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/filecalls.h"
#include "core/store/filestatus.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tearsheet {

/// A file descriptor that closes itself.
class OpenFile
{
public:
    explicit OpenFile(int descriptor) : m_descriptor(descriptor) {}
    ~OpenFile();
    Q_DISABLE_COPY_MOVE(OpenFile)

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

/// The error that `errno` means now, for an operation on `path` that `doing` begins to tell of.
std::unexpected<Error> systemFailure(const QString &path, const QString &doing);

/// Where what the program keeps of a `kind` ("journal") about the vault at `root` lies in the user's data folder.
QString dataPlace(const QString &kind, const QString &root);

/// The path of a file that lay at `path` when the vault lay at `root`, when that lies at `now`. `path` itself where it
/// is not in the vault.
QString pathAfterMove(const QString &path, const QString &root, const QString &now);

/// Makes `folder` and the folders above it, as far as they are missing, with the permissions `mode`. Their names are on
/// the disk before anything is written into them.
Result<> makeFolders(const FileCalls &calls, const QString &folder, mode_t mode);

/// Removes `folder` and the folders in it, as far as they hold no file. A hidden folder that holds one stays whole.
void removeEmptyFolders(const FileCalls &calls, const QString &folder);

/// Whether a file may lie at `path`, whose folders need not be there yet, in the vault at `root`. Fails with `NotFound`
/// where that is not there, or surely another folder than `opened`, as below a disk that is not mounted; `NotAFolder`
/// where a file stands in the way of a folder, and `OutsideVault` where the nearest one that is there leads out of the
/// vault.
Result<> checkFolder(const QString &root, const std::optional<FolderIdentity> &opened, const QString &path,
                     const QString &doing);

/// Takes the system's advisory lock of an open file as `how` says (Linux's flock), which lasts until all descriptors
/// that came of the same opening are closed. False, with `errno` set, where it is not to be had.
bool takeLock(int file, int how);

/// Reads `file` from where it stands to its end; `expected` bytes are likely.
Result<QByteArray> readAll(const FileCalls &calls, int file, qint64 expected, const QString &path,
                           const QString &doing);

/// All bytes of the file at `path`.
Result<QByteArray> readWhole(const FileCalls &calls, const QString &path, const QString &doing);

/// `contentHash` of the file's bytes; nothing where it cannot be read.
std::optional<quint64> fileHash(const FileCalls &calls, const QString &file);

/// Whether the `errno` value `error` says that the file system does not know the call.
bool isUnsupported(int error);

/// Gives the file at `from` the name `to`, which must be free. False, with `errno` set, where it is not, or the system
/// fails. Some file systems cannot see to that themselves; there, it was free a moment before.
bool renameToFree(const FileCalls &calls, const QString &from, const QString &to);

/// What a name beside a file called `name` has of that: all of it, or of a long one the beginning and the ending.
QString nameInside(const QString &name);

/// A name beside `target` for a file that is to take its place: hidden, no other one's, and far below the 255 bytes
/// that a name may have.
QString nameBeside(const QString &target);

/// Writes all of `bytes` where `file`, which lies at `path`, stands. Not synced. After a failure a part may be there.
Result<> writeAll(const FileCalls &calls, int file, QByteArrayView bytes, const QString &path, const QString &doing);

/// The permissions in `mode` for a file that is not its group's: the group may do what all others may.
mode_t withoutGroup(mode_t mode);

/// Writes a new file with `bytes`, with the permissions, the owner and group (where that is allowed) and the extended
/// attributes of the file at `likePath` with the status `like`, where they are given. Where the group cannot be kept,
/// the permissions are those `withoutGroup`. Not synced. What was begun is removed again when something fails.
Result<> writeNewFile(const FileCalls &calls, const QString &file, QByteArrayView bytes, const struct statx *like,
                      const QString &likePath, bool sync, const QString &doing);

/// Whether the file at `path`, written in place of one with the status `like`, may be used by those who may use that.
bool keepsRights(const QString &path, const struct statx &like);

/// Whether that may be so of a file that is yet to be written into `folder`: false where it surely would not.
bool mayKeepRights(const QString &folder, const struct statx &like);

/// Writes a file with `bytes` in place of what is at `path`, down to the disk, with its permissions where `alike`.
/// After a failure that stays; but where the folder could not be synced, the new file is there and may not last.
Result<> replaceFile(const FileCalls &calls, const QString &path, QByteArrayView bytes, const QString &doing,
                     bool alike = false);

/// Makes what was renamed in `folder` last. False, with `errno` set, where the system failed to; a folder that cannot
/// be synced at all, as on some network disks, changes nothing.
bool syncFolder(const FileCalls &calls, const QString &folder);

} // namespace tearsheet
