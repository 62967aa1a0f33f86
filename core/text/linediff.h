// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/piecediff.h"

namespace tearsheet {

/// Above so many lines that come or go, texts are not compared line by line.
inline constexpr int mostLineDifferences = 1000;

/// Which lines of `before` became which lines of `after`, ascending, whole lines with their ends.
///
/// Costs what `pieceDiff` does with at most `mostLineDifferences`.
QList<Replacement> lineDiff(QByteArrayView before, QByteArrayView after);

/// `replacement` without the bytes that both sides begin and end with; never cut inside a UTF-8 sequence or a CRLF.
Replacement narrowed(Replacement replacement, QByteArrayView before, QByteArrayView after);

} // namespace tearsheet
