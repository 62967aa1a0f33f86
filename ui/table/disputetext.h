// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/disputes.h"
#include "ui/style/palette.h"

class QPainter;
class QRectF;

namespace tearsheet {

/// The other values of a cell and where they stand, a line each, for a tool tip.
QString disputeText(const DisputedCell &cell);

/// Paints the mark of a disputed cell into a square: a disc where something contradicts, a ring where all that
/// disagrees is of a later time.
void paintDisputeMark(QPainter &painter, const QRectF &square, bool outdated, const Palette &colours);

constexpr int DisputeMarkSize = 6; ///< Of the square, pixels.

} // namespace tearsheet
