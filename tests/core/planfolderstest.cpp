// SPDX-License-Identifier: GPL-3.0-or-later

// The folders around a change to many files: those that are made for it in the vault, and the one where it is noted
// down.
#include "core/change/plans.h"
#include "core/change/renameplan.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"

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
};

QTEST_GUILESS_MAIN(PlanFoldersTest)
#include "planfolderstest.moc"
