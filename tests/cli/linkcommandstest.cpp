// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- A.md
# Head
é [[B#x|bee]] and [web](https://example.org) [[Gone]]
//- b/B.md
---
parent: "[[A]]"
aliases: [Bee]
---
[[Bee]] ![[gone]]
)";

} // namespace

class LinkCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links()
    {
        const TemporaryVault vault(Notes);
        const CliRun answer = runCli({u"--json"_s, u"links"_s, vault.root(), u"A"_s});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.error, "");
        const QJsonArray rows = answer.json().array();
        QCOMPARE(rows.size(), 3);
        const QJsonObject expected{{u"source"_s, u"A.md"_s}, {u"line"_s, 2},           {u"column"_s, 3},
                                   {u"kind"_s, u"wiki"_s},   {u"embed"_s, false},      {u"target"_s, u"B"_s},
                                   {u"subpath"_s, u"#x"_s},  {u"display"_s, u"bee"_s}, {u"resolved"_s, u"b/B.md"_s},
                                   {u"via"_s, u"name"_s},    {u"external"_s, false}};
        QCOMPARE(rows.first().toObject(), expected);
        QCOMPARE(rows.at(1).toObject()[u"external"], true);
        QVERIFY(rows.at(2).toObject()[u"resolved"].isNull());
        QCOMPARE(runCli({u"links"_s, vault.root()}).out.count('\n'), 6);
    }

    void backlinks()
    {
        const TemporaryVault vault(Notes);
        const CliRun answer = runCli({u"backlinks"_s, u"--json"_s, vault.root(), u"b/B.md"_s});
        const QJsonArray rows = answer.json().array();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().toObject()[u"heading"], u"Head"_s);
        QCOMPARE(rows.first().toObject()[u"context"], u"é [[B#x|bee]] and [web](https://example.org) [[Gone]]"_s);
        const CliRun property = runCli({u"backlinks"_s, u"--json"_s, vault.root(), u"A"_s});
        QCOMPARE(property.json().array().first().toObject()[u"kind"], u"property"_s);
    }

    void unresolved()
    {
        const TemporaryVault vault(Notes);
        const CliRun answer = runCli({u"unresolved"_s, vault.root()});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.out, "2\tGone\tA.md, b/B.md\n");
        const TemporaryVault empty;
        const CliRun none = runCli({u"--json"_s, u"unresolved"_s, empty.root()});
        QCOMPARE(none.status, 0);
        QCOMPARE(none.json().array().size(), 0);
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList();
        QTest::newRow("unknown command") << QStringList{u"lnks"_s, u"/"_s};
        QTest::newRow("unknown option") << QStringList{u"--nope"_s};
        QTest::newRow("missing vault") << QStringList{u"links"_s, u"/does/not/exist"_s};
        QTest::newRow("vault is a file") << QStringList{u"links"_s, QStringLiteral(TEARSHEET_CLI)};
        QTest::newRow("note missing") << QStringList{u"backlinks"_s, QDir::tempPath()};
        QTest::newRow("unknown note") << QStringList{
            u"backlinks"_s, QStringLiteral(TEARSHEET_SOURCE "/resources/welcome"), u"Nobody"_s};
        QTest::newRow("an option of another command")
            << QStringList{u"links"_s, u"--raw"_s, QStringLiteral(TEARSHEET_SOURCE "/resources/welcome")};
        QTest::newRow("an attachment is no note")
            << QStringList{u"outline"_s, QStringLiteral(TEARSHEET_SOURCE "/resources/welcome"), u"supply-chain.svg"_s};
        QTest::newRow("unknown shell") << QStringList{u"--completion"_s, u"tcsh"_s};
        QTest::newRow("options end") << QStringList{u"--"_s, u"--help"_s};
    }

    void refusals()
    {
        QFETCH(const QStringList, arguments);
        const CliRun answer = runCli(arguments);
        QCOMPARE(answer.status, 2);
        QCOMPARE(answer.out, "");
        QCOMPARE(answer.error.count('\n'), 1);
    }

    void everyCommandIsInTheManualAndTheCompletions()
    {
        const QByteArray manual = runCli({u"--manual"_s}).out;
        QVERIFY(manual.startsWith(".TH TEARSHEET-CLI 1"));
        for (const QString &shell : {u"bash"_s, u"zsh"_s, u"fish"_s}) {
            const CliRun script = runCli({u"--completion"_s, shell});
            QCOMPARE(script.status, 0);
            for (const char *command :
                 {"links", "backlinks", "unresolved", "tags", "properties", "outline", "tables", "problems", "index"}) {
                QVERIFY(script.out.contains(command));
                QVERIFY(manual.contains(QByteArray("\\fB").append(command).append("\\fR")));
            }
        }
    }

    void helpAndVersion()
    {
        QVERIFY(runCli({u"--help"_s}).out.contains("backlinks"));
        QVERIFY(runCli({u"--version"_s}).out.startsWith("tearsheet-cli "));
    }
};

QTEST_GUILESS_MAIN(LinkCommandsTest)
#include "linkcommandstest.moc"
