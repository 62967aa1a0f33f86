// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/edgeclearance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace tearsheet {

namespace {

constexpr float Clearance = 0.3F; // What a node needs beside an edge, in units of `Places`.
constexpr int Sweeps = 4;
constexpr double Moved = 0.05; // A place away from the row costs so much of an edge through a node.

/// Ways to move, in shares of the way to the next row and in units.
constexpr std::array Ups{0.0F, -0.15F, 0.15F, -0.3F, 0.3F};
constexpr std::array Asides{0.0F, -0.4F, 0.4F};

class Clearing
{
public:
    Clearing(Places places, const Adjacency &adjacency)
        : m_places(std::move(places)), m_rows(m_places), m_adjacency(adjacency), m_step(rowStep())
    {
        for (std::uint32_t node = 0; node < m_places.size(); ++node) {
            for (const std::uint32_t other : adjacency.neighbours(node)) {
                if (node < other)
                    m_edges.emplace_back(node, other);
            }
        }
    }

    Places run()
    {
        for (int sweep = 0; sweep < Sweeps && moveAll(); ++sweep) {
        }
        return std::move(m_places);
    }

private:
    /// The least way between two rows.
    float rowStep() const
    {
        std::vector<float> rows = m_places.y;
        std::ranges::sort(rows);
        float least = std::numeric_limits<float>::max();
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (const float step = rows[i] - rows[i - 1]; step > Clearance)
                least = std::min(least, step);
        }
        return least == std::numeric_limits<float>::max() ? 1 : least;
    }

    /// Whether any moved.
    bool moveAll()
    {
        bool any = false;
        for (std::uint32_t node = 0; node < m_places.size(); ++node) {
            const std::pair was(m_places.x[node], m_places.y[node]);
            std::pair best = was;
            double least = cost(node);
            for (const float up : Ups) {
                for (const float aside : Asides) {
                    m_places.x[node] = m_rows.x[node] + aside;
                    m_places.y[node] = m_rows.y[node] + up * m_step;
                    if (const double one = cost(node); one < least - 1e-9) {
                        least = one;
                        best = {m_places.x[node], m_places.y[node]};
                    }
                }
            }
            m_places.x[node] = best.first;
            m_places.y[node] = best.second;
            any = any || best != was;
        }
        return any;
    }

    /// How many edges run through `node`, and how many nodes its own run through.
    double cost(std::uint32_t node) const
    {
        double sum = Moved
                     * (static_cast<double>(std::abs(m_places.y[node] - m_rows.y[node]) / m_step)
                        + static_cast<double>(std::abs(m_places.x[node] - m_rows.x[node])));
        for (const auto &[one, other] : m_edges) {
            if (one != node && other != node)
                sum += through(node, one, other);
        }
        for (const std::uint32_t other : m_adjacency.neighbours(node)) {
            for (std::uint32_t third = 0; third < m_places.size(); ++third) {
                if (third != node && third != other)
                    sum += through(third, node, other);
            }
        }
        return sum;
    }

    /// 1 where the edge between two nodes runs through the middle of `node`, 0 where it leaves it free.
    double through(std::uint32_t node, std::uint32_t from, std::uint32_t to) const
    {
        const float x = m_places.x[to] - m_places.x[from];
        const float y = m_places.y[to] - m_places.y[from];
        const float atX = m_places.x[node] - m_places.x[from];
        const float atY = m_places.y[node] - m_places.y[from];
        const float length = x * x + y * y;
        if (length <= 0)
            return 0;
        const float along = (atX * x + atY * y) / length;
        if (along <= 0 || along >= 1)
            return 0;
        const float away = std::abs(atX * y - atY * x) / std::sqrt(length);
        return static_cast<double>(std::max(0.0F, 1 - away / Clearance));
    }

    Places m_places;
    const Places m_rows; ///< Where they stood.
    const Adjacency &m_adjacency;
    float m_step;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_edges;
};

} // namespace

Places clearOfEdges(Places places, const Adjacency &adjacency)
{
    return Clearing(std::move(places), adjacency).run();
}

} // namespace tearsheet
