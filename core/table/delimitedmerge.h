// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/merge.h"

namespace tearsheet {

/// Brings `mine` and `theirs` together, two versions of a file of delimited values that were both made from `base`.
///
/// As `Merge::of`, by rows and cells in place of lines and words: rows are compared first, where those between quotes
/// that hold line ends are one. Where both sides changed the same rows, these are compared cell by cell; a conflict is
/// of whole rows. A cell that is quoted in another way is the same cell. Where one side brought many rows into another
/// order than the one that the other side changed, the whole stretch is a conflict: nobody can tell what belongs
/// together. The first row is taken for the header, of which a file has one: it is a conflict of its own, of which one
/// side is taken.
///
/// Costs O(n) plus what two comparisons of rows cost, see `pieceDiff`. Any thread.
Merge mergeDelimited(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs);

/// The same where the origin is not known: rows that both have are the same, all else is a conflict, of whole rows.
/// Rows that one side alone has are conflicts of their own, and so is each row that seems to have become another one.
/// Row ends count, see `inMannerOf`; of the first row one side is taken.
Merge mergeDelimitedWithoutBase(const QByteArray &mine, const QByteArray &theirs);

/// `copy`, a file of delimited values, with the byte order mark and the row ends that `mine` has, and an end behind its
/// last row as there. What stands between quotes stays as it is.
QByteArray inMannerOf(const QByteArray &mine, const QByteArray &copy);

} // namespace tearsheet
