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

bool FolderIdentity::differsFrom(const FolderIdentity &other) const
{
    return born != 0 && other.born != 0 ? born != other.born : inode != other.inode && device != other.device;
}

std::optional<FolderIdentity> identityOf(const QString &path)
{
    const auto status = fileStatus(QFile::encodeName(path).constData());
    if (!status || !S_ISDIR(status->stx_mode))
        return std::nullopt;
    const FileStamp stamp = stampOf(*status);
    return FolderIdentity{.inode = stamp.inode,
                          .device = (quint64{status->stx_dev_major} << 32) | status->stx_dev_minor,
                          .born = stamp.born};
}

bool isSameFile(const struct statx &one, const struct statx &other)
{
    return one.stx_ino == other.stx_ino && one.stx_dev_major == other.stx_dev_major
           && one.stx_dev_minor == other.stx_dev_minor;
}

bool isSameFile(const QString &one, const QString &other)
{
    const auto first = statusOf(one);
    const auto second = statusOf(other);
    return first && second && isSameFile(*first, *second);
}

} // namespace tearsheet
