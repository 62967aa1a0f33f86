// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/places.h"
#include "core/graph/randomnumbers.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tearsheet {

using Edges = std::vector<std::pair<int, int>>;

inline bool isFinite(const Places &places)
{
    const auto finite = [](float number) { return std::isfinite(number); };
    return std::ranges::all_of(places.x, finite) && std::ranges::all_of(places.y, finite);
}

inline double distance(const Places &places, std::size_t left, std::size_t right)
{
    return std::hypot(static_cast<double>(places.x[left] - places.x[right]),
                      static_cast<double>(places.y[left] - places.y[right]));
}

inline Places placesByChance(std::size_t count, float reach)
{
    RandomNumbers random(3);
    Places places(count);
    for (std::size_t i = 0; i < count; ++i) {
        places.x[i] = random.within(reach);
        places.y[i] = random.within(reach);
    }
    return places;
}

} // namespace tearsheet
