// SPDX-License-Identifier: GPL-3.0-or-later

// What notes share is renamed in the window: headings, tags, properties; looked at before, done as a whole, taken back.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/planview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/window/replacedialog.h"

#include <QAction>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTreeView>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void trigger(const TestWindow &window, const QString &text)
{
    for (QAction *action : window->actions()) {
        if (action->text() == text)
            action->trigger();
    }
}

/// Types over what stands in the quick switcher.
void answer(const TestWindow &window, const QString &text)
{
    auto *input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
    if (!input)
        qFatal("Nothing is asked.");
    QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(input, text);
}

void enter(const TestWindow &window)
{
    QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
}

QString entry(const TestWindow &window, int row)
{
    return window.find<QListView>(u"quickSwitcherList"_s)->model()->index(row, 0).data().toString();
}

/// The tag #cell becomes #battery; looked at before, if wished.
void renameCell(const TestWindow &window, bool looked = false)
{
    trigger(window, u"Rename tag…"_s);
    answer(window, u"cell"_s);
    enter(window);
    answer(window, u"battery"_s);
    if (looked)
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Down);
    enter(window);
}

} // namespace

class RewordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void renamesTheHeadingOfTheCaret()
    {
        const TemporaryVault vault("//- A.md\n# A\n\n## Plants\n\ntext\n//- B.md\n[[A#Plants|p]] and [[A]]\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.find<NoteEditor>(u"editor"_s)->goTo(18, true);
        trigger(window, u"Rename heading…"_s);
        QCOMPARE(window.find<QLineEdit>(u"quickSwitcherInput"_s)->text(), u"Plants"_s);
        answer(window, u"Works"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "[[A#Works|p]] and [[A]]\n");
        QCOMPARE(vault.read(u"A.md"_s), "# A\n\n## Works\n\ntext\n");
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"# A\n\n## Works\n\ntext\n"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"B.md"_s), "[[A#Plants|p]] and [[A]]\n");
        QCOMPARE(vault.read(u"A.md"_s), "# A\n\n## Plants\n\ntext\n");
    }

    void renamesTheBlockOfTheCaret()
    {
        const QByteArray text = "one ^first\n\ntwo ^old\n\n[[#^old]]\n";
        const QByteArray other = "[[A#^old|p]] ![[A#^old]] [[A#^first]] [x](A.md#^old) `[[A#^old]]`\n";
        const TemporaryVault vault(QByteArray("//- A.md\n" + text + "//- B.md\n" + other));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        // Where none stands, that is said.
        editor->goTo(static_cast<quint32>(text.indexOf("[[")), true);
        trigger(window, u"Rename block…"_s);
        QVERIFY(!window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QCOMPARE(window.find<QLabel>(u"statusMessage"_s)->text(), u"The line of the caret has no block id."_s);
        editor->goTo(static_cast<quint32>(text.indexOf("two")), true);
        trigger(window, u"Rename block…"_s);
        QCOMPARE(window.find<QLineEdit>(u"quickSwitcherInput"_s)->text(), u"old"_s);
        QCOMPARE(window.find<QLabel>(u"quickSwitcherTitle"_s)->text(), u"Rename the block ^old"_s);
        // A name that is taken is refused, with the reason.
        answer(window, u"first"_s);
        QTRY_VERIFY(!entry(window, 0).startsWith(u"Rename"));
        enter(window);
        QTest::qWait(100);
        QCOMPARE(vault.read(u"A.md"_s), text);
        trigger(window, u"Rename block…"_s);
        answer(window, u"new-1"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"B.md"_s),
                     "[[A#^new-1|p]] ![[A#^new-1]] [[A#^first]] [x](A.md#^new-1) `[[A#^old]]`\n");
        QCOMPARE(vault.read(u"A.md"_s), "one ^first\n\ntwo ^new-1\n\n[[#^new-1]]\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"B.md"_s), other);
        QCOMPARE(vault.read(u"A.md"_s), text);
    }

    // With its children, and only after a look at what goes.
    void aTagIsRemovedWhereItIsTicked()
    {
        const QByteArray a = "#cell one #maker #cells\n\n`#cell`\n";
        const QByteArray b = "---\ntags: [maker, cell/pouch] # kinds\n---\n";
        const QByteArray c = "two #cell/pouch here\n";
        const TemporaryVault vault(QByteArray("//- A.md\n" + a + "//- B.md\n" + b + "//- C.md\n" + c));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Remove tag…"_s);
        answer(window, u"cell"_s);
        QCOMPARE(entry(window, 0), u"cell"_s);
        enter(window);
        QTRY_VERIFY(window->findChild<PlanView *>());
        auto *const view = window->findChild<PlanView *>();
        QAbstractItemModel *const model = view->findChild<QTreeView *>(u"planTree"_s)->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(vault.read(u"A.md"_s), a);
        QVERIFY(model->setData(model->index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        QTest::mouseClick(view->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "one #maker #cells\n\n`#cell`\n");
        QCOMPARE(vault.read(u"B.md"_s), "---\ntags: [maker] # kinds\n---\n");
        QCOMPARE(vault.read(u"C.md"_s), c);
        trigger(window, u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), b);
        QCOMPARE(vault.read(u"A.md"_s), a);
    }

    void aTagIsMergedOnlyWhereItIsTicked()
    {
        const TemporaryVault vault("//- A.md\n#cell one #maker\n//- B.md\n---\ntags: [cells, cell]\n---\n"
                                   "//- C.md\n#cell/pouch\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Rename tag…"_s);
        answer(window, u"cell"_s);
        enter(window);
        answer(window, u"cells"_s);
        QTRY_VERIFY(entry(window, 1).startsWith(u"Show what changes"));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Down);
        enter(window);
        QTRY_VERIFY(window->findChild<PlanView *>());
        auto *const view = window->findChild<PlanView *>();
        QAbstractItemModel *const model = view->findChild<QTreeView *>(u"planTree"_s)->model();
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(model->setData(model->index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        QTest::mouseClick(view->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "#cells one #maker\n");
        QCOMPARE(vault.read(u"B.md"_s), "---\ntags: [cells]\n---\n");
        QCOMPARE(vault.read(u"C.md"_s), "#cell/pouch\n");
        trigger(window, u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), "---\ntags: [cells, cell]\n---\n");
        QCOMPARE(vault.read(u"A.md"_s), "#cell one #maker\n");
    }

    void aPropertyIsRenamedWhereANoteHasNotBoth()
    {
        const TemporaryVault vault("//- A.md\n---\nticker: V # main\n---\n//- B.md\n---\nticker: W\nsymbol: X\n---\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Rename property…"_s);
        answer(window, u"ticker"_s);
        enter(window);
        answer(window, u"symbol"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"A.md"_s), "---\nsymbol: V # main\n---\n");
        QCOMPARE(vault.read(u"B.md"_s), "---\nticker: W\nsymbol: X\n---\n");
    }

    void replacesATextInAllNotes()
    {
        const TemporaryVault vault("//- A.md\nLFP and lfp [[LFP|cells]]\n//- B.md\nLFP\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Replace in all notes…"_s);
        auto *const dialog = window->findChild<ReplaceDialog *>();
        QVERIFY(dialog);
        auto *const sentence = dialog->findChild<QLabel *>(u"replaceExtent"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"replaceFind"_s), u"LFP"_s);
        QTRY_COMPARE(sentence->text(),
                     u"The text is removed: 2 places in 2 notes. Left out: one place in what links point at."_s);
        dialog->findChild<QCheckBox *>(u"replaceCase"_s)->click();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"replaceBy"_s), u"lithium iron"_s);
        QTRY_COMPARE(sentence->text(), u"Found: 3 places in 2 notes. Left out: one place in what links point at."_s);
        QVERIFY(window.click(u"Show what changes…"_s));
        QTRY_VERIFY(window->findChild<PlanView *>());
        QTest::mouseClick(window->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "lithium iron and lithium iron [[LFP|cells]]\n");
        QCOMPARE(vault.read(u"B.md"_s), "lithium iron\n");
    }

    void mendsAKindOfProblemEverywhere()
    {
        const TemporaryVault vault("//- Volta.md\n---\naliases: [Pile]\n---\n//- A.md\n[[Pile]]\n//- B.md\n[[Pile]]\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Mend problems…"_s);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QCOMPARE(entry(window, 0), u"Links by alias, which other programs do not follow"_s);
        answer(window, u"alias"_s);
        enter(window);
        QTRY_VERIFY(window->findChild<PlanView *>());
        QTest::mouseClick(window->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "[[Volta|Pile]]\n");
        QCOMPARE(vault.read(u"B.md"_s), "[[Volta|Pile]]\n");
    }

    void undoKeepsWhatWasWrittenSince()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#battery b\n\none\n");
        // Half written, it would be in the way of the undo.
        vault.replace(u"B.md"_s, "#battery b\n\none more\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"B.md"_s), "#cell b\n\none more\n");
        QCOMPARE(vault.read(u"A.md"_s), "#cell\n");
        QVERIFY(window.click(u"Redo"_s));
        QTRY_COMPARE(vault.read(u"B.md"_s), "#battery b\n\none more\n");
        QCOMPARE(vault.read(u"A.md"_s), "#battery\n");
        trigger(window, u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#cell b\n\none more\n");
    }

    void undoAsksAboutWhatIsInTheWay()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#battery b\n");
        vault.replace(u"B.md"_s, "#accu b\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        QCOMPARE(window.find<QWidget>(u"notice"_s)->accessibleName(),
                 u"B.md was changed in the same place since. Nothing is undone yet."_s);
        QCOMPARE(vault.read(u"A.md"_s), "#battery\n");
        QVERIFY(window.click(u"Undo the rest"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "#cell\n");
        QCOMPARE(vault.read(u"B.md"_s), "#accu b\n");
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Undone: Rename tag #cell to #battery. Left as they are: B.md."_s);
        QVERIFY(!window.find<QWidget>(u"notice"_s));
    }

    void whoLooksAtAnUndoIsStillAsked()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n\ntext\n\n#cell\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#battery b\n\ntext\n\n#battery\n");
        vault.replace(u"B.md"_s, "#accu b\n\ntext\n\n#battery\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        const QString question = window.find<QWidget>(u"notice"_s)->accessibleName();
        QVERIFY(window.click(u"Show what changes"_s));
        QTRY_VERIFY(window.find<QDialog>(u"planView"_s));
        auto *const view = window.find<QDialog>(u"planView"_s);
        QCOMPARE(view->windowTitle(), u"Undo: Rename tag #cell to #battery"_s);
        QVERIFY(!window.find<QWidget>(u"notice"_s));
        QTest::keyClick(view, Qt::Key_Escape);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        QCOMPARE(window.find<QWidget>(u"notice"_s)->accessibleName(), question);
        QVERIFY(window.click(u"Undo the rest"_s));
        QTRY_COMPARE(vault.read(u"B.md"_s), "#accu b\n\ntext\n\n#cell\n");
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Undone: Rename tag #cell to #battery. Only in part, as they were changed since: B.md."_s);
    }

    void whatIsUndoneInOneNoteByHandIsNotInTheWay()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QTRY_COMPARE(editor->toPlainText(), u"#battery\n"_s);
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(editor->toPlainText(), u"#cell\n"_s);
        trigger(window, u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#cell b\n");
        QTRY_COMPARE(vault.read(u"A.md"_s), "#cell\n");
        QCOMPARE(editor->toPlainText(), u"#cell\n"_s);
    }

    // The second one is wished before the first one is done.
    void twoChangesAtOnceCanBothBeUndone()
    {
        const TemporaryVault vault("//- A.md\n#cell #maker\n//- B.md\n#cell b #maker\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        trigger(window, u"Rename tag…"_s);
        answer(window, u"maker"_s);
        enter(window);
        answer(window, u"works"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#battery b #works\n");
        trigger(window, u"Undo last change to many notes"_s);
        trigger(window, u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#cell b #maker\n");
        QCOMPARE(vault.read(u"A.md"_s), "#cell #maker\n");
    }

    void aNoteThatChangesWhileThePlanIsLookedAt()
    {
        const TemporaryVault vault("//- A.md\n#cell one #cell\n//- B.md\n#cell b\n//- C.md\n#cell\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window, true);
        QTRY_VERIFY(window->findChild<PlanView *>());
        auto *const view = window->findChild<PlanView *>();
        QAbstractItemModel *const model = view->findChild<QTreeView *>(u"planTree"_s)->model();
        QVERIFY(model->setData(model->index(1, 0, model->index(0, 0)), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model->setData(model->index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        vault.write(u"A.md"_s, "new\n\n#cell one #cell\n");
        vault.write(u"C.md"_s, "#cell new\n");
        // At once: the vault may not have seen it yet.
        const QPointer<PlanView> shown(view);
        const auto apply = [&] {
            if (shown && shown->isVisible())
                QTest::mouseClick(shown->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
            return !shown || !shown->isVisible();
        };
        QTRY_VERIFY(apply());
        QTRY_COMPARE(vault.read(u"A.md"_s), "new\n\n#battery one #cell\n");
        QCOMPARE(vault.read(u"B.md"_s), "#battery b\n");
        QCOMPARE(vault.read(u"C.md"_s), "#cell new\n");
    }

    void aNoteWithASecondNameIsWrittenInPlaceIfWished()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n//- C.md\n#cell c\n");
        const TemporaryVault elsewhere;
        for (const QString &name : {u"A.md"_s, u"B.md"_s})
            QCOMPARE(::link(vault.absolute(name).toUtf8().constData(), elsewhere.absolute(name).toUtf8().constData()),
                     0);
        const TestWindow window(vault.root(), u"C"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        QCOMPARE(window.find<QWidget>(u"notice"_s)->accessibleName(),
                 u"A.md and another file have second names elsewhere (hard links), which would keep the old text. "
                 "Written in place, all names say the new one. Nothing was changed."_s);
        QVERIFY(window.click(u"Write in place"_s));
        QTRY_COMPARE(vault.read(u"C.md"_s), "#battery c\n");
        QCOMPARE(vault.read(u"A.md"_s), "#battery\n");
        QCOMPARE(elsewhere.read(u"A.md"_s), "#battery\n");
        QCOMPARE(elsewhere.read(u"B.md"_s), "#battery b\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"C.md"_s), "#cell c\n");
        QCOMPARE(elsewhere.read(u"B.md"_s), "#cell b\n");
    }

    void aNoteThatCannotBeChangedIsLeftOutIfWished()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n//- C.md\n#cell c\n");
        const TemporaryVault elsewhere;
        for (const QString &name : {u"A.md"_s, u"B.md"_s})
            QCOMPARE(::link(vault.absolute(name).toUtf8().constData(), elsewhere.absolute(name).toUtf8().constData()),
                     0);
        const TestWindow window(vault.root(), u"C"_s);
        QTRY_VERIFY(window->isSettled());
        renameCell(window);
        QVERIFY(window.click(u"Change the rest"_s));
        QTRY_COMPARE(vault.read(u"C.md"_s), "#battery c\n");
        QCOMPARE(vault.read(u"A.md"_s), "#cell\n");
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Rename tag #cell to #battery: one place in one note. Left as they are: A.md, B.md."_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"C.md"_s), "#cell c\n");
    }
};

QTEST_MAIN(RewordingTest)
#include "rewordingtest.moc"
