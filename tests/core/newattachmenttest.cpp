// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/newattachment.h"

#include "tests/support/temporaryvault.h"

#include "core/vault/vault.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

Snapshot snapshotOf(const TemporaryVault &vault)
{
    return indexVault(vault.root()).value_or(Snapshot());
}

NotePath pathOf(const QString &path)
{
    return NotePath::fromRelative(path).value_or(NotePath());
}

} // namespace

class NewAttachmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFolderIsThatOfTheSettings_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("path");
        QTest::newRow("root") << u"/"_s << u"Share.svg"_s;
        QTest::newRow("none") << QString() << u"Share.svg"_s;
        QTest::newRow("folder") << u"files/plots"_s << u"files/plots/Share.svg"_s;
        QTest::newRow("beside") << u"./"_s << u"Actors/Share.svg"_s;
        QTest::newRow("below") << u"./files"_s << u"Actors/files/Share.svg"_s;
        QTest::newRow("hidden") << u".obsidian/plots"_s << QString();
        QTest::newRow("hidden below") << u"./.trash"_s << QString();
        QTest::newRow("outside") << u"../files"_s << QString();
    }

    void theFolderIsThatOfTheSettings()
    {
        QFETCH(QString, setting);
        const TemporaryVault vault("//- Actors/Volta.md\nx\n");
        vault.write(u".obsidian/app.json"_s, "{\"attachmentFolderPath\": \"" + setting.toUtf8() + "\"}");
        const Result<NotePath> path =
            newAttachmentPath(u"Share"_s, u"svg"_s, pathOf(u"Actors/Volta.md"_s), snapshotOf(vault));
        QTEST(path ? path->toString() : QString(), "path");
    }

    void namesAreFreeAndCanBeSaid_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("path");
        QTest::newRow("plain") << u"Sales by year"_s << u"Sales by year.svg"_s;
        QTest::newRow("marks") << u"  [Sales] a/b: #1 | \"x\"? "_s << u"Sales a b 1 x.svg"_s;
        QTest::newRow("taken") << u"Share"_s << u"Share 3.svg"_s;
        QTest::newRow("other case") << u"SHARE"_s << u"SHARE 3.svg"_s;
        QTest::newRow("nothing left") << u"../.."_s << u"Plot.svg"_s;
        QTest::newRow("long") << QString(300, u'x') << QString(QString(80, u'x') + u".svg");
    }

    void namesAreFreeAndCanBeSaid()
    {
        QFETCH(QString, title);
        const TemporaryVault vault("//- Volta.md\nx\n");
        vault.write(u"elsewhere/Share.svg"_s, "x");
        vault.write(u"share 2.svg"_s, "x");
        const Result<NotePath> path = newAttachmentPath(title, u"svg"_s, pathOf(u"Volta.md"_s), snapshotOf(vault));
        QVERIFY(path);
        QTEST(path->toString(), "path");
    }

    void linksAreWrittenAsTheSettingsSay()
    {
        const NotePath path = pathOf(u"files/a b.svg"_s);
        const NotePath note = pathOf(u"Actors/Volta.md"_s);
        ObsidianSettings settings;
        QCOMPARE(embedText(path, note, settings), "![[a b.svg]]");
        settings.linkFormat = LinkFormat::Relative;
        QCOMPARE(embedText(path, note, settings), "![[../files/a b.svg]]");
        settings.markdownLinks = true;
        QCOMPARE(embedText(path, note, settings), "![](../files/a%20b.svg)");
        settings.linkFormat = LinkFormat::Absolute;
        QCOMPARE(embedText(path, note, settings), "![](files/a%20b.svg)");
    }
};

QTEST_GUILESS_MAIN(NewAttachmentTest)
#include "newattachmenttest.moc"
