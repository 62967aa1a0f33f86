// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

namespace tearsheet {

/// The graph of a whole vault: notes, attachments, tags, names that nothing answers to, and what is between them. Made
/// from that of an earlier snapshot where there is one: only notes that changed are looked at again. Files that the
/// vault's settings exclude are absent. What a canvas shows, and what the links in its cards reach, are its links.
/// Immutable, cheap to copy; any thread.
///
/// An attachment, a tag or a name is there whether it is shown or not: `shownGraph` leaves out what is not wanted.
class GraphIndex
{
public:
    /// Of the empty vault.
    GraphIndex();

    /// The graph of the vault whose relations are `relations`. The same as one made anew, whatever was known before.
    GraphIndex updated(const RelationIndex &relations) const;

    const Graph &graph() const { return m_graph; }

    /// The node of file `file` of the snapshot; -1 where it is excluded.
    int nodeOf(int file) const { return m_nodes.at(file); }

    /// How many notes the last `updated` looked at.
    int readCount() const { return m_readCount; }

private:
    struct Part;

    struct Renumbering;

    bool replaceEdges(const GraphIndex &before, const std::vector<int> &changed);
    bool replaceNames(const GraphIndex &before, int file, Renumbering &names) const;
    bool othersLink(quint64 name, int file) const;

    std::vector<std::shared_ptr<const Part>> m_parts; ///< By file; null for what is neither note nor canvas.
    QList<int> m_nodes;                               ///< By file.
    std::vector<int> m_firstFiles; ///< By name or tag, whose nodes come after those of files: who says it first.
    Graph m_graph;
    int m_readCount = 0;
};

} // namespace tearsheet
