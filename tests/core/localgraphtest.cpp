// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphwords.h"
#include "core/graph/layout.h"
#include "tests/support/vaultof.h"

#include <QtTest>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class LocalGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNearest()
    {
        const Snapshot snapshot =
            vaultOf("//- A.md\n[[B]] [[C]] [[Ghost]]\n//- B.md\n[[A]] [[D]]\n//- C.md\n//- D.md\n");
        const int centre = snapshot.find(*NotePath::fromRelative(u"A.md"));
        const Graph near = localGraph(snapshot, centre);
        QCOMPARE(near.nodes.size(), 4);
        QCOMPARE(near.nodes.first().label, u"A"_s);
        QCOMPARE(near.nodes.at(1).label, u"B"_s); // The mutual link first.
        QCOMPARE(localGraph(snapshot, centre, {.depth = 2}).nodes.size(), 5);
        QCOMPARE(localGraph(snapshot, centre, {.depth = 1, .mostNodes = 2}).nodes.size(), 2);
    }

    void namesComeLastAndFoldersMayBeHidden()
    {
        const Snapshot snapshot = vaultOf("//- Auk.md\n#company\n| | |\n|---|---|\n| Owner | Envik Group |\n\n[[Lom]]\n"
                                          "//- Lom.md\n#company\n//- Old/Daily/Day.md\n[[Auk]]\n");
        const auto relations = std::make_shared<const RelationIndex>(RelationIndex().updated(snapshot));
        const auto labels = [&](const LocalGraphOptions &options) {
            QStringList found;
            const int centre = snapshot.find(*NotePath::fromRelative(u"Auk.md"));
            for (const GraphNode &node : localGraph(snapshot, centre, options, relations).nodes)
                found.append(node.label);
            return found;
        };
        QCOMPARE(labels({}).size(), 4);
        QCOMPARE(labels({}).last(), u"Envik Group"_s);
        QCOMPARE(labels({.hiddenFolders = {u"daily"_s}}), (QStringList{u"Auk"_s, u"Lom"_s, u"Envik Group"_s}));
        QCOMPARE(labels({.unresolved = false}).size(), 3);
    }

    void saysWhatLinksMean()
    {
        const Snapshot snapshot = vaultOf("//- Auk.md\n#company\n| | |\n|---|---|\n| Customer | Kestrel |\n"
                                          "## Related\n- [[Lom]] — competitor\n- [[Ghost]]\n![[plan.png]]\n"
                                          "//- Kestrel.md\n#company\n//- Lom.md\n#company\n[[Auk]]\n");
        const auto relations = std::make_shared<const RelationIndex>(RelationIndex().updated(snapshot));
        const auto said = [&](QStringView from) {
            const Graph graph =
                localGraph(snapshot, snapshot.find(*NotePath::fromRelative(from.toString())), {}, relations);
            QStringList sentences;
            for (const GraphEdge &edge : graph.edges)
                sentences.append(edgeWords(graph, edge));
            sentences.sort();
            return sentences;
        };
        QCOMPARE(said(u"Auk.md"),
                 (QStringList{u"Auk links to Ghost"_s, u"Auk links to plan.png"_s, u"Kestrel is a customer of Auk"_s,
                              u"Lom is a competitor of Auk"_s, u"Lom links to Auk"_s}));
        // Named without a link, and by another note only.
        QCOMPARE(said(u"Kestrel.md"), QStringList{u"Kestrel is a customer of Auk"_s});
    }

    void layoutIsTheSameEachTimeAndNothingOverlaps()
    {
        Graph graph;
        for (int i = 0; i < 40; ++i) {
            graph.nodes.append({.file = i, .label = QString::number(i)});
            if (i > 0)
                graph.edges.append({0, i});
        }
        const QList<QPointF> places = layoutLocal(graph);
        QCOMPARE(places, layoutLocal(graph));
        QCOMPARE(places.first(), QPointF());
        for (qsizetype i = 0; i < places.size(); ++i) {
            for (qsizetype j = i + 1; j < places.size(); ++j)
                QVERIFY(std::hypot(places.at(i).x() - places.at(j).x(), places.at(i).y() - places.at(j).y()) > 0.2);
        }
        QVERIFY(layoutLocal({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(LocalGraphTest)

#include "localgraphtest.moc"
