// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphmotion.h"

#include "core/graph/grouplayout.h"
#include "core/graph/grownlayout.h"
#include "core/graph/layeredlayout.h"
#include "core/graph/layout.h"
#include "core/graph/radiallayout.h"

#include <QMutex>
#include <QPointF>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tearsheet {

namespace {

using PlacesPtr = std::shared_ptr<const Places>;

constexpr double DragAlpha = 0.15;
constexpr int DragTicks = 60;

std::size_t knownCount(const MotionGraph &graph)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(graph.adjacency->nodeCount()); ++i)
        count += isPlaced(graph.known, i) ? 1U : 0U;
    return count;
}

} // namespace

/// Lives in the thread. Between two steps it hears what is wanted of it.
class GraphMotion::Worker : public QObject
{
public:
    Worker(GraphMotion *owner, std::shared_ptr<std::atomic<int>> newest) : m_owner(owner), m_newest(std::move(newest))
    {}

    void begin(int number, const MotionGraph &graph)
    {
        m_number = number;
        m_graph = graph;
        m_force.reset();
        if (isOld())
            return;
        const auto nodes = static_cast<std::size_t>(graph.adjacency->nodeCount());
        const std::size_t known = graph.anew ? 0 : knownCount(graph);
        if (known == nodes) {
            publish(graph.known, true);
            return;
        }
        // Some nodes more find their places among the others; a graph that is mostly new is laid out as a whole.
        Places places = known * 2 < nodes
                            ? arranged()
                            : grownLayout(*graph.adjacency, graph.known, graph.options, [this] { return isOld(); });
        if (isOld())
            return;
        for (const int node : graph.pinned) {
            const auto at = static_cast<std::size_t>(node);
            if (!isPlaced(graph.known, at))
                continue;
            places.x[at] = graph.known.x[at];
            places.y[at] = graph.known.y[at];
        }
        publish(std::move(places), true);
    }

    void drag(int number, int node, QPointF place)
    {
        if (number != m_number || isOld() || m_last.size() <= static_cast<std::size_t>(node))
            return;
        // Others give way only where forces hold them.
        if (m_graph.arrangement != GraphArrangement::Forces || isSmall()) {
            m_last.x[static_cast<std::size_t>(node)] = static_cast<float>(place.x());
            m_last.y[static_cast<std::size_t>(node)] = static_cast<float>(place.y());
            publish(m_last, true);
            return;
        }
        force().setPinned(node, true);
        force().move(node, static_cast<float>(place.x()), static_cast<float>(place.y()));
        force().reheat(DragAlpha, DragTicks);
        stepSoon();
    }

    void drop(int number, int node, bool pinned)
    {
        if (number != m_number || !m_force)
            return;
        force().setPinned(node, pinned);
        stepSoon();
    }

    void setForces(int number, const LayoutForces &forces)
    {
        m_graph.options.forces = forces;
        if (number != m_number || isOld() || m_last.size() == 0 || m_graph.arrangement != GraphArrangement::Forces
            || isSmall())
            return;
        force().setForces(forces);
        force().reheat();
        stepSoon();
    }

private:
    bool isOld() const { return m_newest->load() != m_number; }

    Places arranged()
    {
        const Adjacency &adjacency = *m_graph.adjacency;
        const auto isCancelled = [this] { return isOld(); };
        switch (m_graph.arrangement) {
        case GraphArrangement::Layers:
            return layeredLayout(adjacency.nodeCount(), m_graph.edges).places;
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
        if (isOld() || !m_force)
            return;
        const bool moves = m_force->tick();
        publish(m_force->places(), !moves);
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
        if (!waits)
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

    GraphMotion *m_owner;
    std::shared_ptr<std::atomic<int>> m_newest;
    int m_number = 0;
    MotionGraph m_graph;
    Places m_last;
    std::optional<ForceLayout> m_force;
    bool m_stepping = false;
    QMutex m_mutex; ///< Of what waits.
    std::optional<Waiting> m_waiting;
};

GraphMotion::GraphMotion(QObject *parent) : QObject(parent), m_worker(new Worker(this, m_newest))
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("graph layout"));
    m_thread.start(QThread::LowestPriority);
}

GraphMotion::~GraphMotion()
{
    ++*m_newest;
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
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

void GraphMotion::setForces(const LayoutForces &forces)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, number = m_newest->load(), forces] { worker->setForces(number, forces); });
}

} // namespace tearsheet
