// SPDX-License-Identifier: GPL-3.0-or-later

// What is looked at in a grid stays in sight while another program writes the note.
#include "tests/ui/tablework.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class GridFollowingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void theCurrentCellStaysWithItsRow_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QPoint>("cell");
        QTest::newRow("rows above") << shares("| Ohm | 1% |\n| Ampere | 2% |\n" + Rows) << QPoint(1, 4);
        QTest::newRow("another order") << shares("| Volta | 16% |\n| Kestrel | ~37% |\n| Norrland | 5% |\n")
                                       << QPoint(1, 0);
        QTest::newRow("its cell") << shares("| Ohm | 1% |\n| Volta | 18% |\n| Kestrel | ~37% |\n") << QPoint(1, 1);
        QTest::newRow("a column before") << QByteArray("# Cells\n\n| Company | Since | Share |\n|---|---|---|\n"
                                                       "| Kestrel | 2019 | ~37% |\n| Norrland | 2020 | 5% |\n"
                                                       "| Volta | 2021 | 16% |\n")
                                         << QPoint(2, 2);
        QTest::newRow("another heading") << "# Shares\n\n| Company | Share |\n|---|---|\n" + Rows << QPoint(1, 2);
        QTest::newRow("a table above") << "# Cells\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" + shares(Rows).sliced(9)
                                       << QPoint(1, 2);
        QTest::newRow("its row is gone") << shares("| Kestrel | ~37% |\n| Norrland | 5% |\n") << QPoint(1, 1);
    }

    void theCurrentCellStaysWithItsRow()
    {
        QFETCH(QByteArray, after);
        QFETCH(QPoint, cell);
        const Work work;
        const QAbstractItemModelTester tester(work.grid()->model());
        work.grid()->setCurrentIndex(work.grid()->model()->index(2, 1));
        work.write(after);
        QTRY_COMPARE(work.grid()->currentIndex(), work.grid()->model()->index(cell.y(), cell.x()));
        QVERIFY(work.grid()->selectionModel()->isSelected(work.grid()->currentIndex()));
        QVERIFY(work.at(cell.y(), 0) == u"Volta"_s || work.at(cell.y(), 0) == u"Norrland"_s);
    }

    void whatIsInSightStaysThere()
    {
        QByteArray rows;
        for (int i = 0; i < 200; ++i)
            rows += "| Row " + QByteArray::number(i) + " | " + QByteArray::number(i) + " |\n";
        const Work work(shares(rows));
        GridView *const grid = work.grid();
        grid->setCurrentIndex(grid->model()->index(100, 1));
        grid->verticalScrollBar()->setValue(99 * grid->rowHeight(0) + 7);
        const int y = grid->visualRect(grid->currentIndex()).y();
        QVERIFY(y > 0 && y < grid->viewport()->height());
        work.write(shares("| New | 1 |\n| Newer | 2 |\n" + rows));
        QTRY_COMPARE(grid->model()->rowCount(), 202);
        QCOMPARE(grid->currentIndex().row(), 102);
        QCOMPARE(grid->visualRect(grid->currentIndex()).y(), y);
    }

    void aRowThatIsTypedIntoStaysWhateverIsFiltered()
    {
        const Work work;
        work.grid()->arrange({.keys = {}, .filters = {{1, u">10"_s}}});
        work.type(1, 1, u"2%"_s);
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QTRY_COMPARE(work.at(1, 1), u"2%"_s);
        QTRY_VERIFY(work.vault.read(u"A.md"_s).contains("| 2% |"));
        work.type(1, 0, u"Vol"_s);
        const QByteArray more = "| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 2% |\n| Ohm | 40% |\n";
        work.write(shares(more));
        QTRY_COMPARE(work.grid()->model()->rowCount(), 3);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"Vol"_s);
        QCOMPARE(work.at(1, 0), u"Volta"_s);
        QTest::keyClicks(work.editor(), u"t AB"_s);
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QTRY_VERIFY(work.text().contains(u"| Volt AB | 2% |"_s));
        // The filter means it again when it is asked anew.
        work.grid()->arrange({.keys = {}, .filters = {{1, u">11"_s}}});
        QCOMPARE(work.grid()->model()->rowCount(), 2);
    }

    void aFilterThatIsDoneLaterLeavesAnOpenEditor()
    {
        QByteArray rows;
        for (int i = 0; i < 12'000; ++i)
            rows += "| C" + QByteArray::number(i) + " | " + QByteArray::number(i % 2) + "% |\n";
        const Work work(shares(rows));
        work.grid()->arrange({.keys = {}, .filters = {{1, u"=1%"_s}}});
        work.type(2, 0, u"Even"_s);
        QTRY_COMPARE(work.grid()->model()->rowCount(), 6'001);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"Even"_s);
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QTRY_VERIFY(work.text().contains(u"| Even | 0% |"_s));
    }

    void whoGoesOnAfterAPasteThatChangedNothingStaysThere()
    {
        const Work work;
        work.grid()->setCurrentIndex(work.grid()->model()->index(0, 1));
        QApplication::clipboard()->setText(u"~37%"_s);
        work.grid()->paste();
        work.type(1, 0, u"North"_s);
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QTRY_COMPARE(work.at(1, 0), u"North"_s);
        QCOMPARE(work.grid()->currentIndex(), work.grid()->model()->index(2, 0));
    }

    void sortingFollowsItsColumn()
    {
        const Work work;
        work.grid()->arrange({.keys = {{1, Qt::AscendingOrder}}, .filters = {}});
        QCOMPARE(work.at(0, 0), u"Norrland"_s);
        work.write("# Cells\n\n| Company | Since | Share |\n|---|---|---|\n| Kestrel | 2019 | ~37% |\n"
                   "| Norrland | 2020 | 5% |\n| Volta | 2021 | 16% |\n");
        QTRY_COMPARE(work.grid()->model()->columnCount(), 3);
        QCOMPARE(work.at(0, 0), u"Norrland"_s);
        QCOMPARE(work.grid()->tableModel()->arrangement().keys.first().column, 2);
    }

    void theJoinedTableStaysInSight()
    {
        const Work work("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n\n| x | y |\n|---|---|\n| 5 | 6 |\n");
        work.window.find<NoteEditor>(u"editor"_s)->goTo(32, true);
        QTRY_COMPARE(work.at(0, 0), u"3"_s);
        QVERIFY(work.window.click(u"Join with the table above"_s));
        QTRY_COMPARE(work.grid()->model()->rowCount(), 2);
        QCOMPARE(work.at(0, 0), u"1"_s);
        QCOMPARE(work.at(1, 0), u"3"_s);
    }
};

QTEST_MAIN(GridFollowingTest)
#include "gridfollowingtest.moc"
