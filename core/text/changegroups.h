// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/merge.h"
#include "core/text/piecediff.h"

namespace tearsheet {

/// The three texts of a merge.
struct MergeTexts
{
    QByteArrayView base;
    QByteArrayView mine;
    QByteArrayView theirs;
};

/// What to do with a change that only exchanges blanks or a line end, where the other side changed the text around.
enum class Spacing : quint8 {
    Counts, ///< It clashes as any change does.
    Yields, ///< The other side's change stands.
};

/// What `mine` and `theirs`, the changes that each side made in `region`, come to: parts that cover the region.
///
/// Changes clash where they overlap, or where one inserts at an end of the other: nobody can tell what comes first. So
/// an insertion beside blanks or a line end that the other side exchanged for others does not clash. Changes that clash
/// are one part: `Both` where they are the same one, else a `Conflict`, not of whole lines yet. Linear.
QList<MergePart> changeGroups(const MergeTexts &texts, const MergePart &region, const QList<Replacement> &mine,
                              const QList<Replacement> &theirs, Spacing spacing);

} // namespace tearsheet
