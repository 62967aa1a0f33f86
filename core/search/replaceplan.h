// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

namespace tearsheet {

/// Puts `replacement` in the place of every `find`, whose case counts, in the notes that the vault does not exclude;
/// wherever it stands, front matter, code and link targets included. Fails in one sentence where no note holds it, and
/// where more than 100,000 places do. By all cores; any thread.
Result<ChangePlan> planReplace(const Snapshot &snapshot, const QString &find, const QString &replacement);

} // namespace tearsheet
