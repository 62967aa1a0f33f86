// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultycalls.h"

#include <cerrno>

#include <unistd.h>

namespace tearsheet {

namespace {

int count = 0;
int faultAt = 0;
int faultError = 0;
Fault fault = Fault::Error;

/// Whether this call fails; sets `errno` then.
bool fails()
{
    if (++count != faultAt || fault != Fault::Error)
        return false;
    errno = faultError;
    return true;
}

template <typename Result>
Result done(Result result)
{
    if (count == faultAt && fault == Fault::Kill)
        _exit(0);
    return result;
}

const FileCalls calls{
    .open = [](const char *path, int flags,
               mode_t mode) { return fails() ? -1 : done(FileCalls::system().open(path, flags, mode)); },
    .read = [](int file, void *bytes, size_t size) -> ssize_t {
        return fails() ? -1 : done(FileCalls::system().read(file, bytes, size));
    },
    .write = [](int file, const void *bytes, size_t size) -> ssize_t {
        if (fails())
            return -1;
        const bool half = count == faultAt && fault == Fault::ShortWrite;
        return done(FileCalls::system().write(file, bytes, half ? (size + 1) / 2 : size));
    },
    .truncate = [](int file, off_t size) { return fails() ? -1 : done(FileCalls::system().truncate(file, size)); },
    .sync = [](int file) { return fails() ? -1 : done(FileCalls::system().sync(file)); },
    .syncAll = [](int file) { return fails() ? -1 : done(FileCalls::system().syncAll(file)); },
    .rename = [](const char *from,
                 const char *to) { return fails() ? -1 : done(FileCalls::system().rename(from, to)); },
    .renameToNew = [](const char *from,
                      const char *to) { return fails() ? -1 : done(FileCalls::system().renameToNew(from, to)); },
    .exchange = [](const char *one,
                   const char *other) { return fails() ? -1 : done(FileCalls::system().exchange(one, other)); },
    .link = [](const char *from, const char *to) { return fails() ? -1 : done(FileCalls::system().link(from, to)); },
    .remove = [](const char *path) { return fails() ? -1 : done(FileCalls::system().remove(path)); },
    .makeFolder = [](const char *path,
                     mode_t mode) { return fails() ? -1 : done(FileCalls::system().makeFolder(path, mode)); },
    .removeFolder = [](const char *path) { return fails() ? -1 : done(FileCalls::system().removeFolder(path)); },
    .own = [](int file, uid_t owner,
              gid_t group) { return fails() ? -1 : done(FileCalls::system().own(file, owner, group)); },
    .setMode = [](int file, mode_t mode) { return fails() ? -1 : done(FileCalls::system().setMode(file, mode)); },
    .setAttribute =
        [](int file, const char *name, const void *value, size_t size, int flags) {
            return fails() ? -1 : done(FileCalls::system().setAttribute(file, name, value, size, flags));
        },
};

} // namespace

const FileCalls &faultyCalls(int at, Fault kind, int error)
{
    count = 0;
    faultAt = at;
    fault = kind;
    faultError = error;
    return calls;
}

int faultyCallCount()
{
    return count;
}

} // namespace tearsheet
