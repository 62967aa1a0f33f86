// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeplan.h"
#include "core/vault/snapshot.h"

#include <QMap>

#include <functional>

namespace tearsheet {

/// Makes the plan that somebody wishes from what the vault says now; asked again where that has changed meanwhile. It
/// is called in any thread.
using Planner = std::function<Result<ChangePlan>(const Snapshot &snapshot)>;

/// The plan that takes back what `plan`, made from `before`, did; it is refused where a file was changed since.
ChangePlan inverse(const ChangePlan &plan, const Snapshot &before);

/// Lets `back`, the inverse of `plan`, take back the folders `made` for it (`PlanRunner::madeFolders`), too: one that
/// was moved as a whole with all that lies in it by then, others if they are empty.
void takeFoldersBack(ChangePlan &back, const ChangePlan &plan, const QList<NotePath> &made);

/// Where the folder that `plan` vacates lies afterwards; empty where it moves no folder as a whole.
NotePath movedFolder(const ChangePlan &plan);

/// The plan of the edits `byFile`, whose keys are indexes into `snapshot.files()`; nothing moves. Fails with `BadEdit`
/// where two edits of a file meet.
Result<ChangePlan> editingPlan(const QString &title, const QMap<int, QList<Edit>> &byFile, const Snapshot &snapshot);

/// The stamp of `file` with the hash of the text that the snapshot has of it, which may be an unsaved one.
FileStamp textStamp(const FileEntry &file);

/// The plan as a patch in git's format: what moves, and what changes in each note as it is in `snapshot`.
QByteArray planDiff(const ChangePlan &plan, const Snapshot &snapshot);

} // namespace tearsheet
