// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QList>

namespace tearsheet {

/// A stretch of one text that another text has in place of it. Either side may be empty.
struct Replacement
{
    ByteRange before;
    ByteRange after;

    bool operator==(const Replacement &) const = default;
};

/// Which lines of `before` became which lines of `after`, ascending, whole lines with their ends.
///
/// Common lines at both ends are cut off, the rest is compared by Myers' greedy algorithm (An O(ND) difference
/// algorithm, 1986); above a bound of about a thousand differences the rest is one replacement.
QList<Replacement> lineDiff(QByteArrayView before, QByteArrayView after);

/// `replacement` without the bytes that both sides begin and end with; never cut inside a UTF-8 sequence or a CRLF.
Replacement narrowed(Replacement replacement, QByteArrayView before, QByteArrayView after);

} // namespace tearsheet
