// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/graphof.h"

#include "core/graph/graphindex.h"
#include "tests/support/vaultof.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

Graph graphOf(QByteArrayView vault)
{
    return GraphIndex().updated(RelationIndex().updated(vaultOf(vault))).graph();
}

Graph graphFrom(const QString &edges)
{
    Graph graph;
    const auto node = [&](const QString &label) {
        const auto known = std::ranges::find(graph.nodes, label, &GraphNode::label);
        if (known == graph.nodes.end())
            graph.nodes.append({.label = label, .key = nameNodeKey(label)});
        return static_cast<int>(std::ranges::find(graph.nodes, label, &GraphNode::label) - graph.nodes.begin());
    };
    for (const QString &edge : edges.split(u' ', Qt::SkipEmptyParts)) {
        const int from = node(edge.section(u'>', 0, 0));
        graph.edges.append({.from = from, .to = node(edge.section(u'>', 1, 1))});
    }
    std::ranges::sort(graph.edges);
    for (const GraphEdge &edge : std::as_const(graph.edges)) {
        ++graph.nodes[edge.from].degree;
        ++graph.nodes[edge.to].degree;
    }
    return graph;
}

int nodeAt(const Graph &graph, const QString &label)
{
    const auto found = std::ranges::find(graph.nodes, label, &GraphNode::label);
    if (found == graph.nodes.end())
        qFatal("There is no node %ls.", qUtf16Printable(label));
    return static_cast<int>(found - graph.nodes.begin());
}

QString labelsOf(const Graph &graph)
{
    QStringList labels;
    for (const GraphNode &node : graph.nodes)
        labels.append(node.label);
    labels.sort();
    return labels.join(u' ');
}

QStringList edgesOf(const Graph &graph)
{
    QStringList edges;
    for (const GraphEdge &edge : graph.edges) {
        QString said = relationName(edge.type).toString();
        if (edge.modifier != RelationModifier::None)
            said.prepend(modifierName(edge.modifier) + u' ');
        edges.append(graph.nodes.at(edge.from).label + u' ' + said + u' ' + graph.nodes.at(edge.to).label);
    }
    edges.sort();
    return edges;
}

} // namespace tearsheet
