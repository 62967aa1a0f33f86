// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/communities.h"
#include "core/graph/collapse.h"
#include "core/graph/graphwords.h"
#include "tests/support/graphof.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Two full groups of five with one edge between them.
constexpr const char16_t Barbell[] = u"a1>a2 a1>a3 a1>a4 a1>a5 a2>a3 a2>a4 a2>a5 a3>a4 a3>a5 a4>a5 "
                                     u"b1>b2 b1>b3 b1>b4 b1>b5 b2>b3 b2>b4 b2>b5 b3>b4 b3>b5 b4>b5 a1>b1";

constexpr const char Folders[] = R"(
//- Home.md
[[Auk]] [[Lom]]
//- Actors/Auk.md
#sea/north
[[Kestrel]] [[Lom]]
## Related
- [[Lom]] — competitor
//- Actors/Kestrel.md
#sea/south
[[Lom]]
//- Actors/Old/Lom.md
#sea/north
Text
//- Actors/Old/Nova.md
[[Home]]
//- Alone/One.md
Text
)";

ShownGraph shownOf(CollapseBy by, const QStringList &expanded = {}, int centre = -1)
{
    GraphOptions options;
    options.collapse = by;
    options.expanded = expanded;
    return shownGraph(graphOf(Folders), options, centre).value();
}

} // namespace

class CommunitiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsThatHangTogether()
    {
        const Graph graph = graphFrom(QString::fromUtf16(Barbell));
        const std::vector<int> found = communitiesOf(graph);
        for (const QString &group : {u"a"_s, u"b"_s}) {
            const int community = found[static_cast<std::size_t>(nodeAt(graph, group + u'1'))];
            for (int node = 0; node < graph.nodes.size(); ++node)
                QCOMPARE(found[static_cast<std::size_t>(node)] == community,
                         graph.nodes.at(node).label.startsWith(group));
        }
        // 20 of 21 edges lie inside; each half has 21 of 42 ends.
        QVERIFY(std::abs(modularityOf(graph, found) - (20.0 / 21 - 0.5)) < 1e-9);
        QCOMPARE(communitiesOf(graph), found);
    }

    void planted()
    {
        // Eight groups of twelve: of any two nodes four in five are linked inside, and one in a hundred outside.
        constexpr int groups = 8;
        constexpr int size = 12;
        QRandomGenerator random(7);
        Graph graph;
        for (int i = 0; i < groups * size; ++i)
            graph.nodes.append({.label = QString::number(i)});
        for (int i = 0; i < groups * size; ++i) {
            for (int j = i + 1; j < groups * size; ++j) {
                if (random.bounded(100) < (i % groups == j % groups ? 80 : 1))
                    graph.edges.append({.from = i, .to = j});
            }
        }
        const std::vector<int> found = communitiesOf(graph);
        for (int i = 0; i < groups * size; ++i)
            QCOMPARE(found[static_cast<std::size_t>(i)], found[static_cast<std::size_t>(i % groups)]);
        QCOMPARE(*std::ranges::max_element(found), groups - 1);
    }

    void aloneIsOnesOwn()
    {
        Graph graph;
        graph.nodes = {{.label = u"a"_s}, {.label = u"b"_s}, {.label = u"c"_s}};
        QCOMPARE(communitiesOf(graph), std::vector<int>({0, 1, 2}));
        QCOMPARE(modularityOf(graph, {0, 1, 2}), 0.0);
        graph.edges = {{.from = 1, .to = 2}};
        QCOMPARE(communitiesOf(graph), std::vector<int>({1, 0, 0})); // The largest first.
        QVERIFY(communitiesOf(Graph()).empty());
    }

    void byFolder()
    {
        const ShownGraph shown = shownOf(CollapseBy::Folder);
        QCOMPARE(labelsOf(shown.graph), u"Actors Home One"_s); // One that stands alone stays a note.
        const int actors = nodeAt(shown.graph, u"Actors"_s);
        const GraphNode &node = shown.graph.nodes.at(actors);
        QCOMPARE(node.kind, GraphNodeKind::Collapsed);
        QCOMPARE(node.members, 4);
        QCOMPARE(shown.collapsed.at(actors), u"folder:actors"_s);
        QCOMPARE(shown.graph.edges.size(), 2); // Home to them and back; what is between them is inside.
        QCOMPARE(shown.graph.edges.at(0).count + shown.graph.edges.at(1).count, 3);
        QCOMPARE(node.degree, 3);
        QCOMPARE(std::ranges::count(shown.homes, actors), 4);
    }

    void expandedInPlace()
    {
        const ShownGraph open = shownOf(CollapseBy::Folder, {u"folder:actors"_s});
        QCOMPARE(labelsOf(open.graph), u"Actors/Old Auk Home Kestrel One"_s);
        const GraphEdge wanted{.from = nodeAt(open.graph, u"Auk"_s), .to = nodeAt(open.graph, u"Actors/Old"_s)};
        const auto edge = std::ranges::lower_bound(open.graph.edges, wanted);
        QCOMPARE(edge->type, RelationType::Competitor);
        QVERIFY(open.graph.relationOf(*edge)); // One edge alone keeps its evidence.
        QCOMPARE(labelsOf(shownOf(CollapseBy::Folder, {u"folder:actors"_s, u"folder:actors/old"_s}).graph),
                 u"Auk Home Kestrel Lom Nova One"_s);
    }

    void whatIsBroughtTogetherKeepsWhatIsSaid()
    {
        const ShownGraph shown = shownOf(CollapseBy::Folder, {u"folder:actors"_s});
        QVERIFY(shown.open);
        QCOMPARE(shown.open->graph.nodes.size(), 6);
        const int old = nodeAt(shown.graph, u"Actors/Old"_s);
        const int auk = nodeAt(shown.graph, u"Auk"_s);
        const int edge = shown.edgeBetween(auk, old);
        QVERIFY(edge >= 0);
        QCOMPARE(shown.edgeBetween(old, old), -1);
        // The edge says whom it means, or that it is one of many.
        QCOMPARE(edgeWords(shown.graph, shown.graph.edges.at(edge)), u"one of “Actors/Old” is a competitor of Auk"_s);
        int members = 0;
        for (int node = 0; node < shown.open->graph.nodes.size(); ++node)
            members += shown.homeOf(node) == old ? 1 : 0;
        QCOMPARE(members, shown.graph.nodes.at(old).members);
        QCOMPARE(shown.opened.at(auk), u"folder:actors"_s);
        QCOMPARE(shown.opened.at(nodeAt(shown.graph, u"Home"_s)), QString());
        // What is all open is its own.
        const ShownGraph open = shownOf(CollapseBy::Nothing);
        QVERIFY(!open.open);
        QCOMPARE(open.homeOf(3), 3);
        QCOMPARE(&open.openGraph(), &open.graph);
    }

    void byTag()
    {
        const ShownGraph shown = shownOf(CollapseBy::Tag);
        QCOMPARE(labelsOf(shown.graph), u"#sea Home Nova One"_s);
        QCOMPARE(labelsOf(shownOf(CollapseBy::Tag, {u"tag:#sea"_s}).graph), u"#sea/north Home Kestrel Nova One"_s);
    }

    void byCommunity()
    {
        const Graph graph = graphFrom(QString::fromUtf16(Barbell));
        GraphOptions options;
        ShownGraph whole{.graph = graph};
        for (int node = 0; node < graph.nodes.size(); ++node) {
            whole.whole.append(node);
            whole.homes.append(node);
            whole.collapsed.append(QString());
        }
        options.collapse = CollapseBy::Community;
        const ShownGraph shown = collapsed(whole, options);
        QCOMPARE(labelsOf(shown.graph), u"Around a1 Around b1"_s);
        QCOMPARE(shown.graph.edges.size(), 1);
        options.expanded = {shown.collapsed.at(nodeAt(shown.graph, u"Around b1"_s))};
        QCOMPARE(labelsOf(collapsed(whole, options).graph), u"Around a1 b1 b2 b3 b4 b5"_s);
    }

    void theCentreStays()
    {
        const Graph graph = graphOf(Folders);
        const ShownGraph shown = shownOf(CollapseBy::Folder, {}, nodeAt(graph, u"Auk"_s));
        QCOMPARE(labelsOf(shown.graph), u"Actors Auk Home"_s);
        QCOMPARE(shown.graph.nodes.at(shown.centre).label, u"Auk"_s);
    }
};

QTEST_GUILESS_MAIN(CommunitiesTest)

#include "communitiestest.moc"
