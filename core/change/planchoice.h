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

/// `plan`, made from `snapshot`, without what is not wanted; `choices` has one for each of its files in turn, files
/// past its end are wanted whole.
///
/// Where a file is not to move, the links are planned anew for the moves that are left, so that every link in a wanted
/// place keeps its meaning. Costs as `keepLinks` where a move is unwanted, else as much as there are edits. Any thread.
ChangePlan chosen(const ChangePlan &plan, const QList<FileChoice> &choices, const Snapshot &snapshot);

} // namespace tearsheet
