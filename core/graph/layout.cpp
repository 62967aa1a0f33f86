// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tearsheet {

namespace {

constexpr int Steps = 300;
constexpr double Gravity = 0.06;
constexpr double FirstStep = 0.6; // How far a node may move in the first step,
constexpr double Closest = 0.45;  // and how near two nodes may come to rest.
constexpr double PartGap = 1;     // Between parts that no edge joins.

double length(QPointF p)
{
    return std::hypot(p.x(), p.y());
}

/// A link that draws with `weight` times what links usually draw with.
struct Spring
{
    qsizetype from = 0;
    qsizetype to = 0;
    double weight = 1;
};

// A start without chance: nodes on a sunflower's spiral, nearer ones first.
QList<QPointF> spiral(qsizetype count, double unit)
{
    QList<QPointF> positions;
    for (qsizetype i = 0; i < count; ++i) {
        const double radius = 0.8 * unit * std::sqrt(static_cast<double>(i));
        const double angle = static_cast<double>(i) * std::numbers::pi * (3 - std::sqrt(5.0));
        positions.append({radius * std::cos(angle), radius * std::sin(angle)});
    }
    return positions;
}

// Nodes that still overlap move apart; the first stays.
void moveApart(QList<QPointF> &positions)
{
    for (int round = 0; round < 30; ++round) {
        for (qsizetype i = 0; i < positions.size(); ++i) {
            for (qsizetype j = i + 1; j < positions.size(); ++j) {
                QPointF away = positions.at(j) - positions.at(i);
                const double distance = length(away);
                if (distance >= Closest)
                    continue;
                away = distance > 1e-6 ? away / distance : QPointF(1, 0);
                const QPointF shift = away * (Closest - distance);
                positions[j] += i == 0 ? shift : shift / 2;
                if (i > 0)
                    positions[i] -= shift / 2;
            }
        }
    }
}

QList<QPointF> layoutByForces(qsizetype count, const std::vector<Spring> &springs, const LayoutForces &wanted)
{
    // The forces are those of a graph whose unit is `distance` long: what pushes grows with its square, what draws
    // falls with it.
    const LayoutForces strengths = bounded(wanted);
    const double unit = strengths.distance;
    const double repel = strengths.repel * unit * unit;
    const double draw = strengths.link * 0.5 / unit;
    const double gravity = strengths.centre * Gravity;
    QList<QPointF> positions = spiral(count, unit);
    QList<double> weights(count, 0.0);
    for (const Spring &link : springs) {
        ++weights[link.from];
        ++weights[link.to];
    }
    QList<QPointF> forces(count);
    for (int step = 0; step < Steps; ++step) {
        std::ranges::fill(forces, QPointF());
        for (qsizetype i = 0; i < count; ++i) {
            forces[i] -= positions.at(i) * gravity;
            for (qsizetype j = i + 1; j < count; ++j) {
                const QPointF away = positions.at(i) - positions.at(j);
                const double squared = std::max(away.x() * away.x() + away.y() * away.y(), 1e-4 * unit * unit);
                const QPointF push = away * (repel / squared);
                forces[i] += push;
                forces[j] -= push;
            }
        }
        for (const Spring &link : springs) {
            // Links between busy nodes pull less, so that a dense middle does not collapse.
            const QPointF along = positions.at(link.to) - positions.at(link.from);
            const double pull = link.weight * draw * length(along)
                                / std::sqrt(std::max(1.0, std::min(weights.at(link.from), weights.at(link.to))));
            forces[link.from] += along * pull;
            forces[link.to] -= along * pull;
        }
        const double limit = unit * FirstStep * (1.0 - static_cast<double>(step) / Steps);
        for (qsizetype i = 1; i < count; ++i) {
            const double size = length(forces.at(i));
            if (size > 0)
                positions[i] += forces.at(i) * (std::min(size * 0.1, limit) / size);
        }
    }
    moveApart(positions);
    return positions;
}

} // namespace

QList<QPointF> layoutLocal(const Graph &graph)
{
    std::vector<Spring> springs;
    for (const GraphEdge &edge : graph.edges)
        springs.push_back({edge.from, edge.to});
    return layoutByForces(graph.nodes.size(), springs, {});
}

namespace {

/// A connected part of a graph around the origin.
struct Disc
{
    QList<QPointF> places;
    double radius = 0;
};

Disc discOf(const Adjacency &adjacency, const LayoutForces &forces)
{
    std::vector<Spring> springs;
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        for (std::uint32_t entry = adjacency.offsets[node]; entry < adjacency.offsets[node + 1]; ++entry) {
            if (node < adjacency.targets[entry])
                springs.push_back({node, adjacency.targets[entry], static_cast<double>(adjacency.weight(entry))});
        }
    }
    Disc disc{.places = layoutByForces(adjacency.nodeCount(), springs, forces)};
    QPointF middle;
    for (const QPointF &place : std::as_const(disc.places))
        middle += place / static_cast<double>(disc.places.size());
    for (QPointF &place : disc.places)
        place -= middle;
    for (const QPointF &place : std::as_const(disc.places))
        disc.radius = std::max(disc.radius, length(place));
    return disc;
}

} // namespace

Places usualLayout(const Adjacency &adjacency, const LayoutOptions &options, const LayoutCancelled &isCancelled,
                   const LayoutProgress &progress)
{
    if (adjacency.nodeCount() > mostSmallNodes)
        return firstLayout(adjacency, options, isCancelled, progress);
    const double gap = PartGap * bounded(options.forces).distance;
    // The largest part in the middle, the others around it: they would push each other far away.
    Places places(static_cast<std::size_t>(adjacency.nodeCount()));
    double inner = 0; // How far what lies there already reaches,
    double ring = 0;  // where the middles of the next ones lie,
    double turn = 0;  // and where on that circle the next one does.
    double widest = 0;
    for (const std::vector<std::uint32_t> &nodes : componentsOf(adjacency)) {
        const Disc part = discOf(partOf(adjacency, nodes), options.forces);
        QPointF middle;
        if (inner > 0) {
            const double wide = part.radius + gap / 2;
            const auto share = [&] { return ring > wide ? 2 * std::asin(wide / ring) : 2 * std::numbers::pi; };
            if (ring <= 0 || turn + share() > 2 * std::numbers::pi) {
                inner = ring > 0 ? ring + widest : inner;
                ring = inner + wide + gap / 2;
                turn = widest = 0;
            }
            widest = std::max(widest, wide);
            const double angle = turn + share() / 2;
            middle = QPointF(std::cos(angle), std::sin(angle)) * ring;
            turn += share();
        } else {
            inner = std::max(part.radius, gap);
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const QPointF place = middle + part.places.at(static_cast<qsizetype>(i));
            places.x[nodes[i]] = static_cast<float>(place.x());
            places.y[nodes[i]] = static_cast<float>(place.y());
        }
    }
    return places;
}

} // namespace tearsheet
