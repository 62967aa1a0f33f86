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

/// The sheets of a workbook of a comparison: `comparisonSheet` and `sourceSheet`, with links. Cells that are a link to
/// a note as a whole, rows that are a note's, and each source lead to the note's file in the vault at `root`, as a
/// `file:` URL: that opens in whatever reads notes there, with or without a program that knows vaults, and also where
/// the workbook lies elsewhere than the vault, which a relative path does not. It breaks where the vault is moved.
QList<Sheet> comparisonBook(const Comparison &comparison, const Snapshot &snapshot, const QString &root);

} // namespace tearsheet
