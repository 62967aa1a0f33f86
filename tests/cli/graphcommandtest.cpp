// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/vaultwords.h"
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QXmlStreamReader>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Actors/Auk.md
#actor #company
## Related
- [[Kestrel]] — competitor
- [[Lom]]
//- Actors/Kestrel.md
#actor #company
[[Far]]
//- Daily/2026-01-01.md
[[Auk]]
)";

QStringList labels(const QJsonDocument &document)
{
    QStringList labels;
    for (const QJsonValue node : document[u"nodes"].toArray())
        labels.append(node[u"label"].toString());
    labels.sort();
    return labels;
}

CliRun graph(const TemporaryVault &vault, const QStringList &arguments)
{
    return runCli(QStringList{u"graph"_s, vault.root()} + arguments);
}

} // namespace

class GraphCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines()
    {
        const TemporaryVault vault(Notes);
        const CliRun run = graph(vault, {});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.error, "");
        QCOMPARE(run.out, "Actors/Auk.md:3\tKestrel is a competitor of Auk\n"
                          "Actors/Auk.md:4\tAuk links to Lom\n"
                          "Actors/Kestrel.md:2\tKestrel links to Far\n");
    }

    void wordsOfTheVault()
    {
        const TemporaryVault vault(
            "//- Auk.md\n#actor\n## Related\n- [[Kestrel]] — berth holder\n//- Kestrel.md\n#actor\n");
        VaultWords words(vault.root());
        QVERIFY(words.keep({{"berth holder", RelationType::Customer, Everywhere}}));
        QCOMPARE(graph(vault, {}).out, "Auk.md:3\tKestrel is a customer of Auk\n");
        QFile file(words.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("berth holder = friend\n");
        file.close();
        const CliRun wrong = graph(vault, {});
        QCOMPARE(wrong.status, 2);
        QVERIFY(wrong.error.contains("“friend” is no relation."));
    }

    void chosen_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("nodes");
        QTest::newRow("all but days") << QStringList{} << QStringList{u"Auk"_s, u"Far"_s, u"Kestrel"_s, u"Lom"_s};
        QTest::newRow("a name is no note") << QStringList{u"Lom"_s} << QStringList{};
        QTest::newRow("around a note") << QStringList{u"Auk"_s} << QStringList{u"Auk"_s, u"Kestrel"_s, u"Lom"_s};
        QTest::newRow("two steps") << QStringList{u"Auk"_s, u"--depth"_s, u"2"_s}
                                   << QStringList{u"Auk"_s, u"Far"_s, u"Kestrel"_s, u"Lom"_s};
        QTest::newRow("a relation") << QStringList{u"--relation"_s, u"competitor"_s, u"customer"_s}
                                    << QStringList{u"Auk"_s, u"Kestrel"_s};
        QTest::newRow("a filter") << QStringList{u"--filter"_s, u"-file:Auk"_s} << QStringList{u"Far"_s, u"Kestrel"_s};
    }
    void chosen()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, nodes);
        const TemporaryVault vault(Notes);
        const CliRun run = graph(vault, arguments + QStringList{u"--format"_s, u"json"_s});
        QCOMPARE(run.status, nodes.isEmpty() ? 2 : 0);
        QCOMPARE(labels(run.json()), nodes);
    }

    void asTheVaultAsks()
    {
        const TemporaryVault vault(Notes);
        vault.write(u".obsidian/graph.json"_s,
                    "{\"search\":\"-file:Kestrel\",\"hideUnresolved\":true,\"showTags\":true}");
        QCOMPARE(labels(graph(vault, {u"--json"_s}).json()), QStringList({u"#actor"_s, u"#company"_s, u"Auk"_s}));
        QCOMPARE(labels(graph(vault, {u"--json"_s, u"--filter"_s, u"file:Kestrel"_s}).json()),
                 QStringList({u"#actor"_s, u"#company"_s, u"Kestrel"_s}));
    }

    void canvases()
    {
        const TemporaryVault vault(Notes);
        vault.write(u"Board.canvas"_s,
                    R"({"nodes":[{"id":"1","type":"file","file":"Actors/Auk.md","x":0,"y":0,"width":9,"height":9}]})");
        const CliRun run = graph(vault, {u"Auk"_s, u"--format"_s, u"json"_s});
        QCOMPARE(labels(run.json()), QStringList({u"Auk"_s, u"Board.canvas"_s, u"Kestrel"_s, u"Lom"_s}));
        for (const QJsonValue node : run.json()[u"nodes"].toArray()) {
            if (node[u"label"].toString() == u"Board.canvas")
                QCOMPARE(node[u"kind"].toString(), u"canvas"_s);
        }
        QVERIFY2(graph(vault, {}).out.contains("Board.canvas\tBoard.canvas links to Auk\n"),
                 graph(vault, {}).out.constData());
    }

    void formats()
    {
        const TemporaryVault vault(Notes);
        for (const QString &format : {u"svg"_s, u"graphml"_s, u"gexf"_s}) {
            const CliRun run = graph(vault, {u"--format"_s, format});
            QCOMPARE(run.status, 0);
            QXmlStreamReader xml(run.out);
            QVERIFY(xml.readNextStartElement());
            QCOMPARE(xml.name(), format);
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
        QVERIFY(graph(vault, {u"--format"_s, u"dot"_s}).out.startsWith("digraph"));
        QVERIFY(graph(vault, {u"--format"_s, u"csv"_s})
                    .out.contains("Actors/Auk.md,competitor,,Actors/Kestrel.md,,caption,1,Actors/Auk.md:3,"));
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        QTest::newRow("no note") << QStringList{u"Gone"_s} << u"Gone"_s;
        QTest::newRow("no format") << QStringList{u"--format"_s, u"png"_s} << u"png"_s;
        QTest::newRow("no relation") << QStringList{u"--relation"_s, u"friend"_s} << u"friend"_s;
        QTest::newRow("no depth") << QStringList{u"Auk"_s, u"--depth"_s, u"6"_s} << u"6"_s;
        QTest::newRow("a word for a depth") << QStringList{u"Auk"_s, u"--depth"_s, u"deep"_s} << u"deep"_s;
        QTest::newRow("a depth of nothing") << QStringList{u"--depth"_s, u"2"_s} << u"--depth"_s;
        QTest::newRow("no query") << QStringList{u"--filter"_s, u"(open"_s} << QString();
        QTest::newRow("nothing follows") << QStringList{u"--format"_s} << u"--format"_s;
    }
    void refusals()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const TemporaryVault vault(Notes);
        const CliRun run = graph(vault, arguments);
        QCOMPARE(run.status, 2);
        QCOMPARE(run.out, "");
        QVERIFY(run.error.startsWith("tearsheet-cli: "));
        QVERIFY(QString::fromUtf8(run.error).contains(word));
        QCOMPARE(run.error.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(GraphCommandTest)

#include "graphcommandtest.moc"
