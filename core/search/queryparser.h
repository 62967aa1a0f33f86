// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/querynode.h"

namespace tearsheet {

/// Reads a query by the grammar of obsidian.md 2.8; nothing for an empty one. See `Query::parse`.
Result<std::optional<QueryNode>> parseQuery(QStringView text, bool matchCase);

} // namespace tearsheet
