// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <QList>

namespace tearsheet {

/// A node of a graph: a file of the vault, or a name that nothing answers to.
struct GraphNode
{
    int file = -1; ///< Index into the snapshot's files, -1 for an unresolved name.
    QString label;
    int depth = 0;  ///< Steps from the centre in a local graph.
    int degree = 0; ///< Links of the note in the whole vault, in and out; what its size shows.

    bool operator==(const GraphNode &) const = default;
};

/// A directed edge between two nodes, by index. Parallel links are one edge.
struct GraphEdge
{
    int from = 0;
    int to = 0;

    auto operator<=>(const GraphEdge &) const = default;
};

struct Graph
{
    QList<GraphNode> nodes; ///< The centre of a local graph first.
    QList<GraphEdge> edges; ///< Ascending, without duplicates.

    bool operator==(const Graph &) const = default;
};

/// What a local graph holds.
struct LocalGraphOptions
{
    int depth = 1;
    int mostNodes = 60; ///< Neighbours of the highest relevance stay: mutual links first, then few other links.
    bool unresolved = true;

    bool operator==(const LocalGraphOptions &) const = default;
};

/// The neighbourhood of the note `file`: links in both directions up to a depth, and the links between the neighbours.
Graph localGraph(const Snapshot &snapshot, int file, const LocalGraphOptions &options = {});

} // namespace tearsheet
