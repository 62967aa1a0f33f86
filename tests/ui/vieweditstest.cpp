// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/viewedits.h"

#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/claimspanel.h"
#include "ui/style/style.h"
#include "ui/table/comparisonview.h"
#include "ui/table/gridview.h"
#include "ui/window/comparisons.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Revenue | $4B |
| Employees | 900 |
//- Norrland.md
#company
| Metric | Value |
|---|---|
| Revenue | $5B |
| Employees | 1,200 |

The end.
//- Mine.md
# Mine

The first.

The last.
//- Cut.md
| a | b |
|---|---|
| 1 | 2 |

| 3 | 4 |
)";

} // namespace

/// What is changed through others than a note's editor, and taken back there, in the window.
class ViewEditsTest : public QObject
{
    Q_OBJECT

private:
    static NotePath path(const QString &name) { return *NotePath::fromRelative(name); }

    static QString said(const TestWindow &window) { return window.find<QLabel>(u"statusMessage"_s)->text(); }

    // In the list of all tables, whose grid this is; null where that does not come.
    static GridView *emptyRevenueOfNorrland(const TestWindow &window)
    {
        window->findChild<QTabWidget *>(u"bottomPanels"_s)->setCurrentIndex(1);
        window.find<QLineEdit>(u"allTablesField"_s)->setText(u"1,200"_s);
        GridView *grid = nullptr;
        const bool isShown = QTest::qWaitFor([&] {
            grid = window.find<GridView>(u"allTablesGrid"_s);
            return grid && grid->model()->index(1, 1).data() == u"1,200"_s;
        });
        if (!isShown)
            return nullptr;
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClick(grid, Qt::Key_Delete);
        return grid;
    }

    static ComparisonView *compare(const TestWindow &window)
    {
        ComparisonView *const view = window->comparisons()->open({.names = {u"Kestrel.md"_s, u"Norrland.md"_s}});
        return QTest::qWaitFor([&] { return !view->shown().rows.isEmpty(); }) ? view : nullptr;
    }

    // Rows: revenue, employees; columns: Kestrel, Norrland.
    static QByteArray raw(const ComparisonView *view, int row, int column)
    {
        return view->shown().cell(row, column).values.value(0).raw;
    }

    static bool edit(const ComparisonView *view, int row, int column, const QString &text)
    {
        auto *const grid = view->findChild<QTableView *>(u"comparisonGrid"_s);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(row, column));
        QTest::keyClick(grid, Qt::Key_F2);
        auto *const editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (!editor)
            return false;
        editor->setText(text);
        QTest::keyClick(editor, Qt::Key_Return);
        return true;
    }

    // As a click on "Take this value" in the panel does.
    static void takeValue(const TestWindow &window, const QString &note, const QByteArray &before,
                          const QByteArray &after)
    {
        const Snapshot &snapshot = window->vault().snapshot();
        const qsizetype place = snapshot.note(snapshot.find(path(note))).text.indexOf(before);
        QVERIFY(place >= 0);
        Q_EMIT window->findChild<ClaimsPanel *>()->changeWanted(path(note), ByteRange::of(place, place + before.size()),
                                                                after, snapshot);
    }

    static void undo() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier); }
    static void redo()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    }

    static bool writeInto(const TestWindow &window, const QString &note)
    {
        const ComparisonView *const view = compare(window);
        if (!view)
            return false;
        for (QAction *action : view->findChild<QToolButton *>(u"comparisonExport"_s)->menu()->actions()) {
            if (action->text() == u"Table in a note…"_s)
                action->trigger();
        }
        QTest::keyClicks(QApplication::focusWidget(), note);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        return true;
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void anUndoThatIsOfferedFollowsANoteThatAnotherProgramRenames()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Kestrel.md"_s);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        takeValue(window, u"Kestrel.md"_s, "$4B", "$6B");
        window.run(u"Save"_s);
        QTRY_VERIFY(vault.read(u"Kestrel.md"_s).contains("$6B"));
        QVERIFY(QFile::rename(vault.absolute(u"Kestrel.md"_s), vault.absolute(u"Hawk.md"_s)));
        QTRY_COMPARE(window.note(), u"Hawk"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText().toUtf8(), before);
    }

    void anUndoThatIsOfferedLeavesWhatCameAfter()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Mine.md"_s);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(writeInto(window, u"Mine"_s));
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QTRY_VERIFY(editor->toPlainText().contains(u"$5B"_s));
        QCOMPARE(said(window), u"The comparison is in Mine."_s);
        editor->goTo(static_cast<quint32>(editor->toPlainText().indexOf(u"The last."_s)), true);
        QTest::keyClicks(editor, u"Not "_s);
        QVERIFY(window.click(u"Undo"_s));
        QCOMPARE(editor->toPlainText().toUtf8(), QByteArray(before).replace("The last", "Not The last"));
        QCOMPARE(said(window), u"Undone: Comparison in Mine."_s);
        QVERIFY(window.click(u"Redo"_s));
        QVERIFY(editor->toPlainText().contains(u"$5B"_s));
        QVERIFY(editor->toPlainText().contains(u"Not The last"_s));
    }

    void theOfferIsOfWhatWasDoneLast()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Mine.md"_s);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(writeInto(window, u"Mine"_s));
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QTRY_VERIFY(editor->toPlainText().contains(u"$5B"_s));
        const QString written = editor->toPlainText();
        QTRY_COMPARE(window->vault().snapshot().note(window->vault().snapshot().find(path(u"Mine.md"_s))).text,
                     written.toUtf8());
        takeValue(window, u"Mine.md"_s, "first", "second");
        QCOMPARE(editor->toPlainText(), QString(written).replace(u"first"_s, u"second"_s));
        QCOMPARE(said(window), u"Take a value into Mine."_s);
        QVERIFY(window.click(u"Undo"_s));
        QCOMPARE(editor->toPlainText(), written);
    }

    void theOfferStaysWhereAnotherNoteIsChanged()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        takeValue(window, u"Kestrel.md"_s, "$4B", "$6B");
        FileView *const other = window->navigator()->openFile(path(u"Kestrel.md"_s), OpenIn::NewTab);
        QVERIFY(window->navigator()->openFile(path(u"Mine.md"_s), OpenIn::NewTab));
        takeValue(window, u"Mine.md"_s, "first", "second");
        QCOMPARE(said(window), u"Take a value into Mine."_s);
        QVERIFY(other->session()->replaceText(other->session()->bytes() + "more\n"));
        QCOMPARE(said(window), u"Take a value into Mine."_s);
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        other->session()->undo();
        QCOMPARE(said(window), u"Take a value into Mine."_s);
        editor->undo();
        QTRY_VERIFY(said(window) != u"Take a value into Mine.");
    }

    void ofANoteInATabBehind()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const ComparisonView *const view = compare(window);
        QVERIFY(view);
        QVERIFY(edit(view, 0, 0, u"$6B"_s));
        QTRY_COMPARE(raw(view, 0, 0), "$6B");
        QVERIFY(edit(view, 1, 0, u"950"_s));
        QTRY_COMPARE(raw(view, 1, 0), "950");
        undo();
        QTRY_COMPARE(raw(view, 1, 0), "900");
        QCOMPARE(raw(view, 0, 0), "$6B");
        QCOMPARE(said(window), u"Undone: Change 900 in Kestrel."_s);
        undo();
        QTRY_COMPARE(raw(view, 0, 0), "$4B");
        undo();
        QCOMPARE(said(window), u"Nothing that was changed here is left to be undone."_s);
        redo();
        QTRY_COMPARE(raw(view, 0, 0), "$6B");
        QCOMPARE(said(window), u"Done again: Change $4B in Kestrel."_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Y, Qt::ControlModifier);
        QTRY_COMPARE(raw(view, 1, 0), "950");
    }

    void ofANoteThatIsNotOpen()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Norrland.md"_s);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        const ComparisonView *const view = compare(window);
        QVERIFY(view);
        QVERIFY(edit(view, 0, 1, u"$6B"_s));
        QTRY_COMPARE(raw(view, 0, 1), "$6B");
        // Another change to a note that nobody looks at is not what was done here.
        takeValue(window, u"Norrland.md"_s, "The end", "An end");
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("$5B", "$6B").replace("The", "An"));
        view->findChild<QTableView *>(u"comparisonGrid"_s)->setFocus();
        undo();
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("The", "An"));
        QTRY_COMPARE(said(window), u"Undone: Change $5B in Norrland."_s);
        redo();
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("$5B", "$6B").replace("The", "An"));
        // What was written by others into the same place is not undone.
        QTRY_COMPARE(said(window), u"Done again: Change $5B in Norrland."_s);
    }

    void ofAFileWithASecondName()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Norrland.md"_s);
        QCOMPARE(::link(qPrintable(vault.absolute(u"Norrland.md"_s)), qPrintable(vault.absolute(u"second.txt"_s))), 0);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        const ComparisonView *const view = compare(window);
        QVERIFY(view);
        QVERIFY(edit(view, 0, 1, u"$6B"_s));
        QVERIFY(window.click(u"Write in place"_s));
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("$5B", "$6B"));
        QCOMPARE(vault.read(u"second.txt"_s), vault.read(u"Norrland.md"_s));
        QTRY_COMPARE(raw(view, 0, 1), "$6B");
        view->findChild<QTableView *>(u"comparisonGrid"_s)->setFocus();
        undo();
        QTRY_COMPARE(vault.read(u"second.txt"_s), before);
    }

    void whatStandsInTheSamePlaceStays()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const ComparisonView *const view = compare(window);
        QVERIFY(view);
        QVERIFY(edit(view, 0, 0, u"$6B"_s));
        QTRY_COMPARE(raw(view, 0, 0), "$6B");
        takeValue(window, u"Kestrel.md"_s, "$6B", "$7B");
        QTRY_COMPARE(raw(view, 0, 0), "$7B");
        undo();
        QCOMPARE(said(window), u"Kestrel was changed in the same place since. Nothing was undone."_s);
        QCOMPARE(raw(view, 0, 0), "$7B");
    }

    void fromTheListOfAllTables()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Norrland.md"_s);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(emptyRevenueOfNorrland(window));
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("$5B", ""));
        takeValue(window, u"Kestrel.md"_s, "$4B", "$8B");
        QTRY_VERIFY(vault.read(u"Kestrel.md"_s).contains("$8B"));
        window.find<QListView>(u"allTablesList"_s)->setFocus();
        undo();
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), before);
        QVERIFY(vault.read(u"Kestrel.md"_s).contains("$8B"));
        QTRY_COMPARE(said(window), u"Undone: Table of Norrland."_s);
    }

    // A note that nobody opened is changed where it lies by then.
    void ofANoteThatWasRenamedSince()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Norrland.md"_s);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        GridView *const grid = emptyRevenueOfNorrland(window);
        QVERIFY(grid);
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("$5B", ""));
        QVERIFY(QFile::rename(vault.absolute(u"Norrland.md"_s), vault.absolute(u"North.md"_s)));
        QTRY_VERIFY(window->vault().snapshot().find(path(u"North.md"_s)) >= 0);
        grid->setFocus();
        undo();
        QTRY_COMPARE(vault.read(u"North.md"_s), before);
        redo();
        QTRY_COMPARE(vault.read(u"North.md"_s), QByteArray(before).replace("$5B", ""));
    }

    void fromTheListOfTables()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Cut"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        const QString before = editor->toPlainText();
        window.showPanel(u"Tables"_s);
        auto *const list = window.find<QListView>(u"tableList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(1, 0));
        QVERIFY(window.click(u"Join with the table above"_s));
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(list->hasFocus());
        undo();
        QCOMPARE(editor->toPlainText(), before);
        redo();
        QVERIFY(editor->toPlainText() != before);
    }
};

QTEST_MAIN(ViewEditsTest)
#include "vieweditstest.moc"
