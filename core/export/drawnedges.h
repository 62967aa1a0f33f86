// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/showngraph.h"

#include <QPointF>

#include <vector>

namespace tearsheet {

/// How the edges of a family are drawn.
struct EdgeInk
{
    RelationLook look;
    double width = 1;   ///< Pixels, in place of the look's.
    double opacity = 1; ///< Before what an edge's length and its nodes take.
    double arrow = 0;   ///< Length of the head; 0 for none.
};

/// An edge as a line from rim to rim.
struct DrawnEdge
{
    EdgeInk pen;
    QPointF begin;
    QPointF tip;
    QPointF along; ///< Its direction.
    double opacity = 1;
    double arrow = 0;
    double weight = 0; ///< What tells most has most.
};

/// The edges of a drawing, those that tell most first; those between the same two nodes beside each other. Nodes lie at
/// `places` and have `radii`, in pixels; lines are `growth` times as wide as at the reading zoom.
/// `view` is the width and height of the drawing together.
std::vector<DrawnEdge> drawnEdges(const ShownGraph &shown, const GraphOptions &options,
                                  const std::vector<QPointF> &places, const std::vector<float> &radii, double growth,
                                  double view);

} // namespace tearsheet
