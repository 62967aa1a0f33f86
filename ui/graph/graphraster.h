// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/framepicks.h"

#include <functional>

namespace tearsheet {

/// Nodes and edges of a frame without what stands out, labels or rubber band.
struct GraphGround
{
    QImage picture;
    bool isLess = false; ///< It shows less than it would at rest.
};

/// The ground of `frame`, in all cores; a null picture where `stop` says so, which is asked now and then. In any
/// thread.
GraphGround drawGraphGround(const GraphFrame &frame, const std::function<bool()> &stop = {});

/// The rest, upon that picture: a few ms.
void drawGraphMarks(QImage &picture, const GraphFrame &frame);

/// Whether the grounds of both look alike, so that one picture will do for both.
bool haveSameGround(const GraphFrame &one, const GraphFrame &other);

} // namespace tearsheet
