// SPDX-License-Identifier: GPL-3.0-or-later

// Where an export may be written, and what becomes of the file that is there.
#include "core/export/exportfile.h"
#include "core/store/filewrites.h"
#include "core/store/history.h"
#include "tests/core/storedfiles.h"

#include <QtTest>

#include <sys/stat.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

bool setMode(const QString &path, mode_t mode)
{
    return ::chmod(QFile::encodeName(path).constData(), mode) == 0;
}

mode_t modeOf(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

QByteArrayList versionsOf(const QString &root, const QString &path)
{
    const History history(root);
    QByteArrayList texts;
    const QList<Version> versions = history.versions(at(path)).value();
    for (const Version &version : versions)
        texts.append(history.bytes(version).value());
    return texts;
}

} // namespace

class ExportFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNoteIsNoPlaceForAnotherKind()
    {
        const TemporaryVault vault("//- Old.md\ntext\n");
        const TemporaryVault other("//- Away.MD\ntext\n");
        for (const QString &place : {vault.absolute(u"Old.md"_s), other.absolute(u"Away.MD"_s)}) {
            const Result<> done = writeExport(place, "a,b\n", vault.root());
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::Exists);
        }
        QCOMPARE(vault.read(u"Old.md"_s), "text\n");
        QCOMPARE(other.read(u"Away.MD"_s), "text\n");
        QVERIFY(writeExport(vault.absolute(u"Old.md"_s), "| a |\n", vault.root(), ExportKind::Markdown));
        QCOMPARE(vault.read(u"Old.md"_s), "| a |\n");
        QCOMPARE(versionsOf(vault.root(), u"Old.md"_s), (QByteArrayList{"| a |\n", "text\n"}));
    }

    void whatIsReplacedInTheVaultIsInTheHistory()
    {
        const TemporaryVault vault("//- a/peers.csv\nby hand\n//- plot.svg\n<svg/>\n");
        for (const QString &path : {u"a/peers.csv"_s, u"plot.svg"_s}) {
            const QByteArray before = vault.read(path);
            QVERIFY(setMode(vault.absolute(path), 0600));
            QVERIFY(writeExport(vault.absolute(path), "new\n", vault.root()));
            QCOMPARE(vault.read(path), "new\n");
            QCOMPARE(modeOf(vault.absolute(path)), 0600u);
            QCOMPARE(versionsOf(vault.root(), path).last(), before);
        }
        QCOMPARE(filesOf(vault).size(), 2);
    }

    // Something stands where the history would lie.
    void nothingIsReplacedThatCannotBeKept()
    {
        const TemporaryVault vault("//- peers.csv\nby hand\n");
        const QString place = dataPlace(u"history"_s, vault.root());
        QVERIFY(QDir().mkpath(QFileInfo(place).path()));
        QFile inTheWay(place);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QVERIFY(!writeExport(vault.absolute(u"peers.csv"_s), "new\n", vault.root()));
        QCOMPARE(vault.read(u"peers.csv"_s), "by hand\n");
        QVERIFY(inTheWay.remove());
    }

    void elsewhereThePermissionsStay()
    {
        const TemporaryVault vault;
        const TemporaryVault other("//- peers.csv\nold\n");
        const QString place = other.absolute(u"peers.csv"_s);
        QVERIFY(setMode(place, 0600));
        QVERIFY(writeExport(place, "new\n", vault.root()));
        QCOMPARE(other.read(u"peers.csv"_s), "new\n");
        QCOMPARE(modeOf(place), 0600u);
        QVERIFY(writeExport(other.absolute(u"more.csv"_s), "more\n", vault.root()));
        QVERIFY(writeExport(vault.absolute(u"more.csv"_s), "more\n", vault.root()));
        QCOMPARE(vault.read(u"more.csv"_s), "more\n");
    }
};

QTEST_GUILESS_MAIN(ExportFileTest)
#include "exportfiletest.moc"
