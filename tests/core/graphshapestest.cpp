// SPDX-License-Identifier: GPL-3.0-or-later

// Layouts of a given shape: grown from the one before, in layers, in rings, in groups.

#include "core/graph/distances.h"
#include "core/graph/edgeclearance.h"
#include "core/graph/grouplayout.h"
#include "core/graph/grownlayout.h"
#include "core/graph/layeredlayout.h"
#include "core/graph/peerlayers.h"
#include "core/graph/radiallayout.h"
#include "core/graph/randomnumbers.h"
#include "tests/support/layoutquality.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <complex>
#include <map>
#include <numbers>

using namespace tearsheet;

namespace {

using Edges = std::vector<std::pair<int, int>>;

double distance(const Places &places, std::size_t left, std::size_t right)
{
    return std::hypot(static_cast<double>(places.x[left] - places.x[right]),
                      static_cast<double>(places.y[left] - places.y[right]));
}

double radius(const Places &places, std::size_t node)
{
    return std::hypot(static_cast<double>(places.x[node]), static_cast<double>(places.y[node]));
}

Edges edgesByChance(int nodes, int count)
{
    RandomNumbers random(5);
    Edges edges;
    for (int i = 0; i < count; ++i)
        edges.emplace_back(random.below(static_cast<std::uint32_t>(nodes)),
                           random.below(static_cast<std::uint32_t>(nodes)));
    return edges;
}

/// How many pairs of edges cross as straight lines.
int crossingsOf(const Places &places, const Edges &edges)
{
    const auto side = [&](int a, int b, int c) {
        const auto from = static_cast<std::size_t>(a);
        const auto to = static_cast<std::size_t>(b);
        const auto point = static_cast<std::size_t>(c);
        const double cross = (places.x[to] - places.x[from]) * (places.y[point] - places.y[from])
                             - (places.y[to] - places.y[from]) * (places.x[point] - places.x[from]);
        return cross > 1e-3 ? 1 : cross < -1e-3 ? -1 : 0;
    };
    int crossings = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (std::size_t j = i + 1; j < edges.size(); ++j) {
            const auto &[a, b] = edges[i];
            const auto &[c, d] = edges[j];
            crossings += side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
        }
    }
    return crossings;
}

} // namespace

class GraphShapesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newNodesComeBesideTheirNeighbours()
    {
        // A grid that was laid out; then a node at a corner, a chain of two at the other, and one alone.
        const Adjacency before = gridGraph(20, 20);
        const Places old = firstLayout(before);
        Edges edges;
        for (std::uint32_t node = 0; node < 400; ++node) {
            for (const std::uint32_t neighbour : before.neighbours(node))
                edges.emplace_back(node, neighbour);
        }
        edges.insert(edges.end(), {{400, 0}, {400, 1}, {401, 399}, {402, 401}});
        Places known = unknownPlaces(404);
        std::ranges::copy(old.x, known.x.begin());
        std::ranges::copy(old.y, known.y.begin());
        const Places grown = grownLayout(adjacencyOf(404, edges), known);
        QCOMPARE(grown.size(), 404U);
        for (std::size_t node = 0; node < 400; ++node) {
            QCOMPARE(grown.x[node], old.x[node]);
            QCOMPARE(grown.y[node], old.y[node]);
        }
        QVERIFY(distance(grown, 400, 0) < 6);
        QVERIFY(distance(grown, 401, 399) < 6);
        QVERIFY(distance(grown, 402, 401) < 6);
        QVERIFY(radius(grown, 403) > 5);
        QVERIFY(radius(grown, 403) < 100);
        QCOMPARE(grownLayout(adjacencyOf(404, edges), known), grown);
    }

    void growingFromNothingIsTheFirstLayout()
    {
        const Adjacency graph = gridGraph(5, 5);
        QCOMPARE(grownLayout(graph, {}), firstLayout(graph));
        const Places places = firstLayout(graph);
        QCOMPARE(grownLayout(graph, places), places);
        QCOMPARE(grownLayout({}, {}).size(), 0U);
        // A note that went: places beyond the nodes play no part.
        QCOMPARE(grownLayout(gridGraph(4, 5), places).size(), 20U);
    }

    void edgesPointDownAndNodesOfALayerStandApart_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("edges");
        QTest::newRow("sparse") << 60 << 50;
        QTest::newRow("usual") << 80 << 120;
        QTest::newRow("dense, with cycles") << 40 << 300;
        QTest::newRow("none") << 0 << 0;
        QTest::newRow("without edges") << 7 << 0;
    }
    void edgesPointDownAndNodesOfALayerStandApart()
    {
        QFETCH(const int, nodes);
        QFETCH(const int, edges);
        const Edges given = nodes > 0 ? edgesByChance(nodes, edges) : Edges{};
        const LayeredLayout layout = layeredLayout(nodes, given, {.layer = 3, .gap = 2});
        QCOMPARE(layout.places.size(), static_cast<std::size_t>(nodes));
        for (const auto &[from, to] : given) {
            if (from == to)
                continue;
            const bool down =
                layout.places.y[static_cast<std::size_t>(from)] < layout.places.y[static_cast<std::size_t>(to)];
            const bool turned = std::ranges::binary_search(layout.layering.turned, std::pair(to, from));
            QVERIFY(down || turned);
        }
        std::map<float, std::vector<float>> layers;
        for (std::size_t node = 0; node < layout.places.size(); ++node)
            layers[layout.places.y[node]].push_back(layout.places.x[node]);
        for (auto &[y, layer] : layers) {
            std::ranges::sort(layer);
            for (std::size_t i = 1; i < layer.size(); ++i)
                QVERIFY(layer[i] - layer[i - 1] > 1.99F);
        }
    }

    void ownershipStandsAboveWhatIsOwned()
    {
        // Halden owns Orrin and Vale, which own what lies below; Orrin also holds the last one at three steps.
        const Edges edges{{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 5}, {2, 6}, {3, 7}, {0, 7}};
        const LayeredLayout layout = layeredLayout(8, edges);
        QCOMPARE(layout.layering.layers, (std::vector<int>{0, 1, 1, 2, 2, 2, 2, 3}));
        QVERIFY(layout.layering.turned.empty());
        QCOMPARE(crossingsOf(layout.places, edges), 0);
    }

    void cyclesAreBrokenByFewEdges()
    {
        const Edges ring{{0, 1}, {1, 2}, {2, 3}, {3, 0}};
        const Layering layering = layeringOf(4, ring);
        QCOMPARE(layering.turned.size(), 1U);
        QCOMPARE(layering.edges.size(), 4U);
        QCOMPARE(layeringOf(2, Edges{{0, 1}, {1, 0}, {0, 0}, {0, 7}}).edges.size(), 1U);
    }

    void aTreeIsLayeredWithoutCrossings()
    {
        Edges edges;
        for (int i = 1; i < 120; ++i)
            edges.emplace_back((i - 1) / 3, i);
        // Numbered otherwise, so that the order of numbers does not help.
        for (auto &[from, to] : edges) {
            from = from * 49 % 120;
            to = to * 49 % 120;
        }
        QCOMPARE(crossingsOf(layeredLayout(120, edges).places, edges), 0);
    }

    void layersAreOrderedForFewCrossings()
    {
        // Four layers of fifteen nodes with links by chance. Nodes in the order of their numbers are what to be better
        // than.
        RandomNumbers random(11);
        Edges edges;
        for (int layer = 1; layer < 4; ++layer) {
            for (int node = 0; node < 15; ++node) {
                edges.emplace_back(15 * (layer - 1) + node, 15 * layer + static_cast<int>(random.below(15)));
                edges.emplace_back(15 * (layer - 1) + static_cast<int>(random.below(15)), 15 * layer + node);
            }
        }
        const LayeredLayout layout = layeredLayout(60, edges);
        Places plain(60);
        for (std::size_t node = 0; node < 60; ++node) {
            plain.x[node] = static_cast<float>(node % 15);
            plain.y[node] = 3 * static_cast<float>(node / 15);
        }
        const int crossings = crossingsOf(layout.places, edges);
        const int before = crossingsOf(plain, edges);
        QVERIFY2(crossings < 0.4 * before, qPrintable(QString::number(crossings) + u" of " + QString::number(before)));
    }

    void aChainStandsInOneColumn()
    {
        // Beside a wide tree that shares its first node.
        Edges edges{{0, 1}, {1, 2}, {2, 3}, {3, 4}};
        for (int i = 5; i < 20; ++i)
            edges.emplace_back(4, i);
        const Places places = layeredLayout(20, edges).places;
        for (std::size_t node = 1; node < 5; ++node)
            QVERIFY(std::abs(places.x[node] - places.x[0]) < 0.1F);
        QVERIFY(std::abs((places.x[5] + places.x[19]) / 2 - places.x[0]) < 0.1F);
    }

    void largeLayeringEnds()
    {
        Edges edges;
        for (int i = 1; i < 3000; ++i) {
            edges.emplace_back(i - 1, i); // As many layers as nodes, and an edge across all of them from each.
            edges.emplace_back(0, i);
        }
        const LayeredLayout layout = layeredLayout(3000, edges);
        QCOMPARE(layout.layering.layers[2999], 2999);
    }

    void ringsAreStepsFromTheCentre()
    {
        const Adjacency graph = scaleFreeGraph(400, 2, 3);
        const int centre = 17;
        const Places places = radialLayout(graph, centre, {.ring = 4, .gap = 1});
        Distances distances(graph);
        distances.measure(std::array<std::uint32_t, 1>{17});
        QCOMPARE(radius(places, 17), 0.0);
        std::map<int, std::vector<std::size_t>> rings;
        for (std::uint32_t node = 0; node < 400; ++node)
            rings[distances.to(node)[0]].push_back(node);
        double last = 0;
        for (const auto &[ring, nodes] : rings) {
            const double here = radius(places, nodes.front());
            QVERIFY(ring == 0 || here >= last + 3.99);
            last = here;
            for (const std::size_t left : nodes) {
                QVERIFY(std::abs(radius(places, left) - here) < 0.01);
                for (const std::size_t right : nodes)
                    QVERIFY(left == right || distance(places, left, right) > 0.6);
            }
        }
    }

    void branchesOfATreeHaveSectorsOfTheirOwn()
    {
        Edges edges;
        for (int i = 1; i < 200; ++i)
            edges.emplace_back((i - 1) / 4, i);
        const Places places = radialLayout(adjacencyOf(200, edges), 0);
        QCOMPARE(crossingsOf(places, edges), 0);
    }

    void ringsHoldWhatTheCentreDoesNotReach()
    {
        const Adjacency graph = adjacencyOf(5, Edges{{0, 1}, {2, 3}});
        const Places places = radialLayout(graph, 0, {.ring = 4, .gap = 1});
        QVERIFY(std::abs(radius(places, 1) - 4) < 0.01);
        for (const std::size_t node : {2U, 3U, 4U})
            QVERIFY(std::abs(radius(places, node) - 8) < 0.01);
        QCOMPARE(radialLayout(graph, 9), Places(5));
        QCOMPARE(radialLayout({}, 0), Places());
        QCOMPARE(radialLayout(adjacencyOf(1, {}), 0), Places(1));
    }

    void groupsStandApart()
    {
        // Groups that are no parts of the graph: every third column of a grid, and two nodes that belong to no other.
        const Adjacency graph = gridGraph(12, 10);
        std::vector<int> groups;
        for (int node = 0; node < 118; ++node)
            groups.push_back(10 * (node % 3));
        const Places places = groupedLayout(graph, groups);
        std::map<int, std::vector<std::size_t>> members;
        for (std::size_t node = 0; node < 120; ++node)
            members[node < 118 ? groups[node] : -1].push_back(node);
        struct Disc
        {
            double x = 0;
            double y = 0;
            double radius = 0;
        };
        std::vector<Disc> discs;
        for (const auto &[group, nodes] : members) {
            Disc disc;
            for (const std::size_t node : nodes) {
                disc.x += static_cast<double>(places.x[node]) / static_cast<double>(nodes.size());
                disc.y += static_cast<double>(places.y[node]) / static_cast<double>(nodes.size());
            }
            for (const std::size_t node : nodes) {
                const double x = static_cast<double>(places.x[node]) - disc.x;
                const double y = static_cast<double>(places.y[node]) - disc.y;
                disc.radius = std::max(disc.radius, std::hypot(x, y));
            }
            discs.push_back(disc);
        }
        QCOMPARE(discs.size(), 4U);
        for (std::size_t i = 0; i < discs.size(); ++i) {
            double nearest = 1e9;
            for (std::size_t j = 0; j < discs.size(); ++j) {
                const double apart = std::hypot(discs[i].x - discs[j].x, discs[i].y - discs[j].y);
                const double room = apart - discs[i].radius - discs[j].radius;
                QVERIFY(i == j || room > 1);
                nearest = i == j ? nearest : std::min(nearest, room);
            }
            QVERIFY(nearest < 40);
        }
        QCOMPARE(groupedLayout({}, {}).size(), 0U);
        // Without groups there is one of all.
        QCOMPARE(groupedLayout(gridGraph(3, 3), {}).size(), 9U);
    }

    void manyGroupsEnd()
    {
        std::vector<int> groups;
        for (int node = 0; node < 1500; ++node)
            groups.push_back(node / 2);
        const Places places = groupedLayout(scaleFreeGraph(1500, 3, 1), groups);
        QVERIFY(std::ranges::all_of(places.x, [](float x) { return std::isfinite(x); }));
    }

    // An owner, what it owns, two customers of that; and 30 competitors of the middle one, one of which has one more.
    void peersStandInTheLayerOfWhatTheyAreToSomeone()
    {
        const std::vector<std::pair<int, int>> edges{{0, 1}, {1, 2}, {1, 3}};
        std::vector<std::pair<int, int>> all = edges;
        for (int i = 4; i < 34; ++i)
            all.emplace_back(1, i);
        all.emplace_back(33, 34);
        const Places places = peerLayers(adjacencyOf(36, all), edges); // Of node 35 nothing is said.
        QVERIFY(places.y[0] < places.y[1]);
        QVERIFY(places.y[1] < places.y[2]);
        QCOMPARE(places.y[2], places.y[3]);
        for (std::size_t peer = 4; peer < 35; ++peer) {
            QVERIFY(places.y[peer] >= places.y[1]);
            QVERIFY(places.y[peer] < places.y[2]);
        }
        QVERIFY(places.y[35] > places.y[2]);
        for (std::size_t a = 0; a < 36; ++a) {
            for (std::size_t b = a + 1; b < 36; ++b)
                QVERIFY(std::abs(places.x[a] - places.x[b]) > 1.9F || std::abs(places.y[a] - places.y[b]) > 1.4F);
        }
        // Where nothing makes layers, the busiest is the first of one.
        const Places flat = peerLayers(adjacencyOf(3, std::vector<std::pair<int, int>>{{0, 1}, {1, 2}}), {});
        QCOMPARE(flat.y[0], flat.y[1]);
        QCOMPARE(flat.y[1], flat.y[2]);
        QCOMPARE(peerLayers(adjacencyOf(0, {}), {}).size(), std::size_t{0});
        QCOMPARE(peerLayers(adjacencyOf(1, {}), std::vector<std::pair<int, int>>{{0, 7}, {0, 0}}).size(),
                 std::size_t{1});
    }

    // Three beside each other, the first and the last of which are peers; four, the first of which has edges to all;
    // and one over all, whose edge to the last row would run through the row between.
    void edgesInRowsRunBesideTheNodesBetween()
    {
        Places rows;
        const auto add = [&](float x, float y) {
            rows.x.push_back(x);
            rows.y.push_back(y);
        };
        for (int i = 0; i < 3; ++i)
            add(2 * static_cast<float>(i), 0);
        for (int i = 0; i < 4; ++i)
            add(2 * static_cast<float>(i), 3);
        add(2, -3);
        add(2, 6);
        const std::vector<std::pair<int, int>> edges{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {3, 5}, {3, 6}, {7, 8}};
        const auto nearest = [&](const Places &places) {
            float least = std::numeric_limits<float>::max();
            for (const auto &[from, to] : edges) {
                const std::complex<float> begin(places.x[static_cast<std::size_t>(from)],
                                                places.y[static_cast<std::size_t>(from)]);
                const std::complex<float> end(places.x[static_cast<std::size_t>(to)],
                                              places.y[static_cast<std::size_t>(to)]);
                for (int node = 0; node < 9; ++node) {
                    const std::complex<float> place(places.x[static_cast<std::size_t>(node)],
                                                    places.y[static_cast<std::size_t>(node)]);
                    // Along the edge and aside of it, in its lengths.
                    const std::complex<float> seen = (place - begin) / (end - begin);
                    if (node != from && node != to && seen.real() > 0 && seen.real() < 1)
                        least = std::min(least, std::abs(seen.imag()) * std::abs(end - begin));
                }
            }
            return least;
        };
        QVERIFY(nearest(rows) < 0.01F);
        const Adjacency adjacency = adjacencyOf(9, edges);
        const Places clear = clearOfEdges(rows, adjacency);
        QVERIFY2(nearest(clear) > 0.2F, qPrintable(QString::number(static_cast<double>(nearest(clear)))));
        for (std::size_t node = 0; node < rows.size(); ++node) {
            QVERIFY(std::abs(clear.y[node] - rows.y[node]) < 1); // Rows are still told apart.
            QVERIFY(std::abs(clear.x[node] - rows.x[node]) < 0.5F);
        }
        QVERIFY(clear == clearOfEdges(rows, adjacency));
        // What no edge runs through stays.
        const Adjacency path = adjacencyOf(9, std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
        QVERIFY(clearOfEdges(rows, path) == rows);
        QCOMPARE(clearOfEdges({}, adjacencyOf(0, {})).size(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(GraphShapesTest)
#include "graphshapestest.moc"
