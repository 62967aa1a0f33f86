// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/grouplayout.h"

#include "core/graph/layout.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

namespace tearsheet {

namespace {

constexpr double Gap = 2.5;       // Between two groups, in units.
constexpr double Turn = 2.399963; // The golden angle.

struct Disc
{
    std::vector<std::uint32_t> nodes;
    Places places; // Around its middle.
    double radius = 0;
    double x = 0;
    double y = 0;
    std::map<std::size_t, double> links; // With other discs.
};

std::vector<Disc> discsOf(const Adjacency &adjacency, std::span<const int> groups)
{
    std::map<int, std::size_t> discOfGroup;
    std::vector<std::size_t> discOfNode;
    std::vector<Disc> discs;
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        const int group = node < groups.size() ? groups[node] : std::numeric_limits<int>::min();
        const auto [disc, isNew] = discOfGroup.try_emplace(group, discs.size());
        if (isNew)
            discs.emplace_back();
        discs[disc->second].nodes.push_back(node);
        discOfNode.push_back(disc->second);
    }
    for (std::uint32_t node = 0; node < discOfNode.size(); ++node) {
        for (const std::uint32_t neighbour : adjacency.neighbours(node)) {
            if (discOfNode[node] != discOfNode[neighbour])
                ++discs[discOfNode[node]].links[discOfNode[neighbour]];
        }
    }
    return discs;
}

void layOut(Disc &disc, const Adjacency &adjacency, const LayoutOptions &options, const LayoutCancelled &isCancelled)
{
    // One unit for all discs: that of small graphs, or that of large ones.
    disc.places = adjacency.nodeCount() <= mostSmallNodes
                      ? usualLayout(partOf(adjacency, disc.nodes), options, isCancelled)
                      : firstLayout(partOf(adjacency, disc.nodes), options, isCancelled);
    const auto count = static_cast<float>(disc.nodes.size());
    const float middleX = std::accumulate(disc.places.x.begin(), disc.places.x.end(), 0.0F) / count;
    const float middleY = std::accumulate(disc.places.y.begin(), disc.places.y.end(), 0.0F) / count;
    for (std::size_t i = 0; i < disc.nodes.size(); ++i) {
        disc.places.x[i] -= middleX;
        disc.places.y[i] -= middleY;
        disc.radius = std::max(disc.radius, static_cast<double>(std::hypot(disc.places.x[i], disc.places.y[i])));
    }
}

/// Discs that have their place, by the squares of a grid that they touch.
class Plane
{
public:
    Plane(const std::vector<Disc> &discs, double square) : m_discs(discs), m_square(std::max(square, 1e-9)) {}

    void add(std::size_t index)
    {
        const Disc &disc = m_discs[index];
        forSquares(disc.x, disc.y, disc.radius, [&](Square square) {
            m_squares[square].push_back(index);
            return true;
        });
    }

    /// Whether a disc has room there.
    bool isFree(double x, double y, double radius) const
    {
        return forSquares(x, y, radius, [&](Square square) {
            const auto here = m_squares.constFind(square);
            return here == m_squares.cend() || std::ranges::none_of(*here, [&](std::size_t other) {
                       const Disc &disc = m_discs[other];
                       return std::hypot(disc.x - x, disc.y - y) < disc.radius + radius;
                   });
        });
    }

private:
    using Square = std::pair<qint64, qint64>;

    /// Calls `use` for the squares that a disc touches until it returns false; whether it never did.
    bool forSquares(double x, double y, double radius, const auto &use) const
    {
        const auto at = [&](double place) { return static_cast<qint64>(std::floor(place / m_square)); };
        for (qint64 column = at(x - radius); column <= at(x + radius); ++column) {
            for (qint64 row = at(y - radius); row <= at(y + radius); ++row) {
                if (!use(Square(column, row)))
                    return false;
            }
        }
        return true;
    }

    const std::vector<Disc> &m_discs;
    double m_square;
    QHash<Square, std::vector<std::size_t>> m_squares;
};

/// Puts disc `index` on the first free place of a spiral around where its links to those `placed` would have it.
void findRoom(std::vector<Disc> &discs, std::size_t index, const std::vector<char> &placed, const Plane &plane)
{
    Disc &disc = discs[index];
    double x = 0;
    double y = 0;
    double weight = 1e-3; // The middle of all draws a little.
    for (const auto &[other, links] : disc.links) {
        if (!placed[other])
            continue;
        x += links * discs[other].x;
        y += links * discs[other].y;
        weight += links;
    }
    x /= weight;
    y /= weight;
    for (int i = 0;; ++i) {
        // Farther out it looks at fewer places.
        const double distance = disc.radius / 2 * std::pow(i, 0.65);
        disc.x = x + distance * std::cos(Turn * i);
        disc.y = y + distance * std::sin(Turn * i);
        if (plane.isFree(disc.x, disc.y, disc.radius))
            return;
    }
}

} // namespace

Places groupedLayout(const Adjacency &adjacency, std::span<const int> groups, const LayoutOptions &options,
                     const LayoutCancelled &isCancelled)
{
    std::vector<Disc> discs = discsOf(adjacency, groups);
    for (Disc &disc : discs)
        layOut(disc, adjacency, options, isCancelled);
    const double gap = Gap * bounded(options.forces).distance;
    std::vector<double> radii;
    for (Disc &disc : discs) {
        disc.radius += gap / 2;
        radii.push_back(disc.radius);
    }
    std::ranges::sort(radii);
    std::vector<std::size_t> order(discs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t index) { return discs[index].nodes.size(); });
    Places places(static_cast<std::size_t>(adjacency.nodeCount()));
    std::vector<char> placed(discs.size(), 0);
    Plane plane(discs, radii.empty() ? 1 : 2 * radii[radii.size() / 2]);
    for (const std::size_t index : order) {
        findRoom(discs, index, placed, plane);
        plane.add(index);
        placed[index] = 1;
        const Disc &disc = discs[index];
        for (std::size_t i = 0; i < disc.nodes.size(); ++i) {
            places.x[disc.nodes[i]] = disc.places.x[i] + static_cast<float>(disc.x);
            places.y[disc.nodes[i]] = disc.places.y[i] + static_cast<float>(disc.y);
        }
    }
    return places;
}

} // namespace tearsheet
