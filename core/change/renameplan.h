// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"
#include "core/vault/renames.h"

namespace tearsheet {

/// What renaming means besides.
struct RenameOptions
{
    bool keepAlias = false; ///< A renamed note keeps its old name as an alias.
};

/// Renames or moves the note, attachment or folder at `from` to `to`, paths in the vault with extension, and keeps
/// every link's meaning (see `keepLinks`). Fails in one sentence where there is nothing at `from`, something at `to`, a
/// name that no link can hold, a note that would become none, or a place that is written through a linked folder. Links
/// to hidden files, which no index knows, stay as they are; a remark tells of those that lead elsewhere then. Changes
/// nothing. Any thread.
Result<ChangePlan> planRename(const Snapshot &snapshot, const QString &from, const QString &to,
                              const RenameOptions &options = {});

/// Mends the links to files that another program has renamed, as they were when the files still lay at their old paths.
/// `snapshot` has them at the new ones. Empty where no link needs it; remarks tell of those that cannot be mended.
ChangePlan planLinkRepair(const Snapshot &snapshot, const QList<FileRename> &renames);

/// Why `name`, one part of a path, cannot be a file's name that links can say; empty where it can.
QString nameObjection(QStringView name);

} // namespace tearsheet
