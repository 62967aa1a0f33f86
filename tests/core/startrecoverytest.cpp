// SPDX-License-Identifier: GPL-3.0-or-later

// What a program left in the middle of its work is finished or taken back when the vault is opened again.
#include "core/store/inplacewriter.h"
#include "core/store/planjournal.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"

#include <QtTest>

#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// Opens the vault as the program does; what its files say once all of them are known.
Files opened(const TemporaryVault &files, int notes)
{
    Vault vault(files.root());
    vault.start();
    if (!QTest::qWaitFor([&] { return vault.snapshot().isComplete() && vault.snapshot().noteCount() == notes; }))
        qFatal("The vault does not become complete.");
    return filesOf(files);
}

} // namespace

class StartRecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One whose journal was committed is done, whatever of it was done before; another is taken back.
    void aPlanIsFinishedOrTakenBack_data()
    {
        QTest::addColumn<bool>("committed");
        QTest::newRow("finished") << true;
        QTest::newRow("taken back") << false;
    }
    void aPlanIsFinishedOrTakenBack()
    {
        QFETCH(const bool, committed);
        const TemporaryVault files("//- A.md\n[[B]]\n//- .A.new\n[[C]]\n//- B.md\nb\n");
        const PlanRunner runner(files.root());
        QDir().mkpath(QFileInfo(runner.journalPath()).path());
        const PlanStep edit{.path = files.absolute(u"A.md"_s),
                            .newPath = files.absolute(u"A.md"_s),
                            .beside = files.absolute(u".A.new"_s),
                            .before = contentHash("[[B]]\n"),
                            .after = contentHash("[[C]]\n")};
        const PlanStep move{.path = files.absolute(u"B.md"_s), .newPath = files.absolute(u"C.md"_s), .beside = {}};
        QVERIFY(writeJournal(FileCalls::system(), runner.journalPath(),
                             {.committed = committed, .steps = {edit, move}, .vacated = {}}));
        QCOMPARE(opened(files, 2), committed ? Files({{u"A.md"_s, "[[C]]\n"}, {u"C.md"_s, "b\n"}})
                                             : Files({{u"A.md"_s, "[[B]]\n"}, {u"B.md"_s, "b\n"}}));
        QVERIFY(!QFile::exists(runner.journalPath()));
    }

    // A file with a second name, of which the power cut left half.
    void whatIsHalfWrittenIsCompleted()
    {
        const QByteArray before = QByteArray("an old line of a note\n").repeated(80);
        const QByteArray after = QByteArray("a new one that differs\n").repeated(70);
        const TemporaryVault files;
        files.write(u"A.md"_s, before);
        QCOMPARE(::link(QFile::encodeName(files.absolute(u"A.md"_s)).constData(),
                        QFile::encodeName(files.absolute(u"second.txt"_s)).constData()),
                 0);
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        QVERIFY(inChild([&] {
            (void)InPlaceWriter(files.root(), calls)
                .write(files.absolute(u"A.md"_s), before, after, u"It cannot be saved"_s);
        }));
        files.write(u"A.md"_s, after.first(600) + before.sliced(600));
        QCOMPARE(opened(files, 1), Files({{u"A.md"_s, after}, {u"second.txt"_s, after}}));
    }
};

QTEST_GUILESS_MAIN(StartRecoveryTest)
#include "startrecoverytest.moc"
