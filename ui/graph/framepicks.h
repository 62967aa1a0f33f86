// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

namespace tearsheet {

/// What of a frame is drawn, and how finely.
///
/// At rest that is all of it. A frame that must be quick (`GraphFrame::mostPixels`) shows every node in sight, the
/// largest finely and the others without rims and soft edges, and of the edges in sight those that tell most.
struct FramePicks
{
    /// All edges, or those that `chosen` holds.
    std::span<const SceneLine> lines;
    std::vector<SceneLine> chosen;

    QList<NodeDisc> discs; ///< Of nodes in sight, in the order of painting.
    qsizetype fine = 0;    ///< So many of them are drawn finely.

    /// Whether something would be drawn otherwise if there were more time.
    bool isLess = false;

    FramePicks(const GraphFrame &frame, const FrameGeometry &geometry);
    Q_DISABLE_COPY_MOVE(FramePicks)

private:
    double pickDiscs(const GraphFrame &frame, const FrameGeometry &geometry);
    void pickLines(const GraphFrame &frame, const FrameGeometry &geometry, double pixels);
};

/// How many pixels quick frames may draw: as many as they turn out to have time for.
class FrameBudget
{
public:
    qint64 pixels() const { return static_cast<qint64>(m_pixels); }

    /// After a quick frame that took so long; `isLess` where it could not show all.
    void adapt(double milliseconds, bool isLess);

private:
    double m_pixels = 3e6;
};

} // namespace tearsheet
