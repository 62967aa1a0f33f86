// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/period.h"

#include <QByteArrayView>

namespace tearsheet {

/// What stands behind the value of a cell: words that say what it is of, and others.
struct CellTail
{
    QByteArray scope;   ///< `wordSet`: "infrastructure cloud" of `~31% of cloud infrastructure`.
    QByteArray context; ///< `wordSet` of the other words.
    Period period;      ///< When it holds: `$60B (Series H, Apr 2026)`.
    bool projected = false;
};

/// Reads the tail of a cell with a number. Of values that are of something (`scoped`) brief remarks are their scope, of
/// a rank all is.
CellTail readTail(QByteArrayView cell, bool scoped, bool rank);

} // namespace tearsheet
