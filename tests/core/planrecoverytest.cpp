// SPDX-License-Identifier: GPL-3.0-or-later

// Plans that were cut short: what the next start, or the next plan, makes of them.
#include "core/change/renameplan.h"
#include "core/store/inplacewriter.h"
#include "core/store/planjournal.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QtTest>

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

} // namespace

class PlanRecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    // The vault was restored from a backup while a plan was cut short: half of the plan would be worse than none.
    void aPlanWhoseTextsAreGoneIsGivenUpWhole_data()
    {
        QTest::addColumn<Files>("files");
        QTest::addColumn<Files>("kept");
        const Files restored{{u"A.md"_s, "a\n"}, {u"B.md"_s, "[[A]]\n"}, {u"D.md"_s, "[[A]]!\n"}};
        const auto with = [&](const Files &more) {
            Files files = restored;
            files.insert(more);
            return files;
        };
        QTest::newRow("in place of all files") << restored << restored;
        const Files older = with({{u"B.md"_s, "[[A]], as it was long ago\n"}, {u"D.md"_s, "long ago, too\n"}});
        QTest::newRow("of an older state") << older << older;
        // The files had been exchanged already.
        QTest::newRow("over what was done")
            << with({{u"C.md"_s, "a\n"}, {u".new"_s, "[[A]]\n"}, {u".newer"_s, "[[A]]!\n"}})
            << with({{u"C.md"_s, "a\n"}});
        QTest::newRow("one text is damaged")
            << with({{u".new"_s, "[[C]]\n"}, {u".newer"_s, "[["}}) << with({{u".newer"_s, "[["}});
        Files partly{{u"C.md"_s, "a\n"}, {u"B.md"_s, "[[C]]\n"}, {u".new"_s, "[[A]]\n"}, {u"D.md"_s, "[[A]]!\n"}};
        QTest::newRow("what is done goes back") << partly << restored;
    }

    void aPlanWhoseTextsAreGoneIsGivenUpWhole()
    {
        QFETCH(const Files, files);
        QFETCH(const Files, kept);
        const TemporaryVault vault("//- A.md\na\n");
        vault.remove(u"A.md"_s);
        for (auto file = files.cbegin(); file != files.cend(); ++file)
            vault.write(file.key(), file.value());
        PlanRunner runner(vault.root());
        PlanStep later = replacing(vault, u"D.md"_s, "[[A]]!\n", "[[C]]!\n");
        later.beside = vault.absolute(u".newer"_s);
        leave(runner,
              {.committed = true,
               .steps = {moving(vault, u"A.md"_s, u"C.md"_s), replacing(vault, u"B.md"_s, "[[A]]\n", "[[C]]\n"), later},
               .vacated = {}});
        const Result<bool> recovered = runner.recover();
        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, ErrorCode::Changed);
        QVERIFY2(recovered.error().sentence.endsWith(u"the whole change, which had been cut short, is given up."),
                 qPrintable(recovered.error().sentence));
        QCOMPARE(filesOf(vault), kept);
        QVERIFY(!QFile::exists(runner.journalPath()));
        QCOMPARE(runner.recover(), false);
    }

    // What lies beside goes at the end, so its want says nothing where all is done.
    void aPlanThatWasBeingTidiedUpIsDone_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("written since") << QByteArray("[[C]], written since\n") << false;
        QTest::newRow("put back since") << QByteArray("[[A]]\n") << true;
    }

    void aPlanThatWasBeingTidiedUpIsDone()
    {
        QFETCH(const QByteArray, note);
        QFETCH(const bool, isTold);
        const TemporaryVault vault("//- C.md\na\n//- D.md\n[[C]]!\n");
        vault.write(u"B.md"_s, note);
        PlanRunner runner(vault.root());
        leave(runner, {.committed = true,
                       .steps = {moving(vault, u"A.md"_s, u"C.md"_s), replacing(vault, u"B.md"_s, "[[A]]\n", "[[C]]\n"),
                                 replacing(vault, u"D.md"_s, "[[A]]!\n", "[[C]]!\n")},
                       .vacated = {}});
        const Files done = filesOf(vault);
        QCOMPARE(runner.recover().has_value(), !isTold);
        QVERIFY(!QFile::exists(runner.journalPath()));
        QCOMPARE(filesOf(vault), done);
    }

    // Of what was tidied up in part, not all can be taken back, so none is.
    void whatCannotBeTakenBackAsAWholeStays()
    {
        const TemporaryVault vault("//- C.md\na\n//- B.md\n[[A]]\n//- D.md\n[[C]]!\n//- .newest\n[[A]]?\n//- "
                                   "E.md\n[[C]]?\n");
        PlanRunner runner(vault.root());
        PlanStep last = replacing(vault, u"E.md"_s, "[[A]]?\n", "[[C]]?\n");
        last.beside = vault.absolute(u".newest"_s);
        leave(runner, {.committed = true,
                       .steps = {moving(vault, u"A.md"_s, u"C.md"_s), replacing(vault, u"B.md"_s, "[[A]]\n", "[[C]]\n"),
                                 replacing(vault, u"D.md"_s, "[[A]]!\n", "[[C]]!\n"), last},
                       .vacated = {}});
        QVERIFY(!runner.recover());
        QVERIFY(!QFile::exists(runner.journalPath()));
        QCOMPARE(filesOf(vault),
                 Files({{u"C.md"_s, "a\n"}, {u"B.md"_s, "[[A]]\n"}, {u"D.md"_s, "[[C]]!\n"}, {u"E.md"_s, "[[C]]?\n"}}));
    }

    // The folder that it left is gone already.
    void aPlanIsTakenBackIntoItsFolder()
    {
        const TemporaryVault vault("//- New/C.md\na\n//- B.md\n[[A]]\n//- .new\ndamaged\n");
        PlanRunner runner(vault.root());
        leave(runner, {.committed = true,
                       .steps = {moving(vault, u"Old/A.md"_s, u"New/C.md"_s),
                                 replacing(vault, u"B.md"_s, "[[A]]\n", "[[C]]\n")},
                       .vacated = {}});
        QCOMPARE(runner.recover().error().code, ErrorCode::Changed);
        QVERIFY(!QFile::exists(runner.journalPath()));
        QCOMPARE(filesOf(vault).value(u"Old/A.md"_s), "a\n");
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

    // A program was killed while it saved in place, and a plan is the next that is asked for.
    void whatASaveLeftHalfWrittenIsWholeBeforeAPlan()
    {
        const QByteArray before = "[[Old]]\n" + QByteArray("an old line\n").repeated(100);
        const QByteArray after = "[[Old]]\n" + QByteArray("a new line\n").repeated(80);
        const TemporaryVault vault("//- Old.md\nold\n");
        vault.write(u"Hub.md"_s, before);
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        QVERIFY(inChild(
            [&] { (void)InPlaceWriter(vault.root(), calls).write(vault.absolute(u"Hub.md"_s), before, after, {}); }));
        QVERIFY(vault.read(u"Hub.md"_s) != before && vault.read(u"Hub.md"_s) != after);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        QCOMPARE(plan->files.size(), 2);
        PlanRunner runner(vault.root());
        QCOMPARE(runner.run(*plan).error().code, ErrorCode::Changed);
        QCOMPARE(filesOf(vault), Files({{u"Old.md"_s, "old\n"}, {u"Hub.md"_s, after}}));
        QVERIFY(runner.run(*planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s)));
        QCOMPARE(vault.read(u"Hub.md"_s), QByteArray(after).replace("Old", "New"));
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
};

QTEST_GUILESS_MAIN(PlanRecoveryTest)
#include "planrecoverytest.moc"
