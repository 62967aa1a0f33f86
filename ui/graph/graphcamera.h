// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace tearsheet {

/// What part of the plane is seen: `centre` lies in the middle of the view, one unit is `zoom` pixels long.
struct GraphCamera
{
    QPointF centre;
    double zoom = 60;

    QPointF toScreen(QPointF place, QSizeF view) const
    {
        return (place - centre) * zoom + QPointF(view.width(), view.height()) / 2;
    }
    QPointF toPlace(QPointF point, QSizeF view) const
    {
        return (point - QPointF(view.width(), view.height()) / 2) / zoom + centre;
    }

    /// Moved so that what was seen moves by `pixels`.
    GraphCamera panned(QPointF pixels) const { return {centre - pixels / zoom, zoom}; }

    /// Zoomed to `to`, with what lies under `point` staying there.
    GraphCamera zoomedAt(QPointF point, QSizeF view, double to) const;

    /// What is left free around all that is seen of a view, in proportion to it: less where so many `nodes` are seen
    /// that names at the rim are few.
    static double marginOf(QSizeF view, qsizetype nodes);

    /// Sees all of `bounds` with `margin` pixels around, but no nearer than `most`.
    static GraphCamera fitting(const QRectF &bounds, QSizeF view, double margin, double most);

    /// On the way to another one, `part` from 0 to 1.
    GraphCamera towards(const GraphCamera &other, double part) const;

    bool operator==(const GraphCamera &) const = default;
};

} // namespace tearsheet
