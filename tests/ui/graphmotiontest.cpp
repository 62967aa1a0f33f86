// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphmotion.h"

#include <QThreadPool>
#include <QtTest>

#include <algorithm>

using namespace tearsheet;

namespace {

// Rings of notes that know the next one and the one opposite.
MotionGraph rings(int count, int size)
{
    MotionGraph graph;
    for (int i = 0; i < count * size; ++i) {
        const int ring = i / size * size;
        graph.edges.emplace_back(i, ring + (i + 1) % size);
        graph.edges.emplace_back(i, ring + (i + size / 2) % size);
    }
    graph.adjacency = std::make_shared<const Adjacency>(adjacencyOf(count * size, graph.edges));
    return graph;
}

// What `motion` last said.
struct Listener
{
    explicit Listener(GraphMotion &motion)
    {
        QObject::connect(&motion, &GraphMotion::moved, &motion,
                         [this](const std::shared_ptr<const Places> &moved, bool isSettled) {
                             places = moved;
                             settled = isSettled;
                             ++count;
                         });
    }

    std::shared_ptr<const Places> places;
    bool settled = false;
    int count = 0;
};

std::size_t movedCount(const Places &before, const Places &after)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        count += before.x[i] != after.x[i] || before.y[i] != after.y[i] ? 1U : 0U;
    return count;
}

} // namespace

class GraphMotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDraggedNodeMovesLittleElse()
    {
        GraphMotion motion;
        Listener heard(motion);
        MotionGraph graph = rings(100, 20);
        motion.show(graph);
        QTRY_VERIFY_WITH_TIMEOUT(heard.settled, 60'000);
        const Places before = *heard.places;
        const auto [least, most] = std::ranges::minmax(before.x);
        const QPointF place(before.x[7] + (most - least) / 3, before.y[7]);
        motion.drag(7, QPointF(before.x[7] + 1, before.y[7]));
        QTRY_VERIFY(!heard.settled);
        motion.drag(7, place);
        motion.drop(7, true);
        QTRY_VERIFY(heard.settled);
        const Places after = *heard.places;
        QCOMPARE(after.x[7], static_cast<float>(place.x()));
        QCOMPARE(after.y[7], static_cast<float>(place.y()));
        QVERIFY(after.x[8] != before.x[8] || after.y[8] != before.y[8]);
        QVERIFY2(movedCount(before, after) < 200, qPrintable(QString::number(movedCount(before, after))));
        // It stays when another one is dragged beside it.
        motion.drag(500, QPointF(place.x() + 0.1, place.y()));
        motion.drop(500, true);
        QTRY_VERIFY(heard.settled && heard.places->x[500] == static_cast<float>(place.x() + 0.1));
        QCOMPARE(heard.places->x[7], after.x[7]);
        QCOMPARE(heard.places->y[7], after.y[7]);
        // Other forces move all but what is pinned.
        graph.known = *heard.places;
        graph.pinned = {7, 500};
        graph.options.forces = {.distance = 2};
        graph.loose = true;
        motion.show(graph);
        QTRY_VERIFY_WITH_TIMEOUT(heard.settled && movedCount(after, *heard.places) > 1500, 60'000);
        QCOMPARE(heard.places->x[7], after.x[7]);
    }

    void fewLayersOfManyAreNoStrip()
    {
        GraphMotion motion;
        Listener heard(motion);
        MotionGraph graph;
        for (int i = 1; i < 200; ++i)
            graph.edges.emplace_back(0, i);
        graph.adjacency = std::make_shared<const Adjacency>(adjacencyOf(200, graph.edges));
        graph.arrangement = GraphArrangement::Layers;
        motion.show(graph);
        QTRY_VERIFY(heard.settled);
        const auto [left, right] = std::ranges::minmax(heard.places->x);
        const auto [top, bottom] = std::ranges::minmax(heard.places->y);
        QVERIFY((right - left) / (bottom - top) < 2.01F);
        // A note more, and all is in layers again.
        graph.edges.emplace_back(199, 200);
        graph.adjacency = std::make_shared<const Adjacency>(adjacencyOf(201, graph.edges));
        graph.known = *heard.places;
        motion.show(graph);
        QTRY_VERIFY(heard.settled && heard.places->size() == 201);
        QSet<float> layers;
        for (const float y : heard.places->y)
            layers.insert(y);
        QCOMPARE(layers.size(), 3);
    }

    void whoIsGoneWaitsForNothing()
    {
        QThreadPool *const pool = QThreadPool::globalInstance();
        QVERIFY(pool->waitForDone());
        int heard = 0;
        {
            GraphMotion motion;
            connect(&motion, &GraphMotion::moved, this, [&] { ++heard; });
            // Takes seconds, and cannot be ended early.
            MotionGraph graph = rings(1, 20'000);
            graph.arrangement = GraphArrangement::Layers;
            motion.show(graph);
            QTest::qWait(50);
        }
        QCOMPARE(pool->activeThreadCount(), 1); // The layout is still at it.
        QVERIFY(pool->waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(heard, 0);
    }
};

QTEST_MAIN(GraphMotionTest)
#include "graphmotiontest.moc"
