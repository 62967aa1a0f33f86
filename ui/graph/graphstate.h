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
    bool legend = true; ///< Below pictures that are exported.

    bool operator==(const GraphState &) const = default;

    /// The forces that the settings ask for.
    LayoutForces forces() const;

    /// Nodes have places of their own for each way to bring them together and to arrange them: a mark of this one,
    /// which is 0 for all open and by forces. `frames` has those of all ways.
    quint64 frame() const;
    static QList<quint64> frames();

    /// For the user's settings: what is not as in `usual`. What cannot be read is as there, too.
    QJsonObject toJson(const GraphState &usual) const;
    static GraphState fromJson(const QJsonObject &json, const GraphState &usual);
};

} // namespace tearsheet
