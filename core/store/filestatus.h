// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/textfile.h"

#include <QString>

#include <optional>

#include <fcntl.h>
#include <sys/stat.h>

namespace tearsheet {

/// What the system says of the file `name` in the open folder `folder`, birth time included (Linux's statx). Empty,
/// with `errno` set, where it says nothing. Flags are those of statx: `AT_SYMLINK_NOFOLLOW`, `AT_EMPTY_PATH`.
std::optional<struct statx> fileStatus(int folder, const char *name, int flags = 0);

/// Likewise of a file by its path, links followed.
inline std::optional<struct statx> fileStatus(const char *path)
{
    return fileStatus(AT_FDCWD, path);
}

/// Likewise of an open file.
inline std::optional<struct statx> fileStatus(int file)
{
    return fileStatus(file, "", AT_EMPTY_PATH);
}

/// The stamp in `status`, without hash.
FileStamp stampOf(const struct statx &status);

/// The same of what lies at `path`, an absolute path: of a link itself, not of what it leads to.
std::optional<struct statx> statusOf(const QString &path);

/// What tells a folder from others, as far as its file system says it.
struct FolderIdentity
{
    quint64 inode = 0;  ///< Some file systems number anew whenever they are mounted.
    quint64 device = 0; ///< Another number after a start of the machine.
    qint64 born = 0;    ///< In ns; 0 where the file system does not tell.

    bool operator==(const FolderIdentity &) const = default;

    /// Whether `other` is surely another folder.
    bool differsFrom(const FolderIdentity &other) const;
};

/// Of the folder at `path`, links followed; nothing where none is there.
std::optional<FolderIdentity> identityOf(const QString &path);

/// Whether both are names of one file.
bool isSameFile(const struct statx &one, const struct statx &other);
bool isSameFile(const QString &one, const QString &other);

} // namespace tearsheet
