// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/panels/draggednotes.h"
#include "ui/panels/filespanel.h"
#include "ui/style/style.h"
#include "ui/table/alltables.h"
#include "ui/table/comparisonview.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Kestrel.md
#company
## Competitors
| Company | Market share |
|---|---|
| [[Norrland]] | 16% |
| [[Kestrel]] | 37% |
//- Norrland.md
#company
## Facts
| Metric | Value |
|---|---|
| Revenue | $5B |
## Rivals
| Rival | Share |
|---|---|
| [[Kestrel]] | 35% |
//- Skua.md
#company
[[Kestrel]] buys from it.
## Facts
| Metric | Value |
|---|---|
| Revenue | $1B |
)";

// The notes that link to the one in `window`, in one list.
QTreeView *shownBacklinks(const TestWindow &window)
{
    window->findChild<QTabWidget *>(u"rightPanels"_s)->setCurrentIndex(0);
    window->findChild<QToolButton *>(u"backlinksGrouping"_s)->click();
    return window->findChild<QTreeView *>(u"backlinksTree"_s);
}

} // namespace

/// Where a comparison can be begun.
class ComparisonEntriesTest : public QObject
{
    Q_OBJECT

private:
    // The titles of the columns of the comparison in front.
    static QStringList columns(const TestWindow &window)
    {
        const auto *const view = window.find<ComparisonView>(u"comparisonView"_s);
        QStringList titles;
        for (const ComparisonLine &column : view ? view->shown().columns : QList<ComparisonLine>())
            titles.append(column.title);
        return titles;
    }

    // The first line of the list that asks.
    static QString firstOffer(const TestWindow &window)
    {
        const auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
        return list ? list->model()->index(0, 0).data().toString() : QString();
    }

    static bool choose(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
            if (action->text() == text && action->isVisible()) {
                action->trigger();
                return true;
            }
        }
        return false;
    }

    static void clickFile(const QTreeView *tree, int row, Qt::KeyboardModifiers keys, Qt::MouseButton button)
    {
        QTest::mouseClick(tree->viewport(), button, keys, tree->visualRect(tree->model()->index(row, 0)).center());
    }

    static void askMenu(QAbstractItemView *view, const QModelIndex &index)
    {
        Q_EMIT view->customContextMenuRequested(view->visualRect(index).center());
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void selectedFiles()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Skua"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const tree = window->findChild<QTreeView *>(u"filesTree"_s);
        auto *const files = window->findChild<FilesPanel *>(u"filesPanel"_s);
        clickFile(tree, 0, {}, Qt::LeftButton);
        QCOMPARE(window.note(), u"Kestrel"_s);
        QCOMPARE(files->selectedNotes().size(), 1);
        clickFile(tree, 1, Qt::ShiftModifier, Qt::LeftButton);
        QCOMPARE(window.note(), u"Kestrel"_s); // What is only selected is not opened.
        QCOMPARE(files->selectedNotes().size(), 2);
        clickFile(tree, 2, Qt::AltModifier, Qt::LeftButton);
        QCOMPARE(files->selectedNotes().size(), 3);
        clickFile(tree, 1, Qt::AltModifier, Qt::LeftButton);
        QCOMPARE(files->selectedNotes().size(), 2);

        askMenu(tree, tree->model()->index(0, 0));
        auto *const menu = window->findChild<QMenu *>(u"fileMenu"_s);
        QVERIFY(choose(menu, u"Compare the 2 selected notes"_s));
        menu->close();
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Skua"_s}));
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);

        clickFile(tree, 0, {}, Qt::LeftButton);
        clickFile(tree, 1, Qt::ShiftModifier, Qt::LeftButton);
        QTest::keyClick(window.operator->(), Qt::Key_K, Qt::ControlModifier);
        auto *const input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(input);
        QTest::keyClicks(input, u"selected"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Norrland"_s}));
    }

    void fromATable()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const QMenu *const menu = window->findChild<QToolButton *>(u"compareTable"_s)->menu();
        QVERIFY(choose(menu, u"Compare with competitors"_s));
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Norrland"_s}));
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(choose(menu, u"Same table of the companies named here"_s));
        QTRY_VERIFY(window.find<ComparisonView>(u"comparisonView"_s));
        QCOMPARE(window.find<ComparisonView>(u"comparisonView"_s)->request().shape, ComparisonRequest::Shape::Tables);
        QTRY_VERIFY(!columns(window).isEmpty());
    }

    // Those in the selected rows alone, by the menu and by Ctrl+K.
    void fromSelectedRows()
    {
        const TemporaryVault vault(QByteArray(Notes
                                              + "//- Tern.md\n#company\n## Rivals\n| Rival | Share |\n|---|---|\n"
                                                "| [[Kestrel]] | 35% |\n| Tern | 3% |\n| Skua | 4% |\n"
                                                "| [[Norrland]] | 9% |\n| Nobody | 1% |\n"_ba));
        TestWindow window(vault.root(), u"Tern"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const grid = window->findChild<TableInspector *>(u"tableInspector"_s)->grid();
        QTRY_COMPARE(grid->model()->rowCount(), 5);
        const auto select = [&](int first, int last) {
            grid->setFocus();
            grid->setCurrentIndex(grid->model()->index(first, 0));
            grid->selectionModel()->select(
                QItemSelection(grid->model()->index(first, 0), grid->model()->index(last, 0)),
                QItemSelectionModel::ClearAndSelect);
        };
        const auto compare = [&] {
            QContextMenuEvent wanted(QContextMenuEvent::Keyboard, {}, grid->mapToGlobal(QPoint(20, 20)));
            QApplication::sendEvent(grid->viewport(), &wanted);
            const std::unique_ptr<QMenu> menu(grid->findChild<QMenu *>(u"tableMenu"_s));
            return choose(menu.get(), u"Compare those in the selected rows"_s);
        };
        select(0, 1);
        QVERIFY(compare());
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Tern"_s}));
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        // One alone stands beside the note.
        select(3, 3);
        QVERIFY(compare());
        QTRY_COMPARE(columns(window), QStringList({u"Tern"_s, u"Norrland"_s}));
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        select(4, 4);
        QVERIFY(compare());
        QCOMPARE(window->findChild<QLabel *>(u"statusMessage"_s)->text(), u"What is selected names no notes."_s);

        const QList<std::pair<int, QString>> asked{{2, u"Tern and Skua"_s}, {3, u"The 2 selected notes"_s}};
        for (const auto &[last, title] : asked) {
            select(2, last);
            QTest::keyClick(grid, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(firstOffer(window), title);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            QTRY_COMPARE(columns(window),
                         last == 2 ? QStringList({u"Tern"_s, u"Skua"_s}) : QStringList({u"Skua"_s, u"Norrland"_s}));
            QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        }
    }

    // Whom a contradiction is about, and who says it.
    void fromClaims()
    {
        const TemporaryVault vault("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"
                                   "//- Norrland.md\n#actor\n| Company | Market value |\n|---|---|\n"
                                   "| [[Kestrel]] | ~$5B |\n| Skua | $1B |\n"_ba);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"Claims"_s);
        auto *const table = window->findChild<QTreeView *>(u"claimsTable"_s);
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        askMenu(table, table->currentIndex());
        auto *const menu = window->findChild<QMenu *>(u"claimsMenu"_s);
        QVERIFY(choose(menu, u"Compare Kestrel, Norrland"_s));
        menu->close();
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Norrland"_s}));
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(firstOffer(window), u"The 2 selected notes"_s);
    }

    void fromRelations()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Relations of the note"_s);
        auto *const tree = window->findChild<QTreeView *>(u"relationsTree"_s);
        QTRY_VERIFY(tree->model()->rowCount() > 0);
        const QModelIndex relation = tree->model()->index(0, 0, tree->model()->index(0, 0));
        askMenu(tree, relation);
        QVERIFY(choose(window->findChild<QMenu *>(u"relationsMenu"_s), u"Compare with Kestrel"_s));
        QTRY_COMPARE(columns(window), QStringList({u"Norrland"_s, u"Kestrel"_s}));
    }

    // By its name among the commands, with what is selected where the keyboard was.
    void fromTheCommands()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        QTreeView *const tree = shownBacklinks(window);
        QTRY_VERIFY(tree && tree->model()->rowCount() == 2);
        tree->setFocus();
        tree->selectionModel()->select(QItemSelection(tree->model()->index(0, 0), tree->model()->index(1, 0)),
                                       QItemSelectionModel::ClearAndSelect);
        QTest::keyClick(tree, Qt::Key_P, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"compare"_s);
        QCOMPARE(firstOffer(window), u"Compare…"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(firstOffer(window), u"The 2 selected notes"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"kestrel and"_s);
        QCOMPARE(firstOffer(window), u"Kestrel and the 2 selected notes"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Norrland"_s, u"Skua"_s}));
    }

    void fromBacklinks()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        QTreeView *const tree = shownBacklinks(window);
        QTRY_VERIFY(tree && tree->model()->rowCount() == 2);
        tree->selectionModel()->select(QItemSelection(tree->model()->index(0, 0), tree->model()->index(1, 0)),
                                       QItemSelectionModel::ClearAndSelect);
        askMenu(tree, tree->model()->index(0, 0));
        QVERIFY(choose(window->findChild<QMenu *>(u"backlinksMenu"_s), u"Compare with 2 notes"_s));
        QTRY_COMPARE(columns(window), QStringList({u"Kestrel"_s, u"Norrland"_s, u"Skua"_s}));
    }

    void notesAreDraggedIn()
    {
        const TemporaryVault vault(QByteArray(Notes + "//- Folder/Deep.md\n#company\n//- Picture.png\nx\n"_ba));
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const QMenu *const menu = window->findChild<QToolButton *>(u"compareTable"_s)->menu();
        QVERIFY(choose(menu, u"Compare with competitors"_s));
        const QStringList pair{u"Kestrel"_s, u"Norrland"_s};
        QTRY_COMPARE(columns(window), pair);
        auto *const view = window.find<ComparisonView>(u"comparisonView"_s);
        QWidget *const grid = view->findChild<QTableView *>(u"comparisonGrid"_s)->viewport();
        const QAbstractItemModel *const files = window->findChild<QTreeView *>(u"filesTree"_s)->model();
        const auto fileAt = [&](const QString &name) {
            return files->match(files->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0);
        };
        const auto drop = [](QWidget *on, QMimeData *made) {
            const std::unique_ptr<QMimeData> data(made);
            if (!data)
                return false;
            const QPoint place = on->rect().center();
            QDragEnterEvent enter(place, Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton, {});
            enter.setAccepted(false);
            QApplication::sendEvent(on, &enter);
            if (!enter.isAccepted())
                return false;
            QDropEvent event(place, Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton, {});
            QApplication::sendEvent(on, &event);
            // A list would take out what is moved.
            return event.isAccepted() && event.dropAction() == Qt::CopyAction;
        };
        QVERIFY(fileAt(u"Skua"_s).isValid() && fileAt(u"Folder"_s).isValid() && fileAt(u"Picture.png"_s).isValid());
        QVERIFY(!drop(grid, files->mimeData({fileAt(u"Folder"_s)})));
        QVERIFY(!drop(grid, files->mimeData({fileAt(u"Picture.png"_s)})));
        QVERIFY(drop(grid, files->mimeData({fileAt(u"Skua"_s)})));
        const QStringList three{u"Kestrel"_s, u"Norrland"_s, u"Skua"_s};
        QTRY_COMPARE(columns(window), three);
        // Who is there is not added again, and several come at once.
        view->setRequest({.names = {u"Kestrel.md"_s}});
        QTRY_COMPARE(columns(window), QStringList(u"Kestrel"_s));
        QVERIFY(drop(grid, files->mimeData({fileAt(u"Kestrel"_s), fileAt(u"Norrland"_s), fileAt(u"Skua"_s)})));
        QTRY_COMPARE(columns(window), three);
        // The bar of tabs takes none.
        auto *const bar = window.findFirst<QTabBar>();
        QVERIFY(!drop(bar, files->mimeData({fileAt(u"Skua"_s)})));
        // Two notes by their headings stay two.
        ComparisonRequest headings{.shape = ComparisonRequest::Shape::Headings, .names = pair};
        view->setRequest(headings);
        QTRY_COMPARE(columns(window), pair);
        QVERIFY(!drop(grid, files->mimeData({fileAt(u"Skua"_s)})));
        QCOMPARE(view->request(), headings);
        QVERIFY(vault.read(u"Skua.md"_s).startsWith("#company\n[[Kestrel]]"));
    }

    void notesAreDraggedFromLists()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const auto dragged = [](const QAbstractItemView *list, int row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (!list->dragEnabled() || !index.flags().testFlag(Qt::ItemIsDragEnabled))
                return QStringList();
            const std::unique_ptr<QMimeData> data(list->model()->mimeData({index}));
            QStringList names;
            for (const NotePath &note : draggedNotes(data.get()))
                names.append(note.name().toString());
            return names;
        };
        window.run(u"All tables"_s);
        auto *const tables = window->findChild<QListView *>(u"allTablesList"_s);
        QTRY_COMPARE(tables->model()->rowCount(), 4);
        QCOMPARE(dragged(tables, 0), QStringList(u"Kestrel"_s));
        QCOMPARE(dragged(tables, 3), QStringList(u"Skua"_s));
        window->findChild<QTabWidget *>(u"rightPanels"_s)->setCurrentIndex(0);
        auto *const links = window->findChild<QTreeView *>(u"backlinksTree"_s);
        QTRY_VERIFY(links && links->model()->rowCount() > 0);
        QStringList found;
        for (int row = 0; row < links->model()->rowCount(); ++row)
            found += dragged(links, row);
        found.sort();
        QCOMPARE(found, QStringList({u"Norrland"_s, u"Skua"_s}));
    }

    void twoNotesByTheirHeadings()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.operator->(), Qt::Key_K, Qt::ControlModifier);
        auto *const input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(input);
        // The lines that stand there first have no second way; those of notes have.
        QVERIFY(!window.find<QLabel>(u"quickSwitcherHint"_s));
        QTest::keyClicks(input, u"Skua"_s);
        const auto *const hint = window.find<QLabel>(u"quickSwitcherHint"_s);
        QVERIFY(hint && hint->text().contains(u"Ctrl+Enter shows both heading by heading"));
        QCOMPARE(input->accessibleDescription(), hint->text());
        const auto *const box = window.find<QWidget>(u"quickSwitcher"_s);
        QTRY_VERIFY(box->rect().contains(hint->geometry()));
        QVERIFY(hint->height() >= hint->heightForWidth(hint->width()));
        QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(columns(window), QStringList({u"Norrland"_s, u"Skua"_s}));
        const auto *const view = window.find<ComparisonView>(u"comparisonView"_s);
        QCOMPARE(view->request().shape, ComparisonRequest::Shape::Headings);
        QStringList headings;
        for (const ComparisonLine &row : view->shown().rows)
            headings.append(row.title);
        QVERIFY2(headings.contains(u"Facts"_s), qPrintable(headings.join(u' ')));
        QVERIFY(headings.contains(u"Rivals"_s));
        // Other lists know no such way.
        QTest::keyClick(window.operator->(), Qt::Key_O, Qt::ControlModifier);
        QVERIFY(!window.find<QLabel>(u"quickSwitcherHint"_s));
    }

    void fromTablesThatWereFound()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"All tables"_s);
        auto *const all = window->findChild<AllTables *>();
        auto *const list = window->findChild<QListView *>(u"allTablesList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 4);
        QTest::keyClicks(all->findChild<QLineEdit *>(u"allTablesField"_s), u"revenue"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        askMenu(list, list->model()->index(0, 0));
        auto *const menu = all->findChild<QMenu *>(u"allTablesMenu"_s);
        QVERIFY(choose(menu, u"Compare the 2 notes found"_s));
        QTRY_COMPARE(columns(window), QStringList({u"Norrland"_s, u"Skua"_s}));
    }
};

QTEST_MAIN(ComparisonEntriesTest)
#include "comparisonentriestest.moc"
