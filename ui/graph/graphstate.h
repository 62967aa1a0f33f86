// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphoptions.h"
#include "ui/graph/graphmotion.h"
#include "ui/graph/paintedgraph.h"

#include <QJsonObject>

namespace tearsheet {

/// What the user has chosen for a graph: what of it is shown, how it is painted and laid out.
struct GraphState
{
    GraphOptions options;
    GraphPaint paint;
    GraphArrangement arrangement = GraphArrangement::Forces;

    bool operator==(const GraphState &) const = default;

    /// The forces that the settings ask for, Obsidian's own values being the usual strength.
    LayoutForces forces() const;

    /// For the user's settings. What cannot be read is as in `otherwise`.
    QJsonObject toJson() const;
    static GraphState fromJson(const QJsonObject &json, const GraphState &otherwise);
};

} // namespace tearsheet
