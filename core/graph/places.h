// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace tearsheet {

/// Where the nodes of a graph lie in the plane, by node.
///
/// Unit: linked nodes that nothing else pulls at come to rest between a quarter and one unit from each other; on the
/// whole there is one node for each six square units, so that a graph of n nodes is about 3 √n across.
struct Places
{
    std::vector<float> x;
    std::vector<float> y;

    Places() = default;
    explicit Places(std::size_t count) : x(count, 0.0F), y(count, 0.0F) {}

    std::size_t size() const { return x.size(); }

    bool operator==(const Places &) const = default;
};

} // namespace tearsheet
