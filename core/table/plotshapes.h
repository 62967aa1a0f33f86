// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/plotdata.h"

// What kinds of plot fit, and how data is made ready for each: for `core/table` alone.
namespace tearsheet::plotting {

/// Gives `data`, whose series have a point for each place, the kind that is `wanted`, where it can be, else the one
/// that fits best; names it, and thins what is too much to be seen. `ordered` places may be joined by a line.
void takeShape(PlotData &data, std::optional<PlotKind> wanted, bool ordered);

} // namespace tearsheet::plotting
