// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// A file that lies elsewhere than before.
struct FileRename
{
    NotePath from;
    NotePath to;

    bool operator==(const FileRename &) const = default;
    auto operator<=>(const FileRename &) const = default;
};

/// Which of the files that are `gone` are among those that `appeared`: the same inode of the same birth time; otherwise
/// the same bytes, if no other file of either list, and none of those `there`, the vault's files now, has them: whose
/// copy it is could not be told then. Empty files and what is not read are told by inode alone. A note that is none any
/// more ("Note.md~") was put aside, not renamed. Sorted by the old path.
QList<FileRename> findRenames(const QList<std::shared_ptr<const FileEntry>> &gone,
                              const QList<std::shared_ptr<const FileEntry>> &appeared,
                              const QList<std::shared_ptr<const FileEntry>> &there);

} // namespace tearsheet
