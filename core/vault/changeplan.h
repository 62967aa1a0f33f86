// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"
#include "core/vault/renames.h"

#include <QMap>

namespace tearsheet {

/// What happens to one file: its bytes are edited, it is moved, or both.
struct FileChange
{
    NotePath path;    ///< Where it lies now.
    NotePath newPath; ///< Where it will lie; `path` where it stays.
    FileStamp base;   ///< The version that `edits` are made for.
    EditScript edits; ///< Empty for attachments.

    bool operator==(const FileChange &) const = default;

    bool moves() const { return path != newPath; }
};

/// A change to many files that is done as a whole or not at all. A value: made from a snapshot, shown, then carried
/// out.
struct ChangePlan
{
    QString title; ///< "Rename Volta to Volta Works"
    QList<FileChange> files;
    NotePath vacated; ///< A folder that is empty afterwards and goes; else empty.

    bool operator==(const ChangePlan &) const = default;
};

/// The plan that takes back what `plan`, made from `before`, did; it is refused where a file was changed since.
ChangePlan inverse(const ChangePlan &plan, const Snapshot &before);

/// The plan of the edits `byFile`, whose keys are indexes into `snapshot.files()`; nothing moves. Fails with `BadEdit`
/// where two edits of a file meet.
Result<ChangePlan> editingPlan(const QString &title, const QMap<int, QList<Edit>> &byFile, const Snapshot &snapshot);

/// The stamp of `file` with the hash of the text that the snapshot has of it, which may be an unsaved one.
FileStamp textStamp(const FileEntry &file);

/// The plan as a patch in git's format: what moves, and what changes in each note as it is in `snapshot`.
QByteArray planDiff(const ChangePlan &plan, const Snapshot &snapshot);

/// What renaming means besides.
struct RenameOptions
{
    bool keepAlias = false; ///< A renamed note keeps its old name as an alias.
};

/// Renames or moves the note, attachment or folder at `from` to `to`, paths in the vault with extension, and keeps
/// every link's meaning (see `keepLinks`). Fails in one sentence where there is nothing at `from`, something at `to`, a
/// name that no link can hold, or a note that would become none. Changes nothing. Any thread.
Result<ChangePlan> planRename(const Snapshot &snapshot, const QString &from, const QString &to,
                              const RenameOptions &options = {});

/// Mends the links to files that another program has renamed, as they were when the files still lay at their old paths.
/// `snapshot` has them at the new ones. Empty where no link needs it.
ChangePlan planLinkRepair(const Snapshot &snapshot, const QList<FileRename> &renames);

/// Why `name`, one part of a path, cannot be a file's name that links can say; empty where it can.
QString nameObjection(QStringView name);

} // namespace tearsheet
