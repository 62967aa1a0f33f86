// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/filecalls.h"

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace tearsheet {

const FileCalls &FileCalls::system()
{
    static constexpr FileCalls calls{
        .open = [](const char *path, int flags, mode_t mode) { return ::open(path, flags, mode); },
        .write = ::write,
        .sync = ::fsync,
        .rename = ::rename,
        .link = ::link,
        .remove = ::unlink,
    };
    return calls;
}

} // namespace tearsheet
