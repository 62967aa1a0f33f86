// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparison.h"
#include "core/table/valuetext.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QByteArray gridOf(const QByteArray &vault, const QStringList &names, const QStringList &metrics = {})
{
    return csv(comparisonSheet(compare({.names = names, .metrics = metrics}, vaultOf(vault)))).replace("\r\n", "\n");
}

const QStringList Both{u"Kestrel"_s, u"Norrland"_s};

} // namespace

/// What statements of real notes mean: their scopes, times and metrics, as comparisons show them.
class ComparisonRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What a heading says of times, of the financial year and of sources is no part of a company.
    void headingsThatTellTimes()
    {
        QCOMPARE(gridOf(R"(
//- Kestrel.md
#company
## Yearly (5 years, fiscal year ends Sep)
| FY | Revenue |
|---|---|
| 2024 | $4B |
| 2025 | $5B |
//- Norrland.md
#company
## Results (unaudited, fiscal year ended in March)
| Metric | Value |
|---|---|
| Revenue | $3B |
)",
                        Both),
                 "Metric,Kestrel,Norrland\nRevenue,$5B,$3B\n");
    }

    // All that is known of a metric stands there, with its scope; of many parts those are shown that are asked for.
    void partsOfOneCompany()
    {
        const QByteArray vault = R"(
//- Kestrel.md
#company
## Harbour talks
| Metric | Value |
|---|---|
| R&D spend | $2B |
| Acquisition price | $7B |
## Segments
| Segment | Operating income |
|---|---|
| Hulls | $1B |
| Sails | $3B |
//- Norrland.md
#company
## Facts
| Metric | Value |
|---|---|
| Revenue | $3B |
)";
        QCOMPARE(gridOf(vault, Both), "Metric,Kestrel,Norrland\nRevenue,,$3B\nR&D spend (harbour talks),$2B,\n");
        QCOMPARE(gridOf(vault, Both, {u"research and development"_s}),
                 "Metric,Kestrel,Norrland\nR&D spend (harbour talks),$2B,\n");
        QCOMPARE(gridOf(vault, Both, {u"operating profit"_s}),
                 "Metric,Kestrel,Norrland\nOperating income (hulls),$1B,\nOperating income (sails),$3B,\n");
    }

    // Words of a company's own sheet stand above what tables of others say in words, however many they name.
    void remarksAreBelowFigures()
    {
        QCOMPARE(gridOf(R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| HQ | Oslo |
| Capex | $3B |
//- Norrland.md
#company
| Metric | Value |
|---|---|
| Capex | $2B |
| HQ | Turku |
//- Race.md
#concept
| Company | Approach | Berths |
|---|---|---|
| [[Kestrel]] | Wind | 40 |
| [[Norrland]] | Steam | 30 |
)",
                        Both),
                 "Metric,Kestrel,Norrland\nCapex,$3B,$2B\nHQ,Oslo,Turku\nBerths (Race),40,30\n"
                 "Approach (Race),Wind,Steam\n");
    }

    // Whatever stands in front of them; what ranks and remarks are, is no part of a company.
    void companiesBehindOtherColumns()
    {
        QCOMPARE(gridOf(R"(
//- Kestrel.md
#company
//- Norrland.md
#company
//- A.md
| Revenue | Company |
|---|---|
| $5B | [[Kestrel]] |
| $3B | [[Norrland]] |
//- B.md
| Note | Rank | Employees | Company |
|---|---|---|---|
| good | 1 | 300 | Kestrel |
| bad | 2 | 120 | Norrland |
)",
                        Both, {u"revenue"_s, u"employees"_s}),
                 "Metric,Kestrel,Norrland\nRevenue,$5B,$3B\nEmployees,300,120\n");
        // What is named between a number and them is a part.
        QCOMPARE(gridOf(R"(
//- Kestrel.md
#company
//- Norrland.md
#company
//- A.md
| # | Project | Capacity | Company |
|---|---|---|---|
| 1 | Alpha | 5 GWh | [[Kestrel]] |
| 2 | Beta | 3 GWh | [[Norrland]] |
)",
                        Both, {u"capacity"_s}),
                 "Metric,Kestrel,Norrland\nCapacity (alpha),5 GWh,\nCapacity (beta),,3 GWh\n");
    }

    // In a vault without tags, too: no topic tells that both mean the same market, but they stand in one cell.
    void sharesOfNoMarketThatDiffer()
    {
        const QByteArray vault = R"(
//- Kestrel.md
| Company | Market share |
|---|---|
| Norrland | 16% |
| Kestrel | 37% |
//- Norrland.md
| Rival | Share |
|---|---|
| [[Kestrel]] | 25% |
| Norrland | 16% |
)";
        const Comparison grid = compare({.names = Both, .metrics = {u"share"_s}}, vaultOf(vault));
        QCOMPARE(grid.rows.size(), 1);
        QVERIFY(grid.cell(0, 0).disagrees);
        QVERIFY(!grid.cell(0, 1).disagrees);
    }

    void metrics_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QStringList>("stated");
        QTest::newRow("a share of segments")
            << "//- Kestrel.md\n#company\n## Financials\n| Segment | FY2024 EBITDA | Share |\n|---|---|---|\n"
               "| Hulls | $2B | 70% |\n"_ba
            << QStringList{u"Kestrel: ebitda (hull) = $2B @FY2024"_s, u"Kestrel: ebitda share (hull) = 70% @FY2024"_s};
        QTest::newRow("a share of the business")
            << "//- Kestrel.md\n#company\n## Business (2024)\n| Segment | Share |\n|---|---|\n| Hulls | 70% |\n"_ba
            << QStringList{u"Kestrel: mix (hull) = 70% @2024"_s};
        QTest::newRow("a share of a market by region")
            << "//- Kestrel.md\n#company\n## Market share\n| Region | Share |\n|---|---|\n| Europe | 70% |\n"_ba
            << QStringList{u"Kestrel: market share (europe) = 70%"_s};
        QTest::newRow("a share of results")
            << "//- Tin.md\n#concept\n| Miner | Tin share of EBITDA |\n|---|---|\n| [[Kestrel]] | 45% |\n"
               "//- Kestrel.md\n#company\n"_ba
            << QStringList{u"Kestrel: tin share ebitda = 45%"_s};
        QTest::newRow("beside what a heading measures")
            << "//- Kestrel.md\n#company\n## Short interest history (quarterly)\n| Date | Share price | Short interest "
               "|\n"
               "|---|---|---|\n| 2026-01-15 | $30 | 2% |\n"_ba
            << QStringList{u"Kestrel: share price = $30 @2026-01-15"_s, u"Kestrel: short interest = 2% @2026-01-15"_s};
        QTest::newRow("growth of production")
            << "//- Kestrel.md\n#company\n## Production\n| Year | Growth |\n|---|---|\n| 2025 | +20% |\n"_ba
            << QStringList{u"Kestrel: production growth = +20% @2025"_s};
        QTest::newRow("growth of revenue")
            << "//- Kestrel.md\n#company\n## Results\n| Year | Revenue | YoY |\n|---|---|---|\n| 2025 | $2B | +20% |\n"_ba
            << QStringList{u"Kestrel: revenue = $2B @2025"_s, u"Kestrel: revenue growth = +20% @2025"_s};
        QTest::newRow("growth beside a sheet")
            << "//- Kestrel.md\n#company\n## Results 2025\n| Metric | Value | YoY |\n|---|---|---|\n"
               "| Revenue | $2B | +20% |\n| Net income | $1B | +5% |\n"_ba
            << QStringList{u"Kestrel: revenue = $2B @2025"_s, u"Kestrel: revenue growth = +20% @2025"_s,
                           u"Kestrel: net income = $1B @2025"_s, u"Kestrel: net income growth = +5% @2025"_s};
        QTest::newRow("a market cap beside a financial year")
            << "//- Tin.md\n#concept\n| Company | Period | FCF | Market cap |\n|---|---|---|---|\n"
               "| [[Kestrel]] | FY26 | $1B | $20B |\n| [[Skua]] | CY25 | $2B | $30B |\n//- Skua.md\n#company\n//- Kestrel.md\n#company\n"_ba
            << QStringList{u"Kestrel: free cash flow = $1B @FY2026"_s, u"Kestrel: market cap = $20B"_s,
                           u"Skua: free cash flow = $2B @2025"_s, u"Skua: market cap = $30B"_s};
        QTest::newRow("a market cap of a year")
            << "//- Kestrel.md\n#company\n| Year | Market cap |\n|---|---|\n| 2025 | $20B |\n"_ba
            << QStringList{u"Kestrel: market cap = $20B @2025"_s};
        QTest::newRow("prices below results")
            << "//- Kestrel.md\n#company\n## Q2 FY2026 results\n| Metric | Value |\n|---|---|\n| Revenue | $2B |\n"
               "| Share price | $31 |\n"_ba
            << QStringList{u"Kestrel: revenue = $2B @FY2026-Q2"_s, u"Kestrel: share price = $31"_s};
        QTest::newRow("until when a contract runs")
            << "//- Kestrel.md\n#company\n## Slots locked through 2031\n| Metric | Value |\n|---|---|\n| Revenue | $2B |\n"_ba
            << QStringList{u"Kestrel: revenue (locked slot) = $2B"_s};
        QTest::newRow("a sentence about a year")
            << "//- Kestrel.md\n#company\n## Results (Apr 9, 2026)\nThe four prints of that night changed what all of "
               "them say of FY26 in one go:\n| Metric | Value |\n|---|---|\n| Backlog | $2B |\n"_ba
            << QStringList{u"Kestrel: backlog = $2B @2026-04-09"_s};
        QTest::newRow("other words for results")
            << "//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Net operating cash flow | $2B |\n"
               "| Proforma EBITDA | $3B |\n| Underlying NPAT | $4B |\n| NPAT | $5B |\n| DPS | $1.20 |\n| Dividend | $6B |\n"_ba
            << QStringList{u"Kestrel: operating cash flow = $2B"_s,  u"Kestrel: ebitda = $3B"_s,
                           u"Kestrel: underlying profit = $4B"_s,    u"Kestrel: net income = $5B"_s,
                           u"Kestrel: dividend per share = $1.20"_s, u"Kestrel: dividend = $6B"_s};
    }

    void metrics()
    {
        QFETCH(const QByteArray, vault);
        QFETCH(const QStringList, stated);
        QCOMPARE(statementsIn(vaultOf(vault), QString::fromUtf8(vault.sliced(4, vault.indexOf('\n') - 4))), stated);
    }

    // A heading tells the quarter of the own column, then that of the others.
    void quartersOfOthers()
    {
        const QByteArray vault = R"(
//- Kestrel.md
#company
## Latest quarter (Q2 FY26 vs peers Q3 2025)
| Metric | Kestrel | Norrland |
|---|---|---|
| Revenue | $4B | $3B |
//- Norrland.md
#company
)";
        QCOMPARE(statementsIn(vaultOf(vault), u"Kestrel.md"_s),
                 (QStringList{u"Kestrel: revenue = $4B @FY2026-Q2"_s, u"Norrland: revenue = $3B @2025-Q3"_s}));
    }

    void valueTexts_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("text");
        QTest::newRow("currency and scale") << "Revenue (RMB B)"_ba << "1,023.7"_ba << u"CNY 1,023.7B"_s;
        QTest::newRow("about, with more") << "Net income ($M)"_ba << "~125.98 (+77%)"_ba << u"~$125.98M (+77%)"_s;
        QTest::newRow("negative") << "Profit ($M)"_ba << "-12"_ba << u"-$12M"_s;
        QTest::newRow("scale alone") << "Revenue ($B)"_ba << "$127.2"_ba << u"$127.2B"_s;
        QTest::newRow("percent") << "Share (%)"_ba << "12"_ba << u"12%"_s;
        QTest::newRow("measure") << "Capacity (GWh)"_ba << "**40**"_ba << u"40 GWh"_s;
        QTest::newRow("said by the cell") << "Capacity (GWh)"_ba << "2 TWh"_ba << u"2 TWh"_s;
        QTest::newRow("no unit") << "Plants"_ba << "40"_ba << u"40"_s;
        QTest::newRow("words") << "Revenue ($B)"_ba << "unknown"_ba << u"unknown"_s;
    }

    void valueTexts()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, cell);
        QFETCH(const QString, text);
        QCOMPARE(valueText(cell, readCell(cell, contextOf(header))), text);
    }

    // A file of values says what a header says of them, and of several times which is of which.
    void times()
    {
        const QByteArray vault = R"(
//- Kestrel.md
#company
| FY | Revenue (RMB B) | Net income |
|---|---|---|
| FY25 | 1,023.7 | $1B |
//- Norrland.md
#company
| Metric | FY2024 |
|---|---|
| Revenue | $3B |
)";
        const Comparison grid = compare({.names = Both}, vaultOf(vault));
        QCOMPARE(csv(datedSheet(grid)), "Metric,Kestrel,Norrland,\"Kestrel, as of\",\"Norrland, as of\"\r\n"
                                        "Revenue,\"CNY 1,023.7B\",$3B,FY2025,FY2024\r\n"
                                        "Net income,$1B,,,\r\n");
        const Comparison one = compare({.names = {u"Kestrel"_s}}, vaultOf(vault));
        QCOMPARE(datedSheet(one), comparisonSheet(one));
    }
};

QTEST_GUILESS_MAIN(ComparisonRulesTest)
#include "comparisonrulestest.moc"
