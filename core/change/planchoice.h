// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

#include <QSet>

namespace tearsheet {

/// What of a file's change is not wanted: the boxes without a tick in a view of a plan.
struct FileChoice
{
    bool wanted = true;       ///< Whether anything happens to the file; its move goes with it.
    QSet<qsizetype> unwanted; ///< Indexes of its edits that are not done.

    bool operator==(const FileChoice &) const = default;
};

/// What the same reader wants of `plan`, made from `now`, who made `choices` of an `earlier` plan for the same wish,
/// made from `before`: files are known by their paths, edits by where their place lies now. What the earlier plan did
/// not have is wanted. Linear in the notes that changed, and in the edits. Any thread.
QList<FileChoice> carriedOver(const QList<FileChoice> &choices, const ChangePlan &earlier, const Snapshot &before,
                              const ChangePlan &plan, const Snapshot &now);

/// `plan`, made from `snapshot`, without what is not wanted; `choices` has one for each of its files in turn, files
/// past its end are wanted whole.
///
/// Where a file is not to move, the links are planned anew for the moves that are left, so that every link in a wanted
/// place keeps its meaning. Costs as `keepLinks` where a move is unwanted, else as much as there are edits. Any thread.
ChangePlan chosen(const ChangePlan &plan, const QList<FileChoice> &choices, const Snapshot &snapshot);

} // namespace tearsheet
