// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/quadtree.h"

#include "core/base/parallel.h"
#include "core/graph/lanes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace tearsheet {

namespace {

constexpr int Levels = 16; // A key has 16 bits for each direction.
constexpr std::uint32_t NodesInLeaf = 24;
constexpr qsizetype LeavesInPortion = 32;
constexpr float Wideness = 1.0F; // A square less wide than this, at a distance of one, is seen as a heap.
constexpr float Jitter = 1e-3F;

/// The bits of `number`, 16 of them, with a gap between each two.
std::uint32_t spread(std::uint32_t number)
{
    number = (number | number << 8U) & 0x00ff00ffU;
    number = (number | number << 4U) & 0x0f0f0f0fU;
    number = (number | number << 2U) & 0x33333333U;
    return (number | number << 1U) & 0x55555555U;
}

} // namespace

void QuadTree::build(const Places &places)
{
    m_squares.clear();
    m_leaves.clear();
    if (places.size() == 0)
        return;
    sortAlongCurve(places);
    m_places.x.resize(places.size());
    m_places.y.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        m_places.x[i] = places.x[m_nodes[i]];
        m_places.y[i] = places.y[m_nodes[i]];
        if (i > 0 && places.x[m_nodes[i - 1]] == m_places.x[i] && places.y[m_nodes[i - 1]] == m_places.y[i]) {
            // At one place there is no away. They are seen a little beside, each on its own side.
            m_places.x[i] += Jitter * static_cast<float>(m_nodes[i] % 101 + 1);
            m_places.y[i] += Jitter * static_cast<float>(m_nodes[i] % 103) - 0.05F;
        }
    }
    addSquare(0, static_cast<std::uint32_t>(places.size()), 0);
}

void QuadTree::sortAlongCurve(const Places &places)
{
    const auto [left, right] = std::ranges::minmax(places.x);
    const auto [top, bottom] = std::ranges::minmax(places.y);
    m_side = std::max({right - left, bottom - top, 1e-6F});
    const float scale = static_cast<float>((1 << Levels) - 1) / m_side;
    const std::size_t count = places.size();
    m_nodes.resize(count);
    m_keys.resize(count);
    m_otherNodes.resize(count);
    m_otherKeys.resize(count);
    for (std::uint32_t node = 0; node < count; ++node) {
        const auto column = static_cast<std::uint32_t>((places.x[node] - left) * scale);
        const auto row = static_cast<std::uint32_t>((places.y[node] - top) * scale);
        m_nodes[node] = node;
        m_keys[node] = spread(std::min(column, 0xffffU)) | spread(std::min(row, 0xffffU)) << 1U;
    }
    // By eleven bits at a time, from the lowest.
    constexpr unsigned Bits = 11;
    for (unsigned shift = 0; shift < 32; shift += Bits) {
        std::array<std::uint32_t, 1U << Bits> starts{};
        const auto digit = [&](std::uint32_t key) { return (key >> shift) & ((1U << Bits) - 1); };
        for (const std::uint32_t key : m_keys)
            ++starts[digit(key)];
        for (std::uint32_t total = 0; std::uint32_t &start : starts)
            total += std::exchange(start, total);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t to = starts[digit(m_keys[i])]++;
            m_otherKeys[to] = m_keys[i];
            m_otherNodes[to] = m_nodes[i];
        }
        std::swap(m_keys, m_otherKeys);
        std::swap(m_nodes, m_otherNodes);
    }
}

void QuadTree::addSquare(std::uint32_t begin, std::uint32_t end, int level)
{
    const std::size_t index = m_squares.size();
    const auto nodes = static_cast<float>(end - begin);
    m_squares.push_back({0, 0, nodes, std::ldexp(m_side, -level), begin, end, 0});
    double x = 0;
    double y = 0;
    if (end - begin <= NodesInLeaf || level == Levels) {
        m_leaves.push_back(static_cast<std::uint32_t>(index));
        for (std::uint32_t i = begin; i < end; ++i) {
            x += static_cast<double>(m_places.x[i]);
            y += static_cast<double>(m_places.y[i]);
        }
    } else {
        const auto quarter = static_cast<unsigned>(2 * (Levels - 1 - level));
        for (std::uint32_t first = begin; first < end;) {
            const std::uint32_t inside = m_keys[first] >> quarter;
            const auto last =
                std::upper_bound(m_keys.begin() + first, m_keys.begin() + end, inside,
                                 [&](std::uint32_t in, std::uint32_t key) { return in < key >> quarter; });
            const auto after = static_cast<std::uint32_t>(last - m_keys.begin());
            const std::size_t child = m_squares.size();
            addSquare(first, after, level + 1);
            x += static_cast<double>(m_squares[child].x) * static_cast<double>(m_squares[child].nodes);
            y += static_cast<double>(m_squares[child].y) * static_cast<double>(m_squares[child].nodes);
            first = after;
        }
    }
    Square &square = m_squares[index];
    square.x = static_cast<float>(x / static_cast<double>(nodes));
    square.y = static_cast<float>(y / static_cast<double>(nodes));
    square.next = static_cast<std::uint32_t>(m_squares.size());
}

/// What pushes the nodes of one leaf, padded with nothing to whole lanes.
struct QuadTree::Pushers
{
    std::vector<float> x;
    std::vector<float> y;
    std::vector<float> nodes;
    std::size_t count = 0;

    void reserve(std::size_t more)
    {
        if (count + more + LaneCount > x.size()) {
            const std::size_t size = 2 * (count + more + LaneCount);
            x.resize(size);
            y.resize(size);
            nodes.resize(size);
        }
    }
    void pad()
    {
        reserve(LaneCount);
        for (; count % (2 * LaneCount) != 0; ++count) {
            reserve(1);
            x[count] = y[count] = nodes[count] = 0;
        }
    }
};

void QuadTree::collect(const Square &leaf, Pushers &pushers) const
{
    const std::size_t nodes = leaf.end - leaf.begin;
    const auto [left, right] = std::ranges::minmax(std::span(m_places.x).subspan(leaf.begin, nodes));
    const auto [top, bottom] = std::ranges::minmax(std::span(m_places.y).subspan(leaf.begin, nodes));
    pushers.count = 0;
    for (std::uint32_t index = 0; index < m_squares.size();) {
        const Square &square = m_squares[index];
        const float awayX = std::max({left - square.x, square.x - right, 0.0F});
        const float awayY = std::max({top - square.y, square.y - bottom, 0.0F});
        if (square.size * square.size < Wideness * Wideness * (awayX * awayX + awayY * awayY)) {
            pushers.reserve(1);
            pushers.x[pushers.count] = square.x;
            pushers.y[pushers.count] = square.y;
            pushers.nodes[pushers.count++] = square.nodes;
            index = square.next;
        } else if (isLeaf(index)) {
            pushers.reserve(square.end - square.begin);
            for (std::uint32_t i = square.begin; i < square.end; ++i) {
                pushers.x[pushers.count] = m_places.x[i];
                pushers.y[pushers.count] = m_places.y[i];
                pushers.nodes[pushers.count++] = 1;
            }
            index = square.next;
        } else {
            ++index;
        }
    }
    pushers.pad();
}

void QuadTree::repulsion(float softening, Places &push) const
{
    const auto leaves = static_cast<qsizetype>(m_leaves.size());
    const qsizetype portions = (leaves + LeavesInPortion - 1) / LeavesInPortion;
    forAll(portions, 1, [&](qsizetype portion) {
        Pushers pushers;
        const qsizetype end = std::min(leaves, (portion + 1) * LeavesInPortion);
        for (qsizetype leafIndex = portion * LeavesInPortion; leafIndex < end; ++leafIndex) {
            const Square &leaf = m_squares[m_leaves[static_cast<std::size_t>(leafIndex)]];
            collect(leaf, pushers);
            for (std::uint32_t i = leaf.begin; i < leaf.end; ++i) {
                const Lanes x = allLanes(m_places.x[i]);
                const Lanes y = allLanes(m_places.y[i]);
                // Two sums each, so that one need not wait for the other.
                std::array<Lanes, 2> pushX{};
                std::array<Lanes, 2> pushY{};
                for (std::size_t from = 0; from < pushers.count; from += 2 * LaneCount) {
                    for (std::size_t half = 0; half < 2; ++half) {
                        const std::size_t at = from + half * LaneCount;
                        const Lanes awayX = x - lanesAt(&pushers.x[at]);
                        const Lanes awayY = y - lanesAt(&pushers.y[at]);
                        const Lanes force = lanesAt(&pushers.nodes[at]) / (awayX * awayX + awayY * awayY + softening);
                        pushX[half] += force * awayX;
                        pushY[half] += force * awayY;
                    }
                }
                push.x[m_nodes[i]] = sumOf(pushX[0] + pushX[1]);
                push.y[m_nodes[i]] = sumOf(pushY[0] + pushY[1]);
            }
        }
    });
}

} // namespace tearsheet
