// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include "core/change/renameplan.h"

namespace tearsheet {

/// Does `plan`, or with --dry-run prints it as a patch where it could be done; with --in-place files that no
/// other can take the place of are written over. JSON: {"done", "files": [{"path", "newPath", "edits"}],
/// "diff", "remarks"}.
Result<Answer> carryOut(ChangePlan plan, const Snapshot &snapshot, const Request &request);

} // namespace tearsheet
