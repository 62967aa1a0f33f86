// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/comparisonnotes.h"

#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/comparisonspanel.h"
#include "ui/style/style.h"
#include "ui/table/comparisonview.h"
#include "ui/window/banner.h"
#include "ui/window/comparisons.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QToolButton>

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
//- Mine.md
# Mine

The first.

The last.
)";

constexpr QByteArrayView Written = "%% compare [[Kestrel]], [[Norrland]] %%\n\n"
                                   "| Metric | [[Kestrel]] | [[Norrland]] |\n|---|---:|---:|\n"
                                   "| Revenue | $4B | $5B |\n| Employees | 900 | 1,200 |\n\n"
                                   "%% end of comparison %%\n";

} // namespace

/// Comparisons written into notes, in the window.
class ComparisonNotesTest : public QObject
{
    Q_OBJECT

private:
    static QStringList titlesOf(const QList<ComparisonLine> &lines)
    {
        QStringList titles;
        for (const ComparisonLine &line : lines)
            titles.append(line.title);
        return titles;
    }

    // What the menu of the comparison offers, and the note by its name.
    static bool write(const TestWindow &window, const QString &how, const QString &note)
    {
        window->comparisons()->open({.names = {u"Kestrel.md"_s, u"Norrland.md"_s}});
        auto *const view = window.find<ComparisonView>(u"comparisonView"_s);
        if (!view || !QTest::qWaitFor([&] { return !view->shown().rows.isEmpty(); }))
            return false;
        for (QAction *action : view->findChild<QToolButton *>(u"comparisonExport"_s)->menu()->actions()) {
            if (action->text() == how)
                action->trigger();
        }
        auto *const input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (!input)
            return false;
        QTest::keyClicks(input, note);
        QTest::keyClick(input, Qt::Key_Return);
        return true;
    }

    static bool isOffered(const TestWindow &window, const QString &words)
    {
        return std::ranges::any_of(window->findChildren<Banner *>(), [&](const Banner *banner) {
            return banner->isVisible() && banner->accessibleName().contains(words);
        });
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void writtenAtTheCaretAndTakenBack()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Mine.md"_s);
        TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        editor->goTo(static_cast<quint32>(before.indexOf("first")), true);
        QVERIFY(write(window, u"Table in a note, to be refreshed…"_s, u"Mine"_s));
        const QByteArray after = QByteArray(before).insert(before.indexOf("The last"), Written.toByteArray() + '\n');
        QTRY_COMPARE(editor->toPlainText().toUtf8(), after);
        QCOMPARE(window.note(), u"Mine"_s);
        QTest::keyClick(window.operator->(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"Mine.md"_s), after);
        editor->undo();
        QCOMPARE(editor->toPlainText().toUtf8(), before);
    }

    void aPlainTableAtTheEndOfAnotherNote()
    {
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(u"Mine.md"_s);
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(write(window, u"Table in a note…"_s, u"Mine"_s));
        QTRY_COMPARE(window.note(), u"Mine"_s);
        const QString text = window.find<NoteEditor>(u"editor"_s)->toPlainText();
        QVERIFY(text.startsWith(QString::fromUtf8(before)));
        QVERIFY(text.contains(u"The last.\n\n| Metric | [[Kestrel]] | [[Norrland]] |"_s));
        QVERIFY(!text.contains(u"%%"_s));
    }

    // Those in notes stand in the side bar below those that are kept, and follow their notes.
    void listedInTheSideBar()
    {
        const TemporaryVault vault(Notes);
        vault.write(u"Mine.md"_s, "Before.\n\n" + Written.toByteArray() + "\nBehind.\n");
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const list = window->findChild<QListWidget *>(u"keptComparisons"_s);
        const auto rows = [&] {
            QStringList texts;
            for (int row = 0; row < list->count(); ++row)
                texts.append(list->item(row)->text());
            return texts;
        };
        QTRY_COMPARE(rows(), QStringList({u"In notes"_s, u"Kestrel, Norrland in Mine"_s}));
        QVERIFY(!list->item(0)->flags().testFlag(Qt::ItemIsSelectable));
        window.showPanel(u"Compare"_s);
        const auto click = [&](int row) {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
        };
        click(0);
        QVERIFY(!window.find<ComparisonView>(u"comparisonView"_s));
        click(1);
        QTRY_VERIFY(window.find<ComparisonView>(u"comparisonView"_s));
        QTRY_COMPARE(window.find<ComparisonView>(u"comparisonView"_s)->shown().columns.size(), 2);
        // It cannot be removed from here.
        list->setCurrentRow(1);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->count(), 2);
        QTest::keyClick(list, Qt::Key_Return, Qt::AltModifier);
        QTRY_COMPARE(window.note(), u"Mine"_s);
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QCOMPARE(editor->caretOffset(), static_cast<quint32>(QByteArray("Before.\n\n").size()));

        vault.write(u"Kestrel.md"_s, vault.read(u"Kestrel.md"_s) + "\n" + Written.toByteArray());
        QTRY_COMPARE(rows(),
                     QStringList({u"In notes"_s, u"Kestrel, Norrland in Kestrel"_s, u"Kestrel, Norrland in Mine"_s}));
        editor->selectAll();
        QTest::keyClicks(editor, u"x"_s);
        QTRY_COMPARE(rows(), QStringList({u"In notes"_s, u"Kestrel, Norrland in Kestrel"_s}));
    }

    // As its comment says: turned, and sorted by a column that is known by its title alone.
    void openedAsItIsArranged()
    {
        const TemporaryVault vault(Notes);
        const auto written = [](const QByteArray &order) {
            return Written.toByteArray().replace("[[Norrland]] %%", QByteArray("[[Norrland]]" + order + " %%"));
        };
        vault.write(u"Mine.md"_s, written("; transposed; sorted by \"Revenue\" descending"));
        vault.write(u"Other.md"_s, written("; metrics \"Revenue\", \"Employees\"; sorted by \"Norrland\""));
        TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const list = window->findChild<QListWidget *>(u"keptComparisons"_s);
        QTRY_COMPARE(list->count(), 3);
        window.showPanel(u"Compare"_s);
        const auto opened = [&](int row) -> const ComparisonView * {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
            const ComparisonView *view = nullptr;
            const bool shown = QTest::qWaitFor([&] {
                view = window.find<ComparisonView>(u"comparisonView"_s);
                return view && !view->shown().rows.isEmpty();
            });
            return shown ? view : nullptr;
        };
        const ComparisonView *view = opened(1);
        QVERIFY(view);
        const QStringList sorted{u"Norrland"_s, u"Kestrel"_s};
        QCOMPARE(titlesOf(view->shown().rows), sorted);
        QVERIFY(view->findChild<QToolButton *>(u"comparisonTranspose"_s)->isChecked());
        // It comes back so at the next start.
        ComparisonView *const again = window->comparisons()->restore(Comparisons::stateOf(view));
        QVERIFY(again);
        QTRY_COMPARE(titlesOf(again->shown().rows), sorted);
        // What is sorted there, the user sorts otherwise; who opens it again finds it so.
        auto *const turned = view->findChild<QToolButton *>(u"comparisonTranspose"_s);
        QTest::mouseClick(turned, Qt::LeftButton);
        QCOMPARE(titlesOf(view->shown().columns), (QStringList{u"Kestrel"_s, u"Norrland"_s}));
        QTest::mouseClick(turned, Qt::LeftButton);
        QCOMPARE(titlesOf(view->shown().rows), (QStringList{u"Kestrel"_s, u"Norrland"_s}));
        view = opened(2);
        QVERIFY(view);
        QVERIFY(!view->order().transposed);
        QCOMPARE(view->order().sortedBy, columnKey(view->shown().columns.at(1)));
    }

    // Whatever comes above it, the chosen one stays the chosen one.
    void theChosenOneStays()
    {
        ComparisonsPanel panel;
        panel.resize(300, 300);
        panel.setVisible(true);
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        auto *const list = panel.findChild<QListWidget *>(u"keptComparisons"_s);
        const NotedComparison first{*NotePath::fromRelative(u"A.md"_s), 10, u"Makers"_s, {}, {}};
        NotedComparison second = first;
        second.offset = 90;
        panel.show({u"Batteries"_s, u"Makers"_s});
        panel.showNoted({first, second});
        const QSignalSpy removed(&panel, &ComparisonsPanel::removeWanted);
        list->setFocus();
        list->setCurrentRow(1);
        panel.show({u"Aircraft"_s, u"Batteries"_s, u"Makers"_s});
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed.first().first().toString(), u"Makers"_s);
        // The one that is removed leaves its place to the next.
        list->setCurrentRow(0);
        panel.show({u"Batteries"_s, u"Makers"_s});
        QCOMPARE(list->currentItem()->text(), u"Batteries"_s);
        // Of two that look the same in a note, the second.
        list->setCurrentRow(4);
        panel.show({u"Aircraft"_s, u"Batteries"_s, u"Makers"_s});
        QCOMPARE(list->currentRow(), 5);
        // What is typed above them moves their places and nothing else.
        const QListWidgetItem *const item = list->currentItem();
        second.offset = 100;
        panel.showNoted({first, second});
        QCOMPARE(list->currentItem(), item);
        const QSignalSpy gone(&panel, &ComparisonsPanel::noteWanted);
        QTest::keyClick(list, Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(gone.last().at(1).toUInt(), 100U);
    }

    void outOfDateAndRefreshed()
    {
        const TemporaryVault vault(Notes);
        vault.write(u"Mine.md"_s, "Before.\n\n" + Written.toByteArray() + "\nBehind.\n");
        TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        const QString before = editor->toPlainText();
        window.run(u"Refresh comparisons in the note"_s);
        QTest::qWait(300);
        QVERIFY(!isOffered(window, u"out of date"_s));
        QCOMPARE(editor->toPlainText(), before);

        vault.write(u"Kestrel.md"_s, vault.read(u"Kestrel.md"_s).replace("900", "950"));
        QTRY_VERIFY(isOffered(window, u"out of date"_s));
        QCOMPARE(editor->toPlainText(), before); // It is only told.
        QVERIFY(window.click(u"Refresh"_s));
        QTRY_COMPARE(editor->toPlainText(), QString(before).replace(u"900"_s, u"950"_s));
        QTRY_VERIFY(!isOffered(window, u"out of date"_s));
        editor->undo();
        QCOMPARE(editor->toPlainText(), before);
        QTRY_VERIFY(isOffered(window, u"out of date"_s));
        QVERIFY(window.click(u"Not now"_s));
        QTRY_VERIFY(!isOffered(window, u"out of date"_s));
    }
};

QTEST_MAIN(ComparisonNotesTest)
#include "comparisonnotestest.moc"
