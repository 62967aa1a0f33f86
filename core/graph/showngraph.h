// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphoptions.h"

namespace tearsheet {

/// How many edges say a relation.
struct RelationCount
{
    RelationType type = RelationType::Link;
    RelationModifier modifier = RelationModifier::None;
    int count = 0;

    bool operator==(const RelationCount &) const = default;
};

/// What of a vault's graph is shown. Lists are by node or by edge of `graph`. Immutable; any thread.
struct ShownGraph
{
    Graph graph;
    QList<int> whole;       ///< Of each node its index in the whole graph, -1 for a collapsed one.
    QList<int> groups;      ///< Of each node the colour group, by index into the options'; -1 for none. Of a collapsed
                            ///< one that of more than half of what it stands for.
    QStringList collapsed;  ///< Of each node what `GraphOptions::expanded` calls it; empty where it is not collapsed.
    QStringList opened;     ///< Of each node how the group is called that stands open and has it in it; else empty.
    QList<float> damping;   ///< Of each edge, above 0 up to 1: what `GraphOptions::hubDamping` leaves of it.
    QList<float> strengths; ///< Of each edge, above 0 up to 1: how sure its rule is, damped by hubs.
    QList<int> homes;       ///< Of each node of the whole graph the shown node that it is or is part of; -1 for none.
    int filtered = 0;       ///< How many notes are left out only because the search does not find them; around a
                            ///< centre of those that would be reached from what is shown.
    int centre = -1;        ///< The node in the middle; -1 in a global graph.
    QList<RelationCount> counts; ///< What is said between the nodes that match, hidden or not, by type and modifier.
    QList<Error> problems;       ///< Groups whose query cannot be read; they colour nothing.
    std::shared_ptr<const ShownGraph>
        open;             ///< What it is with all groups open; null where nothing is brought together.
    QList<int> openHomes; ///< Of each node of `open` the node here that it is or is part of.

    bool operator==(const ShownGraph &other) const;

    /// The graph in which nothing is brought together, and the node here that node `node` of it is or is part of.
    const Graph &openGraph() const { return open ? open->graph : graph; }
    int homeOf(int node) const { return open ? openHomes.at(node) : node; }

    /// The nodes of `openGraph` that node `node` here stands for, those with the most links first.
    QList<int> membersOf(int node) const;

    /// The edge here from node `from` to node `to`, -1 for none.
    int edgeBetween(int from, int to) const;
};

/// What `options` show of `whole`: all of it, or around node `centre` of it, which is always there and then the first.
///
/// A node matches the search as Obsidian has it (obsidian.md 2.18): `path:` and `file:` do not leave out tags; a name
/// that nothing answers to is an empty note of that name. Names and tags that only hidden notes say are hidden too,
/// unless the search asks for them. An edge needs both ends. Fails where the search cannot be
/// read. A search for words costs a look at every text, in all cores.
Result<ShownGraph> shownGraph(const Graph &whole, const GraphOptions &options, int centre = -1);

/// Who is linked with whom in `shown`, each as strongly as hubs leave it: what layouts are made of.
Adjacency linksOf(const ShownGraph &shown);

/// How much a statement by `rule` is worth, 0 to 1: front matter the most, a plain link the least.
float qualityOf(RelationRule rule);

} // namespace tearsheet
