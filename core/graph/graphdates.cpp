// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphdates.h"

namespace tearsheet {

std::vector<GraphDates> graphDates(const Graph &graph)
{
    std::vector<GraphDates> dates(static_cast<std::size_t>(graph.nodes.size()));
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const int file = graph.nodes.at(static_cast<qsizetype>(i)).file;
        if (file < 0)
            continue;
        const FileEntry &entry = graph.relations->snapshot().file(file);
        dates[i] = {entry.created(), entry.updated()};
    }
    for (const GraphEdge &edge : graph.edges) {
        if (graph.nodes.at(edge.to).file >= 0)
            continue;
        const GraphDates &source = dates[static_cast<std::size_t>(edge.from)];
        GraphDates &said = dates[static_cast<std::size_t>(edge.to)];
        if (source.created.isValid() && (!said.created.isValid() || source.created < said.created))
            said.created = source.created;
        if (source.updated.isValid() && (!said.updated.isValid() || source.updated > said.updated))
            said.updated = source.updated;
    }
    return dates;
}

} // namespace tearsheet
