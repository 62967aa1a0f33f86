// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

namespace tearsheet {

/// The system calls that read and change files, as a seam: tests let each of them fail in turn, or end the process
/// there.
struct FileCalls
{
    int (*open)(const char *path, int flags, mode_t mode);
    ssize_t (*read)(int file, void *bytes, size_t size);
    ssize_t (*write)(int file, const void *bytes, size_t size);
    int (*truncate)(int file, off_t size);
    int (*sync)(int file);
    int (*syncAll)(int file);                             ///< The whole file system that holds `file`.
    int (*rename)(const char *from, const char *to);      ///< Replaces what is at `to`.
    int (*renameToNew)(const char *from, const char *to); ///< Fails with EEXIST where something is at `to`.
    int (*exchange)(const char *one, const char *other);
    int (*link)(const char *from, const char *to);
    int (*remove)(const char *path);
    int (*makeFolder)(const char *path, mode_t mode);
    int (*removeFolder)(const char *path);
    int (*own)(int file, uid_t owner, gid_t group); ///< -1 for one that stays.
    int (*setMode)(int file, mode_t mode);
    int (*setAttribute)(int file, const char *name, const void *value, size_t size, int flags);

    /// The system's own.
    static const FileCalls &system();
};

} // namespace tearsheet
