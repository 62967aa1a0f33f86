// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/distances.h"
#include "core/graph/firstlayout.h"
#include "core/graph/layout.h"
#include "tests/core/layoutplaces.h"
#include "tests/support/layoutquality.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <limits>

#include <sched.h>

using namespace tearsheet;

namespace {

/// This process on its first core alone, as long as this lives: `forAll` counts the cores it may use.
class OneCore
{
public:
    OneCore()
    {
        sched_getaffinity(0, sizeof m_before, &m_before);
        cpu_set_t one;
        CPU_ZERO(&one);
        for (std::size_t core = 0; core < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++core) {
            if (CPU_ISSET(core, &m_before))
                CPU_SET(core, &one);
        }
        sched_setaffinity(0, sizeof one, &one);
    }
    ~OneCore() { sched_setaffinity(0, sizeof m_before, &m_before); }
    Q_DISABLE_COPY_MOVE(OneCore)

private:
    cpu_set_t m_before;
};

double distanceFromOrigin(const Places &places, std::size_t node)
{
    return std::hypot(static_cast<double>(places.x[node]), static_cast<double>(places.y[node]));
}

double leastDistance(const Places &places)
{
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j)
            least = std::min(least, distance(places, i, j));
    }
    return least;
}

void letRest(ForceLayout &layout)
{
    while (layout.tick()) {
    }
}

} // namespace

class GraphLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adjacencyIsWithoutLoopsAndDuplicates()
    {
        const Edges edges{{2, 0}, {0, 2}, {0, 2}, {1, 1}, {3, 1}, {9, 0}, {-1, 0}};
        const Adjacency adjacency = adjacencyOf(4, edges);
        QCOMPARE(adjacency.nodeCount(), 4);
        QCOMPARE(adjacency.targets, (std::vector<std::uint32_t>{2, 3, 0, 1}));
        QCOMPARE(adjacency.degree(1), 1U);
        QCOMPARE(adjacencyOf(0, edges).nodeCount(), 0);
    }

    void componentsComeLargestFirst()
    {
        const Edges edges{{0, 5}, {1, 2}, {2, 4}};
        const std::vector<std::vector<std::uint32_t>> expected{{1, 2, 4}, {0, 5}, {3}};
        const Adjacency adjacency = adjacencyOf(6, edges);
        QCOMPARE(componentsOf(adjacency), expected);
        const Adjacency part = partOf(adjacency, expected.front());
        QCOMPARE(part, adjacencyOf(3, Edges{{0, 1}, {1, 2}}));
    }

    void weightsGoWithTheirLinks()
    {
        const Edges edges{{2, 0}, {0, 2}, {3, 1}, {1, 1}, {9, 0}};
        const std::array<float, 5> weights{0.5F, 0.25F, 0.125F, 1, 1};
        const Adjacency adjacency = adjacencyOf(4, edges, weights);
        QCOMPARE(adjacency.targets, adjacencyOf(4, edges).targets);
        QCOMPARE(adjacency.weights, (std::vector<float>{0.5F, 0.125F, 0.5F, 0.125F})); // The strongest of two.
        const Adjacency part = partOf(adjacency, std::array<std::uint32_t, 2>{1, 3});
        QCOMPARE(part.weights, (std::vector<float>{0.125F, 0.125F}));
        QVERIFY(partOf(adjacencyOf(4, edges), std::array<std::uint32_t, 2>{1, 3}).weights.empty());
    }

    void distancesAreSteps()
    {
        // A path that is longer than what one number can hold, and a node apart.
        Edges edges;
        constexpr int Length = 70'000;
        for (int i = 1; i < Length; ++i)
            edges.emplace_back(i - 1, i);
        const Adjacency path = adjacencyOf(Length + 1, edges);
        Distances distances(path);
        distances.measure(std::array<std::uint32_t, 3>{0, 10, 0});
        QCOMPARE(distances.to(0)[0], 0);
        QCOMPARE(distances.to(300)[0], 300);
        QCOMPARE(distances.to(300)[1], 290);
        QCOMPARE(distances.to(300)[2], 300);
        QCOMPARE(distances.to(4)[1], 6);
        QCOMPARE(distances.to(69'999)[0], 65'535);
        QCOMPARE(distances.to(Length)[0], 0);
        // What is left from before plays no part.
        distances.measure(std::array<std::uint32_t, 1>{200});
        QCOMPARE(distances.to(0)[0], 200);
        QCOMPARE(distances.to(0)[1], 0);
    }

    void repulsionIsNearTheSumOverAllPairs()
    {
        constexpr float Softening = 0.05F;
        Places places = placesByChance(1500, 60);
        for (std::size_t i = 0; i < 300; ++i) { // And a dense part.
            places.x[i] = 20 + 0.01F * places.x[i];
            places.y[i] = 5 + 0.01F * places.y[i];
        }
        QuadTree tree;
        tree.build(places);
        Places push(places.size());
        tree.repulsion(Softening, push);
        double worst = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            double x = 0;
            double y = 0;
            for (std::size_t j = 0; j < places.size(); ++j) {
                const auto awayX = static_cast<double>(places.x[i] - places.x[j]);
                const auto awayY = static_cast<double>(places.y[i] - places.y[j]);
                const double force = 1 / (static_cast<double>(Softening) + awayX * awayX + awayY * awayY);
                x += force * awayX;
                y += force * awayY;
            }
            const double size = std::max(std::hypot(x, y), 5.0);
            worst = std::max(worst,
                             std::hypot(x - static_cast<double>(push.x[i]), y - static_cast<double>(push.y[i])) / size);
        }
        QVERIFY2(worst < 0.12, qPrintable(QString::number(worst)));
    }

    void sameSeedSamePlacesOnAnyNumberOfCores()
    {
        const Adjacency graph = scaleFreeGraph(3000, 4, 1);
        const Places places = firstLayout(graph);
        ForceLayout layout(graph, {}, places);
        for (int i = 0; i < 20; ++i)
            layout.tick();
        {
            const OneCore one;
            QCOMPARE(firstLayout(graph), places);
            ForceLayout again(graph, {}, places);
            for (int i = 0; i < 20; ++i)
                again.tick();
            QCOMPARE(again.places(), layout.places());
        }
        QVERIFY(firstLayout(graph, {.seed = 2}) != places);
    }

    void stressFallsAndNeighboursComeNear()
    {
        const Adjacency graph = gridGraph(30, 30);
        ForceLayout layout(graph, {}, placesByChance(900, 30));
        const LayoutQuality before = qualityOf(graph, layout.places());
        letRest(layout);
        const LayoutQuality after = qualityOf(graph, layout.places());
        QVERIFY2(after.stress < 0.9 * before.stress, qPrintable(QString::number(after.stress)));
        QVERIFY(after.neighbours > 5 * before.neighbours);
    }

    void firstLayoutUnfolds_data()
    {
        QTest::addColumn<Adjacency>("graph");
        QTest::addColumn<double>("stress");
        QTest::addColumn<double>("neighbours");
        Edges path;
        for (int i = 1; i < 400; ++i)
            path.emplace_back(i - 1, i);
        QTest::newRow("path") << adjacencyOf(400, path) << 0.01 << 0.95;
        QTest::newRow("grid") << gridGraph(40, 25) << 0.03 << 0.85;
        QTest::newRow("scale-free") << scaleFreeGraph(2000, 5, 1) << 0.19 << 0.01;
        Edges tree;
        for (int i = 1; i < 1000; ++i)
            tree.emplace_back((i - 1) / 3, i);
        QTest::newRow("tree") << adjacencyOf(1000, tree) << 0.16 << 0.4;
    }
    void firstLayoutUnfolds()
    {
        QFETCH(const Adjacency, graph);
        QFETCH(const double, stress);
        QFETCH(const double, neighbours);
        const LayoutQuality quality = qualityOf(graph, firstLayout(graph));
        QVERIFY2(quality.stress <= stress, qPrintable(QString::number(quality.stress)));
        QVERIFY2(quality.neighbours >= neighbours, qPrintable(QString::number(quality.neighbours)));
    }

    void realLinks()
    {
        QFile file(QStringLiteral(TEARSHEET_CORPUS "/bench/graph/vault-edges.txt"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("There are no links of a real vault here.");
        Edges edges;
        int nodes = 0;
        while (!file.atEnd()) {
            const QList<QByteArray> ends = file.readLine().trimmed().split(' ');
            edges.emplace_back(ends.at(0).toInt(), ends.at(1).toInt());
            nodes = std::max({nodes, edges.back().first + 1, edges.back().second + 1});
        }
        const Adjacency graph = adjacencyOf(nodes, edges);
        const LayoutQuality quality = qualityOf(graph, firstLayout(graph));
        QVERIFY2(quality.stress < 0.176, qPrintable(QString::number(quality.stress)));
        QVERIFY2(quality.neighbours > 0.062, qPrintable(QString::number(quality.neighbours)));
    }

    void smallestGraphs()
    {
        QCOMPARE(firstLayout({}).size(), 0U);
        ForceLayout none{Adjacency()};
        QVERIFY(!none.tick());
        QCOMPARE(firstLayout(adjacencyOf(1, {})), Places(1));
        ForceLayout one(adjacencyOf(1, {}));
        letRest(one);
        QVERIFY(distanceFromOrigin(one.places(), 0) < 0.1);
        const Adjacency two = adjacencyOf(2, Edges{{0, 1}});
        const Places pair = firstLayout(two);
        QVERIFY(isFinite(pair));
        QVERIFY(distance(pair, 0, 1) > 0.1);
        QVERIFY(distance(pair, 0, 1) < 3);
    }

    void starSpreads()
    {
        const Places places = firstLayout(starGraph(10'000));
        QVERIFY(isFinite(places));
        QVERIFY(distanceFromOrigin(places, 0) < 30);
        double farthest = 0;
        for (std::size_t i = 1; i < places.size(); ++i)
            farthest = std::max(farthest, distance(places, 0, i));
        QVERIFY(farthest > 50);
        QVERIFY(farthest < 500);
    }

    void partsStayTogether()
    {
        // Thirty triangles and two hundred nodes without links around a grid.
        Edges edges;
        const Adjacency grid = gridGraph(15, 15);
        for (std::uint32_t node = 0; node < 225; ++node) {
            for (const std::uint32_t neighbour : grid.neighbours(node))
                edges.emplace_back(node, neighbour);
        }
        for (int i = 225; i < 315; i += 3)
            edges.insert(edges.end(), {{i, i + 1}, {i + 1, i + 2}, {i, i + 2}});
        const Adjacency graph = adjacencyOf(515, edges);
        const Places places = firstLayout(graph);
        ForceLayout layout(graph, {}, places);
        letRest(layout);
        for (const Places &each : {places, layout.places()}) {
            QVERIFY(isFinite(each));
            for (std::size_t i = 0; i < each.size(); ++i)
                QVERIFY(distanceFromOrigin(each, i) < 4 * std::sqrt(515.0));
            for (std::size_t i = 225; i < 315; i += 3)
                QVERIFY(distance(each, i, i + 1) < 5);
            QVERIFY(leastDistance(each) > 0.01);
        }
    }

    void nodesOnOnePlaceComeApart()
    {
        const Adjacency graph = adjacencyOf(40, Edges{{0, 1}, {1, 2}});
        ForceLayout layout(graph, {}, Places(40));
        letRest(layout);
        QVERIFY(isFinite(layout.places()));
        QVERIFY2(leastDistance(layout.places()) > 0.1, qPrintable(QString::number(leastDistance(layout.places()))));
    }

    void pinnedNodesStayAndDraggedOnesLead()
    {
        const Adjacency graph = adjacencyOf(3, Edges{{0, 1}, {1, 2}});
        ForceLayout layout(graph);
        layout.setPinned(0, true);
        layout.move(0, 40, -30);
        letRest(layout);
        QCOMPARE(layout.places().x[0], 40.0F);
        QCOMPARE(layout.places().y[0], -30.0F);
        const double before = layout.alpha();
        layout.setPinned(0, false);
        layout.reheat();
        QVERIFY(layout.alpha() > before);
        letRest(layout);
        QVERIFY(distanceFromOrigin(layout.places(), 0) < 10);
    }

    // A few nodes that all know each other, some pairs, and some that nobody knows.
    void smallPartsLieBesideTheLargest()
    {
        Edges edges;
        for (int i = 0; i < 12; ++i) {
            for (int j = i + 1; j < 12; ++j)
                edges.emplace_back(i, j);
        }
        edges.emplace_back(12, 13);
        edges.emplace_back(14, 15);
        const Places places = usualLayout(adjacencyOf(20, edges));
        QVERIFY(isFinite(places));
        double inner = 0;
        for (std::size_t i = 0; i < 12; ++i)
            inner = std::max(inner, distanceFromOrigin(places, i));
        for (std::size_t i = 12; i < 20; ++i) {
            QVERIFY(distanceFromOrigin(places, i) > inner);
            QVERIFY(distanceFromOrigin(places, i) < inner + 4);
        }
        QVERIFY(leastDistance(places) > 0.4);
        QCOMPARE(usualLayout(adjacencyOf(1, Edges())).size(), std::size_t{1});
        QCOMPARE(usualLayout(adjacencyOf(0, Edges())).size(), std::size_t{0});
    }

    void neverNaN()
    {
        constexpr float Huge = std::numeric_limits<float>::max();
        constexpr float NaN = std::numeric_limits<float>::quiet_NaN();
        const Adjacency graph = gridGraph(8, 8);
        Places start = placesByChance(64, 5);
        start.x[3] = NaN;
        start.y[9] = std::numeric_limits<float>::infinity();
        start.x[20] = Huge;
        start.x[21] = -Huge;
        for (const LayoutForces &forces : {LayoutForces{}, LayoutForces{0, 0, 0, 0},
                                           LayoutForces{1e30, 1e30, 1e30, 1e30}, LayoutForces{0, 1e-30, 0, 1e-30}}) {
            ForceLayout layout(graph, {.forces = forces}, start);
            layout.move(0, NaN, 1);
            letRest(layout);
            QVERIFY(isFinite(layout.places()));
            QVERIFY(isFinite(firstLayout(graph, {.forces = forces})));
        }
    }

    void forcesDoWhatTheySay()
    {
        const Adjacency graph = gridGraph(12, 12);
        const auto width = [&](const LayoutForces &forces) {
            ForceLayout layout(graph, {.forces = forces}, firstLayout(graph));
            letRest(layout);
            return distance(layout.places(), 0, 143);
        };
        const double usual = width({});
        QVERIFY(width({.centre = 4}) < 0.9 * usual);
        QVERIFY(width({.repel = 4}) > 1.1 * usual);
        QVERIFY(width({.link = 4}) < 0.95 * usual);
        const double twice = width({.distance = 2}) / usual;
        QVERIFY2(twice > 1.9 && twice < 2.1, qPrintable(QString::number(twice)));
    }

    // A hub and pairs that it is linked with: what it pulls less lies farther from it, and pairs stay together.
    void weakLinksDrawLess_data()
    {
        QTest::addColumn<int>("leaves");
        QTest::newRow("few") << 24;
        QTest::newRow("many") << 600;
    }
    void weakLinksDrawLess()
    {
        QFETCH(const int, leaves);
        Edges edges;
        for (int i = 1; i <= leaves; ++i)
            edges.emplace_back(0, i);
        for (int i = 1; i < leaves; i += 2)
            edges.emplace_back(i, i + 1);
        const auto fromHub = [&](float weight) {
            std::vector<float> weights(edges.size(), 1);
            std::fill_n(weights.begin(), leaves, weight);
            const Adjacency graph = adjacencyOf(leaves + 1, edges, weights);
            Places places = usualLayout(graph);
            if (leaves > mostSmallNodes) {
                ForceLayout layout(graph, {}, places);
                letRest(layout);
                places = layout.places();
            }
            double hub = 0;
            double pairs = 0;
            for (std::size_t i = 1; i <= static_cast<std::size_t>(leaves); ++i)
                hub += distance(places, 0, i) / leaves;
            for (std::size_t i = 1; i < static_cast<std::size_t>(leaves); i += 2)
                pairs += 2 * distance(places, i, i + 1) / leaves;
            return hub / pairs;
        };
        const double usual = fromHub(1);
        const double weak = fromHub(0.1F);
        QVERIFY2(weak > 1.15 * usual, qPrintable(QStringLiteral("%1 after %2").arg(weak).arg(usual)));
    }

    // Few nodes to be read name by name follow the forces, too.
    void forcesActOnFewNodes()
    {
        Edges edges;
        for (int i = 1; i < 12; ++i)
            edges.emplace_back((i - 1) / 2, i);
        edges.emplace_back(12, 13);
        const Adjacency graph = adjacencyOf(14, edges);
        const auto lengthOfLinks = [&](const LayoutForces &forces) {
            const Places places = usualLayout(graph, {.forces = forces});
            double sum = 0;
            for (const auto &[from, to] : edges)
                sum += distance(places, static_cast<std::size_t>(from), static_cast<std::size_t>(to));
            return sum / static_cast<double>(edges.size());
        };
        const auto width = [&](const LayoutForces &forces) {
            const Places places = usualLayout(graph, {.forces = forces});
            double most = 0;
            for (std::size_t i = 1; i < 12; ++i)
                most = std::max(most, distance(places, 0, i));
            return most;
        };
        const double twice = lengthOfLinks({.distance = 2}) / lengthOfLinks({});
        QVERIFY2(twice > 1.9 && twice < 2.1, qPrintable(QString::number(twice)));
        QVERIFY(width({.repel = 2}) > 1.05 * width({}));
        QVERIFY(width({.centre = 4}) < 0.95 * width({}));
        QVERIFY(lengthOfLinks({.link = 0.3}) > 1.1 * lengthOfLinks({}));
        QCOMPARE(usualLayout(graph, {.forces = {.repel = 2}}), usualLayout(graph, {.forces = {.repel = 2}}));
        for (const LayoutForces &forces : {LayoutForces{0, 0, 0, 0}, LayoutForces{1, 0, 1, 0.12},
                                           LayoutForces{1e30, 1e30, 1e30, 1e30}, LayoutForces{0, 1e-30, 0, 1e-30}}) {
            QVERIFY(isFinite(usualLayout(graph, {.forces = forces})));
            QVERIFY(leastDistance(usualLayout(graph, {.forces = forces})) > 0.2);
        }
    }

    void progressComesAndCancellingEnds()
    {
        const Adjacency graph = scaleFreeGraph(1000, 3, 1);
        int pictures = 0;
        firstLayout(graph, {}, {}, [&](const Places &places) {
            QCOMPARE(places.size(), 1000U);
            QVERIFY(isFinite(places));
            ++pictures;
        });
        QVERIFY(pictures > 3);
        int asked = 0;
        const Places places = firstLayout(graph, {}, [&] { return ++asked > 5; });
        QVERIFY(asked < 20);
        QVERIFY(isFinite(places));
    }
};

QTEST_GUILESS_MAIN(GraphLayoutTest)
#include "graphlayouttest.moc"
