// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/collapse.h"

#include "core/graph/communities.h"

#include <QObject>
#include <QSet>

#include <algorithm>
#include <map>

namespace tearsheet {

namespace {

// Where a node belongs: "folder:Actors", "tag:#cells", "community:…"; empty where nowhere.
struct Place
{
    QString name;
    QString label;
    QString open; // The innermost that stands open around it.
};

// The outermost part of `path` that does not stand open.
Place outermost(const QString &prefix, const QString &path, const QSet<QString> &expanded)
{
    QString open;
    for (qsizetype end = 0; end >= 0 && end < path.size();) {
        const qsizetype slash = path.indexOf(u'/', end);
        const QString part = slash < 0 ? path : path.first(slash);
        const QString name = prefix + part.toCaseFolded();
        if (!expanded.contains(name))
            return {name, part, open};
        open = name;
        end = slash < 0 ? -1 : slash + 1;
    }
    return {{}, {}, open};
}

QList<Place> placesByPath(const ShownGraph &shown, const GraphOptions &options)
{
    const QSet<QString> expanded(options.expanded.begin(), options.expanded.end());
    QList<Place> places(shown.graph.nodes.size());
    for (qsizetype i = 0; i < places.size(); ++i) {
        const GraphNode &node = shown.graph.nodes.at(i);
        if (node.file < 0)
            continue;
        const FileEntry &file = shown.graph.relations->snapshot().file(node.file);
        if (options.collapse == CollapseBy::Folder)
            places[i] = outermost(QStringLiteral("folder:"), file.path.folder().toString(), expanded);
        else if (file.note && !file.note->facts.tags.isEmpty())
            places[i] =
                outermost(QStringLiteral("tag:"),
                          u'#' + QString::fromUtf8(file.note->facts.tags.first().name.in(file.note->text)), expanded);
    }
    return places;
}

// A community goes by its node with the most edges, so that it keeps its name while others come and go.
QList<Place> placesByCommunity(const ShownGraph &shown, const GraphOptions &options)
{
    const std::vector<int> communities = communitiesOf(shown.graph);
    QHash<int, int> leaders;
    for (int node = 0; node < shown.graph.nodes.size(); ++node) {
        const int community = communities[static_cast<std::size_t>(node)];
        const auto known = leaders.find(community);
        if (known == leaders.end())
            leaders.insert(community, node);
        else if (shown.graph.nodes.at(node).degree > shown.graph.nodes.at(*known).degree)
            *known = node;
    }
    QList<Place> places(shown.graph.nodes.size());
    for (int node = 0; node < places.size(); ++node) {
        const GraphNode &leader = shown.graph.nodes.at(leaders.value(communities[static_cast<std::size_t>(node)]));
        const QString name = QStringLiteral("community:") + QString::number(leader.key, 16);
        if (options.expanded.contains(name))
            places[node].open = name;
        else
            places[node] = {name, QObject::tr("Around %1").arg(leader.label), {}};
    }
    return places;
}

// The colour groups of the nodes, each node of `open` being at `homes`: that of most within it.
QList<int> groupsOfMost(const ShownGraph &open, const QList<int> &homes, const QList<GraphNode> &nodes)
{
    std::map<std::pair<int, int>, int> counts; // By node and group.
    for (int node = 0; node < homes.size(); ++node)
        ++counts[{homes.at(node), open.groups.value(node, -1)}];
    QList<int> groups(nodes.size(), -1);
    for (const auto &[what, count] : counts) {
        if (2 * count > nodes.at(what.first).members)
            groups[what.first] = what.second;
    }
    return groups;
}

/// Edges that become one, counted by what they say.
struct Bundle
{
    std::map<std::pair<RelationType, RelationModifier>, int> said;
    RelationRule rule = RelationRule::Link; ///< The best of them.
    int count = 0;
    GraphEdge only; ///< The last one.
};

GraphEdge edgeOf(int from, int to, const Bundle &bundle)
{
    GraphEdge edge = bundle.only;
    edge.from = from;
    edge.to = to;
    if (bundle.count == 1)
        return edge;
    // A plain link says least: what most of the others say stands for all.
    const auto rank = [](const auto &said) { return std::pair(said.first.first != RelationType::Link, said.second); };
    const auto best = std::ranges::max_element(bundle.said, {}, rank);
    edge.type = best->first.first;
    edge.modifier = best->first.second;
    edge.rule = bundle.rule;
    edge.percent = -1;
    edge.relation = -1;
    edge.count = bundle.count;
    return edge;
}

} // namespace

ShownGraph collapsed(const ShownGraph &shown, const GraphOptions &options)
{
    QList<Place> places =
        options.collapse == CollapseBy::Community ? placesByCommunity(shown, options) : placesByPath(shown, options);
    if (shown.centre >= 0)
        places[shown.centre] = {};
    QHash<QString, int> sizes;
    for (const Place &place : std::as_const(places))
        ++sizes[place.name];

    ShownGraph out;
    out.graph.relations = shown.graph.relations;
    out.counts = shown.counts;
    out.problems = shown.problems;
    out.filtered = shown.filtered;
    out.centre = shown.centre;
    out.open = std::make_shared<const ShownGraph>(shown);
    QHash<QString, int> nodeOf;
    QList<int> homes;
    for (int node = 0; node < places.size(); ++node) {
        const Place &place = places.at(node);
        const bool alone = place.name.isEmpty() || sizes.value(place.name) < 2;
        if (const auto known = nodeOf.constFind(place.name); !alone && known != nodeOf.cend()) {
            ++out.graph.nodes[*known].members;
            out.graph.nodes[*known].depth =
                std::min(out.graph.nodes.at(*known).depth, shown.graph.nodes.at(node).depth);
            homes.append(*known);
            continue;
        }
        homes.append(static_cast<int>(out.graph.nodes.size()));
        if (alone) {
            out.graph.nodes.append(shown.graph.nodes.at(node));
            out.whole.append(shown.whole.at(node));
            out.collapsed.append(QString());
            out.opened.append(place.open);
            continue;
        }
        nodeOf.insert(place.name, homes.last());
        out.graph.nodes.append({.label = place.label,
                                .kind = GraphNodeKind::Collapsed,
                                .key = contentHash(place.name.toUtf8()),
                                .depth = shown.graph.nodes.at(node).depth});
        out.whole.append(-1);
        out.collapsed.append(place.name);
        out.opened.append(place.open);
    }
    out.openHomes = homes;
    out.groups = groupsOfMost(shown, homes, out.graph.nodes);
    for (const int home : shown.homes)
        out.homes.append(home < 0 ? -1 : homes.at(home));

    std::map<std::pair<int, int>, Bundle> bundles;
    for (const GraphEdge &edge : shown.graph.edges) {
        const std::pair ends(homes.at(edge.from), homes.at(edge.to));
        if (ends.first == ends.second)
            continue;
        Bundle &bundle = bundles[ends];
        bundle.said[{edge.type, edge.modifier}] += edge.count;
        bundle.rule = std::min(bundle.rule, edge.rule);
        bundle.count += edge.count;
        bundle.only = edge;
    }
    for (const auto &[ends, bundle] : bundles) {
        out.graph.edges.append(edgeOf(ends.first, ends.second, bundle));
        for (const int end : {ends.first, ends.second}) {
            if (out.graph.nodes.at(end).kind == GraphNodeKind::Collapsed)
                out.graph.nodes[end].degree += bundle.count;
        }
    }
    return out;
}

} // namespace tearsheet
