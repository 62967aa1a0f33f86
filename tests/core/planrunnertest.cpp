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
#include <QRegularExpression>
#include <QtTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// Leaves `journal` as a crash would have.
void leave(const PlanRunner &runner, const PlanJournal &journal)
{
    QDir().mkpath(QFileInfo(runner.journalPath()).path());
    if (!writeJournal(FileCalls::system(), runner.journalPath(), journal))
        qFatal("The journal could not be written.");
}

/// A step that replaces `before` by `after`, which lies beside in the file `.new`.
PlanStep replacing(const TemporaryVault &vault, const QString &path, QByteArrayView before, QByteArrayView after)
{
    return {.path = vault.absolute(path),
            .newPath = vault.absolute(path),
            .beside = vault.absolute(u".new"_s),
            .before = contentHash(before),
            .after = contentHash(after)};
}

PlanStep moving(const TemporaryVault &vault, const QString &path, const QString &newPath)
{
    return {.path = vault.absolute(path), .newPath = vault.absolute(newPath), .beside = {}};
}

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

    void aFolderGoesWithItsFiles()
    {
        const TemporaryVault vault(Notes);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"a"_s, u"b/c"_s);
        QVERIFY(plan && PlanRunner(vault.root()).run(*plan));
        QVERIFY(!QFileInfo::exists(vault.absolute(u"a"_s)));
        QCOMPARE(vault.read(u"b/c/plan.png"_s), "bytes\n");
        QCOMPARE(vault.read(u"Hub.md"_s), "[[Old|o]] and ![[plan.png]]\n");
    }

    // What no index lists lies in the folder all the same.
    void aFolderTakesAlongWhatIsHiddenOrEmpty()
    {
        const TemporaryVault vault("//- A/m.md\n![](.img/p.png)\n//- A/.img/p.png\nbytes\n//- A/sub/n.md\nn\n"
                                   "//- A/sub/.hidden\nh\n//- A/.note.md\nx\n//- N.md\n[[A/m]]\n");
        for (const QString &folder : {u"A/inbox/deep"_s, u"A/sub/later"_s})
            QVERIFY(QDir().mkpath(vault.absolute(folder)));
        QVERIFY(QFile::link(u"m.md"_s, vault.absolute(u"A/.link"_s)));
        const auto entries = [&] {
            QStringList found;
            QDirIterator all(vault.root(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
            while (all.hasNext())
                found.append(all.next().sliced(vault.root().size() + 1));
            found.sort();
            return found;
        };
        const QStringList old = entries();
        const Files files = filesOf(vault);
        const Snapshot before = *indexVault(vault.root());
        const Result<ChangePlan> plan = planRename(before, u"A"_s, u"B"_s);
        QVERIFY(plan);
        PlanRunner runner(vault.root());
        const Result<> done = runner.run(*plan);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        QStringList expected = old;
        expected.replaceInStrings(QRegularExpression(u"^A(?=/|$)"_s), u"B"_s);
        expected.sort();
        QCOMPARE(entries(), expected);
        ChangePlan back = inverse(*plan, before);
        takeFoldersBack(back, *plan, runner.madeFolders());
        QVERIFY(runner.run(back));
        QCOMPARE(entries(), old);
        QCOMPARE(filesOf(vault), files);
    }

    void whatIsHiddenInTheWayRefusesAFolder()
    {
        const TemporaryVault vault("//- A/m.md\nm\n//- A/.img/p.png\nbytes\n//- B/.img/p.png\nother\n");
        const Files files = filesOf(vault);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"A"_s, u"B"_s);
        QVERIFY(plan);
        const Result<> done = PlanRunner(vault.root()).run(*plan);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Exists);
        QCOMPARE(filesOf(vault), files);
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

    // A note that is renamed and edited, and that another program writes while the plan is cut short: its text stays,
    // and it lies where links say.
    void aNoteThatWasWrittenMeanwhileStillMoves()
    {
        const TemporaryVault vault("//- A.md\nold\n//- B.md\n[[A]]\n//- .new\n[[C]]\n//- .newer\nnew\n");
        PlanRunner runner(vault.root());
        PlanStep note = moving(vault, u"A.md"_s, u"C.md"_s);
        note.beside = vault.absolute(u".newer"_s);
        note.before = contentHash("old\n");
        note.after = contentHash("new\n");
        leave(runner,
              {.committed = true, .steps = {note, replacing(vault, u"B.md"_s, "[[A]]\n", "[[C]]\n")}, .vacated = {}});
        vault.write(u"A.md"_s, "theirs\n");
        QCOMPARE(runner.recover().error().code, ErrorCode::Changed);
        QVERIFY(!QFile::exists(runner.journalPath()));
        QCOMPARE(filesOf(vault), Files({{u"C.md"_s, "theirs\n"}, {u"B.md"_s, "[[C]]\n"}}));
    }

    // It had taken its new text, and was written again before the next start.
    void whatIsWrittenOnTopOfAPlanIsNoFailureOfIt()
    {
        const TemporaryVault vault("//- A.md\nnew, and more\n//- .new\nold\n");
        PlanRunner runner(vault.root());
        PlanStep note = replacing(vault, u"A.md"_s, "old\n", "new\n");
        note.newPath = vault.absolute(u"C.md"_s);
        leave(runner, {.committed = true, .steps = {note}, .vacated = {}});
        QCOMPARE(runner.recover(), true);
        QCOMPARE(filesOf(vault), Files({{u"C.md"_s, "new, and more\n"}}));
    }

    void aJournalThatCannotBeReadIsKept()
    {
        const TemporaryVault vault("//- Old.md\n[[Old]]\n");
        const ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        PlanRunner runner(vault.root());
        QVERIFY(QDir().mkpath(QFileInfo(runner.journalPath()).path()));
        QVERIFY(QFile::link(u"/proc/self/mem"_s, runner.journalPath())); // It opens, and reading fails.
        QVERIFY(!runner.recover());
        QVERIFY(!runner.run(plan));
        QVERIFY(QFileInfo(runner.journalPath()).isSymLink());
        QCOMPARE(vault.read(u"Old.md"_s), "[[Old]]\n");
        QVERIFY(QFile::remove(runner.journalPath()));
        QVERIFY(runner.run(plan));
    }

    void aJournalThatMakesNoSenseIsPutAside()
    {
        const TemporaryVault vault("//- Old.md\n[[Old]]\n");
        PlanRunner runner(vault.root());
        const QFileInfo place(runner.journalPath());
        QVERIFY(QDir().mkpath(place.path()));
        QFile file(runner.journalPath());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no journal") > 0);
        file.close();
        QVERIFY(!runner.recover());
        QVERIFY(!QFile::exists(runner.journalPath()));
        const QStringList left = QDir(place.path()).entryList({place.fileName() + u".damaged-*"_s}, QDir::Files);
        QCOMPARE(left.size(), 1);
        QFile kept(place.path() + u'/' + left.first());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), "no journal");
        QVERIFY(runner.run(*planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s)));
    }

    // A plan that was made for the vault as a half-done one had left it is not carried out.
    void aPlanDoesNotFollowOneThatHadToBeFinished()
    {
        const TemporaryVault vault("//- A.md\na\n//- B.md\n[[A]] [[D]]\n//- D.md\nd\n//- .new\n[[C]] [[D]]\n");
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"D.md"_s, u"E.md"_s);
        PlanRunner runner(vault.root());
        leave(runner, {.committed = true,
                       .steps = {moving(vault, u"A.md"_s, u"C.md"_s),
                                 replacing(vault, u"B.md"_s, "[[A]] [[D]]\n", "[[C]] [[D]]\n")},
                       .vacated = {}});
        const Result<> done = runner.run(*plan);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Changed);
        QVERIFY(done.error().sentence.startsWith(u"A change to this vault that was cut short has just been finished."));
        QCOMPARE(filesOf(vault), Files({{u"C.md"_s, "a\n"}, {u"B.md"_s, "[[C]] [[D]]\n"}, {u"D.md"_s, "d\n"}}));
        QVERIFY(runner.run(*planRename(*indexVault(vault.root()), u"D.md"_s, u"E.md"_s)));
        QCOMPARE(vault.read(u"B.md"_s), "[[C]] [[E]]\n");
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

    void aNewTextThatIsDamagedReplacesNothing_data()
    {
        QTest::addColumn<QByteArray>("beside");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("cut off") << "new te"_ba;
        QTest::newRow("gone") << QByteArray();
    }

    void aNewTextThatIsDamagedReplacesNothing()
    {
        QFETCH(const QByteArray, beside);
        const TemporaryVault vault("//- A.md\nold text\n");
        if (!beside.isNull())
            vault.write(u".new"_s, beside);
        PlanRunner runner(vault.root());
        leave(runner,
              {.committed = true, .steps = {replacing(vault, u"A.md"_s, "old text\n", "new text\n")}, .vacated = {}});
        const Result<bool> recovered = runner.recover();
        QVERIFY(!recovered);
        QVERIFY(recovered.error().sentence.startsWith(u"A.md cannot be changed: its new text"));
        QCOMPARE(vault.read(u"A.md"_s), "old text\n");
        QVERIFY(!QFile::exists(runner.journalPath()));
    }

    void whatFailsAtAStartIsDoneAtTheNext()
    {
        static bool broken = false;
        broken = true;
        FileCalls calls = FileCalls::system();
        calls.renameToNew = [](const char *from, const char *to) {
            errno = EIO;
            return broken ? -1 : FileCalls::system().renameToNew(from, to);
        };
        const TemporaryVault vault("//- A.md\na\n//- B.md\n[[A]]\n//- .new\n[[C]]\n");
        PlanRunner runner(vault.root(), calls);
        leave(runner,
              {.committed = true,
               .steps = {moving(vault, u"A.md"_s, u"C.md"_s), replacing(vault, u"B.md"_s, "[[A]]\n", "[[C]]\n")},
               .vacated = {}});
        QVERIFY(!runner.recover());
        QVERIFY(QFile::exists(runner.journalPath()));
        broken = false;
        QVERIFY(runner.recover().value_or(false));
        QCOMPARE(filesOf(vault), Files({{u"C.md"_s, "a\n"}, {u"B.md"_s, "[[C]]\n"}}));
        QVERIFY(!QFile::exists(runner.journalPath()));
    }

    // A file that cannot be read just then is not one that was changed.
    void aFileThatCannotBeReadIsTriedAgain()
    {
        const TemporaryVault vault("//- .new\nnew\n");
        QVERIFY(QFile::link(u"/proc/self/mem"_s, vault.absolute(u"A.md"_s)));
        PlanRunner runner(vault.root());
        leave(runner, {.committed = true, .steps = {replacing(vault, u"A.md"_s, "old\n", "new\n")}, .vacated = {}});
        QVERIFY(!runner.recover());
        QVERIFY(QFile::exists(runner.journalPath()));
        vault.remove(u"A.md"_s);
        vault.write(u"A.md"_s, "old\n");
        QVERIFY(runner.recover().value_or(false));
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "new\n"}}));
    }

    void aDiskThatIsNotThereIsWaitedFor_data()
    {
        QTest::addColumn<QString>("gone"); // The folder that is not there; relative to the vault's.
        QTest::addColumn<bool>("leavesEmpty");
        QTest::newRow("the vault") << u"."_s << false;
        QTest::newRow("an empty mount point") << u"."_s << true;
        QTest::newRow("a folder") << u"disk"_s << false;
    }

    void aDiskThatIsNotThereIsWaitedFor()
    {
        QFETCH(const QString, gone);
        QFETCH(const bool, leavesEmpty);
        const TemporaryVault place("//- v/disk/A.md\na\n//- v/B.md\nb\n");
        const QString root = place.absolute(u"v"_s);
        const QString folder = QDir::cleanPath(root + u'/' + gone);
        const QString elsewhere = place.absolute(u"elsewhere"_s);
        PlanRunner runner(root);
        leave(runner,
              {.committed = true, .steps = {moving(place, u"v/disk/A.md"_s, u"v/disk/in/C.md"_s)}, .vacated = {}});
        QVERIFY(QDir().rename(folder, elsewhere));
        if (leavesEmpty)
            QVERIFY(QDir().mkpath(folder));
        QVERIFY(!runner.recover());
        QVERIFY(QFile::exists(runner.journalPath()));
        QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
        QCOMPARE(QFile::exists(folder), leavesEmpty);
        if (leavesEmpty)
            QVERIFY(QDir().rmdir(folder));
        QVERIFY(QDir().rename(elsewhere, folder));
        QVERIFY(runner.recover().value_or(false));
        QCOMPARE(filesOf(place), Files({{u"v/disk/in/C.md"_s, "a\n"}, {u"v/B.md"_s, "b\n"}}));
    }

    // What waits for a folder does not keep the user from changing other notes.
    void aNewPlanDoesNotWaitForAFolder()
    {
        const TemporaryVault vault("//- disk/A.md\na\n//- Old.md\n[[Old]]\n");
        PlanRunner runner(vault.root());
        leave(runner, {.committed = true, .steps = {moving(vault, u"disk/A.md"_s, u"disk/in/C.md"_s)}, .vacated = {}});
        QVERIFY(QDir(vault.absolute(u"disk"_s)).removeRecursively());
        QVERIFY(!runner.recover());
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        QVERIFY(plan && runner.run(*plan));
        QCOMPARE(filesOf(vault), Files({{u"New.md"_s, "[[New]]\n"}}));
        QVERIFY(!QFile::exists(runner.journalPath()));
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

    // Nothing waits for a note that the user has deleted meanwhile.
    void aNoteThatIsGoneIsGivenUp()
    {
        const TemporaryVault vault("//- A.md\na\n//- B.md\nb\n//- .new\nnew\n");
        PlanRunner runner(vault.root());
        leave(runner,
              {.committed = true,
               .steps = {moving(vault, u"Gone.md"_s, u"in/C.md"_s), replacing(vault, u"Gone too.md"_s, "x", "new\n")},
               .vacated = {}});
        QCOMPARE(runner.recover().error().code, ErrorCode::Changed);
        QVERIFY(!QFile::exists(runner.journalPath()));
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "a\n"}, {u"B.md"_s, "b\n"}}));
        QVERIFY(!QFile::exists(vault.absolute(u"in"_s)));
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
