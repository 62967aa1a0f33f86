// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/comparisonview.h"
#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/elidedlabel.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonmodel.h"
#include "ui/window/comparisons.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QToolButton>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Kestrel.md
#company #cells
## Facts
| Metric | Value |
|---|---|
| Revenue | $4.2B (2024) |
| Headquarters | Oslo |
| Currency | Krone |
## Competitors
| Company | Market share |
|---|---|
| [[Norrland]] | 16% |
| [[Kestrel]] | 37% |
//- Norrland.md
#company #cells
## Facts
| Metric | Value |
|---|---|
| Sales | €950M (2024) |
| Currency | Krone |
## Competitors
| Company | Market share |
|---|---|
| [[Kestrel]] | 25% |
| [[Norrland]] | 16% |
)";

QTableView *gridOf(const ComparisonView *view)
{
    return view->findChild<QTableView *>(u"comparisonGrid"_s);
}

// The editor that F2 opens in a cell; null where it opens none.
QLineEdit *openedEditor(const ComparisonView *view, int row, int column)
{
    QTableView *const grid = gridOf(view);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(row, column));
    QTest::keyClick(grid, Qt::Key_F2);
    return qobject_cast<QLineEdit *>(QApplication::focusWidget());
}

QStringList rowNames(const ComparisonView *view)
{
    QStringList names;
    for (const ComparisonLine &row : view->shown().rows)
        names.append(row.title);
    return names;
}

int rowOf(const ComparisonView *view, const QString &title)
{
    return static_cast<int>(rowNames(view).indexOf(title));
}

QByteArray rawAt(const ComparisonView *view, const QString &row, int column)
{
    const ComparedCell &cell = view->shown().cell(rowOf(view, row), column);
    return cell.isGap() ? QByteArray() : cell.values.first().raw;
}

} // namespace

/// The comparison in a window: opened, arranged, copied, edited, kept.
class ComparisonViewTest : public QObject
{
    Q_OBJECT

private:
    static ComparisonView *opened(const TestWindow &window)
    {
        const bool shown = QTest::qWaitFor([&] {
            const auto *view = window.find<ComparisonView>(u"comparisonView"_s);
            return view && !view->shown().rows.isEmpty();
        });
        return shown ? window.find<ComparisonView>(u"comparisonView"_s) : nullptr;
    }

    // Ctrl+K, what is typed, and Enter.
    static ComparisonView *compareBy(const TestWindow &window, const QString &typed)
    {
        QTest::keyClick(window.operator->(), Qt::Key_K, Qt::ControlModifier);
        auto *input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (!input)
            return nullptr;
        QTest::keyClicks(input, typed);
        QTest::keyClick(input, Qt::Key_Return);
        return opened(window);
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

    void editing()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        const auto edit = [&](const QString &row, int column, const QString &text) {
            QLineEdit *const editor = openedEditor(view, rowOf(view, row), column);
            if (!editor)
                return false;
            editor->setText(text); // No key is a currency.
            QTest::keyClick(editor, Qt::Key_Return);
            return true;
        };
        // Of a note that nobody has open the file is changed, by these bytes alone.
        const QByteArray before = vault.read(u"Norrland.md"_s);
        QVERIFY(edit(u"Revenue"_s, 1, u"€1B (2025)"_s));
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), QByteArray(before).replace("€950M (2024)", "€1B (2025)"));
        QTRY_COMPARE(rawAt(view, u"Revenue"_s, 1), "€1B (2025)");
        QVERIFY(window.find<ComparisonView>(u"comparisonView"_s)); // Return ended the editing and went nowhere.
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"Norrland.md"_s), before);
        // Of an open one the text.
        QVERIFY(edit(u"Headquarters"_s, 0, u"Bergen | Oslo"_s));
        QTRY_COMPARE(rawAt(view, u"Headquarters"_s, 0), "Bergen \\| Oslo");
    }

    void aButtonTakesOverWhatIsTyped()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        QLineEdit *const editor = openedEditor(view, rowOf(view, u"Revenue"_s), 1);
        QVERIFY(editor);
        QVERIFY(editor->hasFrame());
        QApplication::clipboard()->setText(u"€1B\n(2025)"_s);
        editor->selectAll();
        editor->paste();
        view->findChild<QToolButton *>(u"comparisonTranspose"_s)->click();
        QTRY_VERIFY(vault.read(u"Norrland.md"_s).contains("| Sales | €1B (2025) |"));
    }

    // Whatever the edit makes of its value: an older one than others, the same as all, or nothing that is compared.
    void anEditLeavesRowsAndCellsWhereTheyAre_data()
    {
        QTest::addColumn<QString>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::addRow("older") << u"Revenue"_s << 0 << u"$4.2B (2021)"_s;
        QTest::addRow("the same") << u"Market share"_s << 1 << u"37%"_s;
        QTest::addRow("smallest") << u"Market share"_s << 0 << u"1%"_s;
        QTest::addRow("words") << u"Revenue"_s << 1 << u"unknown"_s;
    }

    void anEditLeavesRowsAndCellsWhereTheyAre()
    {
        QFETCH(QString, row);
        QFETCH(int, column);
        QFETCH(QString, text);
        const QByteArray more = "//- Facts.md\n#cells\n| Company | Revenue |\n|---|---|\n"
                                "| [[Kestrel]] | $3.9B (2023) |\n| [[Norrland]] | €900M (2023) |\n";
        const TemporaryVault vault(QByteArray(Notes).append(more));
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        view->setOrder({.hideEqual = true, .sortedBy = columnKey(view->shown().columns.first()), .descending = true});
        const QStringList rows = rowNames(view);
        QVERIFY(rows.contains(row));
        QVERIFY(!rows.contains(u"Currency"_s));
        auto *const grid = view->findChild<QTableView *>(u"comparisonGrid"_s);
        const QByteArray before = rawAt(view, row, column);
        QLineEdit *const editor = openedEditor(view, rowOf(view, row), column);
        QVERIFY(editor);
        const QModelIndex current = grid->currentIndex();
        editor->setText(text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(rawAt(view, row, column), text.toUtf8());
        QCOMPARE(rowNames(view).first(rows.size()), rows);
        QVERIFY(!rowNames(view).contains(u"Currency"_s));
        QCOMPARE(grid->currentIndex(), current);
        // What others write leaves it so.
        vault.write(u"Facts.md"_s, vault.read(u"Facts.md"_s) + "\nMore of it.\n");
        const NotePath facts = *NotePath::fromRelative(u"Facts.md"_s);
        const auto known = [&] {
            const Snapshot &snapshot = window->vault().snapshot();
            return snapshot.note(snapshot.find(facts)).text;
        };
        QTRY_VERIFY_WITH_TIMEOUT(known().contains("More of it."), 10000);
        QTest::qWait(200);
        QCOMPARE(rawAt(view, row, column), text.toUtf8());
        QCOMPARE(rowNames(view).first(rows.size()), rows);
        // Taken back, it is the value that was there.
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(rawAt(view, row, column), before);
        QCOMPARE(rowNames(view).first(rows.size()), rows);
        // Asked anew, it is arranged as one that is opened now.
        QTest::keyClick(grid, Qt::Key_F5);
        QCOMPARE(rowNames(view), rows);
        QCOMPARE(rawAt(view, row, column), before);
    }

    void aDoubleClickEdits()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        QTableView *const grid = gridOf(view);
        const QPoint place = grid->visualRect(grid->model()->index(rowOf(view, u"Revenue"_s), 1)).center();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, place);
        auto *const editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"€950M (2024)"_s);
        QVERIFY(window.find<ComparisonView>(u"comparisonView"_s));
        QTest::keyClick(editor, Qt::Key_Escape);
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, Qt::ControlModifier, place);
        QTRY_COMPARE(window.note(), u"Norrland"_s);
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

    void whatIsTypedOutlivesChangesOfOthers()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        ComparisonView *const view = compareBy(window, u"competitors"_s);
        QVERIFY(view);
        const QPointer editor(openedEditor(view, rowOf(view, u"Headquarters"_s), 0));
        QVERIFY(editor);
        editor->setText(u"Ber"_s);
        const quint64 revision = window->vault().snapshot().revision();
        vault.write(u"New.md"_s, "Nothing to do with it\n");
        vault.write(u"Norrland.md"_s, vault.read(u"Norrland.md"_s).replace("950M", "960M"));
        QTRY_VERIFY(window->vault().snapshot().revision() > revision);
        QTest::qWait(500); // A comparison has been made by now.
        QVERIFY(editor && editor->isVisible());
        QCOMPARE(editor->text(), u"Ber"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"gen"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(rawAt(view, u"Headquarters"_s, 0), "Bergen");
        QTRY_COMPARE(rawAt(view, u"Revenue"_s, 1), "€960M (2024)"); // Theirs is shown then.
    }

    void whatIsTypedIsWrittenWhereItsPlaceIsAndElseOffered()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Norrland"_s);
        QTRY_VERIFY(window->isSettled());
        window->comparisons()->compareNotes(
            {*NotePath::fromRelative(u"Kestrel.md"), *NotePath::fromRelative(u"Norrland.md")});
        ComparisonView *const view = opened(window);
        QVERIFY(view);
        const auto type = [&](int column, const QString &text) {
            QLineEdit *const editor = openedEditor(view, rowOf(view, u"Currency"_s), column);
            if (editor)
                editor->setText(text);
            return editor;
        };
        // Of a note that no tab shows, and of one that is open.
        const std::pair<QString, int> places[] = {{u"Kestrel.md"_s, 0}, {u"Norrland.md"_s, 1}};
        for (const auto &[note, column] : places) {
            // The place has moved.
            const auto write = [&](const QByteArray &bytes) {
                vault.write(note, bytes);
                const auto isKnown = [&] {
                    const Snapshot snapshot = window->vault().snapshot();
                    const auto *const open = window->findChild<NoteEditor *>();
                    return snapshot.note(snapshot.find(*NotePath::fromRelative(note))).text == bytes
                           && (note != u"Norrland.md" || open->toPlainText() == QString::fromUtf8(bytes));
                };
                return QTest::qWaitFor(isKnown);
            };
            QLineEdit *editor = type(column, u"Mark"_s);
            QVERIFY(editor);
            const QByteArray longer = vault.read(note).replace("## Facts", "Words\n## Facts");
            QVERIFY(write(longer));
            QTest::keyClick(editor, Qt::Key_Return);
            const QByteArray written = QByteArray(longer).replace("| Krone |", "| Mark |");
            QTRY_COMPARE(vault.read(note), written);
            QTRY_COMPARE(rawAt(view, u"Currency"_s, column), "Mark");
            // It is gone.
            editor = type(column, u"Taler"_s);
            QVERIFY(editor);
            const QByteArray shorter = QByteArray(written).replace("| Currency | Mark |\n", "");
            QVERIFY(write(shorter));
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
            QVERIFY(window.find<QWidget>(u"notice"_s)->accessibleName().contains(u"You typed “Taler”"));
            QVERIFY(window.click(u"Copy"_s));
            QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"Taler"_s);
            QTRY_VERIFY(!window.find<QWidget>(u"notice"_s));
            QCOMPARE(vault.read(note), shorter);
        }
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
        QTest::keyClicks(add, u"Norrland"_s);
        QTest::keyClick(add, Qt::Key_Return);
        QTRY_COMPARE(view->shown().columns.size(), 2);
    }

    void keeping()
    {
        const TemporaryVault vault(Notes);
        {
            const TestWindow window(vault.root(), u"Kestrel"_s);
            QTRY_VERIFY(window->isSettled());
            ComparisonView *const view = compareBy(window, u"competitors"_s);
            QVERIFY(view);
            QTest::mouseClick(view->findChild<QToolButton *>(u"comparisonKeep"_s), Qt::LeftButton);
            auto *input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            QVERIFY(input);
            QTest::keyClicks(input, u"Makers"_s);
            QTest::keyClick(input, Qt::Key_Return);
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
