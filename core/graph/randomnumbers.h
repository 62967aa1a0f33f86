// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tearsheet {

/// Numbers by chance that are the same for the same seed everywhere (splitmix64, Steele et al. 2014).
class RandomNumbers
{
public:
    explicit RandomNumbers(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ mixed >> 30U) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ mixed >> 27U) * 0x94d049bb133111ebU;
        return mixed ^ mixed >> 31U;
    }

    /// One of 0 to `count` - 1.
    std::uint32_t below(std::uint32_t count)
    {
        return static_cast<std::uint32_t>(((next() >> 32U) * std::uint64_t{count}) >> 32U);
    }

    /// Between -`most` and `most`.
    float within(float most) { return most * (static_cast<float>(next() >> 40U) * 0x1p-23F - 1.0F); }

private:
    std::uint64_t m_state;
};

} // namespace tearsheet
