// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tabletabs.h"

#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/celleditor.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"

#include <QAction>
#include <QTabWidget>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class TableTabsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void theTablesOfANoteHaveATab()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->text() == u"Tables of the note in a tab")
                action->trigger();
        }
        auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        QCOMPARE(tabs->count(), 2);
        auto *const inspector = qobject_cast<TableInspector *>(tabs->currentWidget());
        QVERIFY(inspector);
        QCOMPARE(inspector->grid()->model()->rowCount(), 1);
        // The note's own tab may go: what is changed is saved all the same.
        tabs->setCurrentIndex(0);
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(tabs->count(), 1);
        inspector->grid()->model()->setData(inspector->grid()->model()->index(0, 0), u"2"_s, Qt::EditRole);
        QCOMPARE(inspector->grid()->model()->index(0, 0).data().toString(), u"2"_s);
        QTRY_VERIFY_WITH_TIMEOUT(vault.read(u"A.md"_s).contains("| 2 |"), 10000);
        inspector->grid()->setFocus();
        QTest::keyClick(inspector->grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(vault.read(u"A.md"_s).contains("| 1 |"), 10000);
    }

    void theTabTurnsToTheTableThatIsWanted()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n\n# T\n\n| b |\n|---|\n| 2 |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        const auto headerOfTab = [&](qsizetype place) {
            tabs->setCurrentIndex(0);
            window->navigator()->open(*NotePath::fromRelative(u"A.md"), OpenIn::CurrentTab,
                                      static_cast<quint32>(place));
            window.run(u"Tables of the note in a tab"_s);
            const auto *const inspector = qobject_cast<TableInspector *>(tabs->currentWidget());
            return inspector ? inspector->grid()->model()->headerData(0, Qt::Horizontal).toString() : QString();
        };
        QCOMPARE(headerOfTab(vault.read(u"A.md"_s).indexOf("| 1")), u"a"_s);
        QCOMPARE(headerOfTab(vault.read(u"A.md"_s).indexOf("| 2")), u"b"_s);
        QCOMPARE(tabs->count(), 2);
    }

    void aTabBehindTellsOfTextThatWaitsInIt()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a | b |\n|---|---|\n| x | 1 |\n//- B.md\ntext\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Tables of the note in a tab"_s);
        auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        const int page = tabs->currentIndex();
        const auto mark = [&] { return tabs->tabIcon(page).pixmap(16).toImage(); };
        const QImage plain = mark();
        GridView *const grid = qobject_cast<TableInspector *>(tabs->currentWidget())->grid();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClicks(grid, u"2"_s);
        QVERIFY(mark() != plain);
        vault.write(u"A.md"_s, "# S\n\n| a | b |\n|---|---|\n| x | 3 |\n");
        QTRY_VERIFY(window.find<QWidget>(u"cellQuestion"_s));
        window->navigator()->openNamed(u"B"_s);
        QCOMPARE(window.note(), u"B"_s);
        const auto *const state = window.find<QLabel>(u"statusState"_s);
        QCOMPARE(state->text(), u"● Unsaved in A"_s);
        QVERIFY(mark() != plain);
        // Once it is answered, nothing is told any more.
        tabs->setCurrentIndex(page);
        grid->dropTypedText();
        QTest::keyClick(grid->findChild<CellEditor *>() ? static_cast<QWidget *>(grid->findChild<CellEditor *>())
                                                        : grid,
                        Qt::Key_Escape);
        QTRY_VERIFY(!state->text().contains(u"Unsaved"));
        QCOMPARE(mark(), plain);
    }

    void aWindowWithTextThatWaitsInATabStays()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a | b |\n|---|---|\n| x | 1 |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->text() == u"Tables of the note in a tab")
                action->trigger();
        }
        auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        GridView *const grid = qobject_cast<TableInspector *>(tabs->currentWidget())->grid();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClicks(grid, u"2"_s);
        QVERIFY(window.find<CellEditor>(u"cellEditor"_s));
        const QByteArray theirs = "# S\n\n| a | b |\n|---|---|\n| x | 3 |\n";
        vault.write(u"A.md"_s, theirs);
        QTRY_VERIFY(window.find<QWidget>(u"cellQuestion"_s));
        tabs->setCurrentIndex(0);
        QVERIFY(!window->close());
        QCOMPARE(tabs->currentIndex(), 1);
        QCOMPARE(grid->typedTexts().size(), 1);
        QCOMPARE(grid->typedTexts().first().text, u"2"_s);
        QCOMPARE(vault.read(u"A.md"_s), theirs);
    }
};

QTEST_MAIN(TableTabsTest)
#include "tabletabstest.moc"
