// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace tearsheet {

/// Four numbers that are calculated at once. GCC and Clang turn the operators into the processor's own.
using Lanes = float __attribute__((vector_size(16)));
using IntLanes = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t LaneCount = 4;

inline Lanes lanesAt(const float *numbers)
{
    Lanes lanes;
    std::memcpy(&lanes, numbers, sizeof lanes);
    return lanes;
}

inline Lanes allLanes(float number)
{
    return Lanes{number, number, number, number};
}

inline float sumOf(Lanes lanes)
{
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

/// 1 / √number to five digits, by two of Newton's steps from a guess that the bits of a float give.
inline Lanes inverseRoot(Lanes number)
{
    const IntLanes half = std::bit_cast<IntLanes>(number) >> 1;
    const IntLanes magic = {0x5f3759df, 0x5f3759df, 0x5f3759df, 0x5f3759df};
    Lanes root = std::bit_cast<Lanes>(magic - half);
    for (int step = 0; step < 2; ++step)
        root *= 1.5F - 0.5F * number * root * root;
    return root;
}

} // namespace tearsheet
