// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphmaking.h"

#include "core/graph/communities.h"
#include "core/graph/distances.h"
#include "core/graph/graphdates.h"
#include "core/graph/layout.h"
#include "core/graph/picturescale.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tearsheet {

namespace {

// Who is above whom: owners over what they own, makers over what they make, suppliers over customers. What else is said
// of two makes neither the higher one.
std::optional<std::pair<int, int>> downwards(const GraphEdge &edge)
{
    switch (edge.type) {
    case RelationType::Owner:
    case RelationType::Acquirer:
    case RelationType::Maker:
    case RelationType::Investor:
    case RelationType::Supplier:
        return std::pair(edge.to, edge.from);
    case RelationType::Subsidiary:
    case RelationType::Acquired:
    case RelationType::Brand:
    case RelationType::Product:
    case RelationType::Investee:
    case RelationType::Customer:
        return std::pair(edge.from, edge.to);
    default:
        return std::nullopt;
    }
}

// A search finds the same places again, whatever was looked for between.
quint64 frameOf(const GraphState &state, qsizetype shown, qsizetype all)
{
    const bool part = shown <= mostSmallNodes && all > mostSmallNodes && state.options.collapse == CollapseBy::Nothing;
    return state.frame() ^ (part ? contentHash(QByteArray("part " + state.options.settings.search.toUtf8())) : 0);
}

// How many steps each node of a graph is away from `centre`.
std::vector<int> ringsOf(const Adjacency &adjacency, int centre)
{
    const auto nodes = static_cast<std::uint32_t>(adjacency.nodeCount());
    std::vector<int> rings(nodes, 0);
    if (nodes == 0)
        return rings;
    Distances distances(adjacency);
    distances.measure(std::array<std::uint32_t, 1>{static_cast<std::uint32_t>(centre)});
    for (std::uint32_t node = 0; node < nodes; ++node)
        rings[node] = distances.to(node)[0];
    return rings;
}

// Rings are around the middle of a local graph, else around the node with the most edges.
MotionGraph motionOf(const ShownGraph &shown, const GraphState &state)
{
    MotionGraph motion{.adjacency = nullptr,
                       .edges = {},
                       .groups = {},
                       .centre = std::max(shown.centre, 0),
                       .known = {},
                       .pinned = {},
                       .options = {.forces = state.forces()},
                       .arrangement = state.arrangement};
    const Graph &graph = shown.graph;
    for (const GraphEdge &edge : graph.edges) {
        if (const auto down = downwards(edge))
            motion.edges.push_back(*down);
    }
    motion.adjacency = std::make_shared<const Adjacency>(linksOf(shown));
    if (state.arrangement == GraphArrangement::Communities)
        motion.groups = communitiesOf(graph);
    if (state.arrangement == GraphArrangement::Rings && shown.centre < 0 && !graph.nodes.isEmpty())
        motion.centre =
            static_cast<int>(std::ranges::max_element(graph.nodes, {}, &GraphNode::degree) - graph.nodes.begin());
    return motion;
}

} // namespace

MadeGraph made(const GraphWish &wish)
{
    MadeGraph result{.index = wish.index, .state = wish.state};
    const Graph &whole = wish.index->graph();
    const Snapshot &snapshot = whole.relations->snapshot();
    int centre = -1;
    if (!wish.centre.isEmpty()) {
        const int file = snapshot.find(wish.centre);
        centre = file < 0 ? -1 : wish.index->nodeOf(file);
        if (centre < 0) {
            result.error = Error{ErrorCode::NotFound, wish.centre.toString(),
                                 QObject::tr("%1 is not in the graph.").arg(wish.centre.name())};
            return result;
        }
    }
    Result<ShownGraph> shown = shownGraph(whole, wish.state.options, centre);
    if (!shown) {
        result.error = shown.error();
        return result;
    }
    const GraphPaint &paint = wish.state.paint;
    const bool claims = paint.size.kind == NodeMeasure::Kind::Claim || paint.colour.kind == NodeMeasure::Kind::Claim;
    result.shown = std::make_shared<const ShownGraph>(std::move(*shown));
    result.frame = wish.centre.isEmpty() ? frameOf(wish.state, result.shown->graph.nodes.size(), whole.nodes.size())
                                         : wish.state.frame();
    QSet<quint64> pinned; // By the nodes' own keys; what is pinned in another frame comes out as no node's.
    for (const quint64 key : wish.pinned)
        pinned.insert(key ^ result.frame);
    result.motion = motionOf(*result.shown, wish.state);
    const std::vector<int> rings = wish.state.arrangement == GraphArrangement::Rings
                                       ? ringsOf(*result.motion.adjacency, result.motion.centre)
                                       : std::vector<int>();
    const auto painted = [&](const ClaimIndex *index) {
        return paintedGraph(*result.shown, wish.state.options, paint, index, pinned, rings);
    };
    result.painted = claims ? wish.claims->ask(snapshot, [&](const ClaimIndex &index) { return painted(&index); })
                            : painted(nullptr);
    std::vector<float> radii;
    for (const SceneNode &node : result.painted.scene.nodes())
        radii.push_back(node.radius);
    result.motion.rooms = readableRooms(result.shown->graph, radii);
    for (int node = 0; node < result.shown->graph.nodes.size(); ++node) {
        if (result.shown->graph.nodes.at(node).kind == GraphNodeKind::Collapsed)
            result.motion.discs.push_back({node, radii[static_cast<std::size_t>(node)]});
    }
    for (const GraphDates &dates : graphDates(whole)) {
        const QDate date = dates.of(wish.state.options.time);
        if (date.isNull())
            continue;
        result.first = result.first.isNull() ? date : std::min(result.first, date);
        result.last = result.last.isNull() ? date : std::max(result.last, date);
    }
    return result;
}

GraphMeasures measuresOf(const Graph &graph, SharedClaims &claims)
{
    return {numericProperties(graph), claims.ask(graph.relations->snapshot(),
                                                 [&](const ClaimIndex &index) { return statedMetrics(graph, index); })};
}

} // namespace tearsheet
