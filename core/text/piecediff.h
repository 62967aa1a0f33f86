// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QList>

namespace tearsheet {

/// A stretch of one text that another text has in place of it. Either side may be empty.
struct Replacement
{
    ByteRange before;
    ByteRange after;

    bool operator==(const Replacement &) const = default;
};

/// A text, or whole lines of one, cut into pieces that are compared as wholes. What stands between a piece and the next
/// one is its tail: it plays no part in which pieces belong together.
struct PiecedText
{
    QByteArrayView text;
    QList<ByteRange> pieces; ///< Ascending; the first one begins where the comparison does.
    quint32 end = 0;         ///< Where the last tail ends.

    /// The lines of `text` with their ends, so without tails. Only `\n` ends a line.
    static PiecedText lines(QByteArrayView text);

    /// Where piece `index` begins; `end` behind the last one.
    quint32 start(qsizetype index) const { return index < pieces.size() ? pieces.at(index).begin : end; }

    ByteRange tail(qsizetype index) const { return {pieces.at(index).end, start(index + 1)}; }
};

/// Which bytes of `before` became which bytes of `after`, ascending, never two that touch on both sides: runs of pieces
/// with all of their tails but a last one that stayed, and tails that differ behind equal pieces.
///
/// Common pieces at both ends are cut off, the rest is compared by Myers' greedy algorithm (An O(ND) difference
/// algorithm, 1986); where more than `mostDifferences` pieces would come or go, the rest is one replacement. Costs
/// O(n + d²) for d differences.
QList<Replacement> pieceDiff(const PiecedText &before, const PiecedText &after, int mostDifferences);

} // namespace tearsheet
