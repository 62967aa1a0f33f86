// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

namespace tearsheet {

/// What is to be replaced in all notes, and by what.
struct ReplaceQuery
{
    QString find;
    QString by; ///< As in `TextFinder::replacementFor`.
    bool matchCase = true;
    bool wholeWords = false;
    bool expression = false;  ///< `find` is a regular expression, see `TextFinder`.
    bool insideLinks = false; ///< Also where links say what they reach, which they would not any more.

    bool operator==(const ReplaceQuery &) const = default;
};

/// What a replacement changes.
struct ReplacePlan
{
    ChangePlan plan;
    int insideLinks = 0; ///< How many places inside the targets of links there are; in the plan only if asked for.
};

/// Replaces what `query` finds in the notes that the vault does not exclude, front matter and code included. Fails in
/// one sentence where no note holds it, where more than 100,000 places do, and where an expression is none. By all
/// cores; any thread.
Result<ReplacePlan> planReplace(const Snapshot &snapshot, const ReplaceQuery &query);

} // namespace tearsheet
