// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/openedlayout.h"
#include "core/graph/separation.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace tearsheet {

/// How nodes are laid out.
enum class GraphArrangement : quint8 {
    Forces,
    Communities, ///< Forces, with what belongs together near and apart from others.
    Layers,      ///< Who owns or supplies whom, from top to bottom.
    Rings,       ///< Around a node, by how many steps away.
};

/// Whether the places follow from the edges alone, so that a node more may move all others.
bool isComputed(GraphArrangement arrangement);

/// What is laid out.
struct MotionGraph
{
    std::shared_ptr<const Adjacency> adjacency;
    std::vector<std::pair<int, int>> edges; ///< From the layer above to one below; all others stay in theirs.
    std::vector<int> groups;                ///< Of each node its community.
    int centre = 0;                         ///< Of the rings.
    Places known;                           ///< Where nodes lay before; not finite where that is not known.
    std::vector<int> pinned;                ///< They stay where they are known to be.
    std::vector<NodeRoom> rooms;            ///< What nodes need, none where they may overlap.
    std::vector<GroupDisc> discs;           ///< Nodes that stand for others, and may not overlap even so.
    std::vector<OpenedNodes> opened;        ///< They come in place of a node that stood for them.
    LayoutOptions options;
    GraphArrangement arrangement = GraphArrangement::Forces;
    bool anew = false;  ///< What is not pinned is laid out as if nothing were known.
    bool loose = false; ///< What is not pinned gives way to the forces, wherever it was known to be.
};

/// Lays a graph out in a thread of its own, as low in priority as can be, and tells where nodes are as they come to
/// rest. Whoever hears of places late hears of the newest alone.
class GraphMotion : public QObject
{
    Q_OBJECT

public:
    explicit GraphMotion(QObject *parent = nullptr);

    /// Does not wait for a step that runs: the thread ends by itself.
    ~GraphMotion() override;

    /// Lays out `graph` and nothing else. Where all places are known and none is loose, nothing moves.
    void show(const MotionGraph &graph);

    /// A node is held at a place, which others give way to.
    void drag(int node, QPointF place);

    /// It stays there if `pinned`; otherwise it is free again.
    void drop(int node, bool pinned);

Q_SIGNALS:
    /// Places of the graph shown last; at rest where `settled`.
    void moved(const std::shared_ptr<const tearsheet::Places> &places, bool settled);

private:
    class Worker;

    std::shared_ptr<std::atomic<int>> m_newest = std::make_shared<std::atomic<int>>(0); // The graph shown last.
    std::unique_ptr<QThread> m_thread;
    Worker *m_worker; ///< Goes with the thread.
};

} // namespace tearsheet
