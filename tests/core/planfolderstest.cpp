// SPDX-License-Identifier: GPL-3.0-or-later

// The folders around a change to many files: those that are made for it in the vault, and the one where it is noted
// down.
#include "core/change/plans.h"
#include "core/change/renameplan.h"
#include "core/store/planjournal.h"
#include "core/store/planrunner.h"
#include "core/store/steprunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"

#include <QRegularExpression>
#include <QtTest>

#include <cerrno>
#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// A vault in which the folder `in/Foo` is to be called `in/foo`, as if capitals made no other name: until it is, a
/// link is the other one.
struct CaseVault
{
    explicit CaseVault(bool needsTwo)
        : renamesAtOnce(!needsTwo),
          vault("//- in/Foo/a.md\na\n//- in/Foo/sub/b.md\nb\n//- in/Foo/.hidden\nh\n//- Hub.md\n[[Foo/a]]\n"),
          root(vault.root())
    {
        if (!QDir().mkpath(root + u"/in/Foo/inbox"_s))
            qFatal("There is no folder.");
        plan = *planRename(*indexVault(root), u"in/Foo"_s, u"in/foo"_s);
        const QString alias = elsewhere.filePath(u"alias"_s);
        if (!QFile::link(root + u"/in/Foo"_s, alias) || !QFile::link(alias, root + u"/in/foo"_s))
            qFatal("There is no link.");
    }

    FileCalls calls() const
    {
        static bool atOnce;
        atOnce = renamesAtOnce;
        FileCalls calls = FileCalls::system();
        calls.rename = [](const char *from, const char *to) {
            if (!QByteArrayView(from).endsWith("/Foo"))
                return FileCalls::system().rename(from, to);
            const int unlinked = ::unlink(to);
            return atOnce ? FileCalls::system().rename(from, to) : unlinked;
        };
        return calls;
    }

    void checkDone() const
    {
        QCOMPARE(QDir(root + u"/in"_s).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList(u"foo"_s));
        QVERIFY(!QFileInfo(root + u"/in/foo"_s).isSymLink());
        QVERIFY(QFileInfo(root + u"/in/foo/inbox"_s).isDir());
        Files files = filesOf(vault);
        files.remove(u"Hub.md"_s);
        QCOMPARE(files,
                 Files({{u"in/foo/a.md"_s, "a\n"}, {u"in/foo/sub/b.md"_s, "b\n"}, {u"in/foo/.hidden"_s, "h\n"}}));
    }

    bool renamesAtOnce;
    QTemporaryDir elsewhere;
    TemporaryVault vault;
    QString root;
    ChangePlan plan;
};

} // namespace

class PlanFoldersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersThatWereMadeGoAgain()
    {
        const TemporaryVault vault(Notes);
        QVERIFY(QDir(vault.root()).mkpath(u"kept"_s));
        const Files before = filesOf(vault);
        const Snapshot snapshot = *indexVault(vault.root());
        const Result<ChangePlan> plan = planRename(snapshot, u"Old.md"_s, u"kept/new/inner/New.md"_s);
        QVERIFY(plan);
        PlanRunner runner(vault.root());
        QVERIFY(runner.run(*plan));
        QCOMPARE(runner.madeFolders(),
                 (QList{*NotePath::fromRelative(u"kept/new/inner"_s), *NotePath::fromRelative(u"kept/new"_s)}));
        ChangePlan back = inverse(*plan, snapshot);
        takeFoldersBack(back, *plan, runner.madeFolders());
        const ChangePlan again = back;
        QVERIFY(runner.run(back));
        QVERIFY(runner.madeFolders().isEmpty());
        QCOMPARE(filesOf(vault), before);
        QVERIFY(!QFileInfo::exists(vault.absolute(u"kept/new"_s)));
        QVERIFY(QFileInfo::exists(vault.absolute(u"kept"_s)));
        // What somebody puts there stays.
        QVERIFY(runner.run(*plan));
        vault.write(u"kept/new/theirs.txt"_s, "theirs\n");
        QVERIFY(runner.run(again));
        QVERIFY(!QFileInfo::exists(vault.absolute(u"kept/new/inner"_s)));
        QCOMPARE(vault.read(u"kept/new/theirs.txt"_s), "theirs\n");
    }

    void whatIsTakenBackLeavesNoFolder()
    {
        const TemporaryVault vault(Notes);
        const Files before = filesOf(vault);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"new/inner/New.md"_s);
        FileCalls calls = FileCalls::system();
        calls.renameToNew = [](const char *, const char *) {
            errno = EIO;
            return -1;
        };
        QVERIFY(!PlanRunner(vault.root(), calls).run(*plan));
        QCOMPARE(filesOf(vault), before);
        QVERIFY(!QFileInfo::exists(vault.absolute(u"new"_s)));
    }

    void aFullDataFolderIsToldOf()
    {
        const TemporaryVault vault(Notes);
        const Files before = filesOf(vault);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        PlanRunner runner(vault.root());
        const auto handler = ::signal(SIGXFSZ, SIG_IGN);
        struct rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
        const struct rlimit none{0, limit.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
        const Result<> refused = runner.run(*plan);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        ::signal(SIGXFSZ, handler);
        QVERIFY(!refused);
        QVERIFY2(refused.error().sentence.contains(u"is full or cannot be written to"),
                 qPrintable(refused.error().sentence));
        QCOMPARE(filesOf(vault), before);
        QVERIFY(runner.run(*plan));
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

    void onlyTheCapitalsOfAFolderChange_data()
    {
        QTest::addColumn<bool>("needsTwo"); // Linux renames nothing on disks where both are one name.
        QTest::newRow("at once") << false;
        QTest::newRow("by a name in between") << true;
    }

    void onlyTheCapitalsOfAFolderChange()
    {
        QFETCH(const bool, needsTwo);
        const CaseVault vault(needsTwo);
        PlanRunner runner(vault.root, vault.calls());
        const Result<> done = runner.run(vault.plan);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        vault.checkDone();
        QVERIFY(!QFile::exists(runner.journalPath()));
    }

    void theCapitalsOfAFolderChangeAfterACrash()
    {
        const CaseVault vault(true);
        FileCalls calls = vault.calls();
        calls.renameToNew = [](const char *from, const char *to) {
            const int done = FileCalls::system().renameToNew(from, to);
            if (done == 0 && QByteArrayView(from).endsWith("/Foo"))
                _exit(0);
            return done;
        };
        QVERIFY(inChild([&] { (void)PlanRunner(vault.root, calls).run(vault.plan); }));
        QVERIFY(!QFileInfo::exists(vault.root + u"/in/Foo"_s) && !QFileInfo::exists(vault.root + u"/in/foo"_s));
        PlanRunner later(vault.root);
        QVERIFY(later.recover().value_or(false));
        vault.checkDone();
        QVERIFY(!QFile::exists(later.journalPath()));
    }

    // And where the system fails in between, it has its old name.
    void theCapitalsOfAFolderComeBack()
    {
        const CaseVault vault(true);
        const Files before = filesOf(vault.vault);
        FileCalls calls = vault.calls();
        calls.renameToNew = [](const char *from, const char *to) {
            errno = EIO;
            return QByteArrayView(to).endsWith("/foo") ? -1 : FileCalls::system().renameToNew(from, to);
        };
        QVERIFY(!PlanRunner(vault.root, calls).run(vault.plan));
        QCOMPARE(filesOf(vault.vault), before);
    }

    // Nor is anything removed from it, as from one that was left.
    void aFolderThatOnlyChangedItsCapitalsIsNotEmptied()
    {
        const TemporaryVault vault("//- foo/a.md\na\n");
        QVERIFY(QDir().mkpath(vault.absolute(u"foo/inbox"_s)));
        QVERIFY(QFile::link(u"foo"_s, vault.absolute(u"Foo"_s)));
        const PlanJournal journal{
            .committed = true,
            .steps = {{.path = vault.absolute(u"Foo/a.md"_s), .newPath = vault.absolute(u"foo/a.md"_s), .beside = {}}},
            .vacated = vault.absolute(u"Foo"_s)};
        StepRunner(vault.root(), FileCalls::system(), journal, Begun::Now).leaveFolders(journal.steps);
        QVERIFY(QFileInfo(vault.absolute(u"foo/inbox"_s)).isDir());
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
};

QTEST_GUILESS_MAIN(PlanFoldersTest)
#include "planfolderstest.moc"
