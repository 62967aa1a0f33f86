// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the real window on the sample vault and on vaults of its own.
#include "tests/support/nofilegrows.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/graph/localgraphview.h"
#include "ui/panels/filesmodel.h"
#include "ui/preview/previewview.h"
#include "ui/style/style.h"
#include "ui/table/tableinspector.h"

#include <QAbstractItemModelTester>
#include <QDirIterator>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QString copyOfSampleVault(const QTemporaryDir &folder)
{
    const QString source = QStringLiteral(TEARSHEET_SOURCE "/resources/welcome");
    QDirIterator files(source, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString target = folder.path() + file.sliced(source.size());
        QDir().mkpath(QFileInfo(target).path());
        QFile::copy(file, target);
    }
    return folder.path();
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void everyPanelIsFilled()
    {
        const QTemporaryDir folder;
        const TestWindow window(copyOfSampleVault(folder), u"AESC"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(window.find<NoteEditor>(u"editor"_s)->toPlainText().contains(u"## Competitive position"));
        QVERIFY(window.find<PreviewView>(u"preview"_s)->plainText().contains(u"Competitive position"));
        QVERIFY(window.find<QTreeView>(u"filesTree"_s)->model()->rowCount() > 3);
        QTRY_VERIFY(window.find<QTreeView>(u"backlinksTree"_s)->model()->rowCount() > 3);
        QTRY_VERIFY(window.find<QTableView>(u"tableGrid"_s)->model()->rowCount() > 0);
        window.run(u"Relations of the note"_s);
        QTRY_VERIFY(window->findChild<QTreeView *>(u"relationsTree"_s)->model()->rowCount() > 1);
        window.run(u"Links of the note"_s);
        QTRY_VERIFY(window->findChild<QTreeView *>(u"outgoingTree"_s)->model()->rowCount() > 1);
        window.showPanel(u"Outline"_s);
        QTRY_VERIFY(window.find<QTreeView>(u"outlineTree"_s)->model()->rowCount() > 3);
        window.run(u"Local graph"_s);
        QTRY_VERIFY(window.find<LocalGraphView>(u"localGraph"_s)->nodeCount() > 5);
    }

    void clickingAMakerInTheTableThenBack()
    {
        const QTemporaryDir folder;
        const TestWindow window(copyOfSampleVault(folder), u"AESC"_s);
        QTRY_VERIFY(window->isSettled());
        auto *grid = window.find<QTableView>(u"tableGrid"_s);
        auto *chooser = window.find<QListView>(u"tableList"_s);
        const QModelIndexList tables =
            chooser->model()->match(chooser->model()->index(0, 0), Qt::DisplayRole, u"Competitive position"_s);
        QCOMPARE(tables.size(), 1);
        chooser->setCurrentIndex(tables.first());
        const QModelIndexList found = grid->model()->match(grid->model()->index(0, 0), Qt::DisplayRole, u"CATL"_s);
        QCOMPARE(found.size(), 1);
        grid->scrollTo(found.first());
        const QPoint place = grid->visualRect(found.first()).topLeft() + QPoint(20, 12);
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(grid->currentIndex(), found.first());
        QCOMPARE(window.note(), u"AESC"_s);
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, Qt::ControlModifier, place);
        QTRY_COMPARE(window.note(), u"CATL"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(window.note(), u"AESC"_s);
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(window.note(), u"CATL"_s);
    }

    void sortsByTheValueRead()
    {
        const TemporaryVault vault(
            "//- A.md\n# S\n\n| Company | Share |\n|--|--|\n| B | ~5% |\n| C | ~37% |\n| D | — |\n| A | ~16% |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *grid = window.find<QTableView>(u"tableGrid"_s);
        const QAbstractItemModelTester tester(grid->model());
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        const auto column = [&] {
            QStringList cells;
            for (int row = 0; row < 4; ++row)
                cells.append(grid->model()->index(row, 1).data().toString());
            return cells.join(u' ');
        };
        Q_EMIT grid->horizontalHeader()->sectionClicked(1);
        QCOMPARE(column(), u"~37% ~16% ~5% —"_s);
        Q_EMIT grid->horizontalHeader()->sectionClicked(1);
        QCOMPARE(column(), u"~5% ~16% ~37% —"_s);
        Q_EMIT grid->horizontalHeader()->sectionClicked(1);
        QCOMPARE(column(), u"~5% ~37% — ~16%"_s);
    }

    void followsLinksFromTheEditor()
    {
        const TemporaryVault vault("//- A.md\nSee [[B#Two]].\n//- B.md\n# One\n\n# Two\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        editor->goTo(8, true);
        QTest::keyClick(editor, Qt::Key_Return, Qt::AltModifier);
        QTRY_COMPARE(window.note(), u"B"_s);
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->caretOffset(), 7u);
    }

    void typingIsSavedAndIndexed()
    {
        const TemporaryVault vault("//- A.md\r\none\r\ntwo");
        vault.write(u"A.md"_s, "\xEF\xBB\xBFone\r\ntwo");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        editor->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor, u" [[Ghost]]"_s);
        QTRY_COMPARE(window->vault().snapshot().unresolved().size(), 1);
        QCOMPARE(vault.read(u"A.md"_s), "\xEF\xBB\xBFone\r\ntwo");
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"A.md"_s), "\xEF\xBB\xBFone\r\ntwo [[Ghost]]");
    }

    void anOutsideChangeShowsAtOnce()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        vault.write(u"A.md"_s, "one\nTWO\n");
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"one\nTWO\n"_s);
    }

    void anOutsideChangeNeverOverwritesUnsavedText()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        vault.write(u"A.md"_s, "theirs\n");
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTest::qWait(300);
        QCOMPARE(editor->toPlainText(), u"mine one\n"_s);
        QCOMPARE(vault.read(u"A.md"_s), "theirs\n");
    }

    void renamesWithEveryLinkAndBack()
    {
        const TemporaryVault vault("//- Makers/Ohm.md\nOhm, see [[Volta]].\n//- Volta.md\n[[Ohm|the maker]] [[Ohm]]\n"
                                   "//- Cell.md\n[[Ohm]]\n");
        const TestWindow window(vault.root(), u"Makers/Ohm"_s);
        window->navigator()->open(*NotePath::fromRelative(u"Volta.md"), OpenIn::NewTab);
        window->navigator()->open(*NotePath::fromRelative(u"Makers/Ohm.md"), OpenIn::NewTab);
        QTRY_VERIFY(window->isSettled());
        // Unsaved text is saved before anything moves.
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"New "_s);
        QTest::keyClick(window.operator->(), Qt::Key_F2);
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QVERIFY(input);
        QCOMPARE(input->selectedText(), u"Ohm"_s);
        QTRY_COMPARE(vault.read(u"Makers/Ohm.md"_s), "New Ohm, see [[Volta]].\n");
        auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
        QTest::keyClicks(input, u"Ohm [1]"_s);
        QTRY_VERIFY(list->model()->index(0, 0).data().toString().contains(u"no link can say"));
        QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(input, u"/Ohm Works"_s);
        QTRY_COMPARE(list->model()->index(0, 0).data().toString(), u"Rename to Ohm Works.md"_s);
        QTRY_VERIFY(window->vault()
                        .snapshot()
                        .note(window->vault().snapshot().find(*NotePath::fromRelative(u"Makers/Ohm.md")))
                        .text.startsWith("New"));
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"Ohm Works"_s);
        QTRY_COMPARE(vault.read(u"Ohm Works.md"_s), "New Ohm, see [[Volta]].\n");
        QCOMPARE(vault.read(u"Cell.md"_s), "[[Ohm Works]]\n");
        QVERIFY(!QFile::exists(vault.absolute(u"Makers/Ohm.md"_s)));
        auto *const tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Ohm Works"_s);
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->accessibleName(), u"Text of Ohm Works"_s);
        // What was renamed can be saved at its new place; tabs on changed notes show them.
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"more "_s);
        QTest::keyClick(window.operator->(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"Ohm Works.md"_s), "New more Ohm, see [[Volta]].\n");
        window->navigator()->open(*NotePath::fromRelative(u"Volta.md"), OpenIn::NewTab);
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"[[Ohm Works|the maker]] [[Ohm Works]]\n"_s);
        QTest::mouseClick(window.find<QToolButton>(u"statusChoice"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"Cell.md"_s), "[[Ohm]]\n");
        QCOMPARE(vault.read(u"Makers/Ohm.md"_s), "New more Ohm, see [[Volta]].\n");
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"[[Ohm|the maker]] [[Ohm]]\n"_s);
    }

    void followsWhatIsRenamedOutsideAndMendsTheLinks()
    {
        const TemporaryVault vault("//- Ohm.md\nOhm is a maker.\n//- Cell.md\n[[Ohm]] and [x](Ohm.md)\n");
        const TestWindow window(vault.root(), u"Ohm"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(QFile::rename(vault.absolute(u"Ohm.md"_s), vault.absolute(u"Ohm Works.md"_s)));
        QTRY_COMPARE(window.note(), u"Ohm Works"_s);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        QVERIFY(window.find<QWidget>(u"notice"_s)->accessibleName().contains(u"2 links in one note"));
        QVERIFY(window.click(u"Update links"_s));
        QTRY_COMPARE(vault.read(u"Cell.md"_s), "[[Ohm Works]] and [x](Ohm%20Works.md)\n");
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"The "_s);
        QTest::keyClick(window.operator->(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"Ohm Works.md"_s), "The Ohm is a maker.\n");
        QVERIFY(!QFile::exists(vault.absolute(u"Ohm.md"_s)));
    }

    void goToNoteFindsByAlias()
    {
        const TemporaryVault vault("//- A.md\n//- Volta.md\n---\naliases: [Pile works]\n---\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.operator->(), Qt::Key_O, Qt::ControlModifier);
        auto *input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QVERIFY(input);
        QTest::keyClicks(input, u"pile"_s);
        QCOMPARE(window.find<QListView>(u"quickSwitcherList"_s)->model()->rowCount(), 1);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"Volta"_s);
    }

    void filterLeavesWhatAnswers()
    {
        const TemporaryVault vault("//- a/One.md\n//- a/Two.md\n//- b/Three.md\n//- Four.md\n");
        const TestWindow window(vault.root(), u"Four"_s);
        QTRY_VERIFY(window->isSettled());
        auto *tree = window.find<QTreeView>(u"filesTree"_s);
        const QAbstractItemModelTester tester(tree->model());
        QTRY_COMPARE(tree->model()->rowCount(), 3);
        QTest::keyClicks(window.find<QLineEdit>(u"filesFilter"_s), u"two"_s);
        QCOMPARE(tree->model()->rowCount(), 1);
        QCOMPARE(tree->model()->index(0, 0, tree->model()->index(0, 0)).data().toString(), u"Two"_s);
        vault.write(u"b/Twofold.md"_s, "x");
        QTRY_COMPARE(tree->model()->rowCount(), 2);
    }

    void aReadOnlyNoteSaysWhyAndStays()
    {
        const TemporaryVault vault("//- A.md\na\n");
        vault.write(u"B.md"_s, "bad \xFF byte");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QVERIFY(editor->isReadOnly());
        QVERIFY(window.find<QWidget>(u"banner"_s));
        QTest::keyClicks(editor, u"x"_s);
        QCOMPARE(vault.read(u"B.md"_s), "bad \xFF byte");
    }

    void theLayoutComesBack()
    {
        const TemporaryVault vault("//- A.md\na\n//- B.md\nb\n");
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        const auto open = [&] {
            auto *window = new MainWindow(std::make_unique<Vault>(vault.root()), &settings);
            window->show();
            window->restoreNotes();
            return window;
        };
        QPointer<MainWindow> window = open();
        window->navigator()->openNamed(u"B"_s);
        QTRY_VERIFY(window->isSettled());
        window->findChild<QTabWidget *>(u"leftPanels"_s)->hide();
        window->findChild<QTabWidget *>(u"rightPanels"_s)->setCurrentIndex(1);
        window->resize(1100, 700);
        window->close();
        QTRY_VERIFY(!window);

        window = open();
        QTRY_VERIFY(window->isSettled());
        QVERIFY(!window->findChild<QTabWidget *>(u"leftPanels"_s)->isVisible());
        QVERIFY(window->findChild<QTabWidget *>(u"bottomPanels"_s)->isVisible());
        QCOMPARE(window->findChild<QTabWidget *>(u"rightPanels"_s)->currentIndex(), 1);
        QCOMPARE(window->size(), QSize(1100, 700));
        QVERIFY(window->windowTitle().startsWith(u"B"));
        delete window;
    }

    void theWindowComesBackWhereItWas()
    {
        const TemporaryVault vault("//- A.md\na\n");
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        const auto open = [&] {
            auto *window = new MainWindow(std::make_unique<Vault>(vault.root()), &settings);
            window->show();
            return window;
        };
        QPointer<MainWindow> window = open();
        QVERIFY(QTest::qWaitForWindowExposed(window));
        for (const QRect place : {QRect(0, 0, 1000, 620), QRect(37, 51, 1010, 640)}) {
            window->setGeometry(place);
            QTRY_COMPARE(window->geometry(), place);
            for (int start = 0; start < 2; ++start) {
                window->close();
                QTRY_VERIFY(!window);
                window = open();
                QVERIFY(QTest::qWaitForWindowExposed(window));
                QTest::qWait(100); // For whoever would move it.
                QCOMPARE(window->geometry(), place);
            }
        }
        delete window;
        // The screen it was on is not there any more.
        settings.setValue(u"window/place"_s, QRect(9000, 9000, 1000, 620));
        window = open();
        QVERIFY(window->screen()->availableGeometry().contains(window->geometry()));
        QCOMPARE(window->size(), QSize(1000, 620));
        delete window;
        // A smaller one is, or one below it.
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        for (const QRect place : {QRect(0, 0, room.width() + 400, room.height() + 300), QRect(40, -700, 1200, 900)}) {
            settings.setValue(u"window/place"_s, place);
            window = open();
            QVERIFY(room.contains(window->geometry()));
            QCOMPARE(window->size(), place.size().boundedTo(room.size()));
            delete window;
        }
    }

    void theCaretComesBack()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\nthree\n//- B.md\nb\nbb\n");
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        const auto open = [&] {
            auto *window = new MainWindow(std::make_unique<Vault>(vault.root()), &settings);
            window->restoreNotes();
            window->show();
            return window;
        };
        QPointer<MainWindow> window = open();
        window->navigator()->open(*NotePath::fromRelative(u"A.md"), OpenIn::NewTab, 9);
        window->navigator()->open(*NotePath::fromRelative(u"B.md"), OpenIn::NewTab, 3);
        QTRY_VERIFY(window->isSettled());
        window->close();
        QTRY_VERIFY(!window);
        window = open();
        QTRY_VERIFY(window->isSettled());
        QMap<QString, quint32> carets;
        for (const NoteView *view : window->findChildren<NoteView *>())
            carets.insert(view->path().toString(), view->editor()->caretOffset());
        QCOMPARE(carets.value(u"A.md"_s), 9u);
        QCOMPARE(carets.value(u"B.md"_s), 3u);
        delete window;
    }

    void aTabThatGoesGivesTheKeyboardToTheNext()
    {
        const TemporaryVault vault("//- A.md\na\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window->navigator()->open(*NotePath::fromRelative(u"B.md"), OpenIn::NewTab);
        QTRY_COMPARE(window.note(), u"B"_s);
        window.find<NoteEditor>(u"editor"_s)->setFocus();
        QTest::keyClick(window->focusWidget(), Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(window.note(), u"A"_s);
        QCOMPARE(window->focusWidget(), window.find<NoteEditor>(u"editor"_s));
        window.find<QTreeView>(u"filesTree"_s)->setFocus();
        QTest::keyClick(window->focusWidget(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(window.note(), u"B"_s);
        QCOMPARE(window->focusWidget(), window.find<NoteEditor>(u"editor"_s));
        QTest::keyClick(window->focusWidget(), Qt::Key_W, Qt::ControlModifier);
        QTest::keyClick(window->focusWidget(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(window->focusWidget(), window.find<QTreeView>(u"filesTree"_s));
    }

    void aLinkThatWasFollowedIsNotSaidAnyMore()
    {
        const TemporaryVault vault("//- A.md\n[[B]]\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *message = window.find<QLabel>(u"statusMessage"_s);
        Q_EMIT window.findFirst<NoteView>()->linkHovered(u"B.md"_s);
        QCOMPARE(message->text(), u"B.md"_s);
        window->navigator()->open(*NotePath::fromRelative(u"B.md"), OpenIn::CurrentTab);
        QCOMPARE(message->text(), QString());
    }

    void aFolderThatTakesNothingLosesNothing()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        {
            // Files may not grow, as on a full disk or in a folder that is read-only.
            const NoFileGrows limit;
            QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
            QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
            QCOMPARE(vault.read(u"A.md"_s), "one\n");
            QCOMPARE(editor->toPlainText(), u"mine one\n"_s);
        }
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine one\n");
    }

    void aLargeNoteOpensReadOnlyAndIsNotIndexed()
    {
        const TemporaryVault vault("//- A.md\n[[Large]]\n");
        QByteArray text("# Large\n");
        while (text.size() <= largestNote)
            text += QByteArray(1023, 'x') + '\n';
        vault.write(u"Large.md"_s, text);
        const TestWindow window(vault.root(), u"Large"_s);
        QTRY_VERIFY(window->vault().snapshot().isComplete());
        QCOMPARE(window->vault().snapshot().noteCount(), 1);
        QVERIFY(window->vault().snapshot().unresolved().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(window.find<NoteEditor>(u"editor"_s), 20'000);
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QVERIFY(editor->isReadOnly());
        QVERIFY(window.find<QWidget>(u"banner"_s));
        QVERIFY(editor->toPlainText().startsWith(u"# Large"));
    }

    void aNoteThatVanishesKeepsItsText()
    {
        const TemporaryVault vault("//- A.md\ntext\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        vault.remove(u"A.md"_s);
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"text\n"_s);
    }
};

QTEST_MAIN(WindowTest)
#include "windowtest.moc"
