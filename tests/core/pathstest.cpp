// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/paths.h"
#include "core/graph/graphwords.h"
#include "tests/support/graphof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Chain[] = R"(
//- Mine.md
#actor #company
## Customers
- [[Smelter]]
//- Smelter.md
#actor #company
## Suppliers
- [[Mine]]
- [[Grid]]
## Customers
- [[Cells]]
//- Cells.md
#actor #company
## Customers
- [[Cars]]
## Competitors
- [[Other cells]]
//- Cars.md
#actor #company
//- Grid.md
#actor #company
//- Other cells.md
#actor #company
)";

QString names(const Graph &graph, const QList<int> &nodes)
{
    QStringList labels;
    for (const int node : nodes)
        labels.append(graph.nodes.at(node).label);
    return labels.join(u' ');
}

QStringList pathsOf(const Graph &graph, const QString &from, const QString &to, const PathOptions &options = {})
{
    QStringList paths;
    for (const GraphAnswer &answer : pathsBetween(graph, nodeAt(graph, from), nodeAt(graph, to), options))
        paths.append(names(graph, answer.nodes));
    return paths;
}

} // namespace

class PathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortest_data()
    {
        QTest::addColumn<QString>("edges");
        QTest::addColumn<int>("most");
        QTest::addColumn<QStringList>("paths");
        QTest::newRow("next to each other") << u"a>z"_s << 3 << QStringList{u"a z"_s};
        QTest::newRow("against the arrow") << u"z>m m>a"_s << 3 << QStringList{u"a m z"_s};
        QTest::newRow("the short one first")
            << u"a>z a>b b>z a>c c>d d>z"_s << 3 << QStringList{u"a z"_s, u"a b z"_s, u"a c d z"_s};
        QTest::newRow("only so many") << u"a>z a>b b>z a>c c>d d>z"_s << 2 << QStringList{u"a z"_s, u"a b z"_s};
        QTest::newRow("no way twice over a node") << u"a>b b>a b>z b>c c>b"_s << 5 << QStringList{u"a b z"_s};
        QTest::newRow("alternatives at each fork")
            << u"a>b a>c b>d c>d d>e d>f e>z f>z"_s << 9
            << QStringList{u"a b d e z"_s, u"a b d f z"_s, u"a c d e z"_s, u"a c d f z"_s};
        QTest::newRow("none") << u"a>b y>z"_s << 3 << QStringList{QString()};
    }
    void shortest()
    {
        QFETCH(QString, edges);
        QFETCH(int, most);
        QFETCH(QStringList, paths);
        QStringList found = pathsOf(graphFrom(edges), u"a"_s, u"z"_s, {.most = most});
        std::ranges::stable_sort(found, {}, [](const QString &path) { return std::pair(path.size(), path); });
        QCOMPARE(found, paths);
    }

    void sentences()
    {
        const Graph graph = graphOf(Chain);
        const auto answers = pathsBetween(graph, nodeAt(graph, u"Mine"_s), nodeAt(graph, u"Cells"_s), {.most = 1});
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers.first().sentence, u"Mine and Cells are 2 steps apart: Smelter is a customer of Mine; "
                                           "Cells is a customer of Smelter."_s);
        QCOMPARE(answers.first().edges.size(), 2);
        const auto none = pathsBetween(graphFrom(u"a>b y>z"_s), 0, 3);
        QCOMPARE(none.first().sentence, u"No path leads from a to z."_s);
        QVERIFY(none.first().nodes.isEmpty());
        QCOMPARE(pathsBetween(graph, 0, 0).first().nodes, QList<int>{0});
    }

    void onlyAlongSomeRelations()
    {
        const Graph graph = graphOf(Chain);
        const PathOptions customers{.relations = setOf(RelationType::Customer)};
        QCOMPARE(pathsOf(graph, u"Mine"_s, u"Cars"_s, customers), QStringList{u"Mine Smelter Cells Cars"_s});
        const PathOptions people{.relations = setOf(RelationType::Ceo)};
        QCOMPARE(pathsOf(graph, u"Mine"_s, u"Cars"_s, people), QStringList{QString()});
    }

    void whatHoldsComesBeforeWhatHeld()
    {
        const Graph graph = graphOf("//- Mine.md\n#actor #company\n## Related\n- [[Smelter]] — former customer\n"
                                    "- [[Forge]] — customer\n"
                                    "//- Smelter.md\n#actor #company\n## Related\n- [[Cars]] — customer\n"
                                    "//- Forge.md\n#actor #company\n## Related\n- [[Cars]] — customer\n"
                                    "//- Cars.md\n#actor #company\n");
        const auto was = std::ranges::find_if(
            graph.edges, [](const GraphEdge &edge) { return edge.modifier == RelationModifier::Former; });
        QVERIFY(was != graph.edges.end());
        QCOMPARE(graph.nodes.at(was->to).label, u"Smelter"_s);
        for (const bool strongest : {false, true})
            QCOMPARE(pathsOf(graph, u"Mine"_s, u"Cars"_s, {.strongest = strongest, .most = 2}),
                     (QStringList{u"Mine Forge Cars"_s, u"Mine Smelter Cars"_s}));
    }

    void strongestGoesRoundHubs()
    {
        // Over the hub it is two steps, over quiet notes three.
        QString edges = u"a>hub hub>z a>b b>c c>z"_s;
        for (int i = 0; i < 400; ++i)
            edges += u" hub>n%1"_s.arg(i);
        const Graph graph = graphFrom(edges);
        QCOMPARE(pathsOf(graph, u"a"_s, u"z"_s, {.most = 1}), QStringList{u"a hub z"_s});
        QCOMPARE(pathsOf(graph, u"a"_s, u"z"_s, {.strongest = true, .most = 1}), QStringList{u"a b c z"_s});
        QCOMPARE(pathsOf(graph, u"a"_s, u"z"_s, {.strongest = true, .hubDamping = 0, .most = 1}),
                 QStringList{u"a hub z"_s});
    }

    void strongestPrefersWhatIsSure()
    {
        // A plain link, or two steps that the front matter says.
        const Graph graph = graphOf("//- Auk.md\n---\nsupplier: \"[[Kestrel]]\"\n---\n#actor #company\n[[Lom]]\n"
                                    "//- Kestrel.md\n---\nsupplier: \"[[Lom]]\"\n---\n#actor #company\n"
                                    "//- Lom.md\n#actor #company\n");
        QCOMPARE(pathsOf(graph, u"Auk"_s, u"Lom"_s, {.most = 1}), QStringList{u"Auk Lom"_s});
        QCOMPARE(pathsOf(graph, u"Auk"_s, u"Lom"_s, {.strongest = true, .most = 1}), QStringList{u"Auk Kestrel Lom"_s});
    }

    void common()
    {
        const Graph graph = graphFrom(u"a>x a>y z>x y>z a>z q>a x>r x>s"_s);
        const GraphAnswer answer = commonNeighbours(graph, nodeAt(graph, u"a"_s), nodeAt(graph, u"z"_s));
        QCOMPARE(names(graph, answer.nodes), u"y x"_s); // The quieter one first.
        QCOMPARE(answer.edges.size(), 4);
        QCOMPARE(answer.sentence, u"a and z have 2 neighbours in common: y and x."_s);
        const GraphAnswer none = commonNeighbours(graph, nodeAt(graph, u"q"_s), nodeAt(graph, u"r"_s));
        QVERIFY(none.nodes.isEmpty() && none.edges.isEmpty());
        QCOMPARE(none.sentence, u"q and r have no neighbour in common."_s);
    }

    void along_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<RelationType>("relation");
        QTest::addColumn<Along>("way");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("nodes");
        const RelationType supplier = RelationType::Supplier;
        // Whoever has said it: Mine says that Smelter is its customer.
        QTest::newRow("suppliers") << u"Smelter"_s << supplier << Along::To << 1 << u"Smelter Mine Grid"_s;
        QTest::newRow("their suppliers") << u"Cells"_s << supplier << Along::To << 2 << u"Cells Smelter Mine Grid"_s;
        QTest::newRow("one step") << u"Cells"_s << supplier << Along::To << 1 << u"Cells Smelter"_s;
        QTest::newRow("whom it supplies") << u"Mine"_s << supplier << Along::From << 9 << u"Mine Smelter Cells Cars"_s;
        QTest::newRow("customers are the same")
            << u"Mine"_s << RelationType::Customer << Along::To << 9 << u"Mine Smelter Cells Cars"_s;
        QTest::newRow("both ways") << u"Grid"_s << supplier << Along::Both << 2 << u"Grid Smelter Mine Cells"_s;
        QTest::newRow("nothing") << u"Cars"_s << RelationType::Ceo << Along::Both << 2 << QString();
    }
    void along()
    {
        const Graph graph = graphOf(Chain);
        QFETCH(QString, start);
        QFETCH(RelationType, relation);
        QFETCH(Along, way);
        QFETCH(int, steps);
        const GraphAnswer answer = reachedAlong(graph, nodeAt(graph, start), setOf(relation), way, steps);
        QSet<QString> found;
        for (const int node : answer.nodes)
            found.insert(graph.nodes.at(node).label);
        QFETCH(QString, nodes);
        const QStringList wanted = nodes.split(u' ', Qt::SkipEmptyParts);
        QCOMPARE(found, QSet<QString>(wanted.begin(), wanted.end()));
        QVERIFY(answer.nodes.isEmpty() || answer.nodes.first() == nodeAt(graph, start));
    }

    void alongInWords()
    {
        const Graph graph = graphOf(Chain);
        const auto suppliers = relationsOf(RelationFamily::Supplier);
        QCOMPARE(reachedAlong(graph, nodeAt(graph, u"Cells"_s), suppliers, Along::To, 1).sentence,
                 u"One node is reached from Cells along suppliers: Smelter."_s);
        QCOMPARE(reachedAlong(graph, nodeAt(graph, u"Mine"_s), suppliers, Along::To, 1).sentence,
                 u"Nothing is reached from Mine along suppliers."_s);
    }

    void onlyBy()
    {
        const Graph graph = graphFrom(u"a>b b>c c>a c>d d>e d>f x>y"_s);
        const GraphAnswer answer = connectedOnlyBy(graph, nodeAt(graph, u"c"_s));
        QCOMPARE(answer.nodes.size(), 3); // c, and the smaller side: a and b.
        QCOMPARE(answer.nodes.first(), nodeAt(graph, u"c"_s));
        QVERIFY(answer.sentence.startsWith(u"Without c, 2 nodes would be cut off: "));
        const GraphAnswer none = connectedOnlyBy(graph, nodeAt(graph, u"a"_s));
        QVERIFY(none.nodes.isEmpty());
        QCOMPARE(none.sentence, u"Nothing is connected by a alone."_s);
    }

    void words()
    {
        const Graph graph = graphOf("//- Auk.md\n#actor #sea\n| | |\n|---|---|\n| Former owner | Envik Group (65 %) |\n"
                                    "| CEO | [[Ida Berg]] |\n\n[[Lom]]\n");
        QStringList said;
        for (const GraphEdge &edge : graph.edges)
            said.append(edgeWords(graph, edge));
        QCOMPARE(said, QStringList({u"Envik Group was an owner of Auk (65\u00A0%)"_s, u"Ida Berg is CEO of Auk"_s,
                                    u"Auk links to Lom"_s, u"Auk has the tag #actor"_s, u"Auk has the tag #sea"_s}));
        const Graph many = graphFrom(u"a>b c>d e>f g>h"_s);
        QCOMPARE(nodeList(many, {0, 1, 2, 3, 4, 5, 6, 7}, 3), u"a, b, c and 5 others"_s);
        QCOMPARE(nodeList(many, {0, 1, 2, 3}, 3), u"a, b, c and d"_s);
        QCOMPARE(nodeList(many, {0}, 3), u"a"_s);
        QCOMPARE(nodeList(many, {}, 3), QString());
    }
};

QTEST_GUILESS_MAIN(PathsTest)

#include "pathstest.moc"
