// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>

namespace tearsheet {

/// What is said about a value beside the value itself, in the order in which it is listed.
enum class Qualifier : quint32 {
    Approximate = 1u << 0,
    LowerBound = 1u << 1, ///< `>5`, "over 5": written before a value.
    UpperBound = 1u << 2, ///< `<5`, "up to 5".
    PlusMinus = 1u << 3,
    Range = 1u << 4,
    Transition = 1u << 5,
    OrMore = 1u << 6, ///< `5+`: a lower bound that is written behind.
    Since = 1u << 7,
    Before = 1u << 8,
    Through = 1u << 9,
    Early = 1u << 10,
    Mid = 1u << 11,
    Late = 1u << 12,
    Estimate = 1u << 13,
    Comparison = 1u << 14, ///< "5 vs 7": the values are compared, they are not one after the other.
    Ambiguous = 1u << 15,
    Uncertain = 1u << 16,
    OverTreasuries = 1u << 17, ///< A spread: `T+20`.
};
Q_DECLARE_FLAGS(Qualifiers, Qualifier)
Q_DECLARE_OPERATORS_FOR_FLAGS(Qualifiers)

} // namespace tearsheet
