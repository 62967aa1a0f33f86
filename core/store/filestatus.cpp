// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filestatus.h"

#include <QFile>

namespace tearsheet {

namespace {

qint64 nanoseconds(const statx_timestamp &time)
{
    return time.tv_sec * qint64{1'000'000'000} + time.tv_nsec;
}

} // namespace

std::optional<struct statx> fileStatus(int folder, const char *name, int flags)
{
    struct statx status{};
    if (statx(folder, name, flags, STATX_BASIC_STATS | STATX_BTIME, &status) != 0)
        return std::nullopt;
    return status;
}

FileStamp stampOf(const struct statx &status)
{
    const bool hasBirth = (status.stx_mask & STATX_BTIME) != 0;
    return {.size = static_cast<qint64>(status.stx_size),
            .modified = nanoseconds(status.stx_mtime),
            .changed = nanoseconds(status.stx_ctime),
            .born = hasBirth ? nanoseconds(status.stx_btime) : 0,
            .inode = status.stx_ino};
}

std::optional<struct statx> statusOf(const QString &path)
{
    return fileStatus(AT_FDCWD, QFile::encodeName(path).constData(), AT_SYMLINK_NOFOLLOW);
}

} // namespace tearsheet
