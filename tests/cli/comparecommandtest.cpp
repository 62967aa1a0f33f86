// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- .obsidian/app.json
{}
//- Actors/Kestrel.md
#company
## Facts
| Metric | Value |
|---|---|
| Revenue | $4.2B (2024) |
| HQ | =Oslo |
## Competitors
| Company | Market share |
|---|---|
| [[Norrland]] | 16% |
| [[Voltaire]] | 9% |
//- Actors/Norrland.md
#company
## Facts
| Detail | Value |
|---|---|
| Sales | €950M (2024) |
| HQ | Turku |
//- Actors/Voltaire.md
#company
)";

} // namespace

/// The command that compares.
class CompareCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines()
    {
        const TemporaryVault vault(Notes);
        const CliRun run = runCli(
            {u"compare"_s, vault.root(), u"Kestrel"_s, u"Norrland"_s, u"--metric"_s, u"sales"_s, u"headquarters"_s});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, "Metric\tKestrel\tNorrland\n"
                          "Revenue\t$4.2B (2024)\t€950M (2024)\n"
                          "HQ\t=Oslo\tTurku\n");
    }

    // Values carry the time that only a header says.
    void linesSayTimes()
    {
        const TemporaryVault vault(
            "//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Revenue (2024) | $4B |\n"
            "//- Norrland.md\n#company\n| Metric | Value |\n|---|---|\n| Revenue | $3B (2023) |\n");
        QCOMPARE(runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"Norrland"_s}).out,
                 "Metric\tKestrel\tNorrland\nRevenue\t$4B [2024]\t$3B (2023)\n");
    }

    void aMetricThatIsNotStated()
    {
        const TemporaryVault vault(Notes);
        const auto complaint = [&](const QString &metric) {
            return runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"--metric"_s, metric}).error;
        };
        QVERIFY2(complaint(u"Revenu"_s).contains("No note states \"Revenu\". Did you mean Revenue?"),
                 complaint(u"Revenu"_s).constData());
        // A metric that is known, and that nobody states; one that is nearly known.
        QVERIFY(complaint(u"headcount"_s).contains("No note states \"headcount\".\n"));
        QVERIFY2(complaint(u"Markt capp"_s).contains("Metrics of such a name: market cap"),
                 complaint(u"Markt capp"_s).constData());
        QVERIFY(complaint(u"qqqq"_s).contains("No note states \"qqqq\".\n"));
    }

    void json()
    {
        const TemporaryVault vault(Notes);
        const CliRun run =
            runCli({u"--json"_s, u"compare"_s, vault.root(), u"Kestrel"_s, u"Voltaire"_s, u"--metric"_s, u"revenue"_s});
        QCOMPARE(run.status, 0);
        const QJsonObject row = run.json().object().value(u"rows"_s).toArray().first().toObject();
        QCOMPARE(row.value(u"title"_s).toString(), u"Revenue"_s);
        const QJsonArray cells = row.value(u"cells"_s).toArray();
        QCOMPARE(cells.size(), 2);
        QVERIFY(cells.last().isNull());
        const QJsonObject cell = cells.first().toObject();
        QCOMPARE(cell.value(u"raw"_s).toString(), u"$4.2B (2024)"_s);
        QCOMPARE(cell.value(u"number"_s).toString(), u"4200000000"_s);
        QCOMPARE(cell.value(u"currency"_s).toString(), u"USD"_s);
        QCOMPARE(cell.value(u"period"_s).toString(), u"2024"_s);
        QCOMPARE(cell.value(u"path"_s).toString(), u"Actors/Kestrel.md"_s);
        QCOMPARE(cell.value(u"line"_s).toInt(), 5);
        QCOMPARE(cell.value(u"disagrees"_s).toBool(true), false);
    }

    void competitors()
    {
        const TemporaryVault vault(Notes);
        const CliRun run = runCli({u"--json"_s, u"compare"_s, u"--competitors"_s, vault.root(), u"Kestrel"_s});
        QStringList titles;
        for (const QJsonValue column : run.json().object().value(u"columns"_s).toArray())
            titles.append(column.toObject().value(u"title"_s).toString());
        QCOMPARE(titles, (QStringList{u"Kestrel"_s, u"Norrland"_s, u"Voltaire"_s}));
        QCOMPARE(runCli({u"compare"_s, u"--competitors"_s, vault.root(), u"Voltaire"_s}).status, 2);
    }

    void files()
    {
        const TemporaryVault vault(Notes);
        const TemporaryVault other;
        other.write(u"peers.csv"_s, "old");
        const QString csv = other.absolute(u"peers.csv"_s);
        const QString xlsx = other.absolute(u"peers.xlsx"_s);
        const CliRun run = runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"Norrland"_s, u"--csv"_s, csv,
                                   u"--xlsx"_s, xlsx, u"--metric"_s, u"revenue"_s, u"HQ"_s});
        QCOMPARE(run.status, 0);
        QCOMPARE(other.read(u"peers.csv"_s), "Metric,Kestrel,Norrland\r\n"
                                             "Revenue,$4.2B (2024),€950M (2024)\r\n"
                                             "HQ,'=Oslo,Turku\r\n");
        QVERIFY(other.read(u"peers.xlsx"_s).startsWith("PK"));
    }

    void whoHasNoNote()
    {
        const TemporaryVault vault("//- Kestrel.md\n#company\n## Competitors\n| Company | Market share |\n|---|---|\n"
                                   "| Ampere | 16% |\n| [[Kestrel]] | 37% |\n");
        const CliRun run = runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"ampere"_s});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, "Metric\tKestrel\tampere\nMarket share\t37%\t16%\n");
        QVERIFY2(run.error.contains("ampere has no note; what others state of it is shown."), run.error.constData());
        const CliRun unknown = runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"Ampre"_s});
        QCOMPARE(unknown.status, 2);
        QVERIFY(unknown.error.contains("There is no note named Ampre."));
        QCOMPARE(runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u""_s}).status, 2);
        // A path of former times still means the note of its name.
        const CliRun moved = runCli({u"compare"_s, vault.root(), u"Old/Kestrel.md"_s});
        QCOMPARE(moved.status, 0);
        QCOMPARE(moved.out, "Metric\tKestrel\nMarket share\t37%\n");
        QCOMPARE(moved.error, QByteArray());
    }

    void refused()
    {
        const TemporaryVault vault(Notes);
        QCOMPARE(runCli({u"compare"_s, vault.root()}).status, 2);
        QCOMPARE(runCli({u"compare"_s, vault.root(), u"Nobody"_s}).status, 2);
        QCOMPARE(runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"--csv"_s}).status, 2);
        const auto writes = [&](const QString &path) {
            return runCli({u"compare"_s, vault.root(), u"Kestrel"_s, u"--csv"_s, path}).status == 0;
        };
        QVERIFY(!writes(vault.absolute(u".obsidian/app.json"_s)));
        QVERIFY(!writes(vault.absolute(u"Actors/../.obsidian/peers.csv"_s)));
        QVERIFY(!writes(vault.absolute(u"Actors"_s)));
        QVERIFY(!writes(vault.absolute(u"nowhere/peers.csv"_s)));
        QVERIFY(!writes(vault.absolute(u"Actors/Voltaire.md"_s)));
        QCOMPARE(vault.read(u"Actors/Voltaire.md"_s), "#company\n");
        const TemporaryVault other;
        QVERIFY(QFile::link(vault.absolute(u".obsidian"_s), other.absolute(u"settings"_s)));
        QVERIFY(!writes(other.absolute(u"settings/peers.csv"_s)));
        QCOMPARE(vault.read(u".obsidian/app.json"_s), "{}\n");
        QCOMPARE(QDir(vault.absolute(u".obsidian"_s)).entryList(QDir::Files), QStringList{u"app.json"_s});
        QVERIFY(writes(vault.absolute(u"peers.csv"_s)));
    }
};

QTEST_GUILESS_MAIN(CompareCommandTest)
#include "comparecommandtest.moc"
