// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphcamera.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

GraphCamera GraphCamera::zoomedAt(QPointF point, QSizeF view, double to) const
{
    const QPointF held = toPlace(point, view);
    const QPointF away = (point - QPointF(view.width(), view.height()) / 2) / to;
    return {held - away, to};
}

double GraphCamera::marginOf(QSizeF view, qsizetype nodes)
{
    constexpr qsizetype Few = 300;
    constexpr double Most = 48;
    const double share = nodes <= Few ? 0.1 : 0.05;
    return std::min(Most, share * std::min(view.width(), view.height()));
}

GraphCamera GraphCamera::fitting(const QRectF &bounds, QSizeF view, double margin, double most)
{
    const double width = std::max(1.0, view.width() - 2 * margin);
    const double height = std::max(1.0, view.height() - 2 * margin);
    const double zoom =
        std::min({most, width / std::max(bounds.width(), 1e-9), height / std::max(bounds.height(), 1e-9)});
    return {bounds.center(), zoom};
}

// Zooms evenly for the eye, and moves by the share of the way that is left to see at that zoom.
GraphCamera GraphCamera::towards(const GraphCamera &other, double part) const
{
    if (part >= 1)
        return other;
    return {centre + (other.centre - centre) * part, zoom * std::pow(other.zoom / zoom, part)};
}

} // namespace tearsheet
