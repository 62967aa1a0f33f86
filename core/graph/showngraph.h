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
    QList<int> groups;      ///< Of each node the colour group, by index into the options'; -1 for none.
    QStringList collapsed;  ///< Of each node what `GraphOptions::expanded` calls it; empty where it is not collapsed.
    QList<float> strengths; ///< Of each edge, above 0 up to 1: how sure its rule is, damped by hubs.
    QList<int> homes;       ///< Of each node of the whole graph the shown node that it is or is part of; -1 for none.
    int centre = -1;        ///< The node in the middle; -1 in a global graph.
    QList<RelationCount> counts; ///< What is said between the nodes that match, hidden or not, by type and modifier.
    QList<Error> problems;       ///< Groups whose query cannot be read; they colour nothing.

    bool operator==(const ShownGraph &other) const = default;
};

/// What `options` show of `whole`: all of it, or around node `centre` of it, which is always there and then the first.
///
/// A node matches the search as Obsidian has it (obsidian.md 2.18): `path:` and `file:` do not leave out tags; a name
/// that nothing answers to is an empty note of that name. Names and tags that only hidden notes say are hidden too,
/// unless the search asks for them. An edge needs both ends. Fails where the search cannot be
/// read. A search for words costs a look at every text, in all cores.
Result<ShownGraph> shownGraph(const Graph &whole, const GraphOptions &options, int centre = -1);

/// How much a statement by `rule` is worth, 0 to 1: front matter the most, a plain link the least.
float qualityOf(RelationRule rule);

} // namespace tearsheet
