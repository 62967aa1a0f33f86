// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/diffrows.h"
#include "core/text/merge.h"

namespace tearsheet {

/// What became of a row in a merge. Neither of a conflict nor from a side: the row is the same on both.
struct MergeFate
{
    int conflict = -1;       ///< Its number, from 0, where the row is part of a conflict.
    bool fromMine = false;   ///< What my side changed in it has been taken,
    bool fromTheirs = false; ///< and what the other side did.

    bool operator==(const MergeFate &) const = default;
};

/// The two versions of a merge side by side, mine on the left.
struct MergeRows
{
    DiffRows rows;          ///< Its changes are the conflicts, in their order.
    QList<MergeFate> fates; ///< One for each row.

    bool operator==(const MergeRows &) const = default;

    /// The rows of a merge with these parts of `mine` and `theirs`. Costs what `DiffRows::of` does.
    static MergeRows of(const QList<MergePart> &parts, QByteArrayView mine, QByteArrayView theirs);
};

} // namespace tearsheet
