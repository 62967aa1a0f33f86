// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"
#include "core/graph/graphoptions.h"

#include <vector>

namespace tearsheet {

/// When what a node stands for came into being and was last changed; null where nobody knows.
struct GraphDates
{
    QDate created;
    QDate updated;

    QDate of(GraphTime time) const { return time == GraphTime::Creation ? created : updated; }

    bool operator==(const GraphDates &) const = default;
};

/// Of each node of `graph`: of a file as its note says, or else the file system; of a name or tag the first note that
/// says it, and the last that does. Linear; any thread.
std::vector<GraphDates> graphDates(const Graph &graph);

} // namespace tearsheet
