// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>

namespace tearsheet {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("tearsheet::Error", text);
}

} // namespace

Error Error::fromErrno(int number, const QString &path, const QString &doing)
{
    const auto [code, why] = [&]() -> std::pair<ErrorCode, QString> {
        switch (number) {
        case ENOENT:
            return {ErrorCode::NotFound, translated("it does not exist")};
        case ENOTDIR:
            return {ErrorCode::NotAFolder, translated("a part of its path is not a folder")};
        case EISDIR:
            return {ErrorCode::NotAFile, translated("it is a folder")};
        case EACCES:
        case EPERM:
            return {ErrorCode::Unreadable, translated("permission is denied")};
        case EROFS:
            return {ErrorCode::Unwritable, translated("the disk is read-only")};
        case EBUSY:
            return {ErrorCode::Unwritable, translated("the system holds it in its place")};
        case ENOSPC:
            return {ErrorCode::DiskFull, translated("the disk is full")};
        case EDQUOT:
            return {ErrorCode::DiskFull, translated("your quota on this disk is used up")};
        case EEXIST:
            return {ErrorCode::Exists, translated("there is a file of that name already")};
        case ENAMETOOLONG:
            return {ErrorCode::InvalidName, translated("its name is too long")};
        case ELOOP:
            return {ErrorCode::NotFound, translated("its symbolic links lead in a circle")};
        case EFBIG:
            return {ErrorCode::TooLarge, translated("it is too large")};
        default:
            return {ErrorCode::Io, QString::fromLocal8Bit(std::strerror(number))};
        }
    }();
    const QString sentence = translated("%1: %2.").arg(doing, why);
    return {code, path, sentence};
}

} // namespace tearsheet
