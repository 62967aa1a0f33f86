// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

namespace tearsheet {

/// The system calls by which a file is replaced, as a seam: tests let each of them fail in turn.
struct FileCalls
{
    int (*open)(const char *path, int flags, mode_t mode);
    ssize_t (*write)(int file, const void *bytes, size_t size);
    int (*sync)(int file);
    int (*rename)(const char *from, const char *to);
    int (*link)(const char *from, const char *to);
    int (*remove)(const char *path);

    /// The system's own.
    static const FileCalls &system();
};

} // namespace tearsheet
