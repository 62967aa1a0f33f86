// SPDX-License-Identifier: GPL-3.0-or-later

// Texts that are in no file, as a user sees it in the window: they wait, are listed, and never hold the window.
#include "core/store/draftstore.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/diffview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

void leaveDraft(const TemporaryVault &vault, const QString &path, const QByteArray &text, const QByteArray &base)
{
    DraftStore store(vault.root());
    if (!store.keep({at(path), text, base, QDateTime::currentMSecsSinceEpoch(), {}}))
        qFatal("The draft could not be kept.");
}

QList<Draft> draftsLeft(const TemporaryVault &vault)
{
    return DraftStore(vault.root()).abandoned();
}

} // namespace

class KeptTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aLostTextWaitsForItsAnswer()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "one, mine\n", "one\n");
        leaveDraft(vault, u"C.md"_s, "two, mine\n", "two\n");
        {
            const TestWindow window(vault.root(), u"B"_s);
            QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
            QVERIFY(window.click(u"Show them"_s));
            QTRY_VERIFY(window.find<QListWidget>(u"keptTextsList"_s));
            auto *list = window.find<QListWidget>(u"keptTextsList"_s);
            QCOMPARE(list->count(), 2);
            QVERIFY(window.find<QWidget>(u"notice"_s)); // To look at it is no answer.
            QVERIFY(list->item(0)->text().startsWith(u"C.md (gone)"));
            QCOMPARE(window.findFirst<DiffView>()->changeCount(), 1);
            QVERIFY(window.click(u"Write the note again"_s));
            QTRY_VERIFY(QFile::exists(vault.absolute(u"C.md"_s)));
            QCOMPARE(vault.read(u"C.md"_s), "two, mine\n");
            QTRY_COMPARE(list->count(), 1);
        }
        QCOMPARE(draftsLeft(vault).size(), 1);
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        window.run(u"Kept texts…"_s);
        QTRY_VERIFY(window.find<QListWidget>(u"keptTextsList"_s));
        auto *dialog = window->findChild<QDialog *>(u"keptTexts"_s);
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == u"Discard")
                button->click();
        }
        QTRY_VERIFY(!window.find<QWidget>(u"notice"_s));
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
        const History history(vault.root());
        QCOMPARE(*history.bytes(history.versions(at(u"A.md"_s))->first()), "one, mine\n");
        // Without a note, it is listed among those that were deleted.
        QCOMPARE(history.deleted()->size(), 1);
    }

    void aLostTextIsOfferedWhenItsNoteComesBack()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "one\nmine\n", "one\n");
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        vault.write(u"A.md"_s, "zero\none\n");
        QTRY_COMPARE(window.note(), u"A"_s);
        QTRY_VERIFY(!window.find<QWidget>(u"notice"_s));
        // It is offered again in another tab, and wherever the note is saved before.
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"saved "_s);
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"A.md"_s), "saved zero\none\n");
        QCOMPARE(draftsLeft(vault).size(), 1);
        QTest::keyClick(editor, Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(window.note(), u"B"_s);
        window->navigator()->open(at(u"A.md"_s), OpenIn::NewTab);
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"A.md"_s), "saved zero\none\nmine\n", 5000);
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
    }

    void textTypedIntoANoteThatIsGoneIsNotLost()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        vault.remove(u"A.md"_s);
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        auto *editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"typed "_s);
        QTest::keyClick(editor, Qt::Key_W, Qt::ControlModifier);
        QVERIFY(window.find<QLabel>(u"statusMessage"_s)->text().contains(u"stays open"));
        QCOMPARE(window->findChild<QTabWidget *>(u"tabs"_s)->count(), 1);
        window->close();
        QVERIFY(window.click(u"Go on editing"_s));
        QVERIFY(window->isVisible());
        vault.write(u"A.md"_s, "one\ntwo\n");
        QTRY_COMPARE(editor->toPlainText(), u"typed one\ntwo\n"_s);
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"A.md"_s), "typed one\ntwo\n", 5000);
        // Another time it is not wanted.
        vault.remove(u"A.md"_s);
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        QTest::keyClicks(editor, u"more "_s);
        QVERIFY(window.click(u"Set aside"_s));
        QTRY_VERIFY(window.find<QLabel>(u"banner"_s) == nullptr);
        const History history(vault.root());
        QTRY_VERIFY(std::ranges::any_of(*history.versions(at(u"A.md"_s)), [&](const Version &version) {
            return history.bytes(version)->contains("more ");
        }));
        QTRY_VERIFY((QTest::keyClick(editor, Qt::Key_W, Qt::ControlModifier),
                     window->findChild<QTabWidget *>(u"tabs"_s)->count() == 0));
    }

    void aNoteThatTakesNoTextDoesNotLockTheWindow()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        // A second name, which only a save in place would keep.
        QCOMPARE(::link(qPrintable(vault.absolute(u"A.md"_s)), qPrintable(vault.absolute(u"other"_s))), 0);
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        window->close();
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        QVERIFY(window->isVisible());
        QVERIFY(window.click(u"Save a copy beside it"_s));
        QTRY_VERIFY(window.note().startsWith(u"A (copy"));
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"mine one\n"_s);
        QCOMPARE(vault.read(u"A.md"_s), "one\n");
        QVERIFY(window->close());
    }

    void aTextWhosePlaceAFolderHasIsSafeInACopy()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        vault.remove(u"A.md"_s);
        QVERIFY(QDir(vault.root()).mkdir(u"A.md"_s));
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_S, Qt::ControlModifier);
        const auto banner = [&] {
            const auto *const shown = window.find<QWidget>(u"banner"_s);
            return shown ? shown->accessibleName() : QString();
        };
        QTRY_VERIFY(banner().contains(u"a folder is in its place"));
        QVERIFY(window.click(u"Save a copy beside it"_s));
        QTRY_VERIFY(window.note().startsWith(u"A (copy"));
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"mine one\n"_s);
        window.find<QTabWidget>(u"tabs"_s)->setCurrentIndex(0);
        QTRY_VERIFY(banner().contains(u"a folder is in its place"));
        for (const QAbstractButton *button : window.find<QWidget>(u"banner"_s)->findChildren<QAbstractButton *>())
            QVERIFY(!button->isVisible() || button->text() == u"Try again");
        QCOMPARE(window.find<QLabel>(u"statusState"_s)->text(), u"⚠ File cannot be read"_s);
        QVERIFY(draftsLeft(vault).isEmpty());
        QVERIFY(window->close());
    }
};

QTEST_MAIN(KeptTextsTest)
#include "kepttextstest.moc"
