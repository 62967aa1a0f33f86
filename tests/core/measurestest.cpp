// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/measures.h"
#include "core/graph/graphdates.h"
#include "tests/support/graphof.h"
#include "tests/support/vaultof.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

double valueOf(const Graph &graph, const NodeValues &values, const QString &label)
{
    return values[static_cast<std::size_t>(nodeAt(graph, label))];
}

bool isNear(double one, double other)
{
    return std::abs(one - other) < 1e-6;
}

constexpr const char Firms[] = R"(
//- Auk.md
---
headcount: 1200
revenue: $1.2bn
listed: yes
created: 2025-03-01
updated: 2026-01-01
---
#actor #company [[Lom]] [[Nova]]
//- Kestrel.md
---
Headcount: "about 300"
created: 2024-01-01
updated: 2025-06-01
---
#actor #company [[Nova]]
//- Lom.md
#actor #company
)";

} // namespace

class MeasuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void degreesOfAStar()
    {
        const Graph graph = graphFrom(u"a>c b>c c>d"_s);
        QCOMPARE(valueOf(graph, inDegrees(graph), u"c"_s), 2.0);
        QCOMPARE(valueOf(graph, degrees(graph), u"c"_s), 3.0);
        QCOMPARE(valueOf(graph, inDegrees(graph), u"a"_s), 0.0);
    }

    void pageRankOfKnownGraphs()
    {
        // A ring is even.
        const Graph ring = graphFrom(u"a>b b>c c>a"_s);
        for (const double rank : pageRank(ring))
            QVERIFY(isNear(rank, 1.0 / 3));
        // Two that lead to one: r(a) = r(b) = x, r(c) = x + 2 · 0.85 x, and c leads everywhere. x = 1 / 4.7.
        const Graph fork = graphFrom(u"a>c b>c"_s);
        const NodeValues ranks = pageRank(fork);
        QVERIFY(isNear(valueOf(fork, ranks, u"a"_s), 1 / 4.7));
        QVERIFY(isNear(valueOf(fork, ranks, u"c"_s), 2.7 / 4.7));
        QVERIFY(isNear(std::accumulate(ranks.begin(), ranks.end(), 0.0), 1));
        QVERIFY(pageRank(Graph()).empty());
    }

    void betweennessOfKnownGraphs()
    {
        // A line of five: 0 3 4 3 0.
        const Graph line = graphFrom(u"a>b b>c d>c d>e"_s);
        const NodeValues values = betweenness(line);
        QCOMPARE(valueOf(line, values, u"a"_s), 0.0);
        QCOMPARE(valueOf(line, values, u"b"_s), 3.0);
        QCOMPARE(valueOf(line, values, u"c"_s), 4.0);
        QCOMPARE(valueOf(line, values, u"d"_s), 3.0);
        // A square: two ways, half for each.
        const Graph square = graphFrom(u"a>b b>c c>d d>a a>c"_s);
        QCOMPARE(valueOf(square, betweenness(square), u"a"_s), 0.5);
        QCOMPARE(valueOf(square, betweenness(square), u"b"_s), 0.0);
    }

    void betweennessOfSomeSources()
    {
        QString edges;
        for (int i = 0; i < 200; ++i)
            edges += u"hub>n%1 n%1>m%1 "_s.arg(i);
        const Graph graph = graphFrom(edges);
        const NodeValues all = betweenness(graph, 1000);
        const NodeValues some = betweenness(graph, 50);
        QCOMPARE(betweenness(graph, 50), some);
        const double exact = valueOf(graph, all, u"hub"_s);
        QVERIFY(std::abs(valueOf(graph, some, u"hub"_s) - exact) < 0.1 * exact);
        QCOMPARE(std::ranges::max_element(some) - some.begin(), nodeAt(graph, u"hub"_s));
    }

    void properties()
    {
        const Graph graph = graphOf(Firms);
        const NodeValues heads = propertyValues(graph, u"headcount");
        QCOMPARE(valueOf(graph, heads, u"Auk"_s), 1200.0);
        QCOMPARE(valueOf(graph, heads, u"Kestrel"_s), 300.0);
        QVERIFY(std::isnan(valueOf(graph, heads, u"Lom"_s)));
        QVERIFY(std::isnan(valueOf(graph, heads, u"Nova"_s))); // No note.
        QCOMPARE(valueOf(graph, propertyValues(graph, u"revenue"), u"Auk"_s), 1.2e9);
        QVERIFY(std::isnan(valueOf(graph, propertyValues(graph, u"listed"), u"Auk"_s)));
        QCOMPARE(numericProperties(graph), QStringList({u"headcount"_s, u"revenue"_s}));
    }

    void claims()
    {
        constexpr const char vault[] = R"(
//- Auk.md
#actor #company
| Metric | Value |
|---|---|
| Market share | 12% (2024) |
| Market share | 14% (2025) |
//- Kestrel.md
#actor #company
Text
//- Ferries.md
#sector
| Company | Market share (2025) |
|---|---|
| [[Kestrel]] | 30% |
| [[Auk]] | 13% |
)";
        const Snapshot snapshot = vaultOf(vault);
        const Graph graph = graphOf(vault);
        ClaimIndex index;
        index.update(snapshot);
        const NodeValues shares = claimValues(graph, index, "market share");
        QCOMPARE(valueOf(graph, shares, u"Auk"_s), 14.0); // The newest, and its own note before others.
        QCOMPARE(valueOf(graph, shares, u"Kestrel"_s), 30.0);
        QVERIFY(std::isnan(valueOf(graph, shares, u"Ferries"_s)));
        QVERIFY(statedMetrics(graph, index).contains("market share"));
    }

    void dates()
    {
        const Graph graph = graphOf(Firms);
        const std::vector<GraphDates> dates = graphDates(graph);
        const auto at = [&](const QString &label) { return dates[static_cast<std::size_t>(nodeAt(graph, label))]; };
        QCOMPARE(at(u"Auk"_s), (GraphDates{QDate(2025, 3, 1), QDate(2026, 1, 1)}));
        // A name is as old as the first note that says it.
        QCOMPARE(at(u"Nova"_s), (GraphDates{QDate(2024, 1, 1), QDate(2026, 1, 1)}));
        QCOMPARE(at(u"#company"_s).created, QDate(2024, 1, 1));
    }

    void scaling_data()
    {
        QTest::addColumn<NodeValues>("values");
        QTest::addColumn<Scaling>("scaling");
        QTest::addColumn<NodeValues>("units");
        QTest::newRow("linear") << NodeValues{0, 5, 10} << Scaling::Linear << NodeValues{0, 0.5, 1};
        QTest::newRow("root") << NodeValues{0, 25, 100} << Scaling::Root << NodeValues{0, 0.5, 1};
        QTest::newRow("log") << NodeValues{0.1, 1, 10, 100} << Scaling::Log << NodeValues{0, 0, 0.5, 1};
        QTest::newRow("negative") << NodeValues{-10, 0, 10} << Scaling::Root << NodeValues{0, 0.5, 1};
        QTest::newRow("equal") << NodeValues{7, 7} << Scaling::Linear << NodeValues{0.5, 0.5};
        QTest::newRow("none") << NodeValues{} << Scaling::Log << NodeValues{};
    }
    void scaling()
    {
        QFETCH(NodeValues, values);
        QFETCH(Scaling, scaling);
        QFETCH(NodeValues, units);
        QCOMPARE(scaled(values, scaling), units);
    }

    void whatHasNoValue()
    {
        const double none = std::nan("");
        const NodeValues units = scaled({none, 1, 3}, Scaling::Linear);
        QVERIFY(std::isnan(units[0]));
        QCOMPARE(units[2], 1.0);
        QCOMPARE(radiusOf(units[0], 3, 9), 3.0F);
        QCOMPARE(radiusOf(0.5, 3, 9), 6.0F);
        QCOMPARE(radiusOf(7, 3, 9), 9.0F);
        QCOMPARE(rampColour(units[0], false, 0x123456), 0x123456U);
        QCOMPARE(rampColour(0, false, 0), 0xE3C75FU);
        QCOMPARE(rampColour(1, false, 0), 0x1F3A8AU);
        QVERIFY(rampColour(0.4, true, 0) != rampColour(0.6, true, 0));
    }
};

QTEST_GUILESS_MAIN(MeasuresTest)

#include "measurestest.moc"
