// SPDX-License-Identifier: GPL-3.0-or-later
// What a save that was cut short left beside a note goes, and its text does not.
#include "core/store/leftovers.h"

#include "core/store/filewrites.h"
#include "core/vault/folderscan.h"
#include "tests/support/temporaryvault.h"

#include <QDir>
#include <QFileInfo>
#include <QtTest>

#include <cerrno>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArrayList pastOf(const History &history, const QString &path)
{
    QByteArrayList texts;
    const QList<Version> versions = history.versions(*NotePath::fromRelative(path)).value();
    for (const Version &version : versions)
        texts.append(history.bytes(version).value());
    return texts;
}

QStringList hiddenIn(const TemporaryVault &vault, const QString &folder = {})
{
    return QDir(vault.absolute(folder)).entryList({u".*"_s}, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

class LeftoversTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBehind_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("behind");
        QTest::newRow("ours") << u".A.md.tearsheet-3w5e11264sgsf"_s << u"A.md"_s;
        QTest::newRow("with dots") << u".A.b.md.tearsheet-1"_s << u"A.b.md"_s;
        QTest::newRow("old version of a plan") << u".A.md.tearsheet-1z.old"_s << u"A.md"_s;
        QTest::newRow("not hidden") << u"A.md.tearsheet-1"_s << QString();
        QTest::newRow("no number") << u".A.md.tearsheet-"_s << QString();
        QTest::newRow("capitals") << u".A.md.tearsheet-AB"_s << QString();
        QTest::newRow("too long") << u".A.md.tearsheet-12345678901234"_s << QString();
        QTest::newRow("something behind") << u".A.md.tearsheet-1.md"_s << QString();
        QTest::newRow("another program") << u".A.md.swp"_s << QString();
        QTest::newRow("nothing before") << u"..tearsheet-1"_s << QString();
    }
    void namesBehind()
    {
        QFETCH(QString, name);
        QFETCH(QString, behind);
        QCOMPARE(nameBehind(name).value_or(QString()), behind);
        if (const QString made = QFileInfo(nameBeside(u"/v/"_s + behind)).fileName(); !behind.isEmpty())
            QCOMPARE(nameBehind(made), std::optional(behind));
    }

    void whatIsKeptFirstIsRemoved()
    {
        const TemporaryVault vault("//- A.md\none\n//- sub/B.md\nb\n");
        const QString longName = QString(40, u'é') + u" of a long name.md"_s;
        vault.write(longName, "long\n");
        vault.write(u".A.md.tearsheet-1"_s, "typed\n");
        vault.write(u".A.md.tearsheet-2"_s, "one\n"); // The file holds that.
        vault.write(u"sub/.B.md.tearsheet-3"_s, "");
        vault.write(u"sub/.Gone.md.tearsheet-4"_s, "of a note that is gone\n");
        const QString cut = QFileInfo(nameBeside(vault.absolute(longName))).fileName();
        vault.write(cut, "cut\n");
        const QStringList others{u".A.md.swp"_s, u".plan.png.tearsheet-5"_s, u".A.md.tearsheet-FF"_s};
        for (const QString &other : others)
            vault.write(other, "not ours\n");
        QVERIFY(QDir(vault.root()).mkdir(u".A.md.tearsheet-6"_s));
        QCOMPARE(::symlink("A.md", qPrintable(vault.absolute(u".A.md.tearsheet-7"_s))), 0);

        QStringList found = scanFolder(vault.root())->leftovers;
        found.sort();
        QVERIFY(found.contains(u".A.md.tearsheet-1"_s) && found.contains(u"sub/.B.md.tearsheet-3"_s));
        QVERIFY(!found.contains(u".A.md.swp"_s));
        History history(vault.root());
        QVERIFY(removeLeftovers(vault.root(), found, history, 60s)); // They were written just now.
        QCOMPARE(hiddenIn(vault, u"sub"_s).size(), 2);
        QVERIFY(removeLeftovers(vault.root(), found, history, 0s));
        QStringList left = others + QStringList{u".A.md.tearsheet-6"_s, u".A.md.tearsheet-7"_s};
        left.sort();
        QStringList there = hiddenIn(vault);
        there.sort();
        QCOMPARE(there, left);
        QVERIFY(hiddenIn(vault, u"sub"_s).isEmpty());
        QCOMPARE(pastOf(history, u"A.md"_s), QByteArrayList{"typed\n"});
        QCOMPARE(pastOf(history, u"sub/Gone.md"_s), QByteArrayList{"of a note that is gone\n"});
        QCOMPARE(pastOf(history, longName), QByteArrayList{"cut\n"});
        QCOMPARE(vault.read(u"A.md"_s), "one\n");
    }

    void longNamesAreFound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("cut within a character") << u"xx"_s + QString(60, QChar(0x4E2D)) + u".md"_s;
        QTest::newRow("of four bytes") << u"xyz"_s + u"\U0001F600"_s.repeated(40) + u".md"_s;
        QTest::newRow("of values") << QString(120, u'v') + u".csv"_s;
        QTest::newRow("an ending where it is cut") << QString(77, u'x') + u".md of old times.md"_s;
    }

    void longNamesAreFound()
    {
        QFETCH(const QString, name);
        const TemporaryVault vault;
        vault.write(name, "text\n");
        vault.write(u"other.md"_s, "other\n");
        const QString cut = QFileInfo(nameBeside(vault.absolute(name))).fileName();
        vault.write(cut, "cut\n");
        History history(vault.root());
        QVERIFY(removeLeftovers(vault.root(), {cut}, history, 0s));
        QVERIFY(hiddenIn(vault).isEmpty());
        QCOMPARE(pastOf(history, name), QByteArrayList{"cut\n"});
        // Its note is gone meanwhile: the text is kept for all that.
        vault.remove(name);
        vault.write(cut, "cut, and again\n");
        QVERIFY(removeLeftovers(vault.root(), {cut}, history, 0s));
        QVERIFY(hiddenIn(vault).isEmpty());
        QCOMPARE(history.deleted()->size(), 2);
    }

    // Of the program as it was: names were cut without their ending.
    void namesThatWereCutShorterAreFound()
    {
        const TemporaryVault vault;
        const QString name = u"xx"_s + QString(60, QChar(0x4E2D));
        vault.write(name + u".csv"_s, "a,b\n");
        const QString cut = u'.' + name.first(28) + u".tearsheet-1"_s;
        QCOMPARE(name.first(28).toUtf8().size(), 80);
        vault.write(cut, "cut\n");
        History history(vault.root());
        QVERIFY(removeLeftovers(vault.root(), {cut}, history, 0s));
        QCOMPARE(pastOf(history, name + u".csv"_s), QByteArrayList{"cut\n"});
        const QString shorter = u"x"_s + QString(60, QChar(0x4E2D));
        vault.write(shorter + u".md"_s, "a\n");
        const QString cutWithin = u'.' + shorter.first(27) + u".tearsheet-1"_s;
        QCOMPARE(shorter.first(27).toUtf8().size(), 79);
        vault.write(cutWithin, "cut, too\n");
        QVERIFY(removeLeftovers(vault.root(), {cutWithin}, history, 0s));
        QCOMPARE(pastOf(history, shorter + u".md"_s), QByteArrayList{"cut, too\n"});
    }

    void whatCannotBeKeptStays()
    {
        const TemporaryVault vault("//- A.md\none\n");
        vault.write(u".A.md.tearsheet-1"_s, "typed\n");
        History history(vault.root());
        QDir().mkpath(QFileInfo(history.folder()).path());
        QFile file(history.folder());
        QVERIFY(file.open(QIODevice::WriteOnly)); // Where its folder would be.
        QVERIFY(!removeLeftovers(vault.root(), {u".A.md.tearsheet-1"_s}, history, 0s));
        QCOMPARE(vault.read(u".A.md.tearsheet-1"_s), "typed\n");
        QVERIFY(file.remove());
        QVERIFY(removeLeftovers(vault.root(), {u".A.md.tearsheet-1"_s}, history, 0s));
        QVERIFY(hiddenIn(vault).isEmpty());
    }

    void whatCannotBeOpenedStays()
    {
        const TemporaryVault vault("//- A.md\none\n");
        vault.write(u".A.md.tearsheet-1"_s, "typed\n");
        FileCalls calls = FileCalls::system();
        calls.open = [](const char *, int, mode_t) {
            errno = EIO;
            return -1;
        };
        History history(vault.root());
        QVERIFY(!removeLeftovers(vault.root(), {u".A.md.tearsheet-1"_s}, history, 0s, calls));
        QCOMPARE(vault.read(u".A.md.tearsheet-1"_s), "typed\n");
    }
};

QTEST_GUILESS_MAIN(LeftoversTest)
#include "leftoverstest.moc"
