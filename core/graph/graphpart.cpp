// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphpart.h"

#include <algorithm>

namespace tearsheet {

GraphPart partOf(const ShownGraph &shown, const QList<int> &nodes)
{
    const qsizetype count = shown.graph.nodes.size();
    GraphPart part;
    for (const int node : nodes) {
        if (node >= 0 && node < count)
            part.nodes.append(node);
    }
    std::ranges::sort(part.nodes);
    part.nodes.erase(std::ranges::unique(part.nodes).begin(), part.nodes.end());

    ShownGraph &out = part.shown;
    out.graph.relations = shown.graph.relations;
    out.problems = shown.problems;
    out.open = shown.open;
    QList<int> placeOf(count, -1);
    for (const int node : std::as_const(part.nodes)) {
        placeOf[node] = static_cast<int>(out.graph.nodes.size());
        out.graph.nodes.append(shown.graph.nodes.at(node));
        out.whole.append(shown.whole.value(node, -1));
        out.groups.append(shown.groups.value(node, -1));
        out.collapsed.append(shown.collapsed.value(node));
        out.opened.append(shown.opened.value(node));
    }
    out.centre = shown.centre < 0 ? -1 : placeOf.at(shown.centre);
    const auto homesIn = [&](const QList<int> &homes) {
        QList<int> found;
        for (const int home : homes)
            found.append(home < 0 ? -1 : placeOf.at(home));
        return found;
    };
    out.homes = homesIn(shown.homes);
    out.openHomes = homesIn(shown.openHomes);
    for (int i = 0; i < shown.graph.edges.size(); ++i) {
        GraphEdge edge = shown.graph.edges.at(i);
        edge.from = placeOf.at(edge.from);
        edge.to = placeOf.at(edge.to);
        if (edge.from < 0 || edge.to < 0)
            continue;
        part.edges.append(i);
        out.graph.edges.append(edge);
        out.damping.append(shown.damping.value(i, 1));
        out.strengths.append(shown.strengths.value(i, 1));
    }
    return part;
}

} // namespace tearsheet
