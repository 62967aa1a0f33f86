// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparison.h"
#include "core/research/comparisonview.h"

namespace tearsheet {

/// A comparison that stands in a note as a table between two comments, of which the first says how it is made:
///
///     %% compare [[Kestrel]], [[Norrland]]; metrics "Revenue", "Market share"; transposed %%
///
///     | Metric | [[Kestrel]] | [[Norrland]] |
///     |---|---|---|
///
///     %% end of comparison %%
///
/// Other programs show the table alone. Whom it compares are links, so they follow their notes.
struct ComparisonBlock
{
    ComparisonRequest request; ///< As written: `table.note` is found by `requestOf`.
    ComparisonOrder order;     ///< `sortedBy` is the column's title here.
    QString tableTarget;       ///< What names the note of `request.table`; empty where there is none.
    ByteRange head;            ///< The first comment.
    ByteRange content;         ///< Between the two comments.
    ByteRange range;           ///< With both.
    int table = -1;            ///< Index into the note's `facts.tables`; -1 where it has none any more.

    bool operator==(const ComparisonBlock &) const = default;
};

/// Those of a note, in the order of its text. A comment without an end, or that says something else, is none. Linear.
QList<ComparisonBlock> comparisonBlocks(const NoteFacts &facts, QByteArrayView text);

/// Whether a range of a note stands in one of its blocks: what is compared there is stated elsewhere.
bool isIn(const QList<ComparisonBlock> &blocks, ByteRange range);

/// What the block in the note at `from` asks for.
ComparisonRequest requestOf(const ComparisonBlock &block, const NotePath &from, const Snapshot &snapshot);

/// The first comment of a block for a comparison of whom `snapshot` knows. Fails where something in it cannot be said
/// in a comment, or is no table.
Result<QByteArray> comparisonHead(const ComparisonRequest &request, const ComparisonOrder &order,
                                  const Snapshot &snapshot);

/// The last one.
inline constexpr QByteArrayView ComparisonEnd = "%% end of comparison %%";

} // namespace tearsheet
