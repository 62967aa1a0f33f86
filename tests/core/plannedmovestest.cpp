// SPDX-License-Identifier: GPL-3.0-or-later

// What lies in a vault besides what a plan names: symbolic links, and names that no text can hold.
#include "core/change/renameplan.h"
#include "core/store/filewrites.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"

#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView Linked = "//- A/N.md\nn\n//- A/M.md\nm\n//- Pics/p.png\nbytes\n//- Other.md\no\n";

Result<> renamed(const TemporaryVault &vault, const QString &from, const QString &to)
{
    const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), from, to);
    return plan ? PlanRunner(vault.root()).run(*plan) : std::unexpected(plan.error());
}

} // namespace

class PlannedMovesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkLeadsToTheSameAsBefore_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("target"); // %1: the vault's folder.
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("out of the folder") << u"A/pics"_s << u"../Pics"_s << u"A"_s << u"in/old/A"_s << false;
        QTest::newRow("as deep as before") << u"A/pics"_s << u"../Pics"_s << u"A"_s << u"B"_s << true;
        QTest::newRow("to what moves along") << u"A/alias.md"_s << u"M.md"_s << u"A"_s << u"in/old/A"_s << true;
        QTest::newRow("to a file that moves") << u"alias.md"_s << u"A/N.md"_s << u"A/N.md"_s << u"A/New.md"_s << false;
        QTest::newRow("to a folder that moves") << u"alias"_s << u"A"_s << u"A"_s << u"B"_s << false;
        QTest::newRow("into a folder that moves") << u"alias.md"_s << u"A/N.md"_s << u"A"_s << u"B"_s << false;
        QTest::newRow("by a whole path") << u"alias.md"_s << u"%1/A/N.md"_s << u"A/N.md"_s << u"New.md"_s << false;
        QTest::newRow("to another file") << u"alias.md"_s << u"Other.md"_s << u"A/N.md"_s << u"A/New.md"_s << true;
        QTest::newRow("by a whole path, moving") << u"A/alias.md"_s << u"%1/Other.md"_s << u"A"_s << u"in/B"_s << true;
        QTest::newRow("hidden") << u"A/.x/pics"_s << u"../../Pics"_s << u"A"_s << u"in/B"_s << false;
        QTest::newRow("to nothing") << u"A/alias.md"_s << u"../Gone.md"_s << u"A"_s << u"in/old/A"_s << true;
    }

    void aLinkLeadsToTheSameAsBefore()
    {
        QFETCH(const QString, link);
        QFETCH(const QString, target);
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const bool, isDone);
        const TemporaryVault vault(Linked);
        const QString place = vault.absolute(link);
        QVERIFY(QDir().mkpath(QFileInfo(place).path()));
        const QString text = target.contains(u'%') ? target.arg(vault.root()) : target;
        QCOMPARE(::symlink(qPrintable(text), qPrintable(place)), 0);
        const Result<> done = renamed(vault, from, to);
        QVERIFY2(done.has_value() == isDone, qPrintable(done ? u"done"_s : done.error().sentence));
        if (isDone) {
            QVERIFY(!QFileInfo::exists(vault.absolute(from)));
            return;
        }
        QCOMPARE(done.error().code, ErrorCode::Unwritable);
        QCOMPARE(done.error().path, place);
        QVERIFY2(done.error().sentence.contains(link), qPrintable(done.error().sentence));
        QVERIFY(QFileInfo::exists(vault.absolute(from)) && !QFileInfo::exists(vault.absolute(to)));
    }

    // What is written through a linked folder reaches the files of that, and is kept.
    void linksThroughALinkedFolderAreKept()
    {
        const TemporaryVault vault("//- A/N.md\nn\n//- A/sub/M.md\nm\n//- in/x.md\nx\n"
                                   "//- Hub.md\n[[alias/N]] [n](alias/N.md) [[in/deep/M#H]] [[deep/M]] [[alias/Gone]]\n"
                                   "//- in/Near.md\n[n](../alias/N.md) ![[./deep/M]]\n");
        QCOMPARE(::symlink("A", qPrintable(vault.absolute(u"alias"_s))), 0);
        QCOMPARE(::symlink("../A/sub", qPrintable(vault.absolute(u"in/deep"_s))), 0);
        const Result<Snapshot> snapshot = indexVault(vault.root());
        QVERIFY(snapshot);
        QCOMPARE(snapshot->linkedFolders(),
                 (QList<LinkedFolder>{{at(u"alias"_s), at(u"A"_s)}, {at(u"in/deep"_s), at(u"A/sub"_s)}}));
        const auto reached = [&](const QString &target, const QString &from) {
            const Resolution found = snapshot->resolve(target, at(from));
            return found.isResolved() ? snapshot->file(found.matches.first()).path.toString() : QString();
        };
        QCOMPARE(reached(u"alias/N"_s, u"Hub.md"_s), u"A/N.md"_s);
        QCOMPARE(reached(u"ALIAS/sub/M"_s, u"Hub.md"_s), u"A/sub/M.md"_s);
        QCOMPARE(reached(u"./deep/M"_s, u"in/Near.md"_s), u"A/sub/M.md"_s);
        QCOMPARE(reached(u"./deep/M"_s, u"Hub.md"_s), QString());
        QCOMPARE(reached(u"alias/Gone"_s, u"Hub.md"_s), QString());
        QCOMPARE(snapshot->unresolved().size(), 1);
        QVERIFY(renamed(vault, u"A/N.md"_s, u"A/New.md"_s));
        QVERIFY(renamed(vault, u"A/sub/M.md"_s, u"A/sub/Mine.md"_s));
        QCOMPARE(vault.read(u"Hub.md"_s), "[[New]] [n](A/New.md) [[Mine#H]] [[Mine]] [[alias/Gone]]\n");
        QCOMPARE(vault.read(u"in/Near.md"_s), "[n](../A/New.md) ![[../A/sub/Mine]]\n");
    }

    // They lie in the folder that moves, or beside a note that does.
    void linksThroughALinkedFolderThatMovesAreKept()
    {
        const TemporaryVault vault("//- A/sub/M.md\nm\n//- in/x.md\nx\n//- Hub.md\n[[in/deep/M]] [m](in/deep/M.md)\n"
                                   "//- in/Near.md\n[m](deep/M.md)\n");
        QCOMPARE(::symlink("../A/sub", qPrintable(vault.absolute(u"in/deep"_s))), 0);
        QVERIFY(renamed(vault, u"in/x.md"_s, u"in/y.md"_s));
        QCOMPARE(vault.read(u"Hub.md"_s), "[[in/deep/M]] [m](in/deep/M.md)\n");
        QVERIFY(renamed(vault, u"in"_s, u"out"_s));
        const Result<Snapshot> snapshot = indexVault(vault.root());
        QVERIFY(snapshot);
        QCOMPARE(snapshot->unresolved().size(), 0);
        QCOMPARE(vault.read(u"out/Near.md"_s), "[m](deep/M.md)\n");
        const Result<> through = renamed(vault, u"Hub.md"_s, u"out/deep/Hub.md"_s);
        QVERIFY(!through);
        QCOMPARE(through.error().sentence, u"out/deep leads to the folder A/sub; say A/sub/Hub.md instead."_s);
    }

    void aNameThatIsNoTextIsToldOf()
    {
        for (const QByteArray &name : {QByteArray("/A/caf\xe9.txt"), QByteArray("/A/caf\xe9.md")}) {
            const TemporaryVault vault(Linked);
            const QByteArray place = QFile::encodeName(vault.root()) + name;
            const OpenFile file(::open(place.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
            QVERIFY(file.isOpen());
            const Result<> done = renamed(vault, u"A"_s, u"B"_s);
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::InvalidName);
            QVERIFY2(done.error().sentence.contains(u"UTF-8"), qPrintable(done.error().sentence));
            QVERIFY(QFileInfo::exists(vault.absolute(u"A/N.md"_s)) && !QFileInfo::exists(vault.absolute(u"B"_s)));
            // Elsewhere it is in nobody's way.
            QVERIFY(renamed(vault, u"Other.md"_s, u"New.md"_s));
        }
    }

    // What lies in a hidden folder keeps its name, whatever that is.
    void aFolderThatMovesAsAWholeTakesAnyName()
    {
        const TemporaryVault vault(Linked);
        QVERIFY(QDir().mkpath(vault.absolute(u"A/.x"_s)));
        const QByteArray hidden = QFile::encodeName(vault.absolute(u"A/.x"_s)) + QByteArray("/caf\xe9");
        {
            const OpenFile file(::open(hidden.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
            QVERIFY(file.isOpen());
        }
        const Result<> done = renamed(vault, u"A"_s, u"B"_s);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        // Qt would not remove it.
        QCOMPARE(::unlink(QByteArray(hidden).replace("/A/", "/B/").constData()), 0);
    }
};

QTEST_GUILESS_MAIN(PlannedMovesTest)
#include "plannedmovestest.moc"
