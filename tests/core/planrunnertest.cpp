// SPDX-License-Identifier: GPL-3.0-or-later

// Plans on files: done as a whole or not at all, whatever fails.
#include "core/store/planrunner.h"
#include "core/change/renameplan.h"
#include "core/store/notestore.h"
#include "core/store/planjournal.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QLockFile>
#include <QtTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// `calls` on a file system that cannot exchange two files.
FileCalls withoutExchange(FileCalls calls)
{
    calls.exchange = [](const char *, const char *) {
        errno = EINVAL;
        return -1;
    };
    return calls;
}

/// Gives `Hub.md` a second name, and returns whether that could be done.
bool linkHub(const TemporaryVault &vault)
{
    return ::link(QFile::encodeName(vault.absolute(u"Hub.md"_s)).constData(),
                  QFile::encodeName(vault.absolute(u"second.txt"_s)).constData())
           == 0;
}

// Where `linked`, one of the files has a second name and is written in place.
void planIsWholeOrNotAtAll(const std::function<FileCalls(const FileCalls &)> &system, bool linked = false)
{
    const TemporaryVault sample(Notes);
    QVERIFY(!linked || linkHub(sample));
    const Files old = filesOf(sample);
    const auto planOf = [linked](const TemporaryVault &vault) {
        ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"new/New.md"_s);
        plan.inPlace = linked;
        return plan;
    };
    const auto run = [&](const TemporaryVault &vault, const ChangePlan &plan, const FileCalls &faulty) {
        const FileCalls calls = system(faulty);
        return PlanRunner(vault.root(), calls).run(plan);
    };
    const FileCalls sound = system(FileCalls::system());
    int points = 0;
    Files now;
    {
        const TemporaryVault vault(Notes);
        QVERIFY(!linked || linkHub(vault));
        const ChangePlan plan = planOf(vault);
        QVERIFY(run(vault, plan, faultyCalls(0)));
        points = faultyCallCount();
        now = filesOf(vault);
    }
    QVERIFY(points > 20);
    int finished = 0;
    int undone = 0;
    for (int point = 1; point <= points; ++point) {
        for (const int error : errors()) {
            const TemporaryVault vault(Notes);
            QVERIFY(!linked || linkHub(vault));
            const ChangePlan plan = planOf(vault);
            const Result<> done = run(vault, plan, faultyCalls(point, Fault::Error, error));
            PlanRunner later(vault.root(), sound);
            QVERIFY(later.recover());
            Files files = filesOf(vault);
            // A failed removal may leave what lay beside.
            const auto left = files.removeIf([](const auto &file) { return file.key().contains(u".tearsheet-"); });
            const QString where = u"call %1, error %2"_s.arg(point).arg(error);
            QVERIFY2(files == (done ? now : old), qPrintable(where));
            QVERIFY2(left <= 1, qPrintable(where));
            QVERIFY2(!QFile::exists(later.journalPath()), qPrintable(where));
        }
        const TemporaryVault shortened(Notes);
        QVERIFY(!linked || linkHub(shortened));
        QVERIFY(run(shortened, planOf(shortened), faultyCalls(point, Fault::ShortWrite)));
        QVERIFY2(filesOf(shortened) == now, qPrintable(u"short write at call %1"_s.arg(point)));
        const TemporaryVault vault(Notes);
        QVERIFY(!linked || linkHub(vault));
        const ChangePlan plan = planOf(vault);
        QVERIFY(inChild([&] { (void)run(vault, plan, faultyCalls(point, Fault::Kill)); }));
        PlanRunner later(vault.root(), sound);
        const Result<bool> recovered = later.recover();
        QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().sentence));
        const Files files = filesOf(vault);
        QVERIFY2(files == now || files == old, qPrintable(u"killed after call %1"_s.arg(point)));
        ++(files == now ? finished : undone);
        QVERIFY(!QFile::exists(later.journalPath()));
    }
    QVERIFY(finished > 5 && undone > 5);
}

} // namespace

class PlanRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanIsDoneAndUndone()
    {
        const TemporaryVault vault(Notes);
        const Files old = filesOf(vault);
        const Snapshot before = *indexVault(vault.root());
        const Result<ChangePlan> plan = planRename(before, u"Old.md"_s, u"new/New.md"_s);
        QVERIFY(plan);
        PlanRunner runner(vault.root());
        const Result<> done = runner.run(*plan);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        const Files expected{{u"new/New.md"_s, "I am [[New]], see [[Hub]].\n"},
                             {u"Hub.md"_s, "[[New|o]] and ![[a/plan.png]]\n"},
                             {u"a/N.md"_s, "[[New#H]]\r\n"},
                             {u"a/plan.png"_s, "bytes\n"},
                             {u"Other.md"_s, "[[Hub]]\n"}};
        QCOMPARE(filesOf(vault), expected);
        QVERIFY(!QFile::exists(runner.journalPath()));
        QVERIFY(runner.run(inverse(*plan, before)));
        QCOMPARE(filesOf(vault), old);
    }

    void whatHasChangedIsNotTouched()
    {
        const TemporaryVault vault(Notes);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        PlanRunner runner(vault.root());
        vault.write(u"a/N.md"_s, "[[Old#H]] and more\n");
        const Files changed = filesOf(vault);
        QCOMPARE(runner.run(*plan).error().code, ErrorCode::Changed);
        QCOMPARE(filesOf(vault), changed);
        vault.write(u"a/N.md"_s, "[[Old#H]]\r\n");
        vault.write(u"New.md"_s, "in the way\n");
        QCOMPARE(runner.run(*plan).error().code, ErrorCode::Exists);
        vault.remove(u"New.md"_s);
        QCOMPARE(link(QFile::encodeName(vault.absolute(u"Hub.md"_s)).constData(),
                      QFile::encodeName(vault.absolute(u"second.txt"_s)).constData()),
                 0);
        QCOMPARE(runner.run(*plan).error().code, ErrorCode::NeedsConsent);
        vault.remove(u"second.txt"_s);
        const Files whole = filesOf(vault);
        // A version that is written while the plan is carried out.
        static QByteArray victim;
        victim = QFile::encodeName(vault.absolute(u"a/N.md"_s));
        FileCalls calls = FileCalls::system();
        calls.syncAll = [](int) {
            QFile file(QFile::decodeName(victim));
            return file.open(QIODevice::WriteOnly) && file.write("theirs\n") > 0 ? 0 : -1;
        };
        QCOMPARE(PlanRunner(vault.root(), calls).run(*plan).error().code, ErrorCode::Changed);
        Files expected = whole;
        expected[u"a/N.md"_s] = "theirs\n";
        QCOMPARE(filesOf(vault), expected);
    }

    // What lies there may have come after the vault was read.
    void onlyAFolderOfTheVaultTakesAFile_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("a link out of the vault") << u"away"_s << ErrorCode::OutsideVault;
        QTest::newRow("below the link") << u"away/deep"_s << ErrorCode::OutsideVault;
        QTest::newRow("a file") << u"file"_s << ErrorCode::NotAFolder;
        QTest::newRow("below the file") << u"file/deep"_s << ErrorCode::NotAFolder;
    }

    void onlyAFolderOfTheVaultTakesAFile()
    {
        QFETCH(const QString, folder);
        QFETCH(const ErrorCode, code);
        const TemporaryVault vault(Notes);
        const QTemporaryDir outside;
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, folder + u"/New.md"_s);
        QVERIFY(plan);
        QVERIFY(QFile::link(outside.path(), vault.absolute(u"away"_s)));
        vault.write(u"file"_s, "no folder\n");
        const Files old = filesOf(vault);
        PlanRunner runner(vault.root());
        const Result<> done = runner.run(*plan);
        QVERIFY(!done);
        QCOMPARE(done.error().code, code);
        QCOMPARE(filesOf(vault), old);
        QVERIFY(QDir(outside.path()).isEmpty());
        QVERIFY(!QFile::exists(runner.journalPath()));
    }

    // One that comes too late to be seen.
    void aFileInTheWayLeavesNoPlanBehind()
    {
        const TemporaryVault vault(Notes);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"new/New.md"_s);
        static QString place;
        place = vault.absolute(u"new"_s);
        FileCalls calls = FileCalls::system();
        calls.syncAll = [](int) {
            QFile file(place);
            return file.open(QIODevice::WriteOnly) ? 0 : -1;
        };
        PlanRunner runner(vault.root(), calls);
        QVERIFY(!runner.run(*plan));
        QVERIFY(QFile::remove(place));
        QCOMPARE(runner.recover(), false);
        QCOMPARE(vault.read(u"Old.md"_s), "I am [[Old]], see [[Hub]].\n");
        QVERIFY(!QFile::exists(runner.journalPath()));
    }

    void aPlanIsWholeOrNotAtAll()
    {
        planIsWholeOrNotAtAll([](const FileCalls &calls) { return calls; });
    }

    // The test above is worth something only if it fails without the journal: here nobody recovers.
    void withoutTheJournalAPlanWouldStopHalfway()
    {
        const TemporaryVault sample(Notes);
        const Files old = filesOf(sample);
        int halves = 0;
        for (int point = 1; point < 60; ++point) {
            const TemporaryVault vault(Notes);
            const ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"new/New.md"_s);
            QVERIFY(inChild([&] { (void)PlanRunner(vault.root(), faultyCalls(point, Fault::Kill)).run(plan); }));
            Files files = filesOf(vault);
            files.removeIf([](const auto &file) { return file.key().contains(u".tearsheet-"); });
            const bool done = files.contains(u"new/New.md"_s) && files.value(u"Hub.md"_s).contains("New")
                              && files.value(u"a/N.md"_s).contains("New");
            halves += files != old && !done ? 1 : 0;
            QVERIFY(PlanRunner(vault.root()).recover());
        }
        QVERIFY(halves > 2);
    }

    void aPlanThatWritesInPlaceIsWholeOrNotAtAll()
    {
        planIsWholeOrNotAtAll([](const FileCalls &calls) { return calls; }, true);
    }

    void aFileWithASecondNameIsWrittenInPlaceIfAllowed()
    {
        const TemporaryVault vault(Notes);
        QVERIFY(linkHub(vault));
        const Files before = filesOf(vault);
        const Snapshot snapshot = *indexVault(vault.root());
        ChangePlan plan = *planRename(snapshot, u"Old.md"_s, u"New.md"_s);
        PlanRunner runner(vault.root());
        const Result<> refused = runner.run(plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NeedsConsent);
        QCOMPARE(refused.error().sentence,
                 u"Hub.md has a second name elsewhere (a hard link), which would keep the old text. Written in place, "
                 "all names say the new one."_s);
        QCOMPARE(filesOf(vault), before);
        plan.inPlace = true;
        QVERIFY(runner.run(plan));
        QCOMPARE(vault.read(u"Hub.md"_s), "[[New|o]] and ![[a/plan.png]]\n");
        QCOMPARE(vault.read(u"second.txt"_s), vault.read(u"Hub.md"_s));
        struct stat status{};
        QCOMPARE(::stat(QFile::encodeName(vault.absolute(u"Hub.md"_s)).constData(), &status), 0);
        QCOMPARE(status.st_nlink, 2u);
        QVERIFY(runner.run(inverse(plan, snapshot)));
        QCOMPARE(filesOf(vault), before);
    }

    void bothNamesOfAFileSayTheSame()
    {
        const TemporaryVault vault("//- Old.md\nx\n//- Hub.md\n[[Old]] [x](Old.md)\n");
        const auto link = [&](const QString &name) {
            return ::link(QFile::encodeName(vault.absolute(u"Hub.md"_s)).constData(),
                          QFile::encodeName(vault.absolute(name)).constData());
        };
        QCOMPARE(link(u"Second.md"_s), 0);
        ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        plan.inPlace = true;
        QVERIFY(PlanRunner(vault.root()).run(plan));
        QCOMPARE(vault.read(u"Second.md"_s), "[[New]] [x](New.md)\n");
        QCOMPARE(vault.read(u"Hub.md"_s), "[[New]] [x](New.md)\n");
        // From a folder of its own, the Markdown link would be another one.
        QVERIFY(QDir(vault.root()).mkdir(u"a"_s));
        vault.write(u"Hub.md"_s, "[x](/New.md) ![](New.md)\n");
        QCOMPARE(link(u"a/Third.md"_s), 0);
        plan = *planRename(*indexVault(vault.root()), u"New.md"_s, u"a/b/Last.md"_s);
        plan.inPlace = true;
        const Files before = filesOf(vault);
        const Result<> done = PlanRunner(vault.root()).run(plan);
        // Whichever way the links are written, no name is left with another text than the other.
        QCOMPARE(vault.read(u"Hub.md"_s), vault.read(u"a/Third.md"_s));
        QVERIFY(done || filesOf(vault) == before);
    }

    void aPlanIsWholeOrNotAtAllWithoutExchange() { planIsWholeOrNotAtAll(withoutExchange); }

    // While the old text is copied aside.
    void aVersionWrittenMeanwhileStaysWithoutExchange()
    {
        static QString victim;
        const TemporaryVault vault(Notes);
        victim = vault.absolute(u"Hub.md"_s);
        const ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        FileCalls calls = withoutExchange(FileCalls::system());
        calls.sync = [](int file) {
            const QString synced = QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file));
            QFile other(victim);
            if (synced.contains(u".Hub.md.") && other.open(QIODevice::WriteOnly))
                other.write("theirs\n");
            return FileCalls::system().sync(file);
        };
        QCOMPARE(PlanRunner(vault.root(), calls).run(plan).error().code, ErrorCode::Changed);
        QCOMPARE(vault.read(u"Hub.md"_s), "theirs\n");
        QCOMPARE(vault.read(u"Old.md"_s), "I am [[Old]], see [[Hub]].\n");
    }

    void whatIsTakenBackWithoutExchangeKeepsItsPermissions()
    {
        const TemporaryVault vault(Notes);
        const Files old = filesOf(vault);
        const QByteArray hub = QFile::encodeName(vault.absolute(u"Hub.md"_s));
        QCOMPARE(chmod(hub.constData(), 0640), 0);
        const ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        FileCalls calls = withoutExchange(FileCalls::system());
        calls.renameToNew = [](const char *, const char *) {
            errno = EIO;
            return -1;
        };
        QVERIFY(!PlanRunner(vault.root(), calls).run(plan));
        QCOMPARE(filesOf(vault), old);
        struct stat status{};
        QCOMPARE(stat(hub.constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0640u);
    }

    void twoProgramsDoNotChangeAVaultAtOnce()
    {
        const TemporaryVault vault("//- A.md\na\n");
        const ChangePlan plan = *planRename(*indexVault(vault.root()), u"A.md"_s, u"B.md"_s);
        PlanRunner runner(vault.root());
        QVERIFY(QDir().mkpath(QFileInfo(runner.journalPath()).path()));
        QLockFile lock(runner.journalPath() + u".lock"_s);
        QVERIFY(lock.lock());
        const Result<> done = runner.run(plan);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Changed);
        QCOMPARE(done.error().sentence, u"Another program is just changing this vault. When it is done, try again."_s);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "a\n"}}));
    }

    // Where capitals make no other name, the file itself lies at the new one.
    void onlyTheCapitalsOfANameChange()
    {
        const TemporaryVault vault("//- note.md\na\n//- B.md\n[[note]]\n");
        const Files old = filesOf(vault);
        const auto name = [&](const QString &path) { return QFile::encodeName(vault.absolute(path)); };
        const ChangePlan plan = *planRename(*indexVault(vault.root()), u"note.md"_s, u"Note.md"_s);
        // Two names of one file look the same to most calls.
        QCOMPARE(::link(name(u"note.md"_s).constData(), name(u"Note.md"_s).constData()), 0);
        FileCalls calls = FileCalls::system();
        QCOMPARE(PlanRunner(vault.root(), calls).run(plan).error().code, ErrorCode::Exists); // They are two here.
        QCOMPARE(vault.read(u"B.md"_s), old.value(u"B.md"_s));
        calls.rename = [](const char *from, const char *to) {
            const bool isCase = QByteArrayView(from).endsWith("/note.md") && QByteArrayView(to).endsWith("/Note.md");
            return isCase ? ::unlink(from) : FileCalls::system().rename(from, to);
        };
        const Result<> done = PlanRunner(vault.root(), calls).run(plan);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        QCOMPARE(filesOf(vault), Files({{u"Note.md"_s, "a\n"}, {u"B.md"_s, "[[note]]\n"}}));
    }

    // A disk that is mounted in the vault is synced, too, before the plan counts as written.
    void eachDiskInTheVaultIsSynced()
    {
        static QStringList synced;
        const TemporaryVault vault("//- Old.md\n[[Old]]\n//- disk/none.txt\nx\n");
        const auto mountedAndRenamed = [&] {
            if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
                || ::mount("none", qPrintable(vault.absolute(u"disk"_s)), "tmpfs", 0, nullptr) != 0)
                return 2;
            vault.write(u"disk/N.md"_s, "[[Old]]\n");
            FileCalls calls = FileCalls::system();
            calls.syncAll = [](int file) {
                synced.append(QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file)));
                return FileCalls::system().syncAll(file);
            };
            const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
            if (!plan || !PlanRunner(vault.root(), calls).run(*plan))
                return 1;
            synced.sort();
            return synced == QStringList{vault.root(), vault.absolute(u"disk"_s)} ? 0 : 1;
        };
        const int result = resultOfChild(mountedAndRenamed);
        if (result == 2)
            QSKIP("Nothing may be mounted here.");
        QCOMPARE(result, 0);
    }

    // A link's text is that of the file it leads to.
    void whatAPlanWritesGoesThroughLinks()
    {
        const TemporaryVault vault("//- Old.md\no\n//- a/N.md\n[[Old]]\n");
        QCOMPARE(::symlink("a/N.md", qPrintable(vault.absolute(u"link.md"_s))), 0);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        QVERIFY(plan);
        QCOMPARE(plan->files.size(), 3); // The note is there under two names.
        const Result<> done = PlanRunner(vault.root()).run(*plan);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        QCOMPARE(vault.read(u"a/N.md"_s), "[[New]]\n");
        QVERIFY(QFileInfo(vault.absolute(u"link.md"_s)).isSymLink());
        ChangePlan alone = *planRename(*indexVault(vault.root()), u"New.md"_s, u"Third.md"_s);
        alone.files.removeIf([](const FileChange &change) { return change.path == at(u"a/N.md"_s); });
        QVERIFY(PlanRunner(vault.root()).run(alone));
        QCOMPARE(vault.read(u"a/N.md"_s), "[[Third]]\n");
        QVERIFY(QFileInfo(vault.absolute(u"link.md"_s)).isSymLink());
    }

    void aLinkMovesItselfUnlessItWouldLeadNowhere()
    {
        const TemporaryVault vault("//- A.md\na\n//- sub/B.md\nb\n");
        QCOMPARE(::symlink("A.md", qPrintable(vault.absolute(u"link.md"_s))), 0);
        const Snapshot snapshot = *indexVault(vault.root());
        QCOMPARE(PlanRunner(vault.root()).run(*planRename(snapshot, u"link.md"_s, u"sub/link.md"_s)).error().code,
                 ErrorCode::Unwritable);
        QVERIFY(PlanRunner(vault.root()).run(*planRename(snapshot, u"link.md"_s, u"other.md"_s)));
        QCOMPARE(QFileInfo(vault.absolute(u"other.md"_s)).readSymLink(), u"A.md"_s);
        QCOMPARE(vault.read(u"A.md"_s), "a\n");
    }

    void aLongNameIsNoObstacle_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("three bytes each") << QString(84, QChar(0x4E2D));
        QTest::newRow("cut within one") << u"x"_s + QString(83, QChar(0x4E2D));
        QTest::newRow("four bytes each") << u"\U0001F600"_s.repeated(63);
        QTest::newRow("ASCII") << QString(252, u'x');
    }

    void aLongNameIsNoObstacle()
    {
        QFETCH(const QString, name);
        const QString path = name + u".md"_s;
        const TemporaryVault vault;
        vault.write(path, "one\n");
        NoteStore store(vault.root());
        QVERIFY(store.save(at(path), "two\n", store.read(at(path))->stamp));
        QCOMPARE(filesOf(vault), Files({{path, "two\n"}}));
        const FileCalls calls = withoutExchange(FileCalls::system());
        const ChangePlan plan{.title = u"t"_s,
                              .files = {{.path = at(path),
                                         .newPath = at(path),
                                         .base = store.read(at(path))->stamp,
                                         .edits = EditScript::replacing({0, 3}, "three")}},
                              .vacated = {}};
        QVERIFY(PlanRunner(vault.root(), calls).run(plan));
        QCOMPARE(filesOf(vault), Files({{path, "three\n"}}));
    }
};

QTEST_GUILESS_MAIN(PlanRunnerTest)
#include "planrunnertest.moc"
