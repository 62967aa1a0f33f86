// SPDX-License-Identifier: GPL-3.0-or-later

// The folders around a change to many files: those that are made for it in the vault, and the one where it is noted
// down.
#include "core/change/plans.h"
#include "core/change/renameplan.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"

#include <QRegularExpression>
#include <QtTest>

#include <cerrno>
#include <csignal>

#include <sys/resource.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

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
