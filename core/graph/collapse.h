// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/showngraph.h"

namespace tearsheet {

/// `shown` with nodes brought together as `options` ask: notes of one folder, of one tag, or of one community become a
/// node that stands for them, with one edge for all that lead the same way. What `options.expanded` names stands open;
/// below an open folder or tag those inside it are collapsed. The centre and what would stand alone stay as they are.
ShownGraph collapsed(const ShownGraph &shown, const GraphOptions &options);

} // namespace tearsheet
