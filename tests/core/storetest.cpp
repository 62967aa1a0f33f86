// SPDX-License-Identifier: GPL-3.0-or-later

// Saves and new notes, whatever fails.
#include "core/change/renameplan.h"
#include "core/store/notestore.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QtTest>

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesOnlyOverItsOwnVersion()
    {
        const TemporaryVault vault("//- A.md\none\n");
        NoteStore store(vault.root());
        const Result<TextFile> file = store.read(at(u"A.md"_s));
        QVERIFY(file);
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "two\n", file->stamp);
        QVERIFY(saved);
        QCOMPARE(vault.read(u"A.md"_s), "two\n");
        vault.write(u"A.md"_s, "theirs\n");
        const Result<FileStamp> late = store.save(at(u"A.md"_s), "mine\n", *saved);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Changed);
        QCOMPARE(vault.read(u"A.md"_s), "theirs\n");
        QCOMPARE(store.create(at(u"A.md"_s), "x").error().code, ErrorCode::Exists);
        QVERIFY(store.create(at(u"new/B.md"_s), "b"));
        QCOMPARE(vault.read(u"new/B.md"_s), "b");
    }

    void attributesStay()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const QByteArray path = QFile::encodeName(vault.absolute(u"A.md"_s));
        QCOMPARE(chmod(path.constData(), 0640), 0);
        const bool tagged = setxattr(path.constData(), "user.tag", "red", 3, 0) == 0;
        NoteStore store(vault.root());
        QVERIFY(store.save(at(u"A.md"_s), "two\n", store.read(at(u"A.md"_s))->stamp));
        struct stat status{};
        QCOMPARE(stat(path.constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0640u);
        QByteArray value(3, '\0');
        if (tagged)
            QCOMPARE(getxattr(path.constData(), "user.tag", value.data(), 3), 3);
        QCOMPARE(value, tagged ? "red" : QByteArray(3, '\0'));
    }

    // Another program writes between the check and the replacement.
    void aVersionWrittenInBetweenComesBack()
    {
        static QByteArray victim;
        const TemporaryVault vault("//- A.md\none\n");
        victim = QFile::encodeName(vault.absolute(u"A.md"_s));
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            static bool written = false;
            if (!std::exchange(written, true)) {
                QFile file(QFile::decodeName(victim));
                if (file.open(QIODevice::WriteOnly))
                    file.write("theirs\n");
            }
            return FileCalls::system().exchange(one, other);
        };
        NoteStore store(vault.root(), calls);
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "mine\n", store.read(at(u"A.md"_s))->stamp);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Changed);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "theirs\n"}}));
    }

    // Another program replaces the file as soon as it is written: the stamp is not that of its version.
    void aVersionWrittenJustAfterIsNotTakenForTheOwn()
    {
        static QByteArray victim;
        const TemporaryVault vault("//- A.md\none\n");
        victim = QFile::encodeName(vault.absolute(u"A.md"_s));
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            const int done = FileCalls::system().exchange(one, other);
            const QString beside = QFile::decodeName(victim) + u".new"_s;
            QFile file(beside);
            if (file.open(QIODevice::WriteOnly) && file.write("their\n") == 6) {
                file.close();
                FileCalls::system().rename(QFile::encodeName(beside).constData(), victim.constData());
            }
            return done;
        };
        NoteStore store(vault.root(), calls);
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "mine!\n", store.read(at(u"A.md"_s))->stamp);
        QVERIFY(saved);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "their\n"}}));
        QVERIFY(!saved->sameFile(*store.stamp(at(u"A.md"_s))));
        QCOMPARE(saved->hash, contentHash("mine!\n"));
    }

    // Likewise in between, and the disk fails just when it is to come back: it is kept beside.
    void aVersionThatCannotComeBackStaysBeside()
    {
        static QByteArray victim;
        static int exchanges = 0;
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            if (++exchanges == 2) {
                errno = EIO;
                return -1;
            }
            QFile file(QFile::decodeName(victim));
            if (exchanges == 1 && file.open(QIODevice::WriteOnly)) {
                file.write("theirs\n");
                file.close();
            }
            return FileCalls::system().exchange(one, other);
        };
        {
            const TemporaryVault vault("//- A.md\none\n");
            victim = QFile::encodeName(vault.absolute(u"A.md"_s));
            exchanges = 0;
            NoteStore store(vault.root(), calls);
            QVERIFY(!store.save(at(u"A.md"_s), "mine\n", store.read(at(u"A.md"_s))->stamp));
            QVERIFY(filesOf(vault).values().contains("theirs\n"));
        }
        const TemporaryVault vault(Notes);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        victim = QFile::encodeName(vault.absolute(u"Hub.md"_s));
        exchanges = 0;
        QVERIFY(!PlanRunner(vault.root(), calls).run(*plan));
        QVERIFY(PlanRunner(vault.root()).recover());
        QVERIFY(filesOf(vault).values().contains("theirs\n"));
    }

    void aSaveIsWholeOrNotAtAll()
    {
        const auto save = [](const TemporaryVault &vault, const FileCalls &calls) {
            NoteStore store(vault.root(), calls);
            return store.save(at(u"A.md"_s), "two, and longer\n", store.read(at(u"A.md"_s))->stamp);
        };
        int points = 0;
        {
            const TemporaryVault vault("//- A.md\none\n");
            QVERIFY(save(vault, faultyCalls(0)));
            points = faultyCallCount();
        }
        QVERIFY(points >= 5);
        for (int point = 1; point <= points; ++point) {
            for (const int error : errors()) {
                const TemporaryVault vault("//- A.md\none\n");
                const Result<FileStamp> saved = save(vault, faultyCalls(point, Fault::Error, error));
                const Files files = filesOf(vault);
                QCOMPARE(files.value(u"A.md"_s), saved ? "two, and longer\n" : "one\n");
                // Only where the removal itself fails may something stay beside.
                QVERIFY2(files.size() == 1 || point == points, qPrintable(QString::number(point)));
            }
            const TemporaryVault vault("//- A.md\none\n");
            QVERIFY(inChild([&] { (void)save(vault, faultyCalls(point, Fault::Kill)); }));
            const QByteArray text = vault.read(u"A.md"_s);
            QVERIFY(text == "one\n" || text == "two, and longer\n");
            const TemporaryVault again("//- A.md\none\n");
            QVERIFY(save(again, faultyCalls(point, Fault::ShortWrite)));
            QCOMPARE(again.read(u"A.md"_s), "two, and longer\n");
        }
    }

    // Whatever a new note was interrupted at, it is there or not, and can be saved.
    void aNewNoteIsWholeOrNotAtAll()
    {
        const auto create = [](const TemporaryVault &vault, const FileCalls &calls) {
            return NoteStore(vault.root(), calls).create(at(u"new/B.md"_s), "b\n").has_value();
        };
        int points = 0;
        {
            const TemporaryVault vault;
            QVERIFY(create(vault, faultyCalls(0)));
            points = faultyCallCount();
        }
        QVERIFY(points >= 5);
        for (int point = 1; point <= points; ++point) {
            for (const int error : errors()) {
                const TemporaryVault vault;
                const bool created = create(vault, faultyCalls(point, Fault::Error, error));
                QCOMPARE(filesOf(vault).value(u"new/B.md"_s, "none"), created ? "b\n" : "none");
            }
            const TemporaryVault vault;
            QVERIFY(inChild([&] { (void)create(vault, faultyCalls(point, Fault::Kill)); }));
            if (!filesOf(vault).contains(u"new/B.md"_s))
                continue;
            NoteStore store(vault.root());
            const Result<TextFile> note = store.read(at(u"new/B.md"_s));
            QCOMPARE(note->bytes, "b\n");
            QVERIFY2(store.save(at(u"new/B.md"_s), "later\n", note->stamp), qPrintable(QString::number(point)));
        }
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "storetest.moc"
