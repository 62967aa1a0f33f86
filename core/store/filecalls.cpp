// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filecalls.h"

#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace tearsheet {

const FileCalls &FileCalls::system()
{
    static constexpr FileCalls calls{
        .open = [](const char *path, int flags, mode_t mode) { return ::open(path, flags, mode); },
        .read = ::read,
        .write = ::write,
        .truncate = ::ftruncate,
        .sync = ::fsync,
        .syncAll = ::syncfs,
        .rename = ::rename,
        .renameToNew = [](const char *from,
                          const char *to) { return ::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE); },
        .exchange = [](const char *one,
                       const char *other) { return ::renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE); },
        .link = ::link,
        .remove = ::unlink,
        .makeFolder = ::mkdir,
        .removeFolder = ::rmdir,
        .own = ::fchown,
        .setMode = ::fchmod,
        .setAttribute = ::fsetxattr,
    };
    return calls;
}

} // namespace tearsheet
