// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opencomparison.h"
#include "ui/editor/noteeditor.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonmodel.h"
#include "ui/window/comparisons.h"

#include <QLabel>
#include <QToolButton>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// The comparison in a window: its cells are edited, and others edit the notes meanwhile.
class ComparisonEditingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_MAIN(ComparisonEditingTest)
#include "comparisoneditingtest.moc"
