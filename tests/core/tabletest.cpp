// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/table.h"

#include "core/graph/layout.h"
#include "core/note/parsenote.h"
#include "tests/support/vaultof.h"

#include <QtTest>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QString cellsOf(QByteArrayView line)
{
    QStringList cells;
    for (const ByteRange cell : cutRow(ByteRange::of(0, line.size()), line).cells)
        cells.append(QString::fromUtf8(cell.in(line)));
    return cells.join(u';');
}

} // namespace

class TableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsRows_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("expected");
        QTest::newRow("outer bars") << "| a | b |"_ba << u"a;b"_s;
        QTest::newRow("no outer bars") << "a | b"_ba << u"a;b"_s;
        QTest::newRow("empty cells") << "| | b | |"_ba << u";b;"_s;
        QTest::newRow("escaped bar") << "| a \\| b | c |"_ba << u"a \\| b;c"_s;
        QTest::newRow("bar in a link") << "| [[Ohm|the maker]] | c |"_ba << u"[[Ohm|the maker]];c"_s;
        QTest::newRow("unclosed link") << "| [[Ohm | c |"_ba << u"[[Ohm;c"_s;
    }

    void cutsRows()
    {
        QFETCH(const QByteArray, line);
        QTEST(cellsOf(line), "expected");
    }

    void cutsATableInAQuote()
    {
        const QByteArray text = "> | a | b |\n> |--:|:-:|\n> | 1 | 2 |\n> | 3 | 4 | 5 |\n";
        const NoteFacts facts = parseNote(text);
        QCOMPARE(facts.tables.size(), 1);
        const Table table = cutTable(facts.tables.first(), text);
        QCOMPARE(table.align, (QList{CellAlign::Right, CellAlign::Center}));
        QCOMPARE(table.rows.size(), 2);
        QCOMPARE(table.rows.last().cells.size(), 3);
        QCOMPARE(table.rows.last().cells.last().in(text), "5");
    }

    void cellsReadAsTheyShow()
    {
        QCOMPARE(cellText("**~3%** of [[Ohm\\|the maker]]"), u"~3% of the maker"_s);
        QCOMPARE(cellText("[site](https://example.org)<br>`x` \\#7"), u"site x #7"_s);
    }

    void localGraphKeepsTheNearest()
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

QTEST_GUILESS_MAIN(TableTest)
#include "tabletest.moc"
