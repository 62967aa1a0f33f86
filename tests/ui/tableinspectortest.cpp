// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tableinspector.h"

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

/// The tables of a note, what is odd about them, and the window around them.
class TableInspectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatIsTypedOutlivesAChangeOfTheNote()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(2, 1));
        tables.type(u"17"_s);
        tables.note.type(0, 0, u"New\n\n"_s);
        tables.note.session->parsedNow();
        tables.note.type(6, 0, u"| Ohm | 1% |\n"_s);
        tables.note.session->parsedNow();
        QCOMPARE(tables.model()->rowCount(), 4);
        QVERIFY(tables.editor());
        QCOMPARE(tables.editor()->text(), u"17"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Return);
        QCOMPARE(tables.note.bytes(),
                 "New\n\n" + shares("| Ohm | 1% |\n| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17 |\n"));
    }

    void whatIsTypedIsTakenOverWhenAnotherNoteIsShown()
    {
        Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(2, 1));
        tables.type(u"17"_s);
        const ParsedNotePtr other = ParsedNote::of(1, "| a |\n|---|\n| 1 |\n");
        tables.panel.showNote(other, pathOf(u"other.md"), {}, {});
        QVERIFY(tables.note.bytes().contains("| Volta | 17 |"));
        QCOMPARE(tables.at(0, 0), u"1"_s);
    }

    void defectsAreShownAndMended_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("surplus") << "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n"_ba << u"Row 1 has more cells"_s
                                 << u"Add a column"_s << "| a | b |  |\n|---|---|---|\n| 1 | 2 | 3 |\n"_ba;
        QTest::newRow("short") << "| a | b |\n|---|---|\n| 1 |\n"_ba << u"Row 1 has fewer cells"_s << u"Fill up"_s
                               << "| a | b |\n|---|---|\n| 1 |  |\n"_ba;
        QTest::newRow("bars") << "| a |\n|---|\n| [[x|y]] |\n"_ba << u"no backslash"_s << u"Add backslashes"_s
                              << "| a |\n|---|\n| [[x\\|y]] |\n"_ba;
        QTest::newRow("headless") << "Text\n\n| 1 | 2 |\n"_ba << u"no header"_s << u"Add a header"_s
                                  << "Text\n\n|  |  |\n|---|---|\n| 1 | 2 |\n"_ba;
        QTest::newRow("cut in two") << "| a |\n|---|\n| 1 |\n\nText\n\n| 2 |\n"_ba << u"no header"_s
                                    << u"Join with the table above"_s << "| a |\n|---|\n| 1 |\n| 2 |\n\nText\n"_ba;
        QTest::newRow("transposed") << "| x | [[K]] | [[N]] |\n|---|---|---|\n| a | 1 | 2 |\n| b | 3 | 4 |\n"_ba
                                    << u"in the header"_s << u"Transpose"_s
                                    << "| x | a | b |\n|---|---|---|\n| [[K]] | 1 | 3 |\n| [[N]] | 2 | 4 |\n"_ba;
    }

    void defectsAreShownAndMended()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QString, says);
        QFETCH(const QString, button);
        Tables tables(before);
        if (before.startsWith("| a |\n|---|\n| 1 |\n\n"))
            tables.panel.showTableAt(static_cast<quint32>(before.indexOf("| 2")));
        QVERIFY2(tables.banner().contains(says), qPrintable(tables.banner()));
        QVERIFY(tables.clickButton(button));
        QTEST(tables.note.bytes(), "after");
    }

    void headersWithoutNameAreNamed()
    {
        const Tables tables("| a |  | a |\n|---|---|---|\n| 1 | 2 | 3 |\n");
        QVERIFY(tables.banner().contains(u"Column 2 has no name"));
        QVERIFY(tables.clickButton(u"Name it"_s));
        auto *name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QTest::keyClicks(name, u"b"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(tables.note.bytes(), "| a | b | a |\n|---|---|---|\n| 1 | 2 | 3 |\n");
        QVERIFY(tables.banner().contains(u"Two columns are named a"));
        QVERIFY(tables.clickButton(u"Dismiss"_s));
        QCOMPARE(tables.banner(), QString());
    }

    void aColumnOfTheSameNameIsRenamed()
    {
        const Tables tables("| a | b | a |\n|---|---|---|\n| 1 | 2 | 3 |\n");
        QVERIFY(tables.banner().contains(u"Two columns are named a"));
        QVERIFY(tables.clickButton(u"Rename"_s));
        auto *name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QVERIFY(name && name->isVisible());
        name->selectAll();
        QTest::keyClicks(name, u"c"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(tables.note.bytes(), "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n");
        QCOMPARE(tables.banner(), QString());
    }

    void aStrayBarIsJoined()
    {
        const Tables tables("| a | b |\n|---|---|\n| A|F | 2 |\n");
        tables.select(0, 0, 0, 0);
        tables.grid()->joinWithNext();
        QCOMPARE(tables.note.bytes(), "| a | b |\n|---|---|\n| A\\|F | 2 |\n");
    }

    void readOnlyNotesSayWhy()
    {
        const Tables tables(Shares, u"It is too large."_s);
        QCOMPARE(tables.banner(), u"It is too large."_s);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_F2);
        QVERIFY(!tables.editor());
        QCOMPARE(tables.said, u"It is too large."_s);
        for (const auto &[key, modifiers] :
             {std::pair(Qt::Key_Delete, Qt::NoModifier), std::pair(Qt::Key_Return, Qt::ControlModifier),
              std::pair(Qt::Key_V, Qt::ControlModifier)})
            tables.press(key, modifiers);
        QCOMPARE(tables.note.bytes(), Shares);
        QSignalSpy activated(&tables.panel, &TableInspector::cellActivated);
        QTest::mouseDClick(tables.grid()->viewport(), Qt::LeftButton, {},
                           tables.grid()->visualRect(tables.cell(1, 0)).center());
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toUInt(), static_cast<quint32>(Shares.indexOf("| Norrland")));
    }

    void theListIsWalkedByArrows()
    {
        const Tables tables("# One\n\n" + Shares + "\n# Two\n\n| x |\n|---|\n| 1 |\n\nText\n\n| lost | row |\n");
        auto *const list = tables.panel.findChild<QListView *>(u"tableList"_s);
        const QAbstractItemModelTester tester(list->model());
        QCOMPARE(list->model()->rowCount(), 3);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(tables.at(0, 0), u"1"_s);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(tables.at(0, 1), u"row"_s);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(tables.grid()->hasFocus());
        QVERIFY(tables.grid()->currentIndex().isValid());
    }

    void aPropertySheetTellsKindsByRow()
    {
        const Tables tables("| Metric | Value |\n|---|---|\n| Share | 3% |\n| Revenue | $2B |\n");
        QVERIFY(!tables.cell(0, 1).data(TableModel::NumericRole).toBool());
        QCOMPARE(tables.cell(0, 1).data(TableModel::KindRole).value<CellKind>(), CellKind::Percent);
        QCOMPARE(tables.cell(1, 1).data(TableModel::KindRole).value<CellKind>(), CellKind::Money);
        QVERIFY(!tables.cell(1, 0).data(TableModel::KindRole).isValid());
    }

    void theChosenTableStaysWhileItIsEdited()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n\n# T\n\n| b |\n|---|\n| 2 |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const list = window.find<QListView>(u"tableList"_s);
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        // The caret stands in the second table, the first one is chosen.
        text->goTo(static_cast<quint32>(vault.read(u"A.md"_s).indexOf("| 2")), true);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"2"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        grid->setFocus();
        grid->model()->setData(grid->model()->index(0, 0), u"one"_s, Qt::EditRole);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"one"_s);
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"1"_s);
        QTest::qWait(50);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"1"_s);
    }

    void aChangeFromOutsideLeavesTheCellThatIsTyped()
    {
        const QByteArray text = "# S\n\n| a | b |\n|---|---|\n| x | 36% |\n\n# T\n\n| c |\n|---|\n| 2 |\n";
        const TemporaryVault vault(QByteArray("//- A.md\n" + text));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const list = window.find<QListView>(u"tableList"_s);
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        // The caret stands before the second table, and is moved to where that stood.
        window.find<NoteEditor>(u"editor"_s)->goTo(static_cast<quint32>(text.indexOf("# T")), true);
        list->setCurrentIndex(list->model()->index(0, 0));
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClicks(grid, u"3"_s);
        QVERIFY(grid->viewport()->findChild<QLineEdit *>(u"cellEditor"_s));
        vault.write(u"A.md"_s, "One\n\n" + text);
        QTRY_VERIFY(window.find<NoteEditor>(u"editor"_s)->toPlainText().startsWith(u"One"));
        QTest::qWait(50);
        QCOMPARE(list->currentIndex().row(), 0);
        auto *const editor = grid->viewport()->findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"3"_s);
        QTest::keyClicks(editor, u"7%"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(window.find<NoteEditor>(u"editor"_s)->toPlainText().contains(u"| x | 37% |"));
    }

    void theWindowChangesTheNoteAndTakesItBack()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| Company | Share |\n|--|--|\n| B | ~5% |\n| C | ~37% |\n");
        const QByteArray before = vault.read(u"A.md"_s);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        // Where the keyboard is here, F2 does not rename the note.
        QTest::keyClick(grid, Qt::Key_F2);
        auto *const editor = grid->viewport()->findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, u"~3%"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        QVERIFY(text->toPlainText().contains(u"| B | ~3% |"));
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(text->toPlainText().contains(u"| B | ~5% |"));
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(text->toPlainText().contains(u"| B | ~3% |"));
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"A.md"_s), before);
    }
};

QTEST_MAIN(TableInspectorTest)
#include "tableinspectortest.moc"
