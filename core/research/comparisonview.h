// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparison.h"

namespace tearsheet {

/// How a comparison is looked at.
struct ComparisonOrder
{
    bool transposed = false;
    bool sharedOnly = false; ///< Rows with values in two columns or more.
    bool hideEqual = false;  ///< Rows whose values are all the same, and no gaps, are left out.
    QString sortedBy;        ///< `columnKey` of the column; empty for the comparison's own order.
    bool descending = false; ///< Gaps stay last.

    bool operator==(const ComparisonOrder &) const = default;
};

/// The name by which `ComparisonOrder::sortedBy` finds a column again when the comparison is a newer one.
QString columnKey(const ComparisonLine &column);

/// The comparison as it is looked at.
Comparison arranged(Comparison comparison, const ComparisonOrder &order);

/// `shown`, an arrangement of `before`, with what `now` says, a newer state of `before`: every row and column stays
/// where it is, one that is gone as gaps, and what is new comes behind them.
Comparison followed(const Comparison &shown, const Comparison &before, const Comparison &now);

} // namespace tearsheet
