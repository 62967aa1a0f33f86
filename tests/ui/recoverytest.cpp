// SPDX-License-Identifier: GPL-3.0-or-later

// Nothing is lost, as a user sees it in the window: conflicts, earlier versions, texts that a crash left, deleted
// notes, copies of sync programs.
#include "tests/support/temporaryvault.h"
#include "tests/ui/leftdrafts.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/diffview.h"
#include "ui/diff/mergeview.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/filesmodel.h"
#include "ui/panels/versionsmodel.h"
#include "ui/style/style.h"
#include "ui/window/notetabs.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QTabWidget>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList entries(const TestWindow &window)
{
    const QAbstractItemModel *const model = window.find<QListView>(u"quickSwitcherList"_s)->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row)
        texts.append(model->index(row, 0).data().toString());
    return texts;
}

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatDoesNotOverlapIsMergedAndSaid()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\nthree\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        vault.write(u"A.md"_s, "one\ntwo\nthree\nfour\n");
        QTRY_COMPARE(editor->toPlainText(), u"mine one\ntwo\nthree\nfour\n"_s);
        QVERIFY(window.find<QLabel>(u"statusMessage"_s)->text().contains(u"merged into your text"));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"A.md"_s), "mine one\ntwo\nthree\nfour\n", 5000);
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor->toPlainText(), u"mine one\ntwo\nthree\n"_s);
        QCOMPARE(editor->textCursor().blockNumber(), 3); // Where the change was.
    }

    void aConflictIsSettledSideBySide()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\nthree\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        vault.write(u"A.md"_s, "theirs one\ntwo\nTHREE\n");
        QVERIFY(window.click(u"Show both sides"_s));
        QTRY_VERIFY(window.findFirst<MergeView>());
        auto *merge = window.findFirst<MergeView>();
        QVERIFY(!editor->isVisible());
        // Meanwhile the other program goes on.
        vault.write(u"A.md"_s, "theirs one\ntwo\nTHREE\nfour\n");
        QTRY_VERIFY(window.findFirst<MergeView>() && window.findFirst<MergeView>() != merge);
        merge = window.findFirst<MergeView>();
        QCOMPARE(merge->openCount(), 1);
        QTest::keyClick(merge, Qt::Key_3);
        QTRY_COMPARE(merge->openCount(), 0);
        QVERIFY(window.click(u"Finish"_s));
        QTRY_VERIFY(editor->isVisible());
        QCOMPARE(editor->toPlainText(), u"mine one\ntheirs one\ntwo\nTHREE\nfour\n"_s);
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"A.md"_s), "mine one\ntheirs one\ntwo\nTHREE\nfour\n", 5000);
    }

    void whatIsSettledStaysWhenTheFileIsWrittenAgain()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\nthree\nfour\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        QTest::keyClick(editor, Qt::Key_Down);
        QTest::keyClick(editor, Qt::Key_Down);
        QTest::keyClicks(editor, u"mine "_s);
        vault.write(u"A.md"_s, "theirs one\ntwo\ntheirs three\nfour\n");
        QVERIFY(window.click(u"Show both sides"_s));
        QTRY_VERIFY(window.findFirst<MergeView>());
        auto *merge = window.findFirst<MergeView>();
        QCOMPARE(merge->openCount(), 2);
        QTest::keyClick(merge, Qt::Key_2);
        QCOMPARE(merge->openCount(), 1);
        vault.write(u"A.md"_s, "theirs one\ntwo\ntheirs three\nfour\nfive\n");
        QTRY_VERIFY(window.findFirst<MergeView>() && window.findFirst<MergeView>() != merge);
        merge = window.findFirst<MergeView>();
        QCOMPARE(merge->openCount(), 1);
        QCOMPARE(merge->choices().first(), std::optional(Take::Theirs));
        QVERIFY(window.find<QLabel>(u"statusMessage"_s)->text().contains(u"What you settled stays"));
        // Once it is settled as a whole that is no longer said.
        QTest::keyClick(merge, Qt::Key_2);
        QTest::keyClick(merge, Qt::Key_1);
        QCOMPARE(merge->openCount(), 0);
        QVERIFY(window.click(u"Finish"_s));
        QTRY_VERIFY(!window.findFirst<MergeView>());
        QVERIFY(!window.find<QLabel>(u"statusMessage"_s)->text().contains(u"What you settled stays"));
    }

    void anEarlierVersionComesBackAsOneStep()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"History"_s);
        auto *tree = window.find<QTreeView>(u"historyTree"_s);
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"two "_s);
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"A.md"_s), "two one\n");
        vault.replace(u"A.md"_s, "from outside\n");
        QTRY_VERIFY(window.find<QTreeView>(u"historyTree"_s));
        tree = window.find<QTreeView>(u"historyTree"_s);
        const QAbstractItemModelTester tester(tree->model());
        const auto rows = [&] { return tree->model()->rowCount(tree->model()->index(0, 0)); };
        QTRY_COMPARE(rows(), 3);
        const auto text = [&](int row) {
            return tree->model()->index(row, 0, tree->model()->index(0, 0)).data().toString().section(u"  "_s, 1);
        };
        QCOMPARE(text(0), u"outside"_s);
        QCOMPARE(text(1), u"here"_s);
        const QModelIndex first = tree->model()->index(2, 0, tree->model()->index(0, 0));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(first).center());
        QTRY_VERIFY(window.findFirst<DiffView>());
        QCOMPARE(window.findFirst<DiffView>()->changeCount(), 1);
        QVERIFY(window.click(u"Restore this version"_s));
        QTRY_VERIFY(editor->isVisible());
        QCOMPARE(editor->toPlainText(), u"one\n"_s);
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor->toPlainText(), u"from outside\n"_s);
    }

    void aTextThatACrashLeftIsOfferedAndKept()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\n//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "one mine\ntwo\n", "one\ntwo\n");
        vault.write(u"A.md"_s, "one\ntwo\nthree\n"); // Written since.
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_COMPARE(window.note(), u"A"_s);
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QCOMPARE(editor->toPlainText(), u"one\ntwo\nthree\n"_s);
        QVERIFY(window.click(u"Show the difference"_s));
        QTRY_VERIFY(window.findFirst<DiffView>());
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE(editor->toPlainText(), u"one mine\ntwo\nthree\n"_s);
        QVERIFY(!window.findFirst<DiffView>());
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"A.md"_s), "one mine\ntwo\nthree\n", 5000);
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
    }

    void aTextThatACrashLeftIsOpenedBeside()
    {
        const TemporaryVault vault("//- A.md\none\n");
        leaveDraft(vault, u"A.md"_s, "mine\n", "one\n");
        const TestWindow window(vault.root(), u"A"_s);
        QVERIFY(window.click(u"Open both"_s));
        QTRY_VERIFY(window.note().startsWith(u"A (unsaved text"));
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"mine\n"_s);
        QCOMPARE(vault.read(u"A.md"_s), "one\n");
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
    }

    void aDiscardedTextIsInTheHistory()
    {
        const TemporaryVault vault("//- A.md\none\n");
        leaveDraft(vault, u"A.md"_s, "mine\n", "one\n");
        {
            const TestWindow window(vault.root(), u"A"_s);
            QVERIFY(window.click(u"Discard"_s));
            QTRY_VERIFY(draftsLeft(vault).isEmpty());
            QCOMPARE(vault.read(u"A.md"_s), "one\n");
        }
        const History history(vault.root());
        const Result<QList<Version>> versions = history.versions(at(u"A.md"_s));
        QVERIFY(versions && !versions->isEmpty());
        QCOMPARE(*history.bytes(versions->first()), "mine\n");
    }

    void aTextThatACrashLeftOfANoteThatIsGone()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leaveDraft(vault, u"sub/A.md"_s, "mine\n", "one\n");
        const TestWindow window(vault.root(), u"B"_s);
        QVERIFY(window.click(u"Write the note again"_s));
        QTRY_COMPARE(window.note(), u"A"_s);
        QCOMPARE(vault.read(u"sub/A.md"_s), "mine\n");
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
    }

    // Nobody watched as it was renamed: it is found by what it says.
    void aNoteThatComesBackTakesNobodyAway()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "mine\n", "one\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        editor->setFocus();
        QTest::keyClicks(editor, u"on "_s);
        vault.write(u"A.md"_s, "one\n");
        auto *const tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        QTRY_COMPARE(tabs->count(), 2);
        QCOMPARE(window.note(), u"B"_s);
        QVERIFY(editor->hasFocus());
        tabs->setCurrentIndex(1);
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine\n");
        QTRY_COMPARE(vault.read(u"B.md"_s), "on b\n");
    }

    void aTextThatACrashLeftOfARenamedNoteIsOfferedThere()
    {
        const TemporaryVault vault("//- sub/Moved.md\none\ntwo\n//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "one mine\ntwo\n", "one\ntwo\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_COMPARE(window.note(), u"Moved"_s);
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        QVERIFY(window.find<QWidget>(u"banner"_s)->accessibleName().contains(u"It was typed for A.md, which is gone"));
        QVERIFY(!window.find<QWidget>(u"notice"_s));
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"sub/Moved.md"_s), "one mine\ntwo\n", 5000);
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
        QVERIFY(!QFile::exists(vault.absolute(u"A.md"_s)));
    }

    void ofTwoNotesThatSayTheSameNeitherIsTakenForTheRenamedOne()
    {
        const TemporaryVault vault("//- C.md\none\n//- D.md\none\n//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "mine\n", "one\n");
        const TestWindow window(vault.root(), u"B"_s);
        QVERIFY(window.click(u"Write the note again"_s));
        QTRY_COMPARE(window.note(), u"A"_s);
        QCOMPARE(vault.read(u"A.md"_s), "mine\n");
        QCOMPARE(vault.read(u"C.md"_s), "one\n");
    }

    // Text of a cell alone, as where the file was gone before.
    void whatIsNoWholeTextIsNotWrittenAsANote()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leave(vault, {.path = at(u"A.md"_s), .bytes = "4242\n", .base = {}, .place = {}, .isPart = true});
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        const auto offersToWrite = [&] {
            return std::ranges::any_of(window->findChildren<QAbstractButton *>(), [](const QAbstractButton *button) {
                return button->text().contains(u"Write the note again");
            });
        };
        QVERIFY(!offersToWrite());
        QVERIFY(window.click(u"Show it"_s));
        QTRY_VERIFY(window->findChild<QDialog *>(u"keptTexts"_s));
        QVERIFY(!offersToWrite());
        window->findChild<QDialog *>(u"keptTexts"_s)->close();
        QApplication::clipboard()->clear();
        for (QAbstractButton *button : window.find<QWidget>(u"notice"_s)->findChildren<QAbstractButton *>()) {
            if (button->text() == u"Copy")
                button->click();
        }
        QTRY_COMPARE(QApplication::clipboard()->text(), u"4242"_s);
        QTRY_VERIFY(!window.find<QWidget>(u"notice"_s));
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
        QVERIFY(!QFile::exists(vault.absolute(u"A.md"_s)));
        const History history(vault.root());
        QCOMPARE(*history.bytes(history.versions(at(u"A.md"_s))->first()), "4242\n");
    }

    void aTextThatACrashLeftOfAFileOfValues()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leaveDraft(vault, u"sub/a.csv"_s, "mine,1\n", "one,1\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        QCOMPARE(window.find<QWidget>(u"notice"_s)->accessibleName(),
                 u"Text of a.csv was kept that was not saved, but the file is gone."_s);
        QVERIFY(window.click(u"Write the file again"_s));
        QTRY_VERIFY(QFile::exists(vault.absolute(u"sub/a.csv"_s)));
        QCOMPARE(vault.read(u"sub/a.csv"_s), "mine,1\n");
    }

    void deletesAfterTellingWhoLinksThereAndBringsBack()
    {
        const TemporaryVault vault("//- Ohm.md\n![[plan.png]] and [[Volta]]\n//- Volta.md\n[[Ohm]] [[Ohm]]\n"
                                   "//- plan.png\nbytes\n//- Cell.md\n[[Ohm]]\n");
        const TestWindow window(vault.root(), u"Volta"_s);
        QTRY_VERIFY(window->isSettled());
        auto *tree = window.find<QTreeView>(u"filesTree"_s);
        const QModelIndex ohm = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"Ohm"_s).first();
        tree->setCurrentIndex(ohm);
        QTest::keyClick(tree, Qt::Key_Delete);
        QTRY_VERIFY(window.find<QListView>(u"quickSwitcherList"_s));
        QCOMPARE(entries(window).first(), u"Move to the trash: Ohm.md"_s);
        const QModelIndex first = window.find<QListView>(u"quickSwitcherList"_s)->model()->index(0, 0);
        QVERIFY(first.data(Qt::UserRole).toString().contains(u"3 links in 2 notes"));
        auto *input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_VERIFY(!QFile::exists(vault.absolute(u"Ohm.md"_s)) && !QFile::exists(vault.absolute(u"plan.png"_s)));
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(QFile::exists(vault.absolute(u"Ohm.md"_s)) && QFile::exists(vault.absolute(u"plan.png"_s)));
        QVERIFY(window.find<QLabel>(u"statusMessage"_s)->text().startsWith(u"Brought back"));
        QCOMPARE(vault.read(u"Ohm.md"_s), "![[plan.png]] and [[Volta]]\n");
        QCOMPARE(vault.read(u"plan.png"_s), "bytes\n");
    }

    void aKeyInTheTreeMeansTheRowThatWasClicked()
    {
        const TemporaryVault vault("//- A.md\n---\nx: 1\n---\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window->isSettled());
        auto *tree = window.find<QTreeView>(u"filesTree"_s);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->model()->index(0, 0)).center());
        QTRY_COMPARE(window.note(), u"A"_s);
        QTest::keyClick(window->focusWidget(), Qt::Key_Delete);
        QTRY_VERIFY(window.find<QListView>(u"quickSwitcherList"_s));
        QCOMPARE(entries(window).first(), u"Move to the trash: A.md"_s);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_VERIFY(!QFile::exists(vault.absolute(u"A.md"_s)));
        QTRY_VERIFY(window.note() != u"A"); // Its tab goes with it.
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(QFile::exists(vault.absolute(u"A.md"_s)));
        QCOMPARE(vault.read(u"A.md"_s), "---\nx: 1\n---\n");
    }

    void aNoteInConflictKeepsItsTab()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        vault.write(u"A.md"_s, "theirs one\n");
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        auto *tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        QCOMPARE(tabs->count(), 1);
        window->navigator()->open(at(u"B.md"_s), OpenIn::CurrentTab);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(window.note(), u"B"_s);
    }

    void aNoteInConflictStaysWhenGoingBack()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window->isSettled());
        window->navigator()->open(at(u"A.md"_s), OpenIn::CurrentTab);
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        vault.write(u"A.md"_s, "theirs one\n");
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        auto *tabs = window->findChild<NoteTabs *>(u"tabs"_s);
        tabs->goBack();
        QCOMPARE(window.note(), u"B"_s);
        QCOMPARE(tabs->count(), 2);
        tabs->setCurrentIndex(0);
        QCOMPARE(window.note(), u"A"_s);
        QVERIFY(tabs->canGoBack());
    }

    void aNoteIsSavedWhenItsTabIsLeft()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window->isSettled());
        window->navigator()->open(at(u"A.md"_s), OpenIn::NewTab);
        auto *tabs = window->findChild<NoteTabs *>(u"tabs"_s);
        EditorSession *const session = tabs->current()->session();
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        QCOMPARE(session->state(), EditorSession::State::Unsaved);
        tabs->setCurrentIndex(0);
        QCOMPARE(session->state(), EditorSession::State::Saving);
        QTRY_COMPARE(session->state(), EditorSession::State::Clean);
        QCOMPARE(vault.read(u"A.md"_s), "mine one\n");
    }

    void aNoteDeletedByAnotherProgramIsListedAndComesBack()
    {
        const TemporaryVault vault("//- a/Ohm.md\ntext\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window->isSettled());
        vault.remove(u"a/Ohm.md"_s);
        QTRY_COMPARE(window->vault().snapshot().noteCount(), 1);
        window.showPanel(u"History"_s);
        QVERIFY(window.click(u"Deleted notes…"_s));
        QTRY_VERIFY(window.find<QListView>(u"quickSwitcherList"_s));
        QCOMPARE(entries(window), QStringList{u"Ohm"_s});
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"Ohm"_s);
        QCOMPARE(vault.read(u"a/Ohm.md"_s), "text\n");
    }

    // Another note was moved to where it lay: its texts come back beside that one.
    void aDeletedNoteWhosePlaceIsTakenComesBackBeside()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb now\n");
        {
            History history(vault.root());
            QVERIFY(history.keep({{.path = at(u"B.md"_s), .bytes = "b at first\n", .time = 1000},
                                  {.path = at(u"B.md"_s), .bytes = "b at last\n", .time = 2000},
                                  {.path = at(u"B.md"_s), .bytes = "b at last\n", .kind = VersionKind::Deleted},
                                  NewVersion::moved(at(u"C.md"_s), at(u"B.md"_s))},
                                 true));
        }
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Bring back a deleted file…"_s);
        QTRY_VERIFY(window.find<QListView>(u"quickSwitcherList"_s));
        QTRY_COMPARE(entries(window), QStringList{u"B"_s});
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_VERIFY(window.find<QListView>(u"quickSwitcherList"_s)); // It closes before it lists those.
        QTRY_COMPARE(entries(window).size(), 2);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Down);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        const QString beside =
            u"B (text of %1).md"_s.arg(QDateTime::fromMSecsSinceEpoch(1000).toString(u"yyyy-MM-dd HHmmss"_s));
        QTRY_VERIFY(QFile::exists(vault.absolute(beside)));
        QTRY_COMPARE(vault.read(beside), "b at first\n");
        QCOMPARE(vault.read(u"B.md"_s), "b now\n");
    }

    void aCopyOfASyncProgramIsMarkedAndMerged()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\nthree\n"
                                   "//- A.sync-conflict-20260102-030405-ABCDEFG.md\none\ntwo\nTHREE\n");
        const TestWindow window(vault.root(), u"A.sync-conflict-20260102-030405-ABCDEFG"_s);
        QTRY_VERIFY(window->isSettled());
        auto *tree = window.find<QTreeView>(u"filesTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        QVERIFY(tree->model()->index(1, 0).data(Qt::ToolTipRole).toString().contains(u"Syncthing"));
        QVERIFY(window.click(u"Compare and merge"_s));
        QTRY_COMPARE(window.note(), u"A"_s);
        QTRY_VERIFY(window.findFirst<MergeView>());
        QTest::keyClick(window.findFirst<MergeView>(), Qt::Key_2);
        QVERIFY(window.click(u"Finish"_s));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"A.md"_s), "one\ntwo\nTHREE\n", 5000);
        QVERIFY(window.click(u"Delete the copy"_s));
        QTRY_COMPARE(tree->model()->rowCount(), 1);
    }

    void movesWhatIsDroppedOnAFolder()
    {
        const TemporaryVault vault("//- Ohm.md\nOhm\n//- Makers/Volta.md\n[Ohm](../Ohm.md)\n");
        const TestWindow window(vault.root(), u"Ohm"_s);
        QTRY_VERIFY(window->isSettled());
        QAbstractItemModel *const model = window.find<QTreeView>(u"filesTree"_s)->model();
        const QModelIndex folder = model->index(0, 0);
        const QModelIndex note = model->index(1, 0);
        const std::unique_ptr<QMimeData> data(model->mimeData({note}));
        QVERIFY(!model->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, {})); // It lies there.
        QVERIFY(model->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, folder));
        const std::unique_ptr<QMimeData> whole(model->mimeData({folder}));
        QVERIFY(!model->canDropMimeData(whole.get(), Qt::MoveAction, -1, -1, folder));
        model->dropMimeData(data.get(), Qt::MoveAction, -1, -1, folder);
        QTRY_VERIFY(QFile::exists(vault.absolute(u"Makers/Ohm.md"_s)));
        QCOMPARE(vault.read(u"Makers/Ohm.md"_s), "Ohm\n");
        QCOMPARE(vault.read(u"Makers/Volta.md"_s), "[Ohm](./Ohm.md)\n");
        QTRY_COMPARE(window.note(), u"Ohm"_s);
    }

    void makesACopyOfWhatIsNoText()
    {
        const TemporaryVault vault;
        vault.write(u"A.md"_s, "caf\xE9\n");
        const TestWindow window(vault.root(), u"A"_s);
        QVERIFY(window.click(u"Make a copy as UTF-8"_s));
        QTRY_VERIFY(window.note().startsWith(u"A (converted"));
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"café\n"_s);
        QCOMPARE(vault.read(u"A.md"_s), "caf\xE9\n");
    }
};

QTEST_MAIN(RecoveryTest)
#include "recoverytest.moc"
