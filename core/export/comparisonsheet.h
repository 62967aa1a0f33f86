// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/sheet.h"
#include "core/research/comparison.h"

namespace tearsheet {

/// What stands above a column, or before a row: its title, with what tells it from others of that title.
QString lineHeading(const ComparisonLine &line);

/// A comparison as a table: the best value of each cell, gaps empty.
Sheet comparisonSheet(const Comparison &comparison);

/// The same for a file of values, which has no other sheet for it: behind the columns one more for each, "Kestrel, as
/// of", with the time of the value (`2025`, `FY2026-Q2`; empty where nothing tells) in rows whose figures are of
/// several times. Without such rows it is `comparisonSheet`.
Sheet datedSheet(const Comparison &comparison);

/// Every value of a comparison with its place, those that the table does not show included, one in each row.
Sheet sourceSheet(const Comparison &comparison);

} // namespace tearsheet
