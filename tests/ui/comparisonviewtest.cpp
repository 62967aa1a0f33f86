// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/comparisonview.h"
#include "tests/support/vaultof.h"
#include "tests/ui/opencomparison.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/elidedlabel.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonmodel.h"
#include "ui/window/comparisons.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// The comparison in a window: opened, arranged, copied, kept.
class ComparisonViewTest : public QObject
{
    Q_OBJECT

private:
    static void keepAs(const ComparisonView *view, const QString &name)
    {
        QTest::mouseClick(view->findChild<QToolButton *>(u"comparisonKeep"_s), Qt::LeftButton);
        QTest::keyClicks(QApplication::focusWidget(), name);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }

private Q_SLOTS:
    void model()
    {
        const Snapshot snapshot = vaultOf(Notes);
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const Comparison comparison = compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, snapshot);
        model.show(comparison);
        QCOMPARE(reset.size(), 1);
        model.show(comparison);
        QCOMPARE(reset.size(), 1); // The same rows and columns keep selections.
        QVERIFY(model.rowCount() >= 3);
        QCOMPARE(model.columnCount(), 2);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const QModelIndex index = model.index(row, column);
                QCOMPARE(index.data(ComparisonModel::GapRole).toBool(), model.valueAt(index) == nullptr);
                QCOMPARE(index.flags().testFlag(Qt::ItemIsEditable), model.valueAt(index) != nullptr);
            }
        }
        model.show(comparison.transposed());
        QCOMPARE(model.rowCount(), 2);
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    // A cell of any size is laid out as far as there is room for it, and edited whole.
    void largeCells()
    {
        const QByteArray words = QByteArray("żagle i stery, ").repeated(60'000);
        const QByteArray vault =
            "//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Fittings | " + words + " |\n";
        ComparisonModel model;
        model.show(compare({.names = {u"Kestrel"_s}}, vaultOf(vault)));
        QCOMPARE(model.rowCount(), 1);
        const QString shown = model.index(0, 0).data().toString();
        QVERIFY(shown.size() < 5000);
        QVERIFY(shown.startsWith(u"żagle i stery, żagle"));
        QVERIFY(shown.endsWith(u'…'));
        QCOMPARE(model.index(0, 0).data(Qt::EditRole).toString(), QString::fromUtf8(words.trimmed()));
    }

    void arranging()
    {
        const Snapshot snapshot = vaultOf(Notes);
        ComparisonView view({.names = {u"Kestrel"_s, u"Norrland"_s}});
        view.setSnapshot(snapshot);
        QTRY_VERIFY(!view.shown().rows.isEmpty());
        const QStringList all = rowNames(&view);
        QVERIFY(all.contains(u"Headquarters"_s));
        QVERIFY(all.contains(u"Currency"_s));
        view.setOrder({.sharedOnly = true});
        QVERIFY(!rowNames(&view).contains(u"Headquarters"_s));
        view.setOrder({.hideEqual = true});
        QVERIFY(!rowNames(&view).contains(u"Currency"_s));
        QVERIFY(rowNames(&view).contains(u"Headquarters"_s)); // A gap is a difference.
        view.setOrder({.transposed = true});
        QCOMPARE(rowNames(&view), (QStringList{u"Kestrel"_s, u"Norrland"_s}));
        view.setOrder({});
        QCOMPARE(rowNames(&view), all);
    }

    // A view that comes back is turned and sorted at once.
    void turnedAndSorted()
    {
        ComparisonView view({.names = {u"Kestrel"_s, u"Norrland"_s}});
        view.setSnapshot(vaultOf(Notes));
        QTRY_VERIFY(!view.shown().rows.isEmpty());
        const auto share =
            std::ranges::find(view.shown().rows, u"Market share"_s, [](const auto &row) { return row.title; });
        QVERIFY(share != view.shown().rows.end());
        const ComparisonOrder order{.transposed = true, .sortedBy = columnKey(*share)};
        view.setOrder(order);
        QCOMPARE(view.order(), order);
        QCOMPARE(rowNames(&view), (QStringList{u"Norrland"_s, u"Kestrel"_s}));
    }

    void sorting()
    {
        ComparisonView view({.names = {u"Kestrel"_s, u"Norrland"_s, u"Skua"_s}});
        const QByteArray third = "//- Skua.md\n#company\n## Facts\n| Metric | Value |\n|---|---|\n"
                                 "| Market share | 20% |\n| Currency | Krone |\n";
        view.setSnapshot(vaultOf(QByteArray(Notes + third)));
        view.resize(900, 500);
        view.setVisible(true);
        QTRY_VERIFY(!view.shown().rows.isEmpty());
        view.setOrder({.transposed = true});
        const QStringList own{u"Kestrel"_s, u"Norrland"_s, u"Skua"_s};
        QCOMPARE(rowNames(&view), own);
        const QHeaderView *const header = gridOf(&view)->horizontalHeader();
        const auto click = [&](const QString &title) {
            for (int column = 0; column < view.shown().columns.size(); ++column) {
                if (view.shown().columns.at(column).title == title)
                    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                                      QPoint(header->sectionViewportPosition(column) + 20, 10));
            }
        };
        click(u"Market share"_s);
        QCOMPARE(rowNames(&view), QStringList({u"Kestrel"_s, u"Skua"_s, u"Norrland"_s}));
        click(u"Market share"_s);
        QCOMPARE(rowNames(&view), QStringList({u"Norrland"_s, u"Skua"_s, u"Kestrel"_s}));
        click(u"Market share"_s);
        QCOMPARE(rowNames(&view), own);
        // Whose headquarters nobody says comes last, whatever the direction.
        click(u"Headquarters"_s);
        QCOMPARE(rowNames(&view), own);
        click(u"Headquarters"_s);
        QCOMPARE(rowNames(&view), own);
    }

    void freezing()
    {
        ComparisonView view({.names = {u"Kestrel"_s, u"Norrland"_s}});
        view.setSnapshot(vaultOf(Notes));
        view.resize(900, 500);
        view.setVisible(true);
        QTRY_VERIFY(!view.shown().rows.isEmpty());
        auto *const grid = view.findChild<ComparisonGrid *>();
        QTableView *const table = gridOf(&view);
        QCOMPARE(grid->frozen(), 0);
        const auto choose = [&](const QString &text) {
            Q_EMIT table->customContextMenuRequested(table->visualRect(table->model()->index(0, 1)).center());
            for (QMenu *menu : view.findChildren<QMenu *>()) {
                for (QAction *action : menu->actions()) {
                    if (action->text() == text && menu->isVisible()) {
                        action->trigger();
                        menu->close();
                        return true;
                    }
                }
            }
            return false;
        };
        table->setCurrentIndex(table->model()->index(0, 0));
        grid->freeze(1);
        QVERIFY(table->isColumnHidden(0));
        QVERIFY(!grid->frozenTable()->isColumnHidden(0));
        QVERIFY(grid->frozenTable()->isColumnHidden(1));
        QVERIFY(choose(u"Unfreeze"_s));
        QCOMPARE(grid->frozen(), 0);
        QVERIFY(!table->isColumnHidden(0));
        QVERIFY(grid->frozenTable()->isColumnHidden(0));
        QVERIFY(choose(u"Freeze up to this column"_s));
        QCOMPARE(grid->frozen(), 2);
        QVERIFY(table->isColumnHidden(1));
    }

    // What is shown says when it holds, and how many other values there are.
    void timesAndOthers()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#company
## Facts
| Metric | Value |
|---|---|
| Revenue | $4.2B (2024) |
| Employees | 900 |
## Results (2025)
| Metric | Value |
|---|---|
| Revenue | $5B |
//- Norrland.md
#company
| Company | Revenue | Employees |
|---|---|---|
| [[Kestrel]] | $4B | 950 |
| [[Skua]] | $1B | 10 |
//- Skua.md
#company
)");
        ComparisonModel model;
        const Comparison comparison = compare({.names = {u"Kestrel"_s, u"Skua"_s}}, snapshot);
        model.show(comparison);
        const auto at = [&](const QString &title, int column, int role) {
            for (int row = 0; row < comparison.rows.size(); ++row) {
                if (comparison.rows.at(row).title == title)
                    return model.index(row, column).data(role);
            }
            return QVariant();
        };
        QCOMPARE(at(u"Revenue"_s, 0, Qt::DisplayRole).toString(), u"$5B"_s);
        QCOMPARE(at(u"Revenue"_s, 0, ComparisonModel::PeriodRole).toString(), u"2025"_s);
        QCOMPARE(at(u"Revenue"_s, 0, ComparisonModel::OthersRole).toInt(), 2);
        QCOMPARE(at(u"Revenue"_s, 1, ComparisonModel::OthersRole).toInt(), 0);
        QCOMPARE(at(u"Revenue"_s, 1, ComparisonModel::PeriodRole).toString(), QString());
        QCOMPARE(at(u"Employees"_s, 0, ComparisonModel::OthersRole).toInt(), 1);
        QVERIFY(at(u"Employees"_s, 0, ComparisonModel::DisagreesRole).toBool());
        QVERIFY(!at(u"Employees"_s, 1, ComparisonModel::DisagreesRole).toBool());
        const QString tip = at(u"Revenue"_s, 0, Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"2024"_s) && tip.contains(u"undated"_s), qPrintable(tip));
    }

    void competitors()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        QCOMPARE(view->shown().columns.size(), 2);
        QCOMPARE(rawAt(view, u"Revenue"_s, 0), "$4.2B (2024)");
        QCOMPARE(rawAt(view, u"Revenue"_s, 1), "€950M (2024)");
        const ComparedCell &share = view->shown().cell(rowOf(view, u"Market share"_s), 0);
        QVERIFY(share.disagrees);
        QCOMPARE(share.values.size(), 2);
    }

    void altEnterGoesToTheNote()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        QTableView *const grid = gridOf(view);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(rowOf(view, u"Revenue"_s), 1));
        QTest::keyClick(grid, Qt::Key_Return, Qt::AltModifier);
        QTRY_COMPARE(window.note(), u"Norrland"_s);
    }

    void sources()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        QTableView *const grid = gridOf(view);
        grid->setCurrentIndex(grid->model()->index(rowOf(view, u"Revenue"_s), 1));
        auto *sources = view->findChild<QLabel *>(u"comparisonSources"_s);
        QVERIFY2(sources->text().contains(u"Norrland:5"_s), qUtf8Printable(sources->text()));
        QTest::keyClick(grid, Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"Norrland"_s);
        auto *editor = window.findFirst<NoteEditor>();
        QVERIFY(editor);
        QCOMPARE(editor->textCursor().blockNumber(), 4);
    }

    void copying()
    {
        const Snapshot snapshot = vaultOf(Notes);
        ComparisonView view({.names = {u"Kestrel"_s, u"Norrland"_s}, .metrics = {u"revenue"_s}});
        view.setSnapshot(snapshot);
        QTRY_VERIFY(!view.shown().rows.isEmpty());
        view.copy();
        const QMimeData *const copied = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(copied->text(), u"Metric\tKestrel\tNorrland\nRevenue\t$4.2B (2024)\t€950M (2024)"_s);
        QCOMPARE(copied->data(u"text/markdown"_s), "| Metric | Kestrel | Norrland |\n|---|---:|---:|\n"
                                                   "| Revenue | $4.2B (2024) | €950M (2024) |\n");
    }

    void adding()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->comparisons()->compareNotes({*NotePath::fromRelative(u"Kestrel.md")});
        ComparisonView *const view = opened(window);
        QVERIFY(view);
        QCOMPARE(view->shown().columns.size(), 1);
        auto *add = view->findChild<QLineEdit *>(u"comparisonAdd"_s);
        const auto addNamed = [&](const QString &name) {
            add->clear();
            QTest::keyClicks(add, name);
            QTest::keyClick(add, Qt::Key_Return);
        };
        addNamed(u"orrlan"_s);
        QTRY_COMPARE(view->shown().columns.size(), 2);
        QCOMPARE(view->shown().columns.last().note.toString(), u"Norrland.md"_s);
        // Several that it may be are no choice; a name that nobody has a note of is compared as such.
        addNamed(u"r"_s);
        QCOMPARE(add->text(), u"r"_s);
        QVERIFY(add->completer()->popup()->isVisible());
        add->completer()->popup()->hide();
        addNamed(u"Ampere"_s);
        QTRY_COMPARE(view->shown().columns.size(), 3);
        QVERIFY(view->shown().remarks.contains(u"There is no note named Ampere."_s));
        QCOMPARE(view->request().names.last(), u"Ampere"_s);
    }

    void keeping()
    {
        const TemporaryVault vault(Notes);
        {
            const TestWindow window(vault.root(), u"Kestrel"_s);
            QTRY_VERIFY(window->isSettled());
            ComparisonView *const view = compareBy(window, u"competitors"_s);
            QVERIFY(view);
            keepAs(view, u"Makers"_s);
        }
        const TestWindow window(vault.root(), u"Norrland"_s);
        auto *list = window->findChild<QListWidget *>(u"keptComparisons"_s);
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), u"Makers"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"Makers"_s);
        QVERIFY(view);
        QCOMPARE(view->shown().columns.size(), 2);
        QVERIFY(!QFileInfo::exists(vault.absolute(u".obsidian"_s)));
    }

    void anotherShape()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"Norrland"_s);
        QVERIFY(view);
        auto *const shapes = view->findChild<QToolButton *>(u"comparisonShape"_s);
        const auto choose = [&](const QString &name) {
            for (QAction *action : shapes->menu()->actions()) {
                if (action->text() == name && action->isEnabled())
                    action->trigger();
            }
        };
        QCOMPARE(shapes->text(), u"Metrics"_s);
        choose(u"Heading by heading"_s);
        QTRY_COMPARE(view->shown().corner, u"Heading"_s);
        QCOMPARE(shapes->text(), u"Heading by heading"_s);
        QCOMPARE(rowNames(view).last(), u"Competitors"_s);
        choose(u"Metrics"_s);
        QTRY_COMPARE(view->shown().corner, u"Metric"_s);
        ComparisonRequest three = view->request();
        three.names.append(u"Ampere"_s);
        view->setRequest(three);
        QTRY_COMPARE(view->shown().columns.size(), 3);
        choose(u"Heading by heading"_s);
        QCOMPARE(view->request().shape, ComparisonRequest::Shape::Metrics);
    }

    // As it was arranged; who has it open and arranged otherwise keeps that.
    void whatIsKeptComesBackAsItWasArranged()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        QPointer<ComparisonView> view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        view->setOrder({.transposed = true, .sharedOnly = true});
        const QStringList rows = rowNames(view);
        keepAs(view, u"Makers"_s);
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!view);
        auto *const list = window->findChild<QListWidget *>(u"keptComparisons"_s);
        Q_EMIT list->itemActivated(list->item(0));
        view = opened(window);
        QVERIFY(view);
        QCOMPARE(view->order(), (ComparisonOrder{.transposed = true, .sharedOnly = true}));
        QTRY_COMPARE(rowNames(view), rows);
        view->setOrder({.hideEqual = true});
        Q_EMIT list->itemActivated(list->item(0));
        QCOMPARE(view->order(), ComparisonOrder{.hideEqual = true});
    }

    // What is open, what is kept, and what was typed into a cell meanwhile.
    void aRenamedNoteIsFollowed()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        keepAs(view, u"Makers"_s);
        QTest::mouseClick(view->findChild<QToolButton *>(u"comparisonShared"_s), Qt::LeftButton);
        QLineEdit *const editor = openedEditor(view, rowOf(view, u"Revenue"_s), 1);
        QVERIFY(editor);

        QVERIFY(QDir(vault.root()).mkdir(u"Nordic"_s));
        QVERIFY(QFile::rename(vault.absolute(u"Norrland.md"_s), vault.absolute(u"Nordic/Skua.md"_s)));
        QTRY_COMPARE(view->request().names, QStringList({u"Kestrel.md"_s, u"Nordic/Skua.md"_s}));
        editor->setText(u"€960M (2024)"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(vault.read(u"Nordic/Skua.md"_s).contains("| Sales | €960M (2024) |"));
        QTRY_COMPARE(view->shown().columns.last().title, u"Skua"_s);
        QTRY_COMPARE(rawAt(view, u"Revenue"_s, 1), "€960M (2024)"_ba);
        QCOMPARE(view->shown().columns.size(), 2);
        const auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Kestrel, Skua"_s);

        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!window.find<ComparisonView>(u"comparisonView"_s));
        const auto *const again = compareBy(window, u"Makers"_s);
        QVERIFY(again);
        QCOMPARE(again->shown().columns.last().title, u"Skua"_s);
    }

    // Columns that say little leave their room to those that say much, and a long title ends with an ellipsis.
    void roomGoesToWhoNeedsIt()
    {
        const QByteArray third = "//- Ohm.md\n#company #cells\n| Metric | Value |\n|---|---|\n| Headquarters | "
                                 + QByteArray("a town with a long name ").repeated(10) + " |\n";
        const TemporaryVault vault(QByteArray(Notes + third));
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view =
            window->comparisons()->open({.names = {u"Kestrel.md"_s, u"Norrland.md"_s, u"Ohm.md"_s}});
        QTRY_COMPARE(view->shown().columns.size(), 3);
        const QTableView *const table = view->findChild<QTableView *>(u"comparisonGrid"_s);
        QTRY_VERIFY(table->columnWidth(2) > table->columnWidth(0) + 100);
        QVERIFY(table->columnWidth(0) + table->columnWidth(1) + table->columnWidth(2) <= table->viewport()->width());
        const auto *const title = view->findChild<ElidedLabel *>(u"comparisonTitle"_s);
        QVERIFY(title);
        QCOMPARE(title->shown(), title->text());
        window->resize(500, 700);
        QTRY_VERIFY(title->shown() != title->text());
        QVERIFY(title->shown().endsWith(u'…'));
    }
};

QTEST_MAIN(ComparisonViewTest)
#include "comparisonviewtest.moc"
