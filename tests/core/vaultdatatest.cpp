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
#include <QSignalSpy>
#include <QtTest>

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

/// The files in the data folder that hold what is kept of the vault at `root`.
QStringList keptOf(const QString &root)
{
    QStringList kinds;
    for (const QString &kind : {u"history"_s, u"drafts"_s, u"vaults"_s}) {
        const QFileInfo place(dataPlace(kind, root));
        if (!QDir(place.path()).entryList({place.fileName() + u'*'}, QDir::AllEntries).isEmpty())
            kinds.append(kind);
    }
    return kinds;
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

    // What a vault has of its own is not mixed with anything, nor lost.
    void whatIsKeptAlreadyStays()
    {
        const MovedVault vault;
        vault.keep("one\n");
        QVERIFY(History(vault.now()).keep({NewVersion::made(at(u"A.md"_s), "two\n")}, true));
        vault.move();
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), QByteArrayList{"two\n"});
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
        const QString claim = dataPlace(u"vaults"_s, vault.now()) + u".json"_s;
        QFile file(claim);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray json = file.readAll();
        QVERIFY(json.contains("\"from\": \"\""));
        file.resize(0);
        file.seek(0);
        file.write(QByteArray(json).replace("\"from\": \"\"", QByteArray("\"from\": \"" + vault.old().toUtf8() + '"')));
        file.close();
        QVERIFY(QDir().rename(dataPlace(u"history"_s, vault.now()), dataPlace(u"history"_s, vault.old())));
        QCOMPARE(vault.textsAt(vault.now()), {});
        QVERIFY(claimData(vault.now()));
        QCOMPARE(vault.textsAt(vault.now()), QByteArrayList{"one\n"});
        QCOMPARE(DraftStore(vault.now()).abandoned().value(0).bytes, "unsaved");
    }
};

QTEST_GUILESS_MAIN(VaultDataTest)
#include "vaultdatatest.moc"
