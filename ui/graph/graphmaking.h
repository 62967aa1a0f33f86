// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphindex.h"
#include "core/research/disputes.h"
#include "ui/graph/graphform.h"

namespace tearsheet {

/// What a view wants to show.
struct GraphWish
{
    std::shared_ptr<const GraphIndex> index;
    GraphState state;
    NotePath centre;                      ///< Of a local graph; empty for the whole vault.
    QSet<quint64> pinned;                 ///< By their keys in frames.
    std::shared_ptr<SharedClaims> claims; ///< That nodes may be measured by.
};

/// What it shows then. All but what is to be laid out, which takes its time.
struct MadeGraph
{
    std::shared_ptr<const GraphIndex> index;
    GraphState state;
    std::shared_ptr<const ShownGraph> shown;
    PaintedGraph painted;
    MotionGraph motion; ///< Without what is known of places.
    quint64 frame = 0;  ///< `GraphState::frame`, or of few nodes of a large graph one of their own: where those lie in
                        ///< the whole, they lie on each other.
    QDate
        first; ///< The days between which the vault's notes came, as `GraphOptions::time` has it; null where none says.
    QDate last;
    std::optional<Error> error; ///< Then there is nothing else.
};

/// Any thread; in all cores.
MadeGraph made(const GraphWish &wish);

/// What nodes of the graph can be measured by. Reads the claims of the vault.
GraphMeasures measuresOf(const Graph &graph, SharedClaims &claims);

} // namespace tearsheet
