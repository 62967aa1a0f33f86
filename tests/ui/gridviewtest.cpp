// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/gridview.h"

#include "tests/ui/inspectedtables.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/gridheader.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// A table as a spreadsheet: edited, arranged, copied, summed up.
class GridViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aCellIsEdited()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        tables.grid()->setCurrentIndex(tables.cell(0, 1));
        tables.press(Qt::Key_F2);
        QVERIFY(tables.editor());
        QCOMPARE(tables.editor()->text(), u"~37%"_s);
        tables.editor()->selectAll();
        QTest::keyClicks(tables.editor(), u"~38%"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Return);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~38% |\n| Norrland | 5% |\n| Volta | 16% |\n"));
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(1, 1));
        QCOMPARE(tables.at(0, 1), u"~38%"_s);
        tables.note.session->document()->undo();
        QCOMPARE(tables.note.bytes(), Shares);
    }

    void typingReplacesACell()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(1, 0));
        tables.type(u"A|B"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Tab);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~37% |\n| A\\|B | 5% |\n| Volta | 16% |\n"));
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(1, 1));
        tables.type(u"6%"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Return);
        // Enter goes below the cell that Tab began at.
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(2, 0));
    }

    void escapeGivesUpAndDeleteClears()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.type(u"x"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Escape);
        QCOMPARE(tables.note.bytes(), Shares);
        tables.select(0, 1, 1, 1);
        tables.press(Qt::Key_Delete);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel |  |\n| Norrland |  |\n| Volta | 16% |\n"));
        QCOMPARE(tables.changes, 1);
        tables.press(Qt::Key_Delete);
        QCOMPARE(tables.changes, 1);
    }

    void theKeyboardMovesAsInASpreadsheet()
    {
        const Tables tables(Shares);
        tables.grid()->setFocus();
        const auto after = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            tables.press(key, modifiers);
            const QModelIndex current = tables.grid()->currentIndex();
            return QPoint(current.column(), current.row());
        };
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        QCOMPARE(after(Qt::Key_Tab), QPoint(1, 0));
        QCOMPARE(after(Qt::Key_Tab), QPoint(0, 1));
        QCOMPARE(after(Qt::Key_Backtab), QPoint(1, 0));
        QCOMPARE(after(Qt::Key_Return), QPoint(0, 1));
        QCOMPARE(after(Qt::Key_Return, Qt::ShiftModifier), QPoint(0, 0));
        QCOMPARE(after(Qt::Key_Return, Qt::ShiftModifier), QPoint(0, 0));
        tables.grid()->setCurrentIndex(tables.cell(2, 1));
        QCOMPARE(after(Qt::Key_Tab), QPoint(1, 2));
        QVERIFY(!tables.grid()->hasFocus());
    }

    void rowsAndColumnsComeGoAndMove()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~37% |\n|  |  |\n| Norrland | 5% |\n| Volta | 16% |\n"));
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(1, 0));
        tables.press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(tables.column(0), u"Kestrel Norrland  Volta"_s);
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(2, 0));
        tables.press(Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(tables.note.bytes(), Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(tables.note.bytes(),
                 "# Cells\n\n| Share | Company |\n|---|---|\n| ~37% | Kestrel |\n| 5% | Norrland |\n"
                 "| 16% | Volta |\n");
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tables.model()->columnCount(), 1);
        tables.press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(tables.said.contains(u"one column"));
        tables.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tables.model()->columnCount(), 2);
        // A new column asks for its name.
        auto *const name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QVERIFY(name);
        QTest::keyClicks(name, u"Since"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(tables.note.bytes().contains("| Company | Since |\n|---|---|\n| Kestrel |  |\n"));
    }

    void severalRowsMoveTogether()
    {
        const Tables tables(Shares);
        tables.select(1, 0, 2, 0);
        tables.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(tables.column(0), u"Norrland Volta Kestrel"_s);
        tables.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(tables.column(0), u"Norrland Volta Kestrel"_s);
        tables.press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(tables.note.bytes(), Shares);
    }

    void theViewIsSortedAndTheNoteOnRequest()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        tables.clickHeader(1);
        QCOMPARE(tables.column(1), u"~37% 16% 5%"_s);
        tables.clickHeader(1);
        QCOMPARE(tables.column(1), u"5% 16% ~37%"_s);
        QCOMPARE(tables.note.bytes(), Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(tables.said.contains(u"own order"));
        // An edited row stays where it is.
        tables.model()->setData(tables.cell(0, 1), u"50%"_s, Qt::EditRole);
        QCOMPARE(tables.column(1), u"50% 16% ~37%"_s);
        tables.clickHeader(1);
        tables.clickHeader(1);
        tables.grid()->writeOrder();
        QCOMPARE(tables.note.bytes(), shares("| Norrland | 50% |\n| Kestrel | ~37% |\n| Volta | 16% |\n"));
        QVERIFY(tables.model()->arrangement().isPlain());
    }

    void shiftAddsAKey()
    {
        const Tables tables("| a | b |\n|---|---|\n| y | 1 |\n| x | 1 |\n| z | 2 |\n");
        tables.clickHeader(1);
        tables.clickHeader(0, Qt::ShiftModifier);
        QCOMPARE(tables.column(0), u"z x y"_s);
        tables.clickHeader(0, Qt::ShiftModifier);
        QCOMPARE(tables.column(0), u"z y x"_s);
        QCOMPARE(tables.model()->arrangement().keys.size(), 2);
        tables.clickHeader(0, Qt::ShiftModifier);
        QCOMPARE(tables.model()->arrangement().keys.size(), 1);
    }

    void aDoubleClickRenamesAColumnAndSortsNothing()
    {
        const Tables tables(Shares);
        QWidget *const header = tables.grid()->horizontalHeader()->viewport();
        tables.clickHeader(1);
        QTest::mouseDClick(header, Qt::LeftButton, {},
                           QPoint(tables.grid()->horizontalHeader()->sectionViewportPosition(1) + 20, 10));
        QVERIFY(tables.model()->arrangement().isPlain());
        auto *const name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QVERIFY(name && name->isVisible());
        QTest::keyClicks(name, u"Part"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(tables.note.bytes().contains("| Company | Part |"));
    }

    void rowsAreFiltered()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        auto *const filter = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"columnFilter1"_s);
        QVERIFY(filter && filter->isVisible());
        filter->setFocus();
        for (const QChar c : u">10%"_s)
            QTest::keyClicks(QApplication::focusWidget(), QString(c)); // The keyboard stays in the field.
        QCOMPARE(tables.column(0), u"Kestrel Volta"_s);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(tables.grid()->hasFocus());
        // What is edited stays in sight.
        tables.model()->setData(tables.cell(0, 1), u"1%"_s, Qt::EditRole);
        QCOMPARE(tables.column(0), u"Kestrel Volta"_s);
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(tables.column(0), u"Kestrel Norrland Volta"_s);
        tables.press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    }

    void blocksAreCopied()
    {
        const Tables tables(Shares);
        tables.select(0, 0, 1, 1);
        tables.press(Qt::Key_C, Qt::ControlModifier);
        const QMimeData *const data = QApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), u"Kestrel\t~37%\nNorrland\t5%"_s);
        QCOMPARE(data->html(),
                 u"<table><tr><td>Kestrel</td><td>~37%</td></tr><tr><td>Norrland</td><td>5%</td></tr></table>"_s);
        QCOMPARE(data->data(u"text/markdown"_s),
                 "| Company | Share |\n| --- | --- |\n| Kestrel | ~37% |\n| Norrland | 5% |\n");
        tables.grid()->copy(true);
        QVERIFY(QApplication::clipboard()->text().startsWith(u"Company\tShare\n"));
    }

    void blocksArePasted()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        QApplication::clipboard()->setText(u"Ohm\t1%\tnew\nAmpere\t2%\tx|y\n"_s);
        tables.grid()->setCurrentIndex(tables.cell(2, 0));
        tables.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(tables.note.bytes(), "# Cells\n\n| Company | Share |  |\n|---|---|---|\n| Kestrel | ~37% |  |\n"
                                      "| Norrland | 5% |  |\n| Ohm | 1% | new |\n| Ampere | 2% | x\\|y |\n");
        QCOMPARE(tables.changes, 1);
        tables.note.session->document()->undo();
        QCOMPARE(tables.note.bytes(), Shares);
        tables.note.session->parsedNow();
        // One cell fills what is selected.
        QApplication::clipboard()->setText(u"—"_s);
        tables.select(0, 1, 2, 1);
        tables.grid()->paste();
        QCOMPARE(tables.column(1), u"— — —"_s);
        auto *html = new QMimeData;
        html->setHtml(u"<table><tr><td>1</td><td>2</td></tr></table>"_s);
        html->setText(u"1 2"_s);
        QApplication::clipboard()->setMimeData(html);
        tables.select(0, 0, 0, 0);
        tables.grid()->paste();
        QCOMPARE(tables.at(0, 0) + tables.at(0, 1), u"12"_s);
    }

    void aBlockFillsWhatIsSelectedAsOftenAsItGoesIn()
    {
        const Tables tables(
            "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n| 7 | 8 | 9 |\n| 0 | 0 | 0 |\n");
        tables.select(0, 0, 1, 0);
        tables.press(Qt::Key_C, Qt::ControlModifier);
        tables.select(0, 1, 3, 2);
        tables.press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(tables.note.bytes().endsWith("|\n| 1 | 1 | 1 |\n| 4 | 4 | 4 |\n| 7 | 1 | 1 |\n| 0 | 4 | 4 |\n"));
        QCOMPARE(tables.changes, 1);
        // Where it does not go in, the block is pasted once, and is selected then.
        tables.select(0, 0, 2, 1);
        tables.press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(tables.note.bytes().endsWith("|\n| 1 | 1 | 1 |\n| 4 | 4 | 4 |\n| 7 | 1 | 1 |\n| 0 | 4 | 4 |\n"));
        tables.select(2, 0, 2, 0);
        tables.press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(tables.note.bytes().endsWith("| 1 | 1 | 1 |\n| 4 | 4 | 4 |\n"));
        QCOMPARE(tables.grid()->selectionModel()->selectedIndexes().size(), 2);
        QVERIFY(tables.grid()->selectionModel()->isSelected(tables.cell(3, 0)));
    }

    void whatIsNotSelectedBetweenStays()
    {
        const QByteArray text = "| a | b |\n|---|---|\n| 1 | x |\n| 2 | x |\n| 3 | x |\n";
        const Tables tables(text);
        const auto select = [&] {
            tables.select(0, 0, 0, 0);
            tables.grid()->selectionModel()->select(tables.cell(2, 0), QItemSelectionModel::Select);
        };
        select();
        tables.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(tables.column(0), u"1 2 1"_s);
        QApplication::clipboard()->setText(u"9"_s);
        select();
        tables.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(tables.column(0), u"9 2 9"_s);
        QCOMPARE(tables.grid()->selectionModel()->selectedIndexes().size(), 2);
    }

    void cellsAreFilledDownAndRight()
    {
        const QByteArray text = "| a | b | c |\n|---|---|---|\n| [[Ohm\\|x]] | 2 | 3 |\n| 4 | 5 | 6 |\n| 7 | 8 | 9 |\n";
        const Tables tables(text);
        tables.select(0, 0, 2, 1);
        tables.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(tables.note.bytes().endsWith(
            "|\n| [[Ohm\\|x]] | 2 | 3 |\n| [[Ohm\\|x]] | 2 | 6 |\n| [[Ohm\\|x]] | 2 | 9 |\n"));
        QCOMPARE(tables.changes, 1);
        QCOMPARE(tables.grid()->selectionModel()->selectedIndexes().size(), 6);
        tables.note.session->document()->undo();
        QCOMPARE(tables.note.bytes(), text);
        tables.note.session->parsedNow();
        // One cell takes what stands above it, or on its left.
        tables.select(1, 2, 1, 2);
        tables.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(tables.at(1, 2), u"3"_s);
        tables.press(Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(tables.at(1, 2), u"5"_s);
        tables.select(2, 0, 2, 2);
        tables.press(Qt::Key_R, Qt::ControlModifier);
        QVERIFY(tables.note.bytes().endsWith("| 7 | 7 | 7 |\n"));
        tables.select(0, 0, 0, 0);
        tables.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(tables.said.contains(u"no row above"));
        // In a sorted view it is the row that is seen above.
        tables.clickHeader(1);
        QCOMPARE(tables.column(1), u"7 5 2"_s);
        tables.select(1, 2, 1, 2);
        tables.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(tables.at(1, 2), u"7"_s);
    }

    void ctrlAndAnArrowGoToTheEdge()
    {
        const Tables tables(
            "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 |  | 6 |\n|  |  | 9 |\n|  |  |  |\n| 5 | 8 | 1 |\n");
        const auto after = [&](int row, int column, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            tables.select(row, column, row, column);
            tables.press(key, Qt::ControlModifier | modifiers);
            const QModelIndex current = tables.grid()->currentIndex();
            return QPoint(current.column(), current.row());
        };
        QCOMPARE(after(0, 0, Qt::Key_Down), QPoint(0, 1));
        QCOMPARE(after(1, 0, Qt::Key_Down), QPoint(0, 4));
        QCOMPARE(after(4, 0, Qt::Key_Down), QPoint(0, 4));
        QCOMPARE(after(3, 1, Qt::Key_Up), QPoint(1, 0));
        QCOMPARE(after(0, 0, Qt::Key_Right), QPoint(2, 0));
        QCOMPARE(after(1, 0, Qt::Key_Right), QPoint(2, 1));
        QCOMPARE(after(3, 2, Qt::Key_Left), QPoint(0, 3));
        QVERIFY(tables.grid()->selectionModel()->isSelected(tables.cell(3, 0)));
        QCOMPARE(after(0, 2, Qt::Key_Down, Qt::ShiftModifier), QPoint(2, 2));
        QCOMPARE(tables.grid()->selectionModel()->selectedIndexes().size(), 3);
        tables.select(1, 1, 1, 1);
        tables.press(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(tables.grid()->selectionModel()->selectedIndexes().size(), 5);
        tables.select(1, 1, 1, 1);
        tables.press(Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(tables.grid()->selectionModel()->selectedIndexes().size(), 3);
        QVERIFY(!tables.editor());
    }

    void linksSurviveACopy()
    {
        const Tables tables("| a | b |\n|---|---|\n| [[Ohm\\|the maker]] | x |\n");
        tables.select(0, 0, 0, 0);
        tables.grid()->copy();
        tables.select(0, 1, 0, 1);
        tables.grid()->paste();
        QVERIFY(tables.note.bytes().endsWith("| [[Ohm\\|the maker]] | [[Ohm\\|the maker]] |\n"));
    }

    void selectedCellsAreSummedUp()
    {
        const Tables tables(Shares);
        tables.select(0, 1, 2, 1);
        QCOMPARE(tables.summary, u"3 cells  ·  sum ~58%  ·  mean ~19.33%  ·  median ~16%  ·  min 5%  ·  max 37%"_s);
        tables.select(0, 0, 0, 0);
        QCOMPARE(tables.summary, QString());
    }

    void whatCannotBeAddedIsNot()
    {
        const Tables tables("| a | b |\n|---|---|\n| 1% | $2M |\n| 3% | $4M |\n| 5 | €1M |\n| 2 kg | 1 |\n");
        tables.select(0, 0, 1, 1);
        QCOMPARE(tables.summary,
                 u"4 cells  ·  2 in %: sum 4%, mean 2%, 1% to 3%  ·  2 in $: sum $6M, mean $3M, $2M to $4M"_s);
        tables.select(0, 0, 2, 0);
        QCOMPARE(tables.summary, u"3 cells  ·  2 in %: sum 4%, mean 2%, 1% to 3%  ·  1 without a unit: 5"_s);
        tables.select(1, 0, 2, 0);
        QCOMPARE(tables.summary, u"2 cells  ·  1 in %: 3%  ·  1 without a unit: 5"_s);
        tables.select(0, 0, 3, 1);
        QVERIFY(tables.summary.endsWith(u"  ·  others in other units"));
    }

    void theFirstColumnStaysInSight()
    {
        QByteArray header = "| Company |";
        QByteArray hyphens = "|---|";
        QByteArray row = "| Kestrel |";
        for (int i = 0; i < 20; ++i) {
            header += " Long header " + QByteArray::number(i) + " |";
            hyphens += "---|";
            row += " value |";
        }
        const Tables tables(header + '\n' + hyphens + '\n' + row + '\n');
        GridView *const grid = tables.grid();
        QVERIFY(grid->horizontalScrollBar()->maximum() > 0);
        grid->scrollTo(tables.cell(0, 20));
        QVERIFY(grid->horizontalScrollBar()->value() > 0);
        QCOMPARE(grid->visualRect(tables.cell(0, 0)).left(), 0);
        QCOMPARE(grid->indexAt(QPoint(10, 10)), tables.cell(0, 0));
        // What the keyboard is at is never below it.
        for (int column = 20; column > 0; --column) {
            grid->setCurrentIndex(tables.cell(0, column));
            QVERIFY(grid->visualRect(tables.cell(0, column)).left() >= grid->columnWidth(0));
        }
        tables.grid()->setCurrentIndex(tables.cell(0, 20));
        const int scrolled = grid->horizontalScrollBar()->value();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, QPoint(grid->columnWidth(0) - 6, 10));
        QCOMPARE(grid->currentIndex(), tables.cell(0, 0));
        QCOMPARE(grid->horizontalScrollBar()->value(), scrolled);
        tables.press(Qt::Key_F2);
        QCOMPARE(tables.editor()->x(), 0);
    }

    void theMenuChangesRowsAndColumns_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *action, const QByteArray &after) {
            QTest::newRow(action) << QString::fromLatin1(action) << after;
        };
        row("Insert row below", shares("| Kestrel | ~37% |\n| Norrland | 5% |\n|  |  |\n| Volta | 16% |\n"));
        row("Insert row above", shares("| Kestrel | ~37% |\n|  |  |\n| Norrland | 5% |\n| Volta | 16% |\n"));
        row("Move up", shares("| Norrland | 5% |\n| Kestrel | ~37% |\n| Volta | 16% |\n"));
        row("Move down", shares("| Kestrel | ~37% |\n| Volta | 16% |\n| Norrland | 5% |\n"));
        row("Remove rows", shares("| Kestrel | ~37% |\n| Volta | 16% |\n"));
        row("Clear", shares("| Kestrel | ~37% |\n| Norrland |  |\n| Volta | 16% |\n"));
        row("Insert column right", "# Cells\n\n| Company | Share |  |\n|---|---|---|\n| Kestrel | ~37% |  |\n"
                                   "| Norrland | 5% |  |\n| Volta | 16% |  |\n");
        row("Insert column left", "# Cells\n\n| Company |  | Share |\n|---|---|---|\n| Kestrel |  | ~37% |\n"
                                  "| Norrland |  | 5% |\n| Volta |  | 16% |\n");
        row("Move left", "# Cells\n\n| Share | Company |\n|---|---|\n| ~37% | Kestrel |\n| 5% | Norrland |\n"
                         "| 16% | Volta |\n");
        row("Remove columns", "# Cells\n\n| Company |\n|---|\n| Kestrel |\n| Norrland |\n| Volta |\n");
        row("Transpose", "# Cells\n\n| Company | Kestrel | Norrland | Volta |\n|---|---|---|---|\n"
                         "| Share | ~37% | 5% | 16% |\n");
    }

    void theMenuChangesRowsAndColumns()
    {
        QFETCH(const QString, action);
        const Tables tables(Shares);
        tables.select(1, 1, 1, 1);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(tables.grid(), &event);
        auto *const menu = tables.grid()->findChild<QMenu *>(u"tableMenu"_s);
        QVERIFY(menu);
        for (QAction *candidate : menu->actions()) {
            if (candidate->text() == action && candidate->isEnabled())
                candidate->trigger();
        }
        menu->close();
        QTEST(tables.note.bytes(), "after");
        QCOMPARE(tables.changes, 1);
        tables.note.session->document()->undo();
        QCOMPARE(tables.note.bytes(), Shares);
    }

    void theMenuOffersWhatCanBeDone()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.clickHeader(1);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(tables.grid(), &event);
        auto *const menu = tables.grid()->findChild<QMenu *>(u"tableMenu"_s);
        QVERIFY(menu);
        const auto action = [&](const QString &text) {
            for (QAction *candidate : menu->actions()) {
                if (candidate->text() == text)
                    return candidate;
            }
            return static_cast<QAction *>(nullptr);
        };
        QVERIFY(!action(u"Move up"_s)->isEnabled());
        action(u"Write this order into the note"_s)->trigger();
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~37% |\n| Volta | 16% |\n| Norrland | 5% |\n"));
        menu->close();
    }
};

QTEST_MAIN(GridViewTest)
#include "gridviewtest.moc"
