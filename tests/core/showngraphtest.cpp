// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/showngraph.h"
#include "core/graph/picturescale.h"
#include "tests/support/graphof.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Actors/Auk.md
---
created: 2026-01-10
---
#actor #company #seas/north
A ferry line. ![[plan.png]]
## Related
- [[Kestrel]] — competitor
- [[Kestrel]] — customer
- [[Lom]] — former supplier
- [[Ferries]]

| | |
|---|---|
| Owner | Envik |
//- Actors/Kestrel.md
---
created: 2026-02-10
updated: 2026-03-01
---
#actor #company
Says [[Auk]] and [[Nova]].
//- Daily/2026-03-01.md
Today [[Auk]] and [[Kestrel]], not [[Gale]]. #day
//- Meta/Index.md
[[Auk]]
//- Sectors/Ferries.md
#sector
Boats.
//- Alone.md
---
created: 2026-03-10
---
Nothing here.
//- plan.png
picture
)";

ShownGraph shownOf(const GraphOptions &options, const QString &centre = {})
{
    const Graph graph = graphOf(Notes);
    return shownGraph(graph, options, centre.isEmpty() ? -1 : nodeAt(graph, centre)).value();
}

GraphOptions with(const std::function<void(GraphOptions &)> &change)
{
    GraphOptions options;
    change(options);
    return options;
}

} // namespace

using Change = std::function<void(GraphOptions &)>;

class ShownGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodes_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("nodes");
        const auto row = [](const char *name, const Change &change, const QString &nodes) {
            QTest::newRow(name) << change << nodes;
        };
        const auto search = [&](const char *query, const QString &nodes) {
            row(query, [=](GraphOptions &o) { o.settings.search = QString::fromLatin1(query); }, nodes);
        };
        row("as it is", [](GraphOptions &) {}, u"Alone Auk Envik Ferries Kestrel Lom Nova"_s);
        row(
            "no folder hidden", [](GraphOptions &o) { o.hiddenFolders.clear(); },
            u"2026-03-01 Alone Auk Envik Ferries Gale Index Kestrel Lom Nova"_s);
        row(
            "another folder hidden", [](GraphOptions &o) { o.hiddenFolders = {u"ACTORS"_s}; },
            u"2026-03-01 Alone Ferries Gale Index"_s);
        row(
            "existing files only", [](GraphOptions &o) { o.settings.showUnresolved = false; },
            u"Alone Auk Ferries Kestrel"_s);
        row(
            "tags", [](GraphOptions &o) { o.settings.showTags = true; },
            u"#actor #company #seas/north #sector Alone Auk Envik Ferries Kestrel Lom Nova"_s);
        row(
            "names that are linked", [](GraphOptions &o) { o.plainNames = false; },
            u"Alone Auk Ferries Kestrel Lom Nova"_s);
        row(
            "attachments", [](GraphOptions &o) { o.settings.showAttachments = true; },
            u"Alone Auk Envik Ferries Kestrel Lom Nova plan.png"_s);
        row(
            "no orphans", [](GraphOptions &o) { o.settings.showOrphans = false; },
            u"Auk Envik Ferries Kestrel Lom Nova"_s);
        row(
            "orphans by a filter go too",
            [](GraphOptions &o) {
                o.settings.showOrphans = false;
                o.settings.search = u"-file:Auk"_s;
            },
            u"Kestrel Nova"_s);
        row("ceiling", [](GraphOptions &o) { o.degreeCeiling = 3; }, u"Alone Ferries"_s);
        row(
            "until", [](GraphOptions &o) { o.until = QDate(2026, 2, 1); },
            u"Auk Envik Ferries Lom"_s); // Nobody knows when Ferries was.
        row(
            "last changed until",
            [](GraphOptions &o) {
                o.until = QDate(2026, 2, 15);
                o.time = GraphTime::Change;
            },
            u"Alone Auk Envik Ferries Lom"_s); // What nobody knows of is there from the beginning.
        row("names of several notes", [](GraphOptions &o) { o.repeatedNames = true; }, u"Alone Auk Ferries Kestrel"_s);
        search("  ", u"Alone Auk Envik Ferries Kestrel Lom Nova"_s);
        search("boats", u"Ferries"_s);
        search("lom", u"Auk Lom"_s); // The name itself, and who says it.
        search("path:Actors", u"Auk Kestrel"_s);
        search("-path:Actors", u"Alone Ferries"_s);
        search("file:nova", u"Nova"_s);
        search("tag:#company", u"Auk Kestrel"_s);
        search("-tag:#company", u"Alone Ferries"_s);
        row(
            "path leaves tags in",
            [](GraphOptions &o) {
                o.settings.showTags = true;
                o.settings.search = u"path:Sectors"_s;
            },
            u"#sector Ferries"_s);
        row(
            "words leave tags out",
            [](GraphOptions &o) {
                o.settings.showTags = true;
                o.settings.search = u"boats OR tag:#seas"_s;
            },
            u"#seas/north Auk Ferries"_s);
        row(
            "path finds attachments",
            [](GraphOptions &o) {
                o.settings.showAttachments = true;
                o.settings.search = u"-path:Actors"_s;
            },
            u"Alone Ferries plan.png"_s);
    }
    void nodes()
    {
        QFETCH(Change, change);
        const ShownGraph shown = shownOf(with(change));
        QTEST(labelsOf(shown.graph), "nodes");
        for (const GraphEdge &edge : shown.graph.edges) {
            QVERIFY(edge.from != edge.to);
            QVERIFY(edge.from < shown.graph.nodes.size() && edge.to < shown.graph.nodes.size());
        }
        QVERIFY(std::ranges::is_sorted(shown.graph.edges));
    }

    void edges_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("edges");
        const auto hide = [](RelationType type) { return [=](GraphOptions &o) { o.hiddenRelations |= setOf(type); }; };
        QTest::newRow("all") << Change([](GraphOptions &) {
        }) << QStringList{u"Auk competitor Kestrel"_s, u"Auk former supplier Lom"_s, u"Auk owner Envik"_s,
                          u"Auk sector Ferries"_s,     u"Kestrel link Auk"_s,        u"Kestrel link Nova"_s};
        // What is said besides takes the place of what is hidden.
        QTest::newRow("no competitors") << Change(hide(RelationType::Competitor))
                                        << QStringList{u"Auk customer Kestrel"_s, u"Auk former supplier Lom"_s,
                                                       u"Auk owner Envik"_s,      u"Auk sector Ferries"_s,
                                                       u"Kestrel link Auk"_s,     u"Kestrel link Nova"_s};
        QTest::newRow("no plain links") << Change(hide(RelationType::Link))
                                        << QStringList{u"Auk competitor Kestrel"_s, u"Auk former supplier Lom"_s,
                                                       u"Auk owner Envik"_s, u"Auk sector Ferries"_s};
        QTest::newRow("nothing former") << Change(
            [](GraphOptions &o) { o.hiddenModifiers = 1 << static_cast<int>(RelationModifier::Former); })
                                        << QStringList{u"Auk competitor Kestrel"_s, u"Auk owner Envik"_s,
                                                       u"Auk sector Ferries"_s, u"Kestrel link Auk"_s,
                                                       u"Kestrel link Nova"_s};
    }
    void edges()
    {
        QFETCH(Change, change);
        QTEST(edgesOf(shownOf(with(change)).graph), "edges");
    }

    void countsStayWhateverIsHidden()
    {
        const QList<RelationCount> all = shownOf({}).counts;
        QCOMPARE(all, (QList<RelationCount>{{RelationType::Link, {}, 2},
                                            {RelationType::Competitor, {}, 1},
                                            {RelationType::Supplier, RelationModifier::Former, 1},
                                            {RelationType::Owner, {}, 1},
                                            {RelationType::Sector, {}, 1}}));
        QCOMPARE(shownOf(with([](GraphOptions &o) { o.hiddenRelations = ~quint64{0}; })).counts, all);
    }

    void local_data()
    {
        QTest::addColumn<QString>("centre");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("nodes");
        QTest::newRow("one step") << u"Kestrel"_s << Change([](GraphOptions &) {}) << u"Auk Kestrel Nova"_s;
        QTest::newRow("two steps") << u"Nova"_s << Change([](GraphOptions &o) { o.depth = 2; })
                                   << u"Auk Kestrel Nova"_s;
        QTest::newRow("three steps") << u"Nova"_s << Change([](GraphOptions &o) { o.depth = 3; })
                                     << u"Auk Envik Ferries Kestrel Lom Nova"_s;
        QTest::newRow("out") << u"Auk"_s << Change([](GraphOptions &o) { o.incoming = false; })
                             << u"Auk Envik Ferries Kestrel Lom"_s;
        QTest::newRow("in") << u"Ferries"_s << Change([](GraphOptions &o) { o.outgoing = false; }) << u"Auk Ferries"_s;
        QTest::newRow("neither") << u"Auk"_s << Change([](GraphOptions &o) { o.incoming = o.outgoing = false; })
                                 << u"Auk"_s;
        QTest::newRow("the centre is never filtered out")
            << u"Index"_s << Change([](GraphOptions &o) { o.settings.search = u"-file:Index"_s; }) << u"Auk Index"_s;
        QTest::newRow("nor an orphan") << u"Alone"_s << Change([](GraphOptions &o) { o.settings.showOrphans = false; })
                                       << u"Alone"_s;
    }
    void local()
    {
        QFETCH(QString, centre);
        QFETCH(Change, change);
        const ShownGraph shown = shownOf(with(change), centre);
        QTEST(labelsOf(shown.graph), "nodes");
        QCOMPARE(shown.centre, 0);
        QCOMPARE(shown.graph.nodes.first().label, centre);
        QCOMPARE(shown.graph.nodes.first().depth, 0);
    }

    void depths()
    {
        const ShownGraph shown = shownOf(with([](GraphOptions &o) { o.depth = 3; }), u"Nova"_s);
        const auto depth = [&](const QString &label) { return shown.graph.nodes.at(nodeAt(shown.graph, label)).depth; };
        QCOMPARE(depth(u"Kestrel"_s), 1);
        QCOMPARE(depth(u"Auk"_s), 2);
        QCOMPARE(depth(u"Lom"_s), 3);
    }

    void withoutNeighboursATreeIsLeft()
    {
        const auto deep = [](GraphOptions &o) {
            o.depth = 2;
            o.hiddenFolders.clear();
        };
        // Auk and Kestrel, both next to the day's note, are related.
        QVERIFY(edgesOf(shownOf(with(deep), u"2026-03-01"_s).graph).contains(u"Auk competitor Kestrel"_s));
        const auto tree = [&](GraphOptions &o) {
            deep(o);
            o.neighbours = false;
        };
        const ShownGraph shown = shownOf(with(tree), u"2026-03-01"_s);
        QVERIFY(!edgesOf(shown.graph).contains(u"Auk competitor Kestrel"_s));
        QCOMPARE(shown.graph.edges.size(), shown.graph.nodes.size() - 1);
    }

    void groups()
    {
        GraphOptions options;
        options.settings.groups = {
            {u"boats"_s, 0x112233}, {u"path:Actors OR file:Ferries"_s, 0x445566}, {u""_s, 0x778899}, {u"\"open"_s, 0}};
        const ShownGraph shown = shownOf(options);
        const auto group = [&](const QString &label) { return shown.groups.at(nodeAt(shown.graph, label)); };
        QCOMPARE(group(u"Ferries"_s), 0); // The first that matches.
        QCOMPARE(group(u"Auk"_s), 1);
        QCOMPARE(group(u"Alone"_s), -1); // An empty query matches nothing.
        QCOMPARE(shown.problems.size(), 1);
    }

    // A path is no tag's.
    void tagsAreInGroupsThatAskForThem()
    {
        GraphOptions options;
        options.settings.showTags = true;
        options.settings.groups = {{u"path:Actors"_s, 1}, {u"-file:Auk -tag:#sector"_s, 2}, {u"tag:#seas"_s, 3}};
        const ShownGraph shown = shownOf(options);
        const auto group = [&](const QString &label) { return shown.groups.at(nodeAt(shown.graph, label)); };
        QCOMPARE(group(u"Auk"_s), 0);
        QCOMPARE(group(u"#actor"_s), 1); // What is said of tags holds for it.
        QCOMPARE(group(u"#sector"_s), -1);
        options.settings.groups.remove(1);
        const ShownGraph less = shownOf(options);
        QCOMPARE(less.groups.at(nodeAt(less.graph, u"#actor"_s)), -1);
        QCOMPARE(less.groups.at(nodeAt(less.graph, u"#seas/north"_s)), 1);
    }

    void whatIsBroughtTogetherIsInTheGroupOfMost()
    {
        GraphOptions options;
        options.collapse = CollapseBy::Tag;
        options.settings.groups = {{u"file:Kestrel"_s, 1}, {u"tag:#actor"_s, 2}};
        const ShownGraph shown = shownOf(options);
        const auto group = [&](const ShownGraph &graph, const QString &label) {
            return graph.groups.at(nodeAt(graph.graph, label));
        };
        QCOMPARE(group(shown, u"#actor"_s), -1); // One each is no majority.
        QCOMPARE(group(shown, u"Ferries"_s), -1);
        options.settings.groups.removeFirst();
        QCOMPARE(group(shownOf(options), u"#actor"_s), 0);
    }

    void namesThatSeveralNotesSay()
    {
        const Graph graph = graphOf("//- A.md\n[[Lom]] [[Tern]]\n//- B.md\n[[Lom]]\n");
        GraphOptions options;
        options.repeatedNames = true;
        QCOMPARE(labelsOf(shownGraph(graph, options)->graph), u"A B Lom"_s);
    }

    void missingAttachmentsAreAttachments()
    {
        const Graph graph =
            graphOf("//- A.md\n![[costs-2025.PNG]] ![](scan%20one.pdf) [[Deal 2.0]] [[bird.com]] [[Q1.xlsx]]\n");
        GraphOptions options;
        QCOMPARE(labelsOf(shownGraph(graph, options)->graph), u"A Deal 2.0 bird.com"_s);
        options.settings.showAttachments = true;
        QCOMPARE(shownGraph(graph, options)->graph.nodes.size(), 6);
        options.settings.showUnresolved = false; // There is no such file, either.
        QCOMPARE(labelsOf(shownGraph(graph, options)->graph), u"A"_s);
    }

    void aSearchThatCannotBeReadSaysSo()
    {
        const Result<ShownGraph> shown =
            shownGraph(graphOf(Notes), with([](GraphOptions &o) { o.settings.search = u"(open"_s; }));
        QVERIFY(!shown);
        QCOMPARE(shown.error().code, ErrorCode::Usage);
        QVERIFY(shown.error().sentence.endsWith(u'.'));
    }

    void whatTheSearchLeavesOutIsCounted()
    {
        const auto filtered = [](const QString &search, const QString &centre = {}, int depth = 1) {
            return shownOf(with([&](GraphOptions &o) {
                               o.settings.search = search;
                               o.depth = depth;
                           }),
                           centre)
                .filtered;
        };
        QCOMPARE(filtered({}), 0);
        // Names without a note and what is hidden anyway do not count.
        QCOMPARE(filtered(u"-\"ferry line\""_s), 1);
        QCOMPARE(filtered(u"no note says this"_s), 4);
        // Around a note only what would be there.
        QCOMPARE(filtered(u"-boats"_s), 1);
        QCOMPARE(filtered(u"-boats"_s, u"Kestrel"_s, 1), 0);
        QCOMPARE(filtered(u"-boats"_s, u"Kestrel"_s, 2), 1);
        QCOMPARE(filtered(u"-boats"_s, u"Auk"_s, 1), 1);
    }

    void hubsAreDamped()
    {
        QByteArray vault = "//- Hub.md\n[[Near]]\n//- Near.md\n[[Far]]\n";
        for (int i = 0; i < 30; ++i)
            vault += "//- n" + QByteArray::number(i) + ".md\n[[Hub]]\n";
        const Graph graph = graphOf(vault);
        const auto strengthOf = [&](double damping, const QString &from, const QString &to) {
            const ShownGraph shown = shownGraph(graph, {.hubDamping = damping}).value();
            const GraphEdge wanted{.from = nodeAt(shown.graph, from), .to = nodeAt(shown.graph, to)};
            const auto edge = std::ranges::lower_bound(shown.graph.edges, wanted);
            return shown.strengths.at(edge - shown.graph.edges.begin());
        };
        QCOMPARE(strengthOf(0, u"Hub"_s, u"Near"_s), strengthOf(0, u"Near"_s, u"Far"_s));
        QVERIFY(strengthOf(1, u"Hub"_s, u"Near"_s) < strengthOf(0.5, u"Hub"_s, u"Near"_s));
        QCOMPARE(strengthOf(1, u"Near"_s, u"Far"_s), strengthOf(0, u"Near"_s, u"Far"_s));
        // Layouts get the same, and nothing where nothing is damped.
        QCOMPARE(linksOf(shownGraph(graph, {}).value()), adjacencyOf(graph));
        const ShownGraph shown = shownGraph(graph, {.hubDamping = 1}).value();
        const Adjacency links = linksOf(shown);
        const auto weightOf = [&](const QString &from, const QString &to) {
            const auto node = static_cast<std::uint32_t>(nodeAt(shown.graph, from));
            const auto neighbours = links.neighbours(node);
            const auto entry = std::ranges::find(neighbours, static_cast<std::uint32_t>(nodeAt(shown.graph, to)));
            return links.weight(links.offsets[node] + static_cast<std::size_t>(entry - neighbours.begin()));
        };
        QCOMPARE(weightOf(u"Hub"_s, u"Near"_s), 8.0F / 31);
        QCOMPARE(weightOf(u"Near"_s, u"Hub"_s), 8.0F / 31);
        QCOMPARE(weightOf(u"Near"_s, u"Far"_s), 1.0F);
    }

    void canvasesAreShownAsNotesAre()
    {
        const Graph whole =
            graphOf("//- Board.canvas\n{\"nodes\":[{\"id\":\"1\",\"type\":\"file\",\"file\":\"Auk.md\"},"
                    "{\"id\":\"2\",\"type\":\"file\",\"file\":\"plan.png\"}]}\n"
                    "//- Auk.md\n# Auk\n//- plan.png\npicture\n//- Old.md\n[[Board.canvas]]\n");
        const auto shown = [&](const std::function<void(GraphOptions &)> &change) {
            return shownGraph(whole, with(change)).value();
        };
        const auto as = [&](const std::function<void(GraphOptions &)> &change) {
            return labelsOf(shown(change).graph);
        };
        QCOMPARE(as([](GraphOptions &) {}), u"Auk Board.canvas Old"_s);
        QCOMPARE(edgesOf(shown([](GraphOptions &) {}).graph),
                 QStringList({u"Board.canvas link Auk"_s, u"Old link Board.canvas"_s}));
        QCOMPARE(as([](GraphOptions &o) { o.settings.showAttachments = true; }), u"Auk Board.canvas Old plan.png"_s);
        // Its links are plain links: they go with these, and a picture goes with attachments.
        const ShownGraph bare = shown([](GraphOptions &o) {
            o.settings.showAttachments = true;
            o.hiddenRelations = setOf(RelationType::Link);
        });
        QCOMPARE(edgesOf(bare.graph), QStringList({u"Board.canvas link plan.png"_s}));
        QCOMPARE(shown([](GraphOptions &) {}).counts.first().count, 2);
        QCOMPARE(labelsOf(shownGraph(whole, {}, nodeAt(whole, u"Auk"_s)).value().graph), u"Auk Board.canvas"_s);
    }

    void aroundANoteTheNearAreLarger()
    {
        const Graph whole =
            graphOf("//- Auk.md\n[[Kestrel]]\n//- Kestrel.md\n[[Tern]] [[Lom]] [[Ruff]] [[Gale]]\n"
                    "//- Tern.md\n[[Far]]\n//- Lom.md\n//- Ruff.md\n//- Gale.md\n//- Far.md\n[[Lom]]\n");
        const GraphOptions options = with([](GraphOptions &o) { o.depth = 3; });
        const auto radius = [&](const QString &centre, const QString &name) {
            const int middle = centre.isEmpty() ? -1 : nodeAt(whole, centre);
            const ShownGraph shown = shownGraph(whole, options, middle).value();
            return radiiByLinks(shown, options).at(static_cast<std::size_t>(nodeAt(shown.graph, name)));
        };
        // The centre is the largest although another has more links; of two with the same links the nearer is larger.
        QVERIFY(radius(u"Auk"_s, u"Auk"_s) > radius(u"Auk"_s, u"Kestrel"_s));
        QVERIFY(radius(u"Auk"_s, u"Tern"_s) > radius(u"Auk"_s, u"Far"_s));
        QVERIFY(radius(u"Auk"_s, u"Far"_s) > 0.5F * radius(u"Auk"_s, u"Tern"_s));
        QCOMPARE(radius({}, u"Tern"_s), radius({}, u"Far"_s));
        QVERIFY(radius({}, u"Kestrel"_s) > radius({}, u"Auk"_s));
    }

    void homes()
    {
        const Graph whole = graphOf(Notes);
        const ShownGraph shown = shownGraph(whole, {}).value();
        for (int node = 0; node < shown.graph.nodes.size(); ++node)
            QCOMPARE(shown.homes.at(shown.whole.at(node)), node);
        QCOMPARE(shown.homes.at(nodeAt(whole, u"plan.png"_s)), -1);
    }

    void ofObsidian()
    {
        ObsidianSettings settings;
        settings.graph.search = u"-path:Meta"_s;
        settings.graph.showTags = true;
        settings.dailyFolder = u"Notes/Journal"_s;
        settings.localGraph = {.depth = 3, .incoming = false};
        const GraphOptions options = graphOptionsOf(settings);
        QCOMPARE(options.settings, settings.graph);
        QCOMPARE(options.hiddenFolders, QStringList({u"Daily"_s, u"Meta"_s, u"Journal"_s}));
        QCOMPARE(options.depth, 3);
        QVERIFY(!options.incoming && options.outgoing && options.neighbours);
        QCOMPARE(graphOptionsOf({}), GraphOptions());
    }

    void nothing()
    {
        const ShownGraph shown =
            shownGraph(graphOf(""), with([](GraphOptions &o) { o.settings.search = u"x"_s; })).value();
        QVERIFY(shown.graph.nodes.isEmpty() && shown.graph.edges.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ShownGraphTest)

#include "showngraphtest.moc"
