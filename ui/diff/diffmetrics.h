// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tearsheet::DiffMetrics {

// Pixels.
inline constexpr int Margin = 12;    ///< At either end of a side.
inline constexpr int Gap = 8;        ///< Between numbers, sign and text.
inline constexpr int Sign = 12;      ///< The column of the signs.
inline constexpr int RowPadding = 2; ///< Above and below a row's text.
inline constexpr int Slim = 28;      ///< A folded stretch, a caption.
inline constexpr int Below = 12;     ///< The last row.

} // namespace tearsheet::DiffMetrics
