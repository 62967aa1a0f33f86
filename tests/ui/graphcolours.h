// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <algorithm>
#include <cstdlib>

namespace tearsheet {

inline constexpr QRgb Blue = 0xff2460a4;
inline constexpr QRgb Green = 0xff28703a;
inline constexpr QRgb Red = 0xffb3261e;
inline constexpr QRgb Grey = 0xff7d8a91;
inline constexpr QRgb Ground = 0xffffffff;

/// How far the parts of two colours are apart at most.
inline int away(QRgb one, QRgb other)
{
    return std::max({std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                     std::abs(qBlue(one) - qBlue(other))});
}

inline bool isNear(QRgb one, QRgb other, int tolerance = 12)
{
    return away(one, other) <= tolerance;
}

} // namespace tearsheet
