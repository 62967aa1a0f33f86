// SPDX-License-Identifier: GPL-3.0-or-later

// Where a save writes, and whose the file is afterwards.
#include "core/store/notestore.h"
#include "tests/core/storedfiles.h"

#include <QFileInfo>
#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

class SavedPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A note that is a link is written where that leads, and stays a link.
    void aSaveGoesThroughLinks_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("written");
        QTest::newRow("beside") << u"Real.md"_s << u"Real.md"_s;
        QTest::newRow("in a folder") << u"in/Deep.md"_s << u"in/Deep.md"_s;
        QTest::newRow("by another link") << u"Chain.md"_s << u"Real.md"_s;
    }
    void aSaveGoesThroughLinks()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, written);
        const TemporaryVault vault("//- Real.md\none\n//- in/Deep.md\none\n");
        QCOMPARE(::symlink("Real.md", qPrintable(vault.absolute(u"Chain.md"_s))), 0);
        const QString link = vault.absolute(u"Link.md"_s);
        QCOMPARE(::symlink(qPrintable(target), qPrintable(link)), 0);
        NoteStore store(vault.root());
        QVERIFY(store.save(at(u"Link.md"_s), "two\n", store.read(at(u"Link.md"_s))->stamp));
        QVERIFY(QFileInfo(link).isSymbolicLink());
        QCOMPARE(QFileInfo(link).readSymLink(), target);
        QVERIFY(!QFileInfo(vault.absolute(written)).isSymbolicLink());
        QVERIFY(QFileInfo(vault.absolute(u"Chain.md"_s)).isSymbolicLink());
        for (const QString &path : {u"Real.md"_s, u"in/Deep.md"_s})
            QCOMPARE(vault.read(path), path == written ? "two\n" : "one\n");
    }

    void theOwnerStays()
    {
        if (geteuid() != 0)
            QSKIP("Only an administrator may give files to others.");
        constexpr uid_t Other = 12'345;
        const TemporaryVault vault("//- A.md\none\n");
        const QByteArray path = QFile::encodeName(vault.absolute(u"A.md"_s));
        if (chown(path.constData(), Other, Other) != 0)
            QSKIP("This place knows no other users.");
        NoteStore store(vault.root());
        QVERIFY(store.save(at(u"A.md"_s), "two\n", store.read(at(u"A.md"_s))->stamp));
        struct stat status{};
        QCOMPARE(stat(path.constData(), &status), 0);
        QCOMPARE(status.st_uid, Other);
        QCOMPARE(status.st_gid, Other);
        QCOMPARE(vault.read(u"A.md"_s), "two\n");
    }
};

QTEST_GUILESS_MAIN(SavedPlacesTest)
#include "savedplacestest.moc"
