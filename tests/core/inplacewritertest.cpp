// SPDX-License-Identifier: GPL-3.0-or-later

// Files that can only be written over: whatever fails and whenever the process ends, after the next start they are
// wholly the old or the new text.
#include "core/store/inplacewriter.h"

#include "core/store/notestore.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"
#include "tests/support/temporaryvault.h"

#include <QDir>
#include <QtTest>

#include <cerrno>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Old = QByteArray("an old line, long enough for some sectors\n").repeated(60);
const QByteArray New = QByteArray("a new line that is not as long\n").repeated(40);

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// A vault with A.md, which has a second name.
struct LinkedNote
{
    LinkedNote()
    {
        vault.write(u"A.md"_s, Old);
        if (link(name(u"A.md"_s).constData(), name(u"second.txt"_s).constData()) != 0)
            qFatal("No hard link could be made.");
    }

    QByteArray name(const QString &path) const { return QFile::encodeName(vault.absolute(path)); }

    Result<> write(const FileCalls &calls = FileCalls::system()) const
    {
        return InPlaceWriter(vault.root(), calls).write(vault.absolute(u"A.md"_s), Old, New, u"It cannot be saved"_s);
    }

    QStringList journals() const
    {
        return QDir(InPlaceWriter(vault.root()).folder()).entryList(QDir::Files | QDir::Hidden);
    }

    TemporaryVault vault;
};

} // namespace

class InPlaceWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The folder of the journal is new, and its name could be lost when the power is cut.
    void nothingIsWrittenBeforeItsJournalLasts()
    {
        const LinkedNote note;
        FileCalls calls = FileCalls::system();
        calls.sync = [](int file) {
            if (!QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file)).endsWith(u"/inplace"))
                return FileCalls::system().sync(file);
            errno = EIO;
            return -1;
        };
        QVERIFY(!note.write(calls));
        QVERIFY(!note.write(calls));
        QCOMPARE(note.vault.read(u"A.md"_s), Old);
        QVERIFY(note.write());
        QCOMPARE(note.vault.read(u"A.md"_s), New);
    }

    void aFileWithASecondNameNeedsConsent()
    {
        const LinkedNote note;
        NoteStore store(note.vault.root());
        const FileStamp base = store.read(at(u"A.md"_s))->stamp;
        const Result<FileStamp> refused = store.save(at(u"A.md"_s), New, base);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NeedsConsent);
        QCOMPARE(note.vault.read(u"A.md"_s), Old);
        QVERIFY(store.save(at(u"A.md"_s), New, base, SaveMode::InPlace));
        QCOMPARE(note.vault.read(u"A.md"_s), New);
        QCOMPARE(note.vault.read(u"second.txt"_s), New);
        QVERIFY(note.journals().isEmpty());
    }

    void aFolderThatTakesNoFileNeedsConsent()
    {
        const TemporaryVault vault("//- A.md\none\n");
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *, const char *) {
            errno = EBUSY;
            return -1;
        };
        NoteStore store(vault.root(), calls);
        const FileStamp base = store.read(at(u"A.md"_s))->stamp;
        QCOMPARE(store.save(at(u"A.md"_s), "two\n", base).error().code, ErrorCode::NeedsConsent);
        QCOMPARE(vault.read(u"A.md"_s), "one\n");
        QVERIFY(store.save(at(u"A.md"_s), "two\n", base, SaveMode::InPlace));
        QCOMPARE(vault.read(u"A.md"_s), "two\n");
        QCOMPARE(QDir(vault.root()).entryList(QDir::Files | QDir::Hidden), QStringList{u"A.md"_s});
    }

    void anotherVersionIsNotWrittenOver()
    {
        const LinkedNote note;
        note.vault.write(u"second.txt"_s, "theirs\n");
        QCOMPARE(note.write().error().code, ErrorCode::Changed);
        QCOMPARE(note.vault.read(u"A.md"_s), "theirs\n");
        QVERIFY(note.journals().isEmpty());
    }

    void isWholeAfterTheNextStart()
    {
        int points = 0;
        {
            const LinkedNote note;
            QVERIFY(note.write(faultyCalls(0)));
            points = faultyCallCount();
        }
        QVERIFY(points >= 8);
        for (int point = 1; point <= points; ++point) {
            for (const int error : {EIO, ENOSPC, EACCES, EDQUOT, EINTR}) {
                const LinkedNote note;
                const Result<> written = note.write(faultyCalls(point, Fault::Error, error));
                QVERIFY(InPlaceWriter(note.vault.root()).recover());
                QCOMPARE(note.vault.read(u"A.md"_s), written ? New : Old);
                QVERIFY(note.journals().isEmpty());
            }
            const LinkedNote note;
            QVERIFY(inChild([&] { (void)note.write(faultyCalls(point, Fault::Kill)); }));
            QVERIFY(InPlaceWriter(note.vault.root()).recover());
            const QByteArray text = note.vault.read(u"A.md"_s);
            QVERIFY2(text == Old || text == New, qPrintable(u"killed after call %1"_s.arg(point)));
            QVERIFY(note.journals().isEmpty());
            const LinkedNote again;
            QVERIFY(again.write(faultyCalls(point, Fault::ShortWrite)));
            QCOMPARE(again.vault.read(u"A.md"_s), New);
        }
    }

    // What a write may leave that ends anywhere, and what it may not have left.
    void completesWhatIsHalfWritten()
    {
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        const auto left = [&](const QByteArray &text) {
            const LinkedNote note;
            if (!inChild([&] { (void)note.write(calls); }))
                qFatal("The child did not end as it should.");
            note.vault.write(u"A.md"_s, text);
            if (!InPlaceWriter(note.vault.root()).recover() || !note.journals().isEmpty())
                qFatal("It was not completed.");
            return note.vault.read(u"A.md"_s);
        };
        for (qsizetype cut = 8; cut < New.size(); cut += 97) {
            QCOMPARE(left(New.first(cut) + Old.sliced(cut)), New);
            // No write cuts the file before it is done: another program's text, which only begins alike.
            QCOMPARE(left(New.first(cut)), New.first(cut));
        }
        QCOMPARE(left(""), "");
        QCOMPARE(left(Old.first(512) + QByteArray(512, '\0') + New.sliced(1024)), New);
        // The file was shortened, or is yet to be, and the rest of the last sector was written as zeros.
        QCOMPARE(left(New + QByteArray(1536 - New.size(), '\0') + Old.sliced(1536)), New);
        QCOMPARE(left(Old), Old);
        QCOMPARE(left(New), New);
        QCOMPARE(left("another program's text\n"), "another program's text\n");
        QCOMPARE(left(New + Old + "more"), New + Old + "more");
    }

    // It may look half written and be another program's text.
    void whatIsCompletedIsKept()
    {
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        const LinkedNote note;
        QVERIFY(inChild([&] { (void)note.write(calls); }));
        const QByteArray text = New.first(600) + Old.sliced(600);
        note.vault.write(u"A.md"_s, text);
        History history(note.vault.root());
        InPlaceWriter writer(note.vault.root());
        writer.setHistory({&history, {}});
        QVERIFY(writer.recover());
        QCOMPARE(note.vault.read(u"A.md"_s), New);
        const QList<Version> versions = History(note.vault.root()).versions(at(u"A.md"_s)).value();
        QCOMPARE(versions.size(), 1);
        QCOMPARE(versions.first().kind, VersionKind::Aside);
        QCOMPARE(history.bytes(versions.first()).value(), text);
    }

    // A journal that was left would undo what was written since.
    void aLaterWriteEndsWhatAnEarlierOneLeft()
    {
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        const LinkedNote note;
        QVERIFY(inChild([&] { (void)note.write(calls); }));
        QCOMPARE(note.journals().size(), 1);
        const QString path = note.vault.absolute(u"A.md"_s);
        QVERIFY(InPlaceWriter(note.vault.root()).write(path, note.vault.read(u"A.md"_s), Old, {}));
        QVERIFY(note.journals().isEmpty());
    }

    // Its folder could not be synced, so nothing was written by it; it must not do so later.
    void aJournalThatFailedIsGone()
    {
        const LinkedNote note;
        QVERIFY(note.write(FileCalls::system()));
        note.vault.write(u"A.md"_s, Old);
        FileCalls calls = FileCalls::system();
        calls.sync = [](int file) {
            const QString synced = QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file));
            errno = EIO;
            return QFileInfo(synced).isDir() ? -1 : FileCalls::system().sync(file);
        };
        QVERIFY(!note.write(calls));
        QVERIFY(note.journals().isEmpty());
    }

    // The new text could not be synced; while the old one is put back, which is shorter, the process ends.
    void completesWhatWasPutBackInPart()
    {
        const LinkedNote note;
        const QByteArray before(700, 'x');
        const QByteArray after(1500, 'y');
        note.vault.write(u"A.md"_s, before);
        FileCalls calls = FileCalls::system();
        calls.sync = [](int file) {
            if (!QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file)).endsWith(u"/A.md"))
                return FileCalls::system().sync(file);
            errno = EIO;
            return -1;
        };
        calls.truncate = [](int file, off_t size) {
            return size == 700 ? (_exit(0), -1) : FileCalls::system().truncate(file, size);
        };
        const auto write = [&] {
            (void)InPlaceWriter(note.vault.root(), calls).write(note.vault.absolute(u"A.md"_s), before, after, {});
        };
        QVERIFY(inChild(write));
        QCOMPARE(note.vault.read(u"A.md"_s), before + after.sliced(700));
        QVERIFY(InPlaceWriter(note.vault.root()).recover());
        QCOMPARE(note.vault.read(u"A.md"_s), after);
        QCOMPARE(note.journals(), QStringList());
    }

    // What cannot be read at this start, half written as it may be, is completed at one where it can.
    void aFileThatCannotBeReadIsTriedAgain()
    {
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        const LinkedNote note;
        QVERIFY(inChild([&] { (void)note.write(calls); }));
        note.vault.remove(u"A.md"_s);
        QVERIFY(QFile::link(u"/proc/self/mem"_s, note.vault.absolute(u"A.md"_s))); // It opens, and reading fails.
        const Result<> recovered = InPlaceWriter(note.vault.root()).recover();
        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, ErrorCode::Io);
        QCOMPARE(note.journals().size(), 1);
        QCOMPARE(note.write().error().code, ErrorCode::Io);
        QCOMPARE(note.journals().size(), 1);
        note.vault.remove(u"A.md"_s);
        note.vault.write(u"A.md"_s, New.first(100) + Old.sliced(100));
        QVERIFY(InPlaceWriter(note.vault.root()).recover());
        QCOMPARE(note.vault.read(u"A.md"_s), New);
        QVERIFY(note.journals().isEmpty());
    }

    void aFileThatIsGoneIsGivenUp()
    {
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        const LinkedNote note;
        QVERIFY(inChild([&] { (void)note.write(calls); }));
        note.vault.remove(u"A.md"_s);
        QVERIFY(InPlaceWriter(note.vault.root()).recover());
        QVERIFY(note.journals().isEmpty());
    }

    // A journal that came back after a power cut could undo what was written later.
    void aJournalIsRemovedForGood()
    {
        static int syncs = 0;
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        const LinkedNote note;
        QVERIFY(inChild([&] { (void)note.write(calls); }));
        note.vault.write(u"A.md"_s, Old);
        syncs = 0;
        calls = FileCalls::system();
        calls.sync = [](int file) {
            ++syncs;
            return FileCalls::system().sync(file);
        };
        QVERIFY(InPlaceWriter(note.vault.root(), calls).recover());
        QVERIFY(note.journals().isEmpty());
        QCOMPARE(syncs, 1);
    }

    void aDamagedJournalIsRemoved()
    {
        const LinkedNote note;
        QVERIFY(note.write());
        QFile journal(InPlaceWriter(note.vault.root()).folder() + u"/damaged"_s);
        QVERIFY(journal.open(QIODevice::WriteOnly) && journal.write("no journal") > 0);
        journal.close();
        QVERIFY(InPlaceWriter(note.vault.root()).recover());
        QVERIFY(note.journals().isEmpty());
        QCOMPARE(note.vault.read(u"A.md"_s), New);
    }
};

QTEST_GUILESS_MAIN(InPlaceWriterTest)
#include "inplacewritertest.moc"
