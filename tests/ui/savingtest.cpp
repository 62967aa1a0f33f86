// SPDX-License-Identifier: GPL-3.0-or-later

// An open note and its file: saving, drafts, and what other programs write meanwhile.
#include "core/store/filewrites.h"
#include "core/store/history.h"
#include "tests/ui/kepttexts.h"
#include "tests/ui/opennote.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QThread>

#include <thread>

#include <fcntl.h>
#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

using State = EditorSession::State;

} // namespace

class SavingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What an earlier run left.
    void init() { QDir(draftsFolder()).removeRecursively(); }

    void saves()
    {
        const OpenNote note("\uFEFFone\r\ntwo"_ba);
        note.session->save();
        QCOMPARE(note.session->state(), State::Clean);
        note.type(1, 3, u"!"_s);
        note.session->save();
        QCOMPARE(note.session->state(), State::Saving);
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "\uFEFFone\r\ntwo!"_ba);
        QCOMPARE(note.session->file().bytes, note.onDisk());
    }

    void isUnsavedIfChangedWhileSaving()
    {
        const OpenNote note("a\n"_ba);
        note.type(0, 1, u"b"_s);
        note.session->save();
        note.type(0, 2, u"c"_s);
        QCOMPARE(note.session->state(), State::Saving);
        QTRY_COMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "ab\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "abc\n"_ba);
    }

    void undoStopsAtTheSavedText()
    {
        const OpenNote note("a\n"_ba);
        note.type(0, 1, u"b"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.type(0, 2, u"c"_s);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "ab\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
    }

    void savesAnEmptyText()
    {
        const OpenNote note("a"_ba);
        QTextCursor(note.session->document()).deleteChar();
        QTRY_COMPARE(note.inSnapshot(), ""_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), ""_ba);
    }

    void sharesUnsavedText()
    {
        const OpenNote note("[[A]]\n"_ba);
        note.type(0, 5, u" [[B]]"_s);
        QTRY_COMPARE(note.inSnapshot(), "[[A]] [[B]]\n"_ba);
        note.session->document()->undo();
        QTRY_COMPARE(note.inSnapshot(), "[[A]]\n"_ba);
        QCOMPARE(note.onDisk(), "[[A]]\n"_ba);
    }

    void givesUnsharedTextUpWithTheSession()
    {
        OpenNote note("a\n"_ba);
        note.type(0, 1, u"b"_s);
        QTRY_COMPARE(note.inSnapshot(), "ab\n"_ba);
        note.session.reset();
        QTRY_COMPARE(note.inSnapshot(), "a\n"_ba);
        QCOMPARE(note.onDisk(), "a\n"_ba);
    }

    void takesAChangeOnDiskWhenClean()
    {
        const OpenNote note("one\ntwo\nthree\n"_ba);
        QTextCursor caret(note.session->document()->findBlockByNumber(2));
        note.changeOnDisk("zero\none\ntwo\nthree\n"_ba);
        QTRY_COMPARE(note.bytes(), "zero\none\ntwo\nthree\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
        QCOMPARE(caret.block().text(), u"three"_s);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one\ntwo\nthree\n"_ba);
        QCOMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "zero\none\ntwo\nthree\n"_ba);
    }

    void keepsBothInAConflict()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        QVERIFY(!note.session->stateText().isEmpty());
        note.session->save();
        QTest::qWait(50);
        QCOMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
    }

    void findsAConflictWhenSaving()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.files.write(u"note.md"_s, "one theirs\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
    }

    // What is planned for many notes sees it from then on, however long ago it was typed.
    void aConflictIsKnownToTheVaultAtOnce()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.files.write(u"note.md"_s, "one theirs\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Conflict);
        // Nothing that the session does later counts: its event loop stands still.
        for (int i = 0; i < 100 && !isKeptOutside("one mine\n"); ++i)
            QThread::msleep(50);
        QVERIFY(isKeptOutside("one mine\n"));
    }

    void takesTheOtherVersion()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->takeDiskVersion();
        QTRY_COMPARE(note.bytes(), "one theirs\n"_ba);
        QVERIFY(historyOf(note).contains("one mine\n"_ba));
        QCOMPARE(note.session->state(), State::Clean);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        QCOMPARE(note.session->state(), State::Unsaved);
    }

    void savesTheOwnVersionBeside()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->saveBeside();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.bytes(), "one theirs\n"_ba);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
        const QStringList beside = QDir(note.files.root()).entryList({u"note (my version *).md"_s});
        QCOMPARE(beside.size(), 1);
        QCOMPARE(note.files.read(beside.first()), "one mine\n"_ba);
    }

    void endsAConflictThatGoesAway()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.changeOnDisk("one\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.bytes(), "one mine\n"_ba);
    }

    void doesNotLoseTheOwnTextToWhatIsNoText()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("\xFF\xFE"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->takeDiskVersion();
        QCOMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        note.session->saveBeside();
        QTRY_COMPARE(note.session->state(), State::ReadOnly);
        QCOMPARE(QDir(note.files.root()).entryList({u"note (my version *).md"_s}).size(), 1);
        QCOMPARE(note.onDisk(), "\xFF\xFE"_ba);
    }

    void sameTextOnDiskIsNoConflict()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u"!"_s);
        note.changeOnDisk("one!\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.type(0, 4, u"?"_s);
        note.changeOnDisk("one!\n"_ba); // Written again, nothing new.
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one!?\n"_ba);
    }

    void keepsTheTextOfAFileThatIsGone()
    {
        const OpenNote note("one\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.session->state(), State::Gone);
        QVERIFY(!note.session->stateText().isEmpty());
        note.type(0, 3, u" more"_s);
        QCOMPARE(note.session->state(), State::Gone);
        note.session->restore();
        note.type(0, 8, u" and more"_s);
        QTRY_COMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "one more\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one more and more\n"_ba);
    }

    void comesBackWithItsFile()
    {
        const OpenNote note("one\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.session->state(), State::Gone);
        note.changeOnDisk("one\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Clean);
        QVERIFY(note.session->stateText().isEmpty());
    }

    void saysWhySavingFailed()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u"!"_s);
        note.files.remove(u"note.md"_s);
        QVERIFY(QDir(note.files.root()).mkdir(u"note.md"_s));
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Failed);
        QVERIFY(!note.session->stateText().isEmpty());
        QCOMPARE(note.bytes(), "one!\n"_ba);
        QVERIFY(QDir(note.files.root()).rmdir(u"note.md"_s));
        note.files.write(u"note.md"_s, "one\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one!\n"_ba);
    }

    void mergesWhatDoesNotOverlap()
    {
        const OpenNote note("one\r\ntwo\r\nthree\r\n"_ba);
        QSignalSpy merged(note.session.get(), &EditorSession::merged);
        note.type(0, 3, u" mine"_s);
        QTextCursor caret(note.session->document()->findBlockByNumber(2));
        note.changeOnDisk("one\r\ntwo\r\nthree\r\nfour\r\n"_ba);
        QTRY_COMPARE(note.bytes(), "one mine\r\ntwo\r\nthree\r\nfour\r\n"_ba);
        QCOMPARE(merged.size(), 1);
        QCOMPARE(merged.first().first().toInt(), 1);
        QCOMPARE(caret.block().text(), u"three"_s);
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), "one mine\r\ntwo\r\nthree\r\nfour\r\n"_ba, 5000);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one mine\r\ntwo\r\nthree\r\n"_ba);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one\r\ntwo\r\nthree\r\n"_ba);
        QTRY_VERIFY(historyOf(note).contains("one\r\ntwo\r\nthree\r\nfour\r\n"_ba));
        QVERIFY(historyOf(note).contains("one mine\r\ntwo\r\nthree\r\n"_ba));
    }

    void mergesWordsOfOneLine()
    {
        const OpenNote note("| Share | Plants |\n|--|--|\n| ~3% | 12 |\n"_ba);
        note.type(2, 4, u"0"_s);
        note.changeOnDisk("| Share | Plants |\n|--|--|\n| ~3% | 14 |\n"_ba);
        QTRY_COMPARE(note.bytes(), "| Share | Plants |\n|--|--|\n| ~30% | 14 |\n"_ba);
    }

    void settlesAConflictAsOneStep()
    {
        const OpenNote note("one\ntwo\nthree\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\ntwo\nTHREE\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.session->merge().conflictCount(), 1);
        note.session->settleConflict({Take::MineThenTheirs});
        QCOMPARE(note.bytes(), "one mine\none theirs\ntwo\nTHREE\n"_ba);
        QCOMPARE(note.session->state(), State::Unsaved);
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), note.bytes(), 5000);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one mine\ntwo\nthree\n"_ba);
        QVERIFY(historyOf(note).contains("one mine\ntwo\nthree\n"_ba));
        QVERIFY(historyOf(note).contains("one theirs\ntwo\nTHREE\n"_ba));
    }

    void aConflictSettledByHandIsSaved()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        QTextCursor cursor(note.session->document()->findBlockByNumber(0));
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.insertText(u"one theirs"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
    }

    void everySavedTextIsInTheHistory()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u"!"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.type(0, 4, u"!"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.replaceOnDisk("theirs\n"_ba);
        QTRY_COMPARE(note.bytes(), "theirs\n"_ba);
        QTRY_COMPARE(historyOf(note), (QList<QByteArray>{"theirs\n", "one!!\n", "one!\n", "one\n"}));
    }

    void unsavedTextIsOnTheDiskWithinTwoSecondsOfTyping()
    {
        const OpenNote note("one\n"_ba);
        // Without a pause that would let it be saved.
        for (int i = 0; i < 19; ++i) {
            note.type(0, 3, u"x"_s);
            QTest::qWait(100);
        }
        QCOMPARE(note.onDisk(), "one\n"_ba);
        QVERIFY(isKeptOutside("onexxxxx"));
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QTRY_VERIFY(!isKeptOutside("onexxxxx"));
    }

    void whatWasAskedOfTheVaultIsDoneBeforeItGoes()
    {
        OpenNote note("one\n"_ba);
        QVERIFY(note.vault->root() == note.files.root());
        // Who holds this lock keeps the draft from being written, in the middle of which the vault is to go.
        const QString folder = dataPlace(u"drafts"_s, note.files.root());
        QDir().mkpath(folder);
        auto lock = std::make_unique<OpenFile>(
            ::open(QFile::encodeName(folder + u"/lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        QVERIFY(takeLock(lock->descriptor(), LOCK_EX));
        note.vault->setDraft(pathOf(u"note.md"), "two\n", "one\n");
        QTest::qWait(400);
        note.vault->setAside(pathOf(u"note.md"), "three\n", "one\n");
        std::thread later([&] {
            QThread::msleep(200);
            lock.reset();
        });
        note.session.reset();
        note.vault.reset();
        later.join();
        QVERIFY(historyOf(note).contains("three\n"_ba));
    }

    void takesADraftOver()
    {
        const OpenNote note("one\ntwo\nthree\n"_ba);
        note.session->takeDraft({pathOf(u"note.md"), "one mine\ntwo\nthree\n"_ba, "one\ntwo\nthree\n"_ba, 1, {}});
        QCOMPARE(note.bytes(), "one mine\ntwo\nthree\n"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(note.session->state(), State::Clean, 5000);
        QCOMPARE(note.onDisk(), "one mine\ntwo\nthree\n"_ba);
        // One made from an older version meets what the file says now.
        note.session->takeDraft({pathOf(u"note.md"), "one\ntwo\nthree\nfour\n"_ba, "one\ntwo\nthree\n"_ba, 1, {}});
        QCOMPARE(note.bytes(), "one mine\ntwo\nthree\nfour\n"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(note.session->state(), State::Clean, 5000);
        QCOMPARE(note.onDisk(), "one mine\ntwo\nthree\nfour\n"_ba);
        note.session->takeDraft({pathOf(u"note.md"), "one else\ntwo\n"_ba, "one\ntwo\n"_ba, 1, {}});
        QCOMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.bytes(), "one else\ntwo\n"_ba);
        QCOMPARE(note.session->theirs()->bytes, "one mine\ntwo\nthree\nfour\n"_ba);
        note.session->settleConflict({Take::Theirs});
        QTRY_COMPARE_WITH_TIMEOUT(note.session->state(), State::Clean, 5000);
        QVERIFY(note.onDisk().startsWith("one mine\n"));
    }

    void whatIsTypedAfterSavingBesideStays()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->saveBeside();
        note.type(0, 8, u" typed"_s);
        QTRY_COMPARE(QDir(note.files.root()).entryList({u"note (my version *).md"_s}).size(), 1);
        QTest::qWait(500);
        QCOMPARE(note.bytes(), "one mine typed\n"_ba);
        QCOMPARE(note.session->state(), State::Conflict);
    }

    void aDraftWaitsForWhatIsTyped()
    {
        const OpenNote note("one\ntwo\n"_ba);
        note.type(0, 3, u" typed"_s);
        const Draft draft{pathOf(u"note.md"), "one draft\ntwo\n"_ba, "one\ntwo\n"_ba, 1, {}};
        QVERIFY(!note.session->takeDraft(draft));
        QCOMPARE(note.bytes(), "one typed\ntwo\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QVERIFY(note.session->takeDraft(draft));
        QCOMPARE(note.session->state(), State::Conflict);
        note.session->save();
        QTest::qWait(300);
        QCOMPARE(note.session->theirs()->bytes, "one typed\ntwo\n"_ba);
        QCOMPARE(note.onDisk(), "one typed\ntwo\n"_ba);
    }

    void aFileChangedBeforeTheVaultWasReadIsShown()
    {
        const TemporaryVault files("//- A.md\nold\n");
        Vault vault(files.root());
        const EditorSession session(&vault, pathOf(u"A.md"), *vault.read(pathOf(u"A.md")), nullptr);
        files.write(u"A.md"_s, "new\n");
        vault.start();
        QTRY_COMPARE(session.mirror().bytes(), "new\n"_ba);
    }

    void anEarlierVersionDoesNotTakeUnsavedTextAway()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" typed"_s);
        QVERIFY(note.session->replaceText("earlier\n"));
        QCOMPARE(note.bytes(), "earlier\n"_ba);
        QTRY_VERIFY(historyOf(note).contains("one typed\n"_ba));
        QVERIFY(!note.session->replaceText("caf\xE9\n"));
        QCOMPARE(note.bytes(), "earlier\n"_ba);
    }

    void aDraftGoesWithAQuicklyClosedNote()
    {
        OpenNote note("one\n"_ba);
        note.type(0, 3, u"!"_s);
        QTRY_VERIFY(isKeptOutside("one!\n"));
        note.type(0, 4, u"?"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.session.reset();
        QTRY_VERIFY(!isKeptOutside("one!\n"));
        QCOMPARE(note.onDisk(), "one!?\n"_ba);
    }

    void makesACopyOfWhatIsNoText()
    {
        const OpenNote note("caf\xE9\r\n"_ba);
        QSignalSpy beside(note.session.get(), &EditorSession::createdBeside);
        note.session->saveConverted();
        QTRY_COMPARE(beside.size(), 1);
        QCOMPARE(note.files.read(beside.first().first().value<NotePath>().toString()), "café\r\n"_ba);
        QCOMPARE(note.onDisk(), "caf\xE9\r\n"_ba);
        QCOMPARE(note.session->state(), State::ReadOnly);
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::SavingTest)
#include "savingtest.moc"
