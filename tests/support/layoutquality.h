// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"
#include "core/graph/places.h"

namespace tearsheet {

/// How well places show a graph, by samples that are the same each time.
struct LayoutQuality
{
    /// Σ (s·distance - steps)² / steps² over pairs, at the best scale s, divided by their number: 200 sources with a
    /// hundred nodes each. 0 is perfect.
    double stress = 0;

    /// The share of linked nodes among the ten nearest, of what it can be at most, over 2,000 nodes with links.
    double neighbours = 0;
};

LayoutQuality qualityOf(const Adjacency &adjacency, const Places &places);

/// A scale-free graph (Barabási and Albert 1999): each new node links to `links` older ones, which are chosen as often
/// as they have links. Nodes are numbered by chance.
Adjacency scaleFreeGraph(int nodes, int links, std::uint64_t seed);

/// A grid of `columns` by `rows`, row by row.
Adjacency gridGraph(int columns, int rows);

/// Node 0 linked with all others.
Adjacency starGraph(int nodes);

} // namespace tearsheet
