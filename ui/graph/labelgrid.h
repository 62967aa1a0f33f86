// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/labeltexts.h"

#include <vector>

namespace tearsheet {

/// Chooses which nodes have a label and where it lies, from frame to frame: no label lies on another one or on the disc
/// of a more important node. What stands out comes first, where there is no room beside it further away with a line to
/// it; then the larger node; a label that was there keeps its place against one that is little more important, so that
/// moving the picture does not make labels flicker.
class LabelGrid
{
public:
    /// The labels of `frame`, whose own are not looked at. Nodes smaller than `from` pixels have none unless they stand
    /// out or are among the `named` largest in sight; near that size they are faint. A few ms at most.
    QList<PlacedLabel> place(const GraphFrame &frame, LabelTexts &texts, double from, int named = 0);

    /// Whether every label of the last frame was there; some are painted later when there are many new ones.
    bool isComplete() const { return m_complete; }

private:
    struct Candidate
    {
        int node = -1;
        double score = 0;
        bool forced = false;
        bool strong = false;
        bool large = false; ///< For what is in sight.
        QPointF middle;
        double radius = 0;
        double reach = 0; ///< With its rings.
    };

    QList<Candidate> candidates(const GraphFrame &frame, const GraphEmphasis &emphasis, double from, int named) const;
    struct Spot
    {
        int side = 0;
        QRectF place;
        QList<QRectF> leader;
    };

    std::optional<Spot> freePlace(const Candidate &candidate, QSizeF size, QSizeF view) const;
    std::optional<Spot> namedPlace(const Candidate &candidate, QSizeF size, QSizeF view, const QList<Candidate> &lit,
                                   const QList<PlacedLabel> &labels) const;
    void use(const GraphScene &scene);
    void clearTaken(QSizeF view);
    void takeLargeDiscs(const QList<Candidate> &candidates);
    void take(const QRectF &rectangle);
    bool isFree(const QRectF &rectangle) const;
    QRect cellsOf(const QRectF &rectangle) const;

    GraphScene m_scene;
    QHash<int, int> m_shown; ///< Nodes with a label in the last frame, and on which side; -1 for any.
    double m_zoom = 0;       ///< At which the sides were chosen.
    bool m_complete = true;
    QSize m_cells;
    std::vector<QList<QRectF>> m_taken;
};

/// The camera that sees all nodes of a small graph with labels below them and `margin` pixels around the nodes, no
/// nearer than `most`. Where the view is too narrow for long labels rather they are cut than that nodes lie upon each
/// other. `texts` must be allowed to measure all.
GraphCamera fittingLabels(const GraphScene &scene, const GraphPlaces &places, QSizeF view, double margin, double most,
                          LabelTexts &texts);

} // namespace tearsheet
