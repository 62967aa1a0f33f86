// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/alltables.h"

#include "tests/support/vaultof.h"
#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/filespanel.h"
#include "ui/style/style.h"
#include "ui/table/gridview.h"
#include "ui/table/tablelist.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTabWidget>
#include <QToolButton>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Notes =
    "//- Kestrel.md\n#cells\n\n## Rivals\n\n| Company | Share |\n|---|---|\n| [[Norrland]] | 37% |\n| Volta | 5% |\n"
    "//- Norrland.md\n## Plants\n\n| Plant | Size |\n|---|---|\n| North | 3 GWh |\n\n"
    "## Rivals\n\n| Company | Share |\n|---|---|\n| Kestrel | 12% |\n";

struct Panel
{
    Panel()
    {
        panel.resize(1000, 400);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qWarning("The panel does not become active.");
    }

    QLineEdit *field() const { return panel.findChild<QLineEdit *>(u"allTablesField"_s); }
    QListView *list() const { return panel.findChild<QListView *>(u"allTablesList"_s); }
    QString count() const { return panel.findChild<QLabel *>(u"allTablesCount"_s)->text(); }
    QString shown() const { return panel.path().name() + u' ' + panel.grid()->model()->index(0, 0).data().toString(); }

    AllTables panel;
};

} // namespace

class AllTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void tablesAreFoundAsOneTypes()
    {
        Panel panel;
        const QAbstractItemModelTester tester(panel.list()->model());
        panel.panel.setSnapshot(vaultOf(Notes));
        QTRY_COMPARE(panel.count(), u"3 tables"_s);
        QCOMPARE(panel.list()->model()->rowCount(), 3);
        QCOMPARE(panel.shown(), u"Kestrel Norrland"_s);
        const auto isOdd = [&](int row) {
            return panel.list()->model()->index(row, 0).data(TableListModel::OddRole).toBool();
        };
        QVERIFY(!isOdd(0));
        panel.panel.setSnapshot(vaultOf(QByteArray(Notes).replace("| North | 3 GWh", "| North | 3 GWh | 5")));
        QTRY_VERIFY(isOdd(1));
        QVERIFY(!isOdd(2));
        QTest::keyClicks(panel.field(), u"plants"_s);
        QTRY_COMPARE(panel.count(), u"1 of 3 tables"_s);
        QCOMPARE(panel.shown(), u"Norrland North"_s);
        panel.field()->setText(u"share"_s);
        QTRY_COMPARE(panel.count(), u"2 of 3 tables"_s);
        // From the field, the arrows walk through what was found.
        panel.field()->setFocus();
        panel.list()->setCurrentIndex(panel.list()->model()->index(0, 0));
        QTest::keyClick(panel.field(), Qt::Key_Down);
        QCOMPARE(panel.shown(), u"Norrland Kestrel"_s);
        QTest::keyClick(panel.field(), Qt::Key_Return);
        QVERIFY(panel.panel.grid()->hasFocus());
        panel.field()->setText(u"nowhere"_s);
        QTRY_COMPARE(panel.count(), u"0 of 3 tables"_s);
        QVERIFY(panel.panel.path().isEmpty());
        QVERIFY(!panel.list()->isVisible());
        QTest::keyClick(panel.field(), Qt::Key_Escape);
        QTRY_COMPARE(panel.count(), u"3 tables"_s);
    }

    void theNoteIsOpenedAtItsTable()
    {
        Panel panel;
        panel.panel.setSnapshot(vaultOf(Notes));
        QTRY_COMPARE(panel.count(), u"3 tables"_s);
        panel.list()->setCurrentIndex(panel.list()->model()->index(2, 0));
        QSignalSpy opened(&panel.panel, &AllTables::opened);
        QTest::keyClick(panel.list(), Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).value<NotePath>(), pathOf(u"Norrland.md"));
        QVERIFY(opened.first().at(1).toUInt() > 40);
    }

    void theShownTableFollowsItsNote()
    {
        Panel panel;
        panel.panel.setSnapshot(vaultOf(Notes));
        QTRY_COMPARE(panel.count(), u"3 tables"_s);
        panel.list()->setCurrentIndex(panel.list()->model()->index(1, 0));
        QCOMPARE(panel.shown(), u"Norrland North"_s);
        const QByteArray changed =
            "//- Ampere.md\n| a |\n|---|\n| 1 |\n" + QByteArray(Notes).replace("North ", "South ");
        panel.panel.setSnapshot(vaultOf(changed));
        QTRY_COMPARE(panel.count(), u"4 tables"_s);
        QCOMPARE(panel.shown(), u"Norrland South"_s);
        QCOMPARE(panel.list()->currentIndex().row(), 2);
    }

    void whatNoLongerFitsStaysUntilTheSearchIsAnotherOne()
    {
        Panel panel;
        panel.panel.setSnapshot(vaultOf(Notes));
        panel.field()->setText(u"cell:norrland"_s);
        QTRY_COMPARE(panel.count(), u"1 of 3 tables"_s);
        panel.panel.setSnapshot(vaultOf(QByteArray(Notes).replace("[[Norrland]] |", "Ampere |")));
        QTRY_COMPARE(panel.shown(), u"Kestrel Ampere"_s);
        QCOMPARE(panel.list()->model()->rowCount(), 1);
        QVERIFY(panel.panel.grid()->isVisible());
        panel.field()->setText(u"cell:norrland "_s);
        QTRY_COMPARE(panel.count(), u"0 of 3 tables"_s);
    }

    void whatIsEditedSoThatItNoLongerFitsIsUndone()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Norrland.md"_s);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->findChild<QTabWidget *>(u"bottomPanels"_s)->setCurrentIndex(1);
        window.find<QLineEdit>(u"allTablesField"_s)->setText(u"cell:north"_s);
        QTRY_VERIFY(window.find<GridView>(u"allTablesGrid"_s));
        auto *const grid = window.find<GridView>(u"allTablesGrid"_s);
        QTRY_COMPARE(grid->model()->index(0, 1).data().toString(), u"3 GWh"_s);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 0));
        QTest::keyClicks(grid, u"S"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"outh"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("North ", "South "));
        QTRY_COMPARE(grid->model()->index(0, 0).data().toString(), u"South"_s);
        QVERIFY(grid->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), before);
    }

    void hiddenItAsksForNothing()
    {
        Panel panel;
        panel.panel.hide();
        panel.panel.setSnapshot(vaultOf(Notes));
        QTest::qWait(30);
        QCOMPARE(panel.list()->model()->rowCount(), 0);
        panel.panel.show();
        QTRY_COMPARE(panel.list()->model()->rowCount(), 3);
    }

    void aNoteThatIsNotOpenIsChangedInItsFile()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Norrland.md"_s);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->findChild<QTabWidget *>(u"bottomPanels"_s)->setCurrentIndex(1);
        auto *const field = window.find<QLineEdit>(u"allTablesField"_s);
        QVERIFY(field);
        field->setText(u"plants"_s);
        QTRY_VERIFY(window.find<GridView>(u"allTablesGrid"_s));
        auto *const grid = window.find<GridView>(u"allTablesGrid"_s);
        QTRY_COMPARE(grid->model()->index(0, 0).data().toString(), u"North"_s);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClick(grid, Qt::Key_F2);
        auto *const editor = qobject_cast<QLineEdit *>(grid->indexWidget(grid->currentIndex()));
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, u"4 GWh"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("3 GWh", "4 GWh"));
        QTRY_COMPARE(grid->model()->index(0, 1).data().toString(), u"4 GWh"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), before);
        QTRY_COMPARE(grid->model()->index(0, 1).data().toString(), u"3 GWh"_s);
    }

    void aNoteThatIsOpenIsChangedThere()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->findChild<QTabWidget *>(u"bottomPanels"_s)->setCurrentIndex(1);
        QTRY_VERIFY(window.find<GridView>(u"allTablesGrid"_s));
        auto *const grid = window.find<GridView>(u"allTablesGrid"_s);
        QTRY_COMPARE(grid->model()->index(0, 0).data().toString(), u"Norrland"_s);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(1, 1));
        QTest::keyClick(grid, Qt::Key_Delete);
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        QVERIFY(text->toPlainText().contains(u"| Volta |  |"));
        QTRY_COMPARE(grid->model()->index(1, 1).data().toString(), QString());
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(text->toPlainText().contains(u"| Volta | 5% |"));
    }

    void theShownTableStaysWhenItsNoteIsRenamed()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->findChild<QTabWidget *>(u"bottomPanels"_s)->setCurrentIndex(1);
        auto *const panel = window->findChild<AllTables *>();
        auto *const list = panel->findChild<QListView *>(u"allTablesList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 3);
        list->setCurrentIndex(list->model()->index(1, 0));
        QCOMPARE(panel->path().toString(), u"Norrland.md"_s);
        Q_EMIT window.find<FilesPanel>(u"filesPanel"_s)->moveWanted(u"Norrland.md"_s, u"Makers"_s);
        QTRY_COMPARE(panel->path().toString(), u"Makers/Norrland.md"_s);
        QTRY_COMPARE(list->currentIndex().row(), 1);
        QTRY_VERIFY(window->vault().snapshot().find(pathOf(u"Makers/Norrland.md")) >= 0);
        QTRY_VERIFY(window->isSettled());
        QCOMPARE(panel->path().toString(), u"Makers/Norrland.md"_s);
        GridView *const grid = panel->grid();
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"North"_s);
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClick(grid, Qt::Key_Delete);
        QTRY_VERIFY(vault.read(u"Makers/Norrland.md"_s).contains("| North |  |"));
    }

    void theOfferToUndoGoesOnceItWasUndone()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->findChild<QTabWidget *>(u"bottomPanels"_s)->setCurrentIndex(1);
        QTRY_VERIFY(window.find<GridView>(u"allTablesGrid"_s));
        auto *const grid = window.find<GridView>(u"allTablesGrid"_s);
        QTRY_COMPARE(grid->model()->index(0, 0).data().toString(), u"Norrland"_s);
        grid->setCurrentIndex(grid->model()->index(1, 1));
        QTest::keyClick(grid, Qt::Key_Delete);
        const auto *const choice = window->findChild<QToolButton *>(u"statusChoice"_s);
        QVERIFY(choice->isVisible());
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(text, u"x"_s);
        QVERIFY(choice->isVisible());
        text->undo();
        QVERIFY(!choice->isVisible());
        QCOMPARE(window->findChild<QLabel *>(u"statusMessage"_s)->text(), QString());
    }
};

QTEST_MAIN(AllTablesTest)
#include "alltablestest.moc"
