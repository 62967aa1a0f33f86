// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/markdowntree.h"

namespace tearsheet {

/// Puts what stands between pairs of `==` into highlights: among the texts directly inside the container `parent`, the
/// last open one of `nodes`. Markdown itself knows no highlights, so they are found in its result.
void wrapHighlights(QList<MarkdownNode> &nodes, qsizetype parent);

} // namespace tearsheet
