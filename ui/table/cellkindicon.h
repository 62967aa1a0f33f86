// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"
#include "ui/style/icons.h"

namespace tearsheet {

/// The icon that tells what a column, or a cell, holds.
inline Icon iconOf(CellKind kind)
{
    switch (kind) {
    case CellKind::Percent:
    case CellKind::PercentagePoints:
    case CellKind::BasisPoints:
        return Icon::Percent;
    case CellKind::Money:
        return Icon::Money;
    case CellKind::Link:
    case CellKind::Links:
        return Icon::Link;
    default:
        return isNumeric(kind) ? Icon::Number : isTime(kind) ? Icon::Date : Icon::Text;
    }
}

} // namespace tearsheet
