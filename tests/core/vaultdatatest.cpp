// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept about a vault outside of it is found when its folder has been moved.
#include "core/store/vaultdata.h"

#include "core/change/renameplan.h"
#include "core/store/draftstore.h"
#include "core/store/filewrites.h"
#include "core/store/history.h"
#include "core/store/inplacewriter.h"
#include "core/store/planjournal.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// A folder in which a vault lies at `old` and is moved to `now`.
struct MovedVault
{
    explicit MovedVault(QByteArrayView text = "//- old/A.md\none\n") : place(text) {}

    QString old() const { return place.absolute(u"old"_s); }
    QString now() const { return place.absolute(u"now"_s); }

    void keep(const QByteArray &text) const
    {
        if (!claimData(old()) || !History(old()).keep({NewVersion::made(at(u"A.md"_s), text)}, true))
            qFatal("Nothing can be kept.");
    }

    void move() const
    {
        if (!QDir().rename(old(), now()))
            qFatal("The vault cannot be moved.");
    }

    QByteArrayList textsAt(const QString &root) const
    {
        QByteArrayList texts;
        const History history(root);
        const QList<Version> versions = history.versions(at(u"A.md"_s)).value();
        for (const Version &version : versions)
            texts.append(history.bytes(version).value());
        return texts;
    }

    TemporaryVault place;
};

/// What is kept in the data folder of the vault at `root`, locks left out.
QStringList keptOf(const QString &root)
{
    QStringList kept;
    for (const QString &kind : {u"history"_s, u"drafts"_s}) {
        QStringList names = QDir(dataPlace(kind, root)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        names.removeOne(u"lock"_s);
        kept.append(names);
    }
    return kept;
}

} // namespace

class VaultDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheFolder()
    {
        const MovedVault vault;
        vault.keep("one\n");
        QVERIFY(inChild([&] { (void)DraftStore(vault.old()).keep({at(u"A.md"_s), "unsaved", "one\n", 1, {}}); }));
        vault.move();
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), QByteArrayList{"one\n"});
        QCOMPARE(DraftStore(vault.now()).abandoned().value(0).bytes, "unsaved");
        QCOMPARE(keptOf(vault.old()), QStringList());
        // And back again, as often as one likes.
        QVERIFY(claimData(vault.now()));
        QVERIFY(QDir().rename(vault.now(), vault.old()));
        QVERIFY(claimData(vault.old()));
        QCOMPARE(vault.textsAt(vault.old()), QByteArrayList{"one\n"});
    }

    void anOpenedVaultOffersItsDrafts()
    {
        const MovedVault vault;
        vault.keep("one\n");
        QVERIFY(inChild([&] { (void)DraftStore(vault.old()).keep({at(u"A.md"_s), "unsaved", "one\n", 1, {}}); }));
        vault.move();
        Vault opened(vault.now());
        QSignalSpy found(&opened, &Vault::draftsFound);
        opened.start();
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found.first().first().value<QList<Draft>>().value(0).bytes, "unsaved");
    }

    void anUnfinishedPlanIsFinished_data()
    {
        QTest::addColumn<bool>("linked");
        QTest::newRow("by exchange") << false;
        QTest::newRow("in place") << true;
    }

    // It is killed after each call in turn, and the vault is moved before the next start.
    void anUnfinishedPlanIsFinished()
    {
        QFETCH(const bool, linked);
        int finished = 0;
        for (int point = 1; point < 80; ++point) {
            const MovedVault vault("//- old/Old.md\n[[Old]]\n//- old/B.md\n[[Old]] and more\n");
            if (linked)
                QCOMPARE(::link(qPrintable(vault.place.absolute(u"old/B.md"_s)),
                                qPrintable(vault.place.absolute(u"second"_s))),
                         0);
            QVERIFY(claimData(vault.old()));
            ChangePlan plan = *planRename(*indexVault(vault.old()), u"Old.md"_s, u"in/New.md"_s);
            plan.inPlace = linked;
            QVERIFY(inChild([&] { (void)PlanRunner(vault.old(), faultyCalls(point, Fault::Kill)).run(plan); }));
            vault.move();
            QVERIFY(claimData(vault.now()));
            PlanRunner runner(vault.now());
            QVERIFY(runner.recover());
            QVERIFY(!QFile::exists(runner.journalPath()));
            Files files = filesOf(vault.place);
            files.remove(u"second"_s);
            const Files done{{u"now/in/New.md"_s, "[[New]]\n"}, {u"now/B.md"_s, "[[New]] and more\n"}};
            const Files undone{{u"now/Old.md"_s, "[[Old]]\n"}, {u"now/B.md"_s, "[[Old]] and more\n"}};
            QVERIFY2(files == done || files == undone,
                     qPrintable(QString::number(point) + u": "_s + QStringList(files.keys()).join(u", "_s)));
            finished += files == done ? 1 : 0;
        }
        QVERIFY(finished > 5 && finished < 75);
    }

    void aFileThatIsHalfWrittenIsCompleted()
    {
        const QByteArray before = QByteArray("an old line\n").repeated(100);
        const QByteArray after = QByteArray("a new line\n").repeated(80);
        const MovedVault vault;
        vault.place.write(u"old/A.md"_s, before);
        QVERIFY(claimData(vault.old()));
        FileCalls calls = FileCalls::system();
        calls.truncate = [](int, off_t) -> int { _exit(0); };
        QVERIFY(inChild(
            [&] { (void)InPlaceWriter(vault.old(), calls).write(vault.old() + u"/A.md"_s, before, after, {}); }));
        vault.move();
        QVERIFY(claimData(vault.now()));
        QVERIFY(InPlaceWriter(vault.now()).recover());
        QCOMPARE(vault.place.read(u"now/A.md"_s), after);
    }

    // A copy, or another vault, is not the one that moved.
    void anotherFolderTakesNothing()
    {
        const MovedVault vault;
        vault.keep("one\n");
        vault.place.write(u"copy/A.md"_s, "one\n");
        const QString copy = vault.place.absolute(u"copy"_s);
        QVERIFY(claimData(copy));
        QCOMPARE(vault.textsAt(copy), {});
        QVERIFY(QDir(vault.old()).removeRecursively());
        QVERIFY(QDir(copy).removeRecursively());
        vault.place.write(u"now/A.md"_s, "one\n");
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.old()), QByteArrayList{"one\n"});
    }

    // What was kept here before the rest could be brought.
    void historiesJoin()
    {
        const MovedVault vault;
        vault.keep("one\n");
        QTest::qSleep(2); // The later one is the newer one, wherever it was kept.
        QVERIFY(History(vault.now()).keep({NewVersion::made(at(u"A.md"_s), "two\n")}, true));
        vault.move();
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), (QByteArrayList{"two\n", "one\n"}));
        QCOMPARE(vault.textsAt(vault.old()), {});
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), (QByteArrayList{"two\n", "one\n"}));
    }

    // A window shows the vault under its former path, and someone types there.
    void whatIsKeptUnderTheFormerPathLaterFollows()
    {
        const MovedVault vault;
        vault.keep("one\n");
        History history(vault.old());
        QVERIFY(history.keep({NewVersion::made(at(u"A.md"_s), "two\n")}, true));
        auto drafts = std::make_unique<DraftStore>(vault.old());
        QVERIFY(drafts->keep({at(u"A.md"_s), "unsaved", "two\n", 1, {}}));
        vault.move();
        QVERIFY(claimData(vault.now()));
        QCOMPARE(DraftStore(vault.now()).abandoned(), {}); // It is in use.
        History here(vault.now());
        QVERIFY(here.keep({NewVersion::made(at(u"A.md"_s), "three\n")}, true));
        QVERIFY(drafts->keep({at(u"A.md"_s), "unsaved, and more", "two\n", 1, {}}));
        QVERIFY(history.keep({NewVersion::aside(at(u"A.md"_s), "set aside\n")}, true));
        drafts.reset();
        QVERIFY(claimData(vault.now()));
        const QList<Draft> offered = DraftStore(vault.now()).abandoned();
        QCOMPARE(offered.size(), 1);
        QCOMPARE(offered.first().bytes, "unsaved, and more");
        QCOMPARE(vault.textsAt(vault.now()), (QByteArrayList{"set aside\n", "three\n", "two\n", "one\n"}));
        // Whoever has it open reads on.
        QVERIFY(here.keep({NewVersion::made(at(u"A.md"_s), "four\n")}, true));
        QCOMPARE(vault.textsAt(vault.now()).first(), "four\n");
    }

    // And another vault is opened there.
    void whatWasKeptUnderAPathGoesBeforeAnotherVaultIsThere()
    {
        const MovedVault vault;
        vault.keep("one\n");
        vault.move();
        QVERIFY(claimData(vault.now()));
        QVERIFY(inChild([&] { (void)DraftStore(vault.old()).keep({at(u"A.md"_s), "unsaved", "one\n", 1, {}}); }));
        vault.place.write(u"old/A.md"_s, "another\n");
        QVERIFY(claimData(vault.old()));
        QCOMPARE(DraftStore(vault.old()).abandoned(), {});
        QCOMPARE(DraftStore(vault.now()).abandoned().value(0).bytes, "unsaved");
    }

    // An inode alone does not tell: another folder may have it by now.
    void nothingIsTakenWhereBirthsAreNotKnown()
    {
        const MovedVault vault;
        vault.keep("one\n");
        QFile claim(dataPlace(u"vaults"_s, vault.old()) + u".json"_s);
        QVERIFY(claim.open(QIODevice::ReadOnly));
        QJsonObject json = QJsonDocument::fromJson(claim.readAll()).object();
        json[u"born"] = u"0"_s;
        claim.close();
        QVERIFY(claim.open(QIODevice::WriteOnly));
        claim.write(QJsonDocument(json).toJson());
        claim.close();
        vault.move();
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), {});
        QCOMPARE(vault.textsAt(vault.old()), QByteArrayList{"one\n"});
    }

    // Another folder came to where it lay, which nobody has opened.
    void aFolderInItsPlaceDoesNotMatter()
    {
        const MovedVault vault;
        vault.keep("one\n");
        vault.move();
        vault.place.write(u"old/A.md"_s, "another\n");
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), QByteArrayList{"one\n"});
        QVERIFY(claimData(vault.old()));
        QCOMPARE(vault.textsAt(vault.old()), {});
    }

    // The power is cut when part of it has moved.
    void isCompletedWhenItWasCutShort()
    {
        const MovedVault vault;
        vault.keep("one\n");
        QVERIFY(inChild([&] { (void)DraftStore(vault.old()).keep({at(u"A.md"_s), "unsaved", "one\n", 1, {}}); }));
        vault.move();
        QVERIFY(claimData(vault.now()));
        // As it was when the drafts had come and the history had not.
        QVERIFY(QDir(dataPlace(u"history"_s, vault.old())).removeRecursively());
        QVERIFY(QDir().rename(dataPlace(u"history"_s, vault.now()), dataPlace(u"history"_s, vault.old())));
        QCOMPARE(vault.textsAt(vault.now()), {});
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), QByteArrayList{"one\n"});
        QCOMPARE(DraftStore(vault.now()).abandoned().value(0).bytes, "unsaved");
    }
};

QTEST_GUILESS_MAIN(VaultDataTest)
#include "vaultdatatest.moc"
