// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphindex.h"
#include "core/vault/indexer.h"
#include "core/vault/vault.h"
#include "core/vault/vaultlists.h"
#include "tests/support/vaultof.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Actors/Auk.md
#actor #company #Cells/LFP
Auk buys from nobody. [[Auk]] [[#Here]] ![[plan.png]] [site](https://example.org)
## Related
- [[Kestrel]] — competitor
- [[Kestrel]] — former customer
- [[Lom]]
- [[LOM]]
//- Actors/Kestrel.md
#actor #company #cells/lfp
Says [[Auk]] and [[Quiet|the quiet one]].
//- Actors/Quiet.md
//- plan.png
picture
)";

GraphIndex indexOf(const Snapshot &snapshot)
{
    return GraphIndex().updated(RelationIndex().updated(snapshot));
}

// "Auk -competitor-> Kestrel", in the order of the edges.
QStringList linesOf(const Graph &graph)
{
    QStringList lines;
    for (const GraphEdge &edge : graph.edges) {
        QString said = relationName(edge.type).toString();
        if (edge.modifier != RelationModifier::None)
            said.prepend(modifierName(edge.modifier) + u' ');
        lines.append(graph.nodes.at(edge.from).label + u" -"_s + said + u"-> "_s + graph.nodes.at(edge.to).label);
    }
    return lines;
}

QStringList labelsOf(const Graph &graph, GraphNodeKind kind)
{
    QStringList labels;
    for (const GraphNode &node : graph.nodes) {
        if (node.kind == kind)
            labels.append(node.label);
    }
    return labels;
}

Snapshot changed(const Snapshot &before, QByteArrayView after)
{
    const Snapshot wanted = vaultOf(after);
    VaultChanges changes;
    for (const auto &file : wanted.files()) {
        const int known = before.find(file->path);
        if (known < 0 || !before.file(known).note || before.note(known).text != file->note->text)
            changes.changed.append(file);
    }
    for (const auto &file : before.files()) {
        if (wanted.find(file->path) < 0)
            changes.removed.append(file->path);
    }
    return Indexer::next(before, changes);
}

// What links reach in `snapshot` and the graph lacks: "Auk.md > Lom.md".
QStringList missingLinks(const Snapshot &snapshot)
{
    const GraphIndex index = indexOf(snapshot);
    const LinkMap links = linkMap(snapshot);
    QStringList missing;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        for (const int target : links.outgoing.at(file)) {
            const GraphEdge wanted{.from = index.nodeOf(file), .to = index.nodeOf(target)};
            const bool excluded = wanted.from < 0 || wanted.to < 0;
            const auto edge = std::ranges::lower_bound(index.graph().edges, wanted);
            const bool there = edge != index.graph().edges.end() && edge->from == wanted.from && edge->to == wanted.to;
            if (!excluded && !there)
                missing.append(snapshot.file(file).path.toString() + u" > "_s + snapshot.file(target).path.toString());
        }
    }
    return missing;
}

// Names that links say and nothing answers to, by their keys.
QSet<quint64> wantedNames(const Snapshot &snapshot)
{
    QSet<quint64> names;
    for (const UnresolvedTarget &target : snapshot.unresolved())
        names.insert(nameNodeKey(target.target));
    return names;
}

QSet<quint64> linkedNames(const Graph &graph)
{
    QSet<quint64> names;
    for (const GraphNode &node : graph.nodes) {
        if (node.kind == GraphNodeKind::Unresolved && node.linked)
            names.insert(node.key);
    }
    return names;
}

} // namespace

class GraphIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodesAndEdges()
    {
        const Graph graph = indexOf(vaultOf(Notes)).graph();
        QCOMPARE(labelsOf(graph, GraphNodeKind::Note), QStringList({u"Auk"_s, u"Kestrel"_s, u"Quiet"_s}));
        QCOMPARE(labelsOf(graph, GraphNodeKind::Attachment), QStringList({u"plan.png"_s}));
        // One node for each name and tag, however it is written.
        QCOMPARE(labelsOf(graph, GraphNodeKind::Unresolved), QStringList({u"Lom"_s}));
        QCOMPARE(labelsOf(graph, GraphNodeKind::Tag), QStringList({u"#actor"_s, u"#company"_s, u"#Cells/LFP"_s}));
        // No edge from a note to itself, none out of the vault, one for each pair with the best that is said.
        QCOMPARE(linesOf(graph),
                 QStringList({u"Auk -competitor-> Kestrel"_s, u"Auk -link-> plan.png"_s, u"Auk -link-> Lom"_s,
                              u"Auk -link-> #actor"_s, u"Auk -link-> #company"_s, u"Auk -link-> #Cells/LFP"_s,
                              u"Kestrel -link-> Auk"_s, u"Kestrel -link-> Quiet"_s, u"Kestrel -link-> #actor"_s,
                              u"Kestrel -link-> #company"_s, u"Kestrel -link-> #Cells/LFP"_s}));
    }

    // A canvas is a node as notes are, and what it shows and links to are its links.
    void canvases()
    {
        constexpr auto Board = R"({"nodes":[
            {"id":"1","type":"file","file":"Actors/Auk.md","x":0,"y":0,"width":9,"height":9},
            {"id":"2","type":"file","file":"plan.png","x":0,"y":0,"width":9,"height":9},
            {"id":"3","type":"text","text":"See [[Quiet]] and [[Auk]].","x":0,"y":0,"width":9,"height":9}],"edges":[]})";
        const QByteArray notes = QByteArray(Notes) + "//- Boards/Plan.canvas\n" + Board
                                 + "\n//- Map.canvas\nno JSON\n//- Teller.md\nDrawn in [[Plan.canvas]].\n";
        const Snapshot snapshot = vaultOf(notes);
        const GraphIndex index = indexOf(snapshot);
        const Graph &graph = index.graph();
        QCOMPARE(labelsOf(graph, GraphNodeKind::Canvas), QStringList({u"Plan.canvas"_s, u"Map.canvas"_s}));
        QCOMPARE(labelsOf(graph, GraphNodeKind::Attachment), QStringList({u"plan.png"_s}));
        QStringList lines;
        for (const QString &line : linesOf(graph)) {
            if (line.contains(u".canvas"))
                lines.append(line);
        }
        QCOMPARE(lines, QStringList({u"Plan.canvas -link-> Auk"_s, u"Plan.canvas -link-> Quiet"_s,
                                     u"Plan.canvas -link-> plan.png"_s, u"Teller -link-> Plan.canvas"_s}));
        // Made from an earlier one it is the same: another card, a note that goes, a canvas that can be read no more.
        for (const QByteArray &after :
             {QByteArray(notes).replace("[[Quiet]]", "[[Kestrel]]"),
              QByteArray(notes).replace("//- Actors/Quiet.md\n", ""), QByteArray(notes).replace("{\"nodes\"", "{nodes"),
              QByteArray(notes).replace("no JSON", Board)}) {
            const Snapshot next = vaultOf(after);
            const RelationIndex relations = RelationIndex().updated(next);
            QVERIFY(!(index.graph() == indexOf(next).graph()));
            QCOMPARE(index.updated(relations).graph(), indexOf(next).graph());
        }
    }

    void evidence()
    {
        const Graph graph = indexOf(vaultOf(Notes)).graph();
        const Relation *relation = graph.relationOf(graph.edges.first());
        QVERIFY(relation);
        QCOMPARE(relation->best.type, RelationType::Competitor);
        QCOMPARE(relation->also.size(), 1);
        QCOMPARE(relation->also.first().type, RelationType::Customer);
        QCOMPARE(graph.relationOf(graph.edges.at(3)), nullptr); // A tag is no relation.
    }

    void degrees()
    {
        const Graph graph = indexOf(vaultOf(Notes)).graph();
        const auto degree = [&](const QString &label) {
            return std::ranges::find(graph.nodes, label, &GraphNode::label)->degree;
        };
        QCOMPARE(degree(u"Auk"_s), 4); // Without its tags.
        QCOMPARE(degree(u"Quiet"_s), 1);
        QCOMPARE(degree(u"#company"_s), 2);
        QCOMPARE(degree(u"plan.png"_s), 1);
    }

    void keys()
    {
        const Graph graph = indexOf(vaultOf(Notes)).graph();
        QCOMPARE(graph.find(fileNodeKey(*NotePath::fromRelative(u"Actors/Kestrel.md"))), 1);
        QCOMPARE(graph.nodes.value(graph.find(nameNodeKey(u"lom"))).label, u"Lom"_s);
        QCOMPARE(graph.nodes.value(graph.find(tagNodeKey(u"cells/lfp"))).label, u"#Cells/LFP"_s);
        QCOMPARE(graph.find(nameNodeKey(u"nobody")), -1);
        QSet<quint64> keys;
        for (const GraphNode &node : graph.nodes)
            keys.insert(node.key);
        QCOMPARE(keys.size(), graph.nodes.size());
    }

    void everyLinkIsAnEdge()
    {
        const Snapshot snapshot = vaultOf(Notes);
        QCOMPARE(missingLinks(snapshot), QStringList());
        QCOMPARE(linkedNames(indexOf(snapshot).graph()), wantedNames(snapshot));
    }

    // The same of a real vault.
    void corpus()
    {
        const QString folder = QStringLiteral(TEARSHEET_CORPUS "/vault");
        if (!QFile::exists(folder))
            QSKIP("There is no vault; set TEARSHEET_CORPUS to the folder with vault/.");
        const Result<Snapshot> snapshot = indexVault(folder);
        QVERIFY(snapshot);
        QCOMPARE(missingLinks(*snapshot), QStringList());
        // Sets of thousands are not printed.
        QVERIFY(linkedNames(indexOf(*snapshot).graph()) == wantedNames(*snapshot));
    }

    void plainNames()
    {
        const Graph graph =
            indexOf(vaultOf("//- Auk.md\n#actor #company\n| | |\n|---|---|\n| Owner | Envik Group |\n"
                            "| Investors | Halo Fund, [[Lom]], [Rook Fund](https://example.org), \u20ac3B |\n"))
                .graph();
        const auto linked = [&](const QString &label) {
            return std::ranges::find(graph.nodes, label, &GraphNode::label)->linked;
        };
        QVERIFY(!linked(u"Envik Group"_s));
        QVERIFY(linked(u"Lom"_s));
        for (const QString &label : labelsOf(graph, GraphNodeKind::Unresolved))
            QVERIFY2(label.at(0).isLetter(), qPrintable(label));
    }

    void oddVaults_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("edges");
        QTest::newRow("empty") << QByteArray() << 0 << 0;
        QTest::newRow("one note") << "//- A.md\nText\n"_ba << 1 << 0;
        QTest::newRow("one that links to itself") << "//- A.md\n[[A]] [[#x]] [[a.md]]\n"_ba << 1 << 0;
        QTest::newRow("attachments alone") << "//- a.png\nx\n//- b.pdf\ny\n"_ba << 2 << 0;
        QTest::newRow("markdown link to an attachment, encoded")
            << "//- A.md\n[p](my%20plan.png)\n//- my plan.png\nx\n"_ba << 2 << 1;
    }
    void oddVaults()
    {
        QFETCH(QByteArray, vault);
        const GraphIndex index = indexOf(vaultOf(vault));
        QTEST(static_cast<int>(index.graph().nodes.size()), "nodes");
        QTEST(static_cast<int>(index.graph().edges.size()), "edges");
    }

    void update_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("read");
        const QByteArray before = QByteArray(Notes).replace("//- plan.png\npicture\n", "");
        const auto replaced = [&](const char *from, const char *to) { return QByteArray(before).replace(from, to); };
        QTest::newRow("nothing") << before << 0;
        QTest::newRow("another relation") << replaced("competitor", "supplier") << 1;
        QTest::newRow("another link to a note") << replaced("Auk buys", "[[Quiet]] Auk buys") << 1;
        QTest::newRow("a link to a note goes") << replaced("[[Quiet|the quiet one]]", "nobody") << 1;
        QTest::newRow("another kind") << replaced("//- Actors/Kestrel.md\n#actor #company",
                                                  "//- Actors/Kestrel.md\n#company #actor")
                                      << 1;
        QTest::newRow("a tag goes") << replaced("#Cells/LFP", "") << 1;
        QTest::newRow("a name comes") << replaced("Says", "Says [[Nova]]") << 1;
        QTest::newRow("a name comes before others") << replaced("Auk buys", "[[Nova]] Auk buys") << 1;
        QTest::newRow("a name goes that others do not say") << replaced("- [[Lom]]\n- [[LOM]]\n", "") << 1;
        QTest::newRow("a name is said earlier") << replaced("Says", "Says [[Lom]]") << 1;
        QTest::newRow("a note comes: numbers shift") << before + "//- A.md\nNew\n" << 4;
        QTest::newRow("a note that is named comes") << before + "//- Lom.md\nHere\n" << 4;
        QTest::newRow("a note goes") << replaced("//- Actors/Quiet.md\n", "") << 2;
        QTest::newRow("all gone") << QByteArray() << 0;
    }
    void update()
    {
        QFETCH(QByteArray, after);
        const QByteArray before = QByteArray(Notes).replace("//- plan.png\npicture\n", "");
        const RelationIndex relations = RelationIndex().updated(vaultOf(before));
        const GraphIndex first = GraphIndex().updated(relations);
        const RelationIndex later = relations.updated(changed(relations.snapshot(), after));
        const GraphIndex second = first.updated(later);
        QCOMPARE(second.graph(), GraphIndex().updated(later).graph());
        QTEST(second.readCount(), "read");
        const RelationIndex back = later.updated(changed(later.snapshot(), before));
        QCOMPARE(second.updated(back).graph(), first.graph());
    }

    // Names and tags come, go, and are said first by others.
    void manyUpdates()
    {
        QRandomGenerator random(4);
        const auto note = [&](int name) {
            QByteArray text = "//- N" + QByteArray::number(name) + ".md\n#actor #company\n";
            for (int i = random.bounded(4); i > 0; --i)
                text += (random.bounded(2) ? "[[Name " : "[[NAME ") + QByteArray::number(random.bounded(6)) + "]] ";
            for (int i = random.bounded(3); i > 0; --i)
                text += "#tag" + QByteArray::number(random.bounded(4)) + " [[N" + QByteArray::number(random.bounded(6))
                        + "]] ";
            if (random.bounded(2))
                text += "\n\n| | |\n|---|---|\n| Owner | Name " + QByteArray::number(random.bounded(6)) + " |\n";
            text += '\n';
            return text;
        };
        QList<QByteArray> notes;
        for (int i = 0; i < 6; ++i)
            notes.append(note(i));
        RelationIndex relations = RelationIndex().updated(vaultOf(notes.join()));
        GraphIndex index = GraphIndex().updated(relations);
        for (int step = 0; step < 400; ++step) {
            for (int i = random.bounded(8) == 0 ? 2 : 1; i > 0; --i) {
                const int which = random.bounded(6);
                notes[which] = note(which);
            }
            relations = relations.updated(changed(relations.snapshot(), notes.join()));
            index = index.updated(relations);
            QVERIFY2(index.graph() == GraphIndex().updated(relations).graph(), notes.join().constData());
        }
    }
};

QTEST_GUILESS_MAIN(GraphIndexTest)

#include "graphindextest.moc"
