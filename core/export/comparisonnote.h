// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparisonblock.h"
#include "core/text/editscript.h"

namespace tearsheet {

// A comparison in a note: as a pipe table, or between comments by which it is made anew (`ComparisonBlock`).

/// `shown`, which is `request` arranged by `order`, as a pipe table whose names are links; where `refreshable`, between
/// comments. `order.sortedBy` is a `columnKey`. Lines end with a line feed. Fails as `comparisonHead` does.
Result<QByteArray> comparisonText(const ComparisonRequest &request, const ComparisonOrder &order,
                                  const Comparison &shown, bool refreshable, const Snapshot &snapshot);

/// The edit that puts `block`, whole lines, into the note `text` behind what stands at `offset`, as a block of its own
/// and with the line ends of the note; never into its front matter or into another comparison.
EditScript insertedBlock(QByteArray block, quint32 offset, const NoteFacts &facts, QByteArrayView text);

/// `written`, the order of a block, as the order of `now`, which the block compares: sorted by the column that has the
/// title it names, not at all where none has.
ComparisonOrder orderOf(const ComparisonOrder &written, const Comparison &now);

/// What the block in the note at `from` would say now. Cost as of `compare`; any thread.
Comparison comparisonOf(const ComparisonBlock &block, const NotePath &from, const Snapshot &snapshot);

/// What makes the table of `block` in the note `text` say `now`: cells alone where it has as many rows and columns.
/// Empty where it says so.
QList<Edit> refreshing(const ComparisonBlock &block, const Comparison &now, const NoteFacts &facts,
                       QByteArrayView text);

} // namespace tearsheet
