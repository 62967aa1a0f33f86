// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"
#include "ui/style/icons.h"

namespace tearsheet {

/// The icon that tells what a column, or a cell, holds.
inline Icon iconOf(CellKind kind)
{
    switch (kind) {
    case CellKind::Number:
    case CellKind::Measure:
        return Icon::Number;
    case CellKind::Percent:
        return Icon::Percent;
    case CellKind::Money:
        return Icon::Money;
    case CellKind::Date:
        return Icon::Date;
    case CellKind::Link:
        return Icon::Link;
    default:
        return Icon::Text;
    }
}

} // namespace tearsheet
