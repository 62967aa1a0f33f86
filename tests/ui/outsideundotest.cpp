// SPDX-License-Identifier: GPL-3.0-or-later

// Undo of what another program wrote, in a window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"

#include <QApplication>
#include <QLabel>
#include <QTabWidget>
#include <QTextDocument>
#include <QToolButton>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

struct Work
{
    Work() : vault("//- A.md\none\n//- B.md\nother\n"), window(vault.root(), u"A"_s)
    {
        if (!QTest::qWaitFor([this] { return window->isSettled(); }))
            qFatal("The window does not settle.");
        editor()->setFocus();
    }

    NoteEditor *editor() const { return window.find<NoteEditor>(u"editor"_s); }
    QString banner() const
    {
        const auto *const banner = window.find<QWidget>(u"banner"_s);
        return banner ? banner->accessibleName() : QString();
    }
    void undo() const { QTest::keyClick(editor(), Qt::Key_Z, Qt::ControlModifier); }

    TemporaryVault vault;
    TestWindow window;
};

/// A window on a copy of a sync program, where something else is said above the note; a change of it by another program
/// is undone.
struct UndoneInCopy
{
    UndoneInCopy()
        : vault(QByteArray("//- A.md\none\n//- " + copy.toUtf8() + "\ntwo\n")), window(vault.root(), copy.chopped(3))
    {
        const auto isReady = [this] { return window->isSettled() && window.find<QWidget>(u"banner"_s); };
        if (!QTest::qWaitFor(isReady))
            qFatal("The window does not settle.");
        editor = window.find<NoteEditor>(u"editor"_s);
        vault.write(copy, "two\nthree\n");
        if (!QTest::qWaitFor([this] { return editor->toPlainText() == u"two\nthree\n"; }))
            qWarning("The window does not follow the file.");
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    }

    const QString copy = u"A.sync-conflict-20260102-030405-ABCDEFG.md"_s;
    TemporaryVault vault;
    TestWindow window;
    NoteEditor *editor = nullptr;
};

const QString TakenBack = u"A change of A that was not typed in it, but made by another program or in many notes at "
                          "once, is taken back, and will be saved so."_s;

} // namespace

class OutsideUndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReloadIsOneStepThatSaysSo()
    {
        const Work work;
        work.vault.write(u"A.md"_s, "one\ntwo\nthree\n");
        QTRY_COMPARE(work.editor()->toPlainText(), u"one\ntwo\nthree\n"_s);
        work.undo();
        QCOMPARE(work.editor()->toPlainText(), u"one\n"_s);
        QCOMPARE(work.banner(), TakenBack);
        QCOMPARE(work.window.find<QLabel>(u"statusState"_s)->text(), u"● Unsaved"_s);
        QVERIFY(work.window.click(u"Redo"_s));
        QTRY_COMPARE(work.editor()->toPlainText(), u"one\ntwo\nthree\n"_s);
        QCOMPARE(work.banner(), QString());
        QCOMPARE(work.vault.read(u"A.md"_s), "one\ntwo\nthree\n");
        QCOMPARE(work.window.find<QLabel>(u"statusState"_s)->text(), u"✓ Saved"_s);
    }

    void whatIsLeftSoIsSaid()
    {
        const Work work;
        work.vault.write(u"A.md"_s, "one\ntwo\n");
        QTRY_COMPARE(work.editor()->toPlainText(), u"one\ntwo\n"_s);
        work.undo();
        QCOMPARE(work.banner(), TakenBack);
        // It is said for as long as nobody answers, also once it is saved.
        QTRY_COMPARE(work.vault.read(u"A.md"_s), "one\n");
        QCOMPARE(work.banner(), TakenBack);
        QVERIFY(work.window.click(u"Leave it so"_s));
        QTRY_COMPARE(work.banner(), QString());
        QCOMPARE(work.editor()->toPlainText(), u"one\n"_s);
    }

    void aMergeIsOneStepAsWell()
    {
        const Work work;
        QTest::keyClicks(work.editor(), u"my "_s);
        work.vault.write(u"A.md"_s, "one\ntwo\n");
        QTRY_COMPARE(work.editor()->toPlainText(), u"my one\ntwo\n"_s);
        work.undo();
        QCOMPARE(work.editor()->toPlainText(), u"my one\n"_s);
        QCOMPARE(work.banner(), TakenBack);
        QTest::keyClicks(work.editor(), u"!"_s);
        // Who writes on has seen it.
        QCOMPARE(work.banner(), QString());
    }

    // Above a copy of a sync program something else is said, so that it is said below.
    void itIsDoneAgainOnlyInANoteThatIsOpen()
    {
        const UndoneInCopy work;
        QCOMPARE(work.editor->toPlainText(), u"two\n"_s);
        const QPointer<QTextDocument> document = work.editor->document();
        QTRY_COMPARE(work.vault.read(work.copy), "two\n");
        QTest::keyClick(work.editor, Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!document);
        QVERIFY(work.window.click(u"Redo"_s));
        QTest::qWait(50);
        QCOMPARE(work.vault.read(work.copy), "two\n");
    }

    void toDoItAgainIsNotOfferedOnceSomethingElseIsTyped()
    {
        const UndoneInCopy work;
        QTRY_VERIFY(work.window.find<QToolButton>(u"statusChoice"_s));
        QTest::keyClicks(work.editor, u"!"_s);
        QVERIFY(!work.window.find<QToolButton>(u"statusChoice"_s));
        QCOMPARE(work.window.find<QLabel>(u"statusMessage"_s)->text(), QString());
    }

    void goingToAnOpenNoteShowsItsTab()
    {
        const Work work;
        work.window->navigator()->openNamed(u"B"_s);
        QTRY_COMPARE(work.window.note(), u"B"_s);
        QTest::keyClick(work.window.operator->(), Qt::Key_O, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"A"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(work.window.note(), u"A"_s);
        QCOMPARE(work.window.find<QTabWidget>(u"tabs"_s)->count(), 2);
        QVERIFY(work.editor()->hasFocus());
    }
};

QTEST_MAIN(OutsideUndoTest)
#include "outsideundotest.moc"
