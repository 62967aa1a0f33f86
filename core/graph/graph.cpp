// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph.h"

#include <algorithm>

namespace tearsheet {

namespace {

quint64 keyOf(char what, QStringView text)
{
    QByteArray bytes = text.toUtf8();
    bytes.prepend(what);
    return contentHash(bytes);
}

} // namespace

const Relation *Graph::relationOf(const GraphEdge &edge) const
{
    const int file = nodes.at(edge.from).file;
    return relations && file >= 0 && edge.relation >= 0 ? &relations->from(file).at(edge.relation) : nullptr;
}

int Graph::find(quint64 key) const
{
    const auto found = std::ranges::find(nodes, key, &GraphNode::key);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

GraphEdge edgeOf(const Relation &relation, int index)
{
    return {.from = relation.source,
            .to = relation.target,
            .type = relation.best.type,
            .modifier = relation.best.modifier,
            .rule = relation.best.evidence.rule,
            .percent = relation.best.weight ? static_cast<float>(*relation.best.weight) : -1.0F,
            .relation = index};
}

Adjacency adjacencyOf(const Graph &graph)
{
    std::vector<std::pair<int, int>> pairs;
    pairs.reserve(static_cast<std::size_t>(graph.edges.size()));
    for (const GraphEdge &edge : graph.edges)
        pairs.emplace_back(edge.from, edge.to);
    return adjacencyOf(static_cast<int>(graph.nodes.size()), pairs);
}

quint64 fileNodeKey(const NotePath &path)
{
    return keyOf('/', path.toString());
}

quint64 nameNodeKey(QStringView name)
{
    return ~nameHash(name);
}

quint64 tagNodeKey(QStringView tag)
{
    return keyOf('#', tag.toString().toCaseFolded());
}

} // namespace tearsheet
