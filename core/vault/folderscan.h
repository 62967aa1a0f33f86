// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// A file as the folder lists it, before it is read.
struct ScannedFile
{
    NotePath path;
    FileKind kind = FileKind::Attachment;
    FileStamp stamp; ///< Without hash.
    QString reason;

    bool operator==(const ScannedFile &) const = default;
};

/// What a vault's folder holds.
struct FolderScan
{
    QList<ScannedFile> files;          ///< Sorted by path.
    QStringList folders;               ///< Relative, the root as an empty string; all of them are to be watched.
    QList<LinkedFolder> linkedFolders; ///< Sorted.
    QStringList leftovers;             ///< Hidden files with names that `nameBehind` knows, relative.
    QList<Error> problems;             ///< Folders that could not be read; the rest is complete.
};

/// Lists the vault at `root`, an absolute path of an existing folder. Names that begin with a dot are skipped
/// (`.obsidian`, `.git`, `.trash`). Symbolic links are followed only if their real path lies inside the vault and has
/// not been visited; others are listed as `Unread`. Files that are no regular files are listed as `Unread` and never
/// opened. Fails where `root` is missing, no folder or unreadable, with one sentence. Costs about 1 µs a file.
Result<FolderScan> scanFolder(const QString &root);

} // namespace tearsheet
