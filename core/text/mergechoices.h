// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/merge.h"

#include <optional>

namespace tearsheet {

/// How one conflict was settled, and what it was about.
struct MergeChoice
{
    QByteArray mine;
    QByteArray theirs;
    Take take = Take::Mine;

    bool operator==(const MergeChoice &) const = default;
};

/// What was chosen so far in `merge` of these texts: `takes` has one entry for each conflict, empty where none was
/// made.
QList<MergeChoice> choicesIn(const Merge &merge, QByteArrayView mine, QByteArrayView theirs,
                             const QList<std::optional<Take>> &takes);

/// `choices` as they apply to `merge` of these texts, which may be others than those they were made for: a conflict
/// between the same two sides is settled in the same way. One entry for each conflict.
QList<std::optional<Take>> takesFor(const Merge &merge, QByteArrayView mine, QByteArrayView theirs,
                                    QList<MergeChoice> choices);

} // namespace tearsheet
