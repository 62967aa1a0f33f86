// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/grouplayout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
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
    disc.places = firstLayout(partOf(adjacency, disc.nodes), options, isCancelled);
    const auto count = static_cast<float>(disc.nodes.size());
    const float middleX = std::accumulate(disc.places.x.begin(), disc.places.x.end(), 0.0F) / count;
    const float middleY = std::accumulate(disc.places.y.begin(), disc.places.y.end(), 0.0F) / count;
    for (std::size_t i = 0; i < disc.nodes.size(); ++i) {
        disc.places.x[i] -= middleX;
        disc.places.y[i] -= middleY;
        disc.radius = std::max(disc.radius, static_cast<double>(std::hypot(disc.places.x[i], disc.places.y[i])));
    }
}

/// Puts `disc` on the first free place of a spiral around where its links to those `placed` would have it.
void findRoom(Disc &disc, const std::vector<Disc> &discs, const std::vector<std::size_t> &placed, double gap)
{
    double x = 0;
    double y = 0;
    double weight = 1e-3; // The middle of all draws a little.
    for (const std::size_t other : placed) {
        const auto links = disc.links.find(other);
        if (links == disc.links.end())
            continue;
        x += links->second * discs[other].x;
        y += links->second * discs[other].y;
        weight += links->second;
    }
    x /= weight;
    y /= weight;
    const auto isFree = [&](double atX, double atY) {
        return std::ranges::none_of(placed, [&](std::size_t other) {
            return std::hypot(discs[other].x - atX, discs[other].y - atY) < discs[other].radius + disc.radius + gap;
        });
    };
    const double step = disc.radius / 2 + gap / 2;
    for (int i = 0;; ++i) {
        const double distance = step * std::sqrt(i);
        disc.x = x + distance * std::cos(Turn * i);
        disc.y = y + distance * std::sin(Turn * i);
        if (isFree(disc.x, disc.y))
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
    std::vector<std::size_t> order(discs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
        return discs[left].nodes.size() > discs[right].nodes.size();
    });
    Places places(static_cast<std::size_t>(adjacency.nodeCount()));
    std::vector<std::size_t> placed;
    for (const std::size_t index : order) {
        Disc &disc = discs[index];
        findRoom(disc, discs, placed, Gap * bounded(options.forces).distance);
        placed.push_back(index);
        for (std::size_t i = 0; i < disc.nodes.size(); ++i) {
            places.x[disc.nodes[i]] = disc.places.x[i] + static_cast<float>(disc.x);
            places.y[disc.nodes[i]] = disc.places.y[i] + static_cast<float>(disc.y);
        }
    }
    return places;
}

} // namespace tearsheet
