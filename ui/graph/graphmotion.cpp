// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphmotion.h"

#include "core/graph/draglayout.h"
#include "core/graph/edgeclearance.h"
#include "core/graph/grouplayout.h"
#include "core/graph/layout.h"
#include "core/graph/peerlayers.h"
#include "core/graph/radiallayout.h"

#include <QMutex>
#include <QPointF>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tearsheet {

namespace {

using PlacesPtr = std::shared_ptr<const Places>;

constexpr float WidestLayers = 2; // For their height.
constexpr int DragTicks = 8;      // Between two pictures.

// Few layers of many nodes would be a strip: they are farther apart then.
Places spread(Places places)
{
    if (places.size() < 2)
        return places;
    const auto [left, right] = std::ranges::minmax(places.x);
    const auto [top, bottom] = std::ranges::minmax(places.y);
    const float stretch = bottom > top ? std::max(1.0F, (right - left) / (bottom - top) / WidestLayers) : 1.0F;
    for (float &y : places.y)
        y *= stretch;
    return places;
}

std::size_t knownCount(const MotionGraph &graph)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(graph.adjacency->nodeCount()); ++i)
        count += isPlaced(graph.known, i) ? 1U : 0U;
    return count;
}

} // namespace

bool isComputed(GraphArrangement arrangement)
{
    return arrangement == GraphArrangement::Layers || arrangement == GraphArrangement::Rings;
}

/// Lives in the thread. Between two steps it hears what is wanted of it.
class GraphMotion::Worker : public QObject
{
public:
    Worker(GraphMotion *owner, std::shared_ptr<std::atomic<int>> newest) : m_newest(std::move(newest)), m_owner(owner)
    {}

    /// Nobody hears of places any more.
    void leave()
    {
        const QMutexLocker lock(&m_mutex);
        m_owner = nullptr;
    }

    void begin(int number, const MotionGraph &graph)
    {
        m_number = number;
        m_graph = graph;
        m_force.reset();
        m_drag.reset();
        m_held = false;
        if (isOld())
            return;
        const auto isCancelled = [this] { return isOld(); };
        for (const OpenedNodes &opened : graph.opened) {
            m_graph.known = openedLayout(*graph.adjacency, std::move(m_graph.known), opened, graph.pinned,
                                         graph.options, isCancelled);
            if (graph.rooms.empty())
                m_graph.known = groupsApart(std::move(m_graph.known), graph.discs, opened, graph.pinned);
        }
        const auto nodes = static_cast<std::size_t>(graph.adjacency->nodeCount());
        const std::size_t known = graph.anew ? 0 : knownCount(m_graph);
        if (known == nodes && isLoose()) {
            letLoose(m_graph.known);
            return;
        }
        if (known == nodes) {
            publish(graph.opened.empty() ? m_graph.known : withRoom(m_graph.known, graph.pinned), true);
            return;
        }
        // Some nodes more find their places among the others; a graph that is mostly new is laid out as a whole.
        const bool anew = known * 2 < nodes || isComputed(graph.arrangement);
        Places places = anew ? arranged() : grownLayout(*graph.adjacency, m_graph.known, graph.options, isCancelled);
        if (isOld())
            return;
        places = withPins(std::move(places));
        // What was there stays; layers and rings have room of their own.
        std::vector<int> fixed = graph.pinned;
        for (std::size_t node = 0; !anew && node < nodes; ++node) {
            if (isPlaced(m_graph.known, node))
                fixed.push_back(static_cast<int>(node));
        }
        if (!anew && isLoose())
            letLoose(std::move(places));
        else
            publish(isComputed(graph.arrangement) ? std::move(places) : withRoom(std::move(places), fixed), true);
    }

    void drag(int number, int node, QPointF place)
    {
        if (number != m_number || isOld() || m_last.size() <= static_cast<std::size_t>(node))
            return;
        m_held = true;
        // Others give way only where forces hold them.
        if (m_graph.arrangement != GraphArrangement::Forces || isSmall()) {
            m_last.x[static_cast<std::size_t>(node)] = static_cast<float>(place.x());
            m_last.y[static_cast<std::size_t>(node)] = static_cast<float>(place.y());
            publish(m_last, false);
            return;
        }
        if (!m_drag || m_drag->node() != node) {
            m_force.reset();
            m_drag.emplace(m_graph.adjacency, m_last, node, m_graph.pinned, m_graph.options.forces);
        }
        m_drag->hold(static_cast<float>(place.x()), static_cast<float>(place.y()));
        stepSoon();
    }

    // What gave way comes to rest; nothing else moves.
    void drop(int number, int node, bool pinned)
    {
        if (number != m_number)
            return;
        std::erase(m_graph.pinned, node);
        if (pinned)
            m_graph.pinned.push_back(node);
        if (m_force)
            m_force->setPinned(node, pinned);
        if (!std::exchange(m_held, false))
            return;
        if (m_drag)
            stepSoon();
        else
            publish(m_last, true);
    }

private:
    bool isLoose() const { return m_graph.loose && m_graph.arrangement == GraphArrangement::Forces; }

    // From `places` on, to where the forces hold nodes.
    void letLoose(Places places)
    {
        if (isSmall()) {
            places = withRoom(withPins(arranged()), m_graph.pinned);
            if (!isOld())
                publish(std::move(places), true);
            return;
        }
        publish(std::move(places), false);
        force().reheat();
        stepSoon();
    }

    Places withRoom(Places places, std::span<const int> fixed) const
    {
        return m_graph.rooms.empty() ? places : separated(std::move(places), m_graph.rooms, fixed);
    }

    Places withPins(Places places) const
    {
        for (const int node : m_graph.pinned) {
            const auto at = static_cast<std::size_t>(node);
            if (!isPlaced(m_graph.known, at))
                continue;
            places.x[at] = m_graph.known.x[at];
            places.y[at] = m_graph.known.y[at];
        }
        return places;
    }

    bool isOld() const { return m_newest->load() != m_number; }

    Places arranged()
    {
        const Adjacency &adjacency = *m_graph.adjacency;
        const auto isCancelled = [this] { return isOld(); };
        switch (m_graph.arrangement) {
        case GraphArrangement::Layers: {
            Places rows = spread(peerLayers(adjacency, m_graph.edges));
            return isSmall() ? clearOfEdges(std::move(rows), adjacency) : rows;
        }
        case GraphArrangement::Rings:
            return radialLayout(adjacency, m_graph.centre);
        case GraphArrangement::Communities:
            return groupedLayout(adjacency, m_graph.groups, m_graph.options, isCancelled);
        case GraphArrangement::Forces:
            break;
        }
        return usualLayout(adjacency, m_graph.options, isCancelled,
                           [this](const Places &places) { publish(places, false); });
    }

    // Forces would draw a small graph closer than names can be read.
    bool isSmall() const { return m_graph.adjacency->nodeCount() <= mostSmallNodes; }

    ForceLayout &force()
    {
        if (!m_force) {
            m_force.emplace(*m_graph.adjacency, m_graph.options, m_last);
            for (const int node : m_graph.pinned)
                m_force->setPinned(node, true);
            while (m_force->alpha() > 0)
                m_force->reheat(0, 1);
        }
        return *m_force;
    }

    void stepSoon()
    {
        if (!std::exchange(m_stepping, true))
            QMetaObject::invokeMethod(this, [this] { step(); }, Qt::QueuedConnection);
    }

    void step()
    {
        m_stepping = false;
        if (isOld() || (!m_force && !m_drag))
            return;
        bool moves = true;
        if (m_drag) {
            for (int i = 0; i < DragTicks && moves; ++i)
                moves = m_drag->tick();
            publish(m_drag->places(), !moves && !m_held);
        } else {
            moves = m_force->tick();
            publish(m_force->places(), !moves);
        }
        if (moves)
            stepSoon();
    }

    // What the window has not yet fetched is replaced by what is newer.
    void publish(Places places, bool settled)
    {
        m_last = std::move(places);
        const QMutexLocker lock(&m_mutex);
        const bool waits = m_waiting.has_value();
        m_waiting = Waiting{m_number, std::make_shared<const Places>(m_last), settled};
        if (!waits && m_owner)
            QMetaObject::invokeMethod(m_owner, [this] { deliver(); }, Qt::QueuedConnection);
    }

    // In the window's thread.
    void deliver()
    {
        std::optional<Waiting> waiting;
        {
            const QMutexLocker lock(&m_mutex);
            waiting = std::exchange(m_waiting, std::nullopt);
        }
        if (waiting && waiting->number == m_newest->load())
            Q_EMIT m_owner->moved(waiting->places, waiting->settled);
    }

    struct Waiting
    {
        int number = 0;
        PlacesPtr places;
        bool settled = false;
    };

    std::shared_ptr<std::atomic<int>> m_newest;
    int m_number = 0;
    MotionGraph m_graph;
    Places m_last;
    std::optional<ForceLayout> m_force; ///< What moves all nodes,
    std::optional<DragLayout> m_drag;   ///< and what moves some of them; one of the two at most.
    bool m_held = false;                ///< A node is dragged at the moment.
    bool m_stepping = false;
    QMutex m_mutex; ///< Of the rest.
    GraphMotion *m_owner;
    std::optional<Waiting> m_waiting;
};

GraphMotion::GraphMotion(QObject *parent)
    : QObject(parent), m_thread(std::make_unique<QThread>()), m_worker(new Worker(this, m_newest))
{
    m_worker->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->setObjectName(QStringLiteral("graph layout"));
    m_thread->start(QThread::LowestPriority);
}

GraphMotion::~GraphMotion()
{
    ++*m_newest;
    m_worker->leave();
    m_thread->quit();
    // The program does not end before its pool is done.
    m_thread->moveToThread(nullptr);
    QThreadPool::globalInstance()->start([thread = std::shared_ptr<QThread>(std::move(m_thread))] { thread->wait(); });
}

void GraphMotion::show(const MotionGraph &graph)
{
    const int number = ++*m_newest;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, number, graph] { worker->begin(number, graph); });
}

void GraphMotion::drag(int node, QPointF place)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, number = m_newest->load(), node, place] { worker->drag(number, node, place); });
}

void GraphMotion::drop(int node, bool pinned)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, number = m_newest->load(), node, pinned] { worker->drop(number, node, pinned); });
}

} // namespace tearsheet
