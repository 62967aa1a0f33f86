// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphmaking.h"

#include "core/graph/communities.h"
#include "core/graph/graphdates.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Who is above whom: owners over what they own, suppliers over customers; otherwise who links over what is linked.
std::pair<int, int> downwards(const GraphEdge &edge)
{
    switch (edge.type) {
    case RelationType::Owner:
    case RelationType::Acquirer:
    case RelationType::Maker:
    case RelationType::Investor:
    case RelationType::Lender:
    case RelationType::Supplier:
    case RelationType::Sector:
    case RelationType::Country:
        return {edge.to, edge.from};
    default:
        return {edge.from, edge.to};
    }
}

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
    motion.edges.reserve(static_cast<std::size_t>(graph.edges.size()));
    for (const GraphEdge &edge : graph.edges)
        motion.edges.push_back(downwards(edge));
    motion.adjacency =
        std::make_shared<const Adjacency>(adjacencyOf(static_cast<int>(graph.nodes.size()), motion.edges));
    if (state.arrangement == GraphArrangement::Communities)
        motion.groups = communitiesOf(graph);
    // Of a whole vault the rings are around the node with the most edges.
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
    const auto painted = [&](const ClaimIndex *index) {
        return paintedGraph(*result.shown, wish.state.options, paint, index, wish.pinned);
    };
    result.painted = claims ? wish.claims->ask(snapshot, [&](const ClaimIndex &index) { return painted(&index); })
                            : painted(nullptr);
    result.motion = motionOf(*result.shown, wish.state);
    for (const GraphDates &dates : graphDates(whole)) {
        if (dates.created.isNull())
            continue;
        result.first = result.first.isNull() ? dates.created : std::min(result.first, dates.created);
        result.last = result.last.isNull() ? dates.created : std::max(result.last, dates.created);
    }
    return result;
}

GraphMeasures measuresOf(const Graph &graph, SharedClaims &claims)
{
    return {numericProperties(graph), claims.ask(graph.relations->snapshot(),
                                                 [&](const ClaimIndex &index) { return statedMetrics(graph, index); })};
}

} // namespace tearsheet
