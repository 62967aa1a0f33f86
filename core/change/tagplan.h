// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

namespace tearsheet {

// Changes of a tag in the whole vault; see `core/note/tagedit.h` for what happens in a note. Names may have their `#`.
// Linear in the notes' tags. Any thread.

/// Renames the tag `from` with what is nested in it; where there is a tag `to`, the two become one. Fails in one
/// sentence where no note has `from`, or where `to` is no tag.
Result<ChangePlan> planTagRename(const Snapshot &snapshot, const QString &from, const QString &to);

/// Takes `tag`, and what is nested in it, out of all notes. Fails in one sentence where no note has it.
Result<ChangePlan> planTagRemoval(const Snapshot &snapshot, const QString &tag);

} // namespace tearsheet
