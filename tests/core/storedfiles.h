// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporaryvault.h"

#include "core/note/notepath.h"

#include <QDirIterator>
#include <QMap>

#include <cerrno>

namespace tearsheet::stored {

using Files = QMap<QString, QByteArray>; // By path; hidden ones too.

inline NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

inline Files filesOf(const TemporaryVault &vault)
{
    Files files;
    QDirIterator entries(vault.root(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next().sliced(vault.root().size() + 1);
        files.insert(path, vault.read(path));
    }
    return files;
}

inline constexpr QByteArrayView Notes = "//- Old.md\nI am [[Old]], see [[Hub]].\n"
                                        "//- Hub.md\n[[Old|o]] and ![[a/plan.png]]\n"
                                        "//- a/N.md\n[[Old#H]]\r\n"
                                        "//- a/plan.png\nbytes\n"
                                        "//- Other.md\n[[Hub]]\n";

inline const QList<int> &errors()
{
    static const QList<int> all{EIO, ENOSPC, EACCES, EDQUOT, EINTR};
    return all;
}

} // namespace tearsheet::stored
