// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

#include <functional>

namespace tearsheet {

/// Nodes and edges of `frame` without what stands out, labels or rubber band, in all cores; a null picture where `stop`
/// says so, which is asked now and then. In any thread.
QImage drawGraphGround(const GraphFrame &frame, const std::function<bool()> &stop = {});

/// The rest, upon that picture: a few ms.
void drawGraphMarks(QImage &picture, const GraphFrame &frame);

/// Whether the grounds of both look alike, so that one picture will do for both.
bool haveSameGround(const GraphFrame &one, const GraphFrame &other);

} // namespace tearsheet
