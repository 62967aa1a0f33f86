// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/piecediff.h"

namespace tearsheet {

/// The lines `lines` of `text` cut into words for a comparison: runs of bytes that are neither blanks nor line ends, so
/// that a number is never cut; in a line that begins with a bar, the bars and the cells between them. A line end of any
/// kind is a piece of its own. Blanks are tails; an empty piece stands in front of the first ones.
PiecedText wordPieces(QByteArrayView text, ByteRange lines);

} // namespace tearsheet
