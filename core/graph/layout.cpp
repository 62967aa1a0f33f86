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

} // namespace

QList<QPointF> layoutLocal(const Graph &graph)
{
    const qsizetype count = graph.nodes.size();
    // A start without chance: nodes on a sunflower's spiral, nearer ones first.
    QList<QPointF> positions;
    for (qsizetype i = 0; i < count; ++i) {
        const double radius = 0.8 * std::sqrt(static_cast<double>(i));
        const double angle = static_cast<double>(i) * std::numbers::pi * (3 - std::sqrt(5.0));
        positions.append({radius * std::cos(angle), radius * std::sin(angle)});
    }
    QList<double> weights(count, 0.0);
    for (const GraphEdge &edge : graph.edges) {
        ++weights[edge.from];
        ++weights[edge.to];
    }
    QList<QPointF> forces(count);
    for (int step = 0; step < Steps; ++step) {
        std::ranges::fill(forces, QPointF());
        for (qsizetype i = 0; i < count; ++i) {
            forces[i] -= positions.at(i) * Gravity;
            for (qsizetype j = i + 1; j < count; ++j) {
                const QPointF away = positions.at(i) - positions.at(j);
                const double squared = std::max(away.x() * away.x() + away.y() * away.y(), 1e-4);
                const QPointF push = away / squared;
                forces[i] += push;
                forces[j] -= push;
            }
        }
        for (const GraphEdge &edge : graph.edges) {
            // Edges between busy nodes pull less, so that a dense middle does not collapse.
            const QPointF along = positions.at(edge.to) - positions.at(edge.from);
            const double pull =
                length(along) / std::sqrt(std::max(1.0, std::min(weights.at(edge.from), weights.at(edge.to))));
            forces[edge.from] += along * pull * 0.5;
            forces[edge.to] -= along * pull * 0.5;
        }
        const double limit = FirstStep * (1.0 - static_cast<double>(step) / Steps);
        for (qsizetype i = 1; i < count; ++i) {
            const double size = length(forces.at(i));
            if (size > 0)
                positions[i] += forces.at(i) * (std::min(size * 0.1, limit) / size);
        }
    }
    // Nodes that still overlap move apart.
    for (int round = 0; round < 30; ++round) {
        for (qsizetype i = 0; i < count; ++i) {
            for (qsizetype j = i + 1; j < count; ++j) {
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
    return positions;
}

namespace {

/// A connected part of a graph around the origin.
struct Disc
{
    QList<QPointF> places;
    double radius = 0;
};

Disc discOf(const Adjacency &adjacency)
{
    Graph graph;
    graph.nodes.resize(adjacency.nodeCount());
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        for (const std::uint32_t other : adjacency.neighbours(node)) {
            if (node < other)
                graph.edges.append({.from = static_cast<int>(node), .to = static_cast<int>(other)});
        }
    }
    Disc disc{.places = layoutLocal(graph)};
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
    // The largest part in the middle, the others around it: they would push each other far away.
    Places places(static_cast<std::size_t>(adjacency.nodeCount()));
    double inner = 0; // How far what lies there already reaches,
    double ring = 0;  // where the middles of the next ones lie,
    double turn = 0;  // and where on that circle the next one does.
    double widest = 0;
    for (const std::vector<std::uint32_t> &nodes : componentsOf(adjacency)) {
        const Disc part = discOf(partOf(adjacency, nodes));
        QPointF middle;
        if (inner > 0) {
            const double wide = part.radius + PartGap / 2;
            const auto share = [&] { return ring > wide ? 2 * std::asin(wide / ring) : 2 * std::numbers::pi; };
            if (ring <= 0 || turn + share() > 2 * std::numbers::pi) {
                inner = ring > 0 ? ring + widest : inner;
                ring = inner + wide + PartGap / 2;
                turn = widest = 0;
            }
            widest = std::max(widest, wide);
            const double angle = turn + share() / 2;
            middle = QPointF(std::cos(angle), std::sin(angle)) * ring;
            turn += share();
        } else {
            inner = std::max(part.radius, PartGap);
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
