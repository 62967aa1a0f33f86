// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"
#include "core/research/relationindex.h"

#include <QList>

namespace tearsheet {

/// What a node of a graph stands for.
enum class GraphNodeKind : quint8 {
    Note,
    Attachment, ///< A file that is no note.
    Unresolved, ///< A name that nothing answers to: one node for each name, whoever says it.
    Tag,
    Collapsed, ///< Notes that are shown as one: a folder, a tag, a community.
    Canvas,    ///< A board of cards, shown as notes are.
};

struct GraphNode
{
    int file = -1; ///< Index into the snapshot's files, -1 for what is no file.
    QString label; ///< A note's name, an attachment's file name, a name as first written, "#tag".
    GraphNodeKind kind = GraphNodeKind::Note;
    NoteKind noteKind = NoteKind::Unknown; ///< What it is about, as far as it is known.
    quint64 key = 0;    ///< The same from snapshot to snapshot, as long as path, name or tag is: what places go by.
    int depth = 0;      ///< Steps from the centre in a local graph.
    int degree = 0;     ///< Its edges in the whole vault, in and out, a note's tags aside; in `localGraph` links.
    int members = 1;    ///< How many nodes a collapsed one stands for.
    bool linked = true; ///< False for a name that no link says, only a table or a sentence.

    bool operator==(const GraphNode &) const = default;
};

/// A directed edge between two nodes, by index: `to` is `type` of `from`. There is one for each ordered pair, with the
/// best that is said of it. Ordered by its ends alone.
struct GraphEdge
{
    int from = 0;
    int to = 0;
    RelationType type = RelationType::Link; ///< Link also for the tag of a note, and for an attachment.
    RelationModifier modifier = RelationModifier::None;
    RelationRule rule = RelationRule::Link;
    float percent = -1; ///< A stake or share; below 0 where none is said.
    int relation = -1;  ///< Index into what `from`'s note states, -1 where an edge is no relation of one note.
    int count = 1;      ///< How many edges a collapsed one stands for.

    bool operator==(const GraphEdge &) const = default;
    std::weak_ordering operator<=>(const GraphEdge &other) const
    {
        return std::pair(from, to) <=> std::pair(other.from, other.to);
    }
};

/// Nodes and edges as flat lists. Immutable values, cheap to copy; any thread.
struct Graph
{
    QList<GraphNode> nodes; ///< The centre of a local graph first.
    QList<GraphEdge> edges; ///< Ascending, one for each ordered pair; none from a node to itself.
    std::shared_ptr<const RelationIndex> relations; ///< Where edges were read; null where they are plain links.

    /// The same nodes and edges, wherever they were read.
    bool operator==(const Graph &other) const { return nodes == other.nodes && edges == other.edges; }

    /// All that is said of the pair, with its evidence; null where the edge is no relation of one note.
    const Relation *relationOf(const GraphEdge &edge) const;

    /// The node with `key`, -1 if there is none. Linear.
    int find(quint64 key) const;
};

/// Who is linked with whom in `graph`.
Adjacency adjacencyOf(const Graph &graph);

/// The edge of `relation`, the `index`th that its source states; between files in place of nodes.
GraphEdge edgeOf(const Relation &relation, int index);

/// The keys of nodes.
quint64 fileNodeKey(const NotePath &path);
quint64 nameNodeKey(QStringView name);
quint64 tagNodeKey(QStringView tag); ///< Without `#`.

/// What a local graph holds.
struct LocalGraphOptions
{
    int depth = 1;
    int mostNodes = 60;        ///< Neighbours of the highest relevance stay: mutual links first, then few other links.
    bool unresolved = true;    ///< Names that nothing answers to, after all notes.
    QStringList hiddenFolders; ///< Notes in folders of these names, at any depth, are no neighbours.

    bool operator==(const LocalGraphOptions &) const = default;
};

/// The neighbourhood of the note `file`: links in both directions up to a depth, and the links between the neighbours.
/// With `relations`, which are of this snapshot, links are what is said of them, and notes that are named without a
/// link are neighbours, too.
Graph localGraph(const Snapshot &snapshot, int file, const LocalGraphOptions &options = {},
                 std::shared_ptr<const RelationIndex> relations = {});

} // namespace tearsheet
