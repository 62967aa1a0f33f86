// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/changegroups.h"

namespace tearsheet {

/// `parts`, of lines compared by words, with more conflicts: where both sides changed one line so that together they
/// would say what neither wrote. These are words beside each other, with nothing but blanks and signs between, and any
/// words of a line that one side rewrote for the most part. The cells of a table's row stand for themselves. Linear.
QList<MergePart> withClashes(const MergeTexts &texts, QList<MergePart> parts);

} // namespace tearsheet
