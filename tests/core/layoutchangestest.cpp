// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/draglayout.h"
#include "core/graph/openedlayout.h"
#include "core/graph/separation.h"
#include "tests/core/layoutplaces.h"

#include <QtTest>

#include <array>
#include <limits>

using namespace tearsheet;

/// What becomes of places that there are: nodes are dragged, opened and set apart.
class LayoutChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A square of notes with their neighbours, and a leaf at each.
    void aDragMovesItsNeighbourhoodAlone()
    {
        constexpr int Side = 50;
        constexpr int Half = Side * Side;
        Edges edges;
        Places places(2 * Half);
        for (int i = 0; i < Half; ++i) {
            if (i % Side + 1 < Side)
                edges.emplace_back(i, i + 1);
            if (i + Side < Half)
                edges.emplace_back(i, i + Side);
            edges.emplace_back(i, Half + i);
            const auto node = static_cast<std::size_t>(i);
            places.x[node] = 2.0F * static_cast<float>(i % Side);
            places.y[node] = 2.0F * static_cast<float>(i / Side);
            places.x[Half + node] = places.x[node] + 0.4F;
            places.y[Half + node] = places.y[node] + 0.4F;
        }
        const auto graph = std::make_shared<const Adjacency>(adjacencyOf(2 * Half, edges));
        const int dragged = 25 * Side + 10;
        const std::vector<int> pinned{dragged + 1};
        DragLayout layout(graph, places, dragged, pinned);
        QVERIFY(!layout.tick()); // At rest until it is dragged.
        QCOMPARE(layout.places(), places);
        const auto dragTo = [&](float from, float to) {
            for (int step = 1; step <= 20; ++step) {
                layout.hold(places.x[dragged] + from + (to - from) * static_cast<float>(step) / 20, places.y[dragged]);
                layout.tick();
            }
            int ticks = 0;
            while (layout.tick())
                ++ticks;
            QVERIFY(ticks < 2000);
        };
        dragTo(0, 30);
        QCOMPARE(layout.places().x[dragged], places.x[dragged] + 30);
        std::size_t moved = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            moved += layout.places().x[i] != places.x[i] || layout.places().y[i] != places.y[i] ? 1U : 0U;
        QVERIFY(moved > 5);
        QVERIFY2(moved <= DragLayout::mostWarm + 1, qPrintable(QString::number(moved)));
        // Its leaf comes along, its busier neighbour is held by others, and what is pinned or far stays.
        QVERIFY(distance(layout.places(), dragged, Half + dragged) < 2);
        QVERIFY(std::hypot(layout.places().x[dragged - 1] - places.x[dragged - 1],
                           layout.places().y[dragged - 1] - places.y[dragged - 1])
                < 10);
        QCOMPARE(layout.places().x[dragged + 1], places.x[dragged + 1]);
        QCOMPARE(layout.places().x[0], places.x[0]);
        // What was pushed is back, once the node is. What hangs on it alone may lie at another side of it now, and keep
        // its neighbours a little away.
        dragTo(30, 0);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const bool leaf = i == static_cast<std::size_t>(Half + dragged);
            const double away = std::hypot(layout.places().x[i] - places.x[i], layout.places().y[i] - places.y[i]);
            QVERIFY2(away < (leaf ? 2 : 0.5), qPrintable(QString::number(away)));
        }
    }

    void anOpenedNodeHasItsMembersAroundIt()
    {
        // Four that are known, and ten that one stood for.
        Edges edges{{0, 1}, {1, 2}, {2, 3}, {0, 4}};
        for (int i = 4; i < 14; ++i)
            edges.emplace_back(i, 4 + (i - 3) % 10);
        const Adjacency graph = adjacencyOf(14, edges);
        Places known = unknownPlaces(14);
        const std::array<std::pair<float, float>, 4> before{{{11, 5}, {1005, 5}, {10, -40}, {10, 5}}};
        for (std::size_t i = 0; i < 4; ++i)
            std::tie(known.x[i], known.y[i]) = before[i];
        OpenedNodes opened{.members = {}, .x = 10, .y = 5};
        for (int i = 4; i < 14; ++i)
            opened.members.push_back(i);
        const std::vector<int> pinned{2};
        const Places places = openedLayout(graph, known, opened, pinned);
        QVERIFY(isFinite(places));
        double reach = 0;
        for (std::size_t i = 4; i < 14; ++i)
            reach = std::max(reach, std::hypot(places.x[i] - 10.0, places.y[i] - 5.0));
        QVERIFY(reach > 0.5 && reach < 20);
        // What was near has made room, in its direction; what is far hardly; what is pinned not at all.
        QVERIFY(places.x[0] - 10 > reach);
        QCOMPARE(places.y[0], 5.0F);
        QVERIFY(places.x[1] >= 1005 && places.x[1] < 1006);
        QCOMPARE(places.x[2], 10.0F);
        QCOMPARE(places.y[2], -40.0F);
        QVERIFY(std::hypot(places.x[3] - 10.0, places.y[3] - 5.0) > reach);
        QCOMPARE(openedLayout(graph, known, opened, pinned), places);
    }

    void weakLinksDragLess()
    {
        const Edges edges{{0, 1}, {1, 2}, {1, 3}};
        Places places(4);
        places.x = {0, 1, 2, 2};
        places.y = {0, 0, 1, -1};
        const auto moved = [&](float weight) {
            const std::vector<float> weights{weight, 1, 1};
            DragLayout layout(std::make_shared<const Adjacency>(adjacencyOf(4, edges, weights)), places, 0, {});
            layout.hold(-3, 0);
            for (int i = 0; i < 400 && layout.tick(); ++i) {
            }
            return 1 - layout.places().x[1];
        };
        QVERIFY(moved(1) > 0.5F);
        QVERIFY2(moved(0.02F) < 0.3F * moved(1), qPrintable(QString::number(moved(0.02F) / moved(1))));
    }

    void aHubDoesNotDragAllAlong()
    {
        constexpr int Count = 3000;
        Edges edges;
        for (int i = 1; i < Count; ++i)
            edges.emplace_back(0, i);
        const Places places = placesByChance(Count, 60);
        DragLayout layout(std::make_shared<const Adjacency>(adjacencyOf(Count, edges)), places, 0, {});
        layout.hold(places.x[0] + 20, places.y[0]);
        for (int i = 0; i < 50 && layout.tick(); ++i) {
        }
        std::size_t moved = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            moved += layout.places().x[i] != places.x[i] || layout.places().y[i] != places.y[i] ? 1U : 0U;
        QVERIFY(moved > 1);
        QVERIFY(moved <= DragLayout::mostWarm + 1);
        // Places that cannot be calculated with are as if nothing had been said.
        const Places before = layout.places();
        layout.hold(std::numeric_limits<float>::quiet_NaN(), 0);
        layout.hold(0, 1e30F);
        QCOMPARE(layout.places().x[0], before.x[0]);
        QVERIFY(isFinite(layout.places()));
    }

    void roomsAreApart()
    {
        // All in one place but one, a line of close ones, and what is far from all.
        Places crowd(61);
        for (std::size_t i = 30; i < 60; ++i)
            crowd.x[i] = 0.01F * static_cast<float>(i);
        crowd.x[60] = 500;
        std::vector<NodeRoom> rooms;
        for (std::size_t i = 0; i < crowd.size(); ++i)
            rooms.push_back({.width = 0.5F + 0.1F * static_cast<float>(i % 9), .height = 0.3F});
        const std::vector<int> fixed{3, 45};
        const Places apart = separated(crowd, rooms, fixed);
        for (std::size_t a = 0; a < 61; ++a) {
            for (std::size_t b = a + 1; b < 61; ++b) {
                if (a == 3 && b == 45)
                    continue;
                QVERIFY(std::abs(apart.x[a] - apart.x[b]) >= (rooms[a].width + rooms[b].width) / 2
                        || std::abs(apart.y[a] - apart.y[b]) >= (rooms[a].height + rooms[b].height) / 2);
            }
        }
        for (const std::size_t node : {std::size_t{3}, std::size_t{45}}) {
            QCOMPARE(apart.x[node], crowd.x[node]);
            QCOMPARE(apart.y[node], crowd.y[node]);
        }
        QCOMPARE(separated(crowd, rooms, fixed), apart);
        // What is apart already stays, and what has no place gets none.
        QCOMPARE(separated(apart, rooms, fixed), apart);
        Places unknown = unknownPlaces(2);
        QVERIFY(std::isnan(separated(unknown, std::vector<NodeRoom>(2, {.width = 1, .height = 1})).x[1]));
        QCOMPARE(separated(Places(), {}).size(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(LayoutChangesTest)
#include "layoutchangestest.moc"
