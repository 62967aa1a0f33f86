// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/table.h"

#include "core/note/parsenote.h"
#include "tests/support/vaultof.h"

#include <QtTest>

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

    // What is opened again and again and never closed stays as it is written, in a cell of any size.
    void openMarksInLongCells()
    {
        for (const char *unit : {"[[ ", "![[ ", "[a ", "[a](b ", "<br "}) {
            const QByteArray cell = QByteArray(unit).repeated(1'000'000 / static_cast<int>(qstrlen(unit)));
            QCOMPARE(cellText(cell), QString::fromLatin1(cell.trimmed()));
        }
        QCOMPARE(cellText("[a [b](c) [[d]] <br> e [[f"), u"[a b d e [[f"_s);
    }
};

QTEST_GUILESS_MAIN(TableTest)
#include "tabletest.moc"
