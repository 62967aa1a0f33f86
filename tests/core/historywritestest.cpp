// SPDX-License-Identifier: GPL-3.0-or-later

// What saves and plans leave in the history.
#include "core/change/renameplan.h"
#include "core/store/filewrites.h"
#include "core/store/notestore.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/keptversions.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"
#include "tests/support/temporaryvault.h"

#include <fcntl.h>

using namespace tearsheet;
using namespace tearsheet::kept;
using namespace Qt::StringLiterals;

class HistoryWritesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QDir(QFileInfo(dataPlace(u"history"_s, {})).path()).removeRecursively(); }

    void aSaveKeepsBothTexts()
    {
        const TemporaryVault vault("//- A.md\none\n");
        History history(vault.root());
        NoteStore store(vault.root());
        store.setHistory({&history, [](const Error &error) { QFAIL(qPrintable(error.sentence)); }});
        const FileStamp before = store.read(at(u"A.md"_s))->stamp;
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "two\n", before);
        QVERIFY(saved && store.save(at(u"A.md"_s), "three\n", *saved));
        QVERIFY(store.create(at(u"B.md"_s), "b"));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md three\n"_s, u"A.md two\n"_s, u"A.md one\n"_s}));
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList(u"B.md b"_s));
        const QList<Version> versions = history.versions(at(u"A.md"_s)).value();
        QCOMPARE(versions.at(0).author, Author::Here);
        QCOMPARE(versions.at(2).author, Author::Outside);
        QCOMPARE(versions.at(2).time, before.modified / 1'000'000);
    }

    void aPlanKeepsAllTexts()
    {
        const TemporaryVault vault("//- Old.md\nI am [[Old]].\n//- N.md\n[[Old]]\n//- a/plan.png\nx\n");
        History history(vault.root());
        PlanRunner runner(vault.root());
        runner.setHistory({&history, [](const Error &error) { QFAIL(qPrintable(error.sentence)); }});
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"a/New.md"_s);
        QVERIFY(plan && runner.run(*plan));
        QCOMPARE(pastOf(history, u"a/New.md"_s),
                 QStringList({u"a/New.md I am [[New]].\n"_s, u"a/New.md moved "_s, u"Old.md I am [[Old]].\n"_s}));
        QCOMPARE(pastOf(history, u"N.md"_s), QStringList({u"N.md [[New]]\n"_s, u"N.md [[Old]]\n"_s}));
        QCOMPARE(pastOf(history, u"Old.md"_s), {});
        const Result<ChangePlan> folder = planRename(*indexVault(vault.root()), u"a"_s, u"b"_s);
        QVERIFY(folder && runner.run(*folder));
        QCOMPARE(history.versions(at(u"b/New.md"_s)).value().size(), 4);
        QCOMPARE(pastOf(history, u"b/plan.png"_s), {});
    }

    // Wherever a plan stops: a text that is gone from the vault is in the history.
    void noTextIsLost()
    {
        constexpr QByteArrayView Notes = "//- Old.md\nI am [[Old]].\n//- N.md\n[[Old]]\n";
        const auto work = [](const TemporaryVault &vault, const FileCalls &calls) {
            const ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
            History history(vault.root(), calls);
            PlanRunner runner(vault.root(), calls);
            runner.setHistory({&history, {}});
            return runner.run(plan);
        };
        int points = 0;
        {
            const TemporaryVault vault(Notes);
            QVERIFY(work(vault, faultyCalls(0)));
            points = faultyCallCount();
        }
        for (int point = 1; point <= points; ++point) {
            const TemporaryVault vault(Notes);
            QVERIFY(inChild([&] { (void)work(vault, faultyCalls(point, Fault::Kill)); }));
            History history(vault.root());
            PlanRunner runner(vault.root());
            runner.setHistory({&history, {}});
            QVERIFY(runner.recover());
            const bool done = QFile::exists(vault.absolute(u"New.md"_s));
            const QStringList past{u"New.md I am [[New]].\n"_s, u"New.md moved "_s, u"Old.md I am [[Old]].\n"_s};
            const QString where = u"call %1: "_s.arg(point) + pastOf(history, u"New.md"_s).join(u", "_s);
            QVERIFY2(pastOf(history, u"New.md"_s) == (done ? past : QStringList()), qPrintable(where));
            QVERIFY2(!done || holds(history, u"N.md"_s, "[[Old]]\n"), qPrintable(where));
        }
    }

    void notesAreSavedWithoutHistoryToo()
    {
        static bool fails = true;
        FileCalls calls = FileCalls::system();
        calls.write = [](int file, const void *bytes, size_t size) -> ssize_t {
            errno = ENOSPC;
            return fails ? -1 : FileCalls::system().write(file, bytes, size);
        };
        const TemporaryVault vault("//- A.md\n[[B]]\n//- B.md\n");
        History history(vault.root(), calls);
        QStringList told;
        const HistorySink sink{&history, [&](const Error &error) { told.append(error.sentence); }};
        NoteStore store(vault.root());
        store.setHistory(sink);
        QVERIFY(store.save(at(u"A.md"_s), "see [[B]]\n", store.read(at(u"A.md"_s))->stamp));
        PlanRunner runner(vault.root());
        runner.setHistory(sink);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"B.md"_s, u"C.md"_s);
        QVERIFY(plan && runner.run(*plan));
        QCOMPARE(vault.read(u"A.md"_s), "see [[C]]\n");
        QCOMPARE(told, QStringList(4, u"Earlier versions of files cannot be kept: the disk is full."_s));
        fails = false;
        QVERIFY(store.save(at(u"A.md"_s), "later\n", store.read(at(u"A.md"_s))->stamp));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md later\n"_s, u"A.md see [[C]]\n"_s}));
    }
};

QTEST_GUILESS_MAIN(HistoryWritesTest)
#include "historywritestest.moc"
