// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/separation.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr int Rounds = 400;
constexpr int Patience = 10;       // Rounds in which pushing alone may do it,
constexpr float Stretch = 1.04F;   // before all is drawn apart by so much.
constexpr float Clearance = 1e-3F; // So that rounding leaves no overlap.

/// How far two rooms reach into each other, along each axis; they overlap where both are positive.
struct Overlap
{
    float x = 0;
    float y = 0;

    bool exists() const { return x > 0 && y > 0; }
};

class Separation
{
public:
    Separation(Places places, std::span<const NodeRoom> rooms, std::span<const int> fixed)
        : m_places(std::move(places)), m_rooms(rooms), m_count(std::min(m_places.size(), rooms.size())),
          m_fixed(m_places.size(), 0)
    {
        for (const int node : fixed)
            m_fixed[static_cast<std::size_t>(node)] = 1;
    }

    Places run()
    {
        for (int round = 0; round < Rounds && push(); ++round) {
            if (round % Patience == Patience - 1)
                stretch();
        }
        return std::move(m_places);
    }

private:
    Overlap overlap(std::size_t a, std::size_t b) const
    {
        return {(m_rooms[a].width + m_rooms[b].width) / 2 - std::abs(m_places.x[a] - m_places.x[b]),
                (m_rooms[a].height + m_rooms[b].height) / 2 - std::abs(m_places.y[a] - m_places.y[b])};
    }

    /// Along the axis on which less is to go; whether any two overlapped.
    bool push()
    {
        bool any = false;
        for (std::size_t a = 0; a < m_count; ++a) {
            for (std::size_t b = a + 1; b < m_count; ++b) {
                const Overlap both = overlap(a, b);
                if (!both.exists() || (m_fixed[a] != 0 && m_fixed[b] != 0))
                    continue;
                any = true;
                const bool sideways = both.x < both.y;
                std::vector<float> &at = sideways ? m_places.x : m_places.y;
                const float way = (sideways ? both.x : both.y) + Clearance;
                const float sign = at[a] <= at[b] ? 1.0F : -1.0F;
                const float share = m_fixed[a] != 0 ? 0.0F : m_fixed[b] != 0 ? 1.0F : 0.5F;
                at[a] -= sign * way * share;
                at[b] += sign * way * (1 - share);
            }
        }
        return any;
    }

    void stretch()
    {
        for (std::size_t node = 0; node < m_count; ++node) {
            if (m_fixed[node] != 0)
                continue;
            m_places.x[node] *= Stretch;
            m_places.y[node] *= Stretch;
        }
    }

    Places m_places;
    std::span<const NodeRoom> m_rooms;
    std::size_t m_count;
    std::vector<char> m_fixed;
};

} // namespace

Places separated(Places places, std::span<const NodeRoom> rooms, std::span<const int> fixed)
{
    return Separation(std::move(places), rooms, fixed).run();
}

} // namespace tearsheet
