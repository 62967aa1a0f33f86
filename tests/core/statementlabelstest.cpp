// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparison.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList said(const QByteArray &text)
{
    return statementsIn(vaultOf(QByteArray("//- Kestrel.md\n#company\n" + text
                                           + "\n//- Norrland.md\n#company\n//- Harbour.md\n#company\n")),
                        u"Kestrel.md"_s);
}

QByteArray gridOf(const QByteArray &vault)
{
    return csv(comparisonSheet(compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, vaultOf(vault))))
        .replace("\r\n", "\n");
}

} // namespace

/// What labels of rows and columns say is measured, and whether it is so yet.
class StatementLabelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labels_data()
    {
        QTest::addColumn<QByteArray>("label");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("rev") << "2024 rev"_ba
                             << "$4B"_ba << u"revenue = $4B @2024"_s;
        QTest::newRow("one sale is a deal") << "First sale (Jun 2024)"_ba
                                            << "$4B"_ba << u"first sale = $4B @2024-06"_s;
        QTest::newRow("sales") << "Sales"_ba
                               << "$4B"_ba << u"revenue = $4B"_s;
        QTest::newRow("adjusted") << "EPS (adj, non-GAAP)"_ba
                                  << "$0.41"_ba << u"eps (adjusted) = $0.41"_s;
        QTest::newRow("underlying") << "Underlying operating income"_ba
                                    << "$4B"_ba << u"operating income (adjusted) = $4B"_s;
        QTest::newRow("by the rules") << "GAAP diluted EPS"_ba
                                      << "$2.39"_ba << u"eps = $2.39"_s;
        QTest::newRow("consolidated") << "Consolidated revenue"_ba
                                      << "$4B"_ba << u"revenue = $4B"_s;
        QTest::newRow("what is no rule") << "Non-memory revenue"_ba
                                         << "$4B"_ba << u"revenue (memory non) = $4B"_s;
        QTest::newRow("short margin") << "Non-GAAP GM"_ba
                                      << "49%"_ba << u"gross margin (adjusted) = 49%"_s;
        QTest::newRow("cash in hand") << "Cash and short-term investments"_ba
                                      << "$4B"_ba << u"cash = $4B"_s;
        QTest::newRow("cash in hand, joined") << "Cash + marketable debt securities"_ba
                                              << "$4B"_ba << u"cash = $4B"_s;
        QTest::newRow("debt") << "Total debt"_ba
                              << "$9B"_ba << u"debt = $9B"_s;
        QTest::newRow("a part of the debt") << "Long-term debt"_ba
                                            << "$4B face"_ba << u"long term debt = $4B face"_s;
        QTest::newRow("cash from operations") << "Cash from ops"_ba
                                              << "$1.69B"_ba << u"operating cash flow = $1.69B"_s;
        QTest::newRow("per share") << "Book value/share"_ba
                                   << "$31"_ba << u"book value per share = $31"_s;
        QTest::newRow("per sh") << "Tangible book value/sh"_ba
                                << "$31"_ba << u"tangible book value per share = $31"_s;
        QTest::newRow("loss per share") << "Loss per share"_ba
                                        << "$(0.11)"_ba << u"eps = $(0.11)"_s;
        QTest::newRow("subs") << "Paid subs"_ba
                              << "325M"_ba << u"subscribers = 325M"_s;
        QTest::newRow("a part that is owned") << "Kestrel share"_ba
                                              << "53% of [[Harbour]]"_ba << u"stake (harbour) = 53% of [[Harbour]]"_s;
        QTest::newRow("what analysts expect of a price") << "Price target"_ba
                                                         << "$31"_ba << u"price target = $31"_s;
        QTest::newRow("a remark in parentheses") << "Harbour investment"_ba
                                                 << "$5B (doubling)"_ba << u"investment (harbour) = $5B (doubling)"_s;
        QTest::newRow("what is promised") << "Total raised"_ba
                                          << "$5B+ committed"_ba << u"total raised (committed) = $5B+ committed"_s;
        QTest::newRow("promises beside") << "Total raised"_ba
                                         << "$5B (incl. pledges)"_ba
                                         << u"total raised (committed) = $5B (incl. pledges)"_s;
        QTest::newRow("a part of what is promised")
            << "Total raised"_ba
            << "$2B (of $5B committed)"_ba << u"total raised = $2B (of $5B committed)"_s;
        QTest::newRow("another sum is promised")
            << "Total raised"_ba
            << "$2B, up to $5B pledged"_ba << u"total raised = $2B, up to $5B pledged"_s;
        QTest::newRow("a name in parentheses") << "Market share"_ba
                                               << "39% (Baltic)"_ba << u"market share (baltic) = 39% (Baltic)"_s;
        QTest::newRow("a part of a market") << "Hull share"_ba
                                            << "53% of hulls"_ba << u"market share (hull) = 53% of hulls"_s;
    }

    void labels()
    {
        QFETCH(const QByteArray, label);
        QFETCH(const QByteArray, value);
        QFETCH(const QString, expected);
        QCOMPARE(said("| Metric | Value |\n|---|---|\n| " + label + " | " + value + " |\n"),
                 QStringList{u"Kestrel: "_s + expected});
    }

    // What is guided to is not so yet, wherever a label, a column or a section says so.
    void guidance_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("a column")
            << "### Q2 2026 guidance\n| Metric | Guidance |\n|---|---|\n| Revenue | $39-40B |\n"_ba
            << "\"Revenue (expected, quarter)\",$39-40B,\n"_ba;
        QTest::newRow("a midpoint") << "Q2 2026 guidance:\n| Metric | Guide midpoint | Range |\n|---|---|---|\n"
                                       "| Revenue | $6.60B | ± $0.40B |\n"_ba
                                    << "\"Revenue (expected, quarter)\",$6.60B,\n"_ba;
        QTest::newRow("a revision")
            << "### 2026 guide\n| Metric | Prior (Jan 2026) | Apr 16 revision |\n|---|---|---|\n"
               "| Capex | $52B | $56B |\n"_ba
            << "Capex (expected),$56B,\n"_ba;
        QTest::newRow("a row") << "| Metric | Value |\n|---|---|\n| 2026 capex guide | $8B |\n"_ba
                               << "Capex (expected),$8B,\n"_ba;
        QTest::newRow("a bare row") << "| Metric | Value |\n|---|---|\n| 2026 guide | $51B |\n"_ba
                                    << "Revenue (expected),$51B,\n"_ba;
        QTest::newRow("a figure before what is guided to")
            << "| Metric | Value |\n|---|---|\n| Revenue | $45B (2025), guiding >$47B (2026) |\n"_ba
            << "Revenue,\"$45B (2025), guiding >$47B (2026)\",\n"_ba;
        QTest::newRow("a cell") << "| Metric | Value |\n|---|---|\n| FCF | ~$12B (2026 guide) |\n"_ba
                                << "Free cash flow (expected),~$12B (2026 guide),\n"_ba;
        QTest::newRow("what has come beside what was expected")
            << "## Results\n| Metric | Actual | Estimate |\n|---|---|---|\n| Revenue | $4B | $3B |\n"_ba
            << "Revenue,$4B,\n"_ba;
        QTest::newRow("what was beside targets")
            << "## Targets\n| Metric | CY2024 | CY2028 target |\n|---|---|---|\n| Revenue | $4B | $9B |\n\n"
               "*Updated 2026-02-03*\n"_ba
            << "Revenue,$4B,\nRevenue (expected),$9B,\n"_ba;
    }

    void guidance()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, row);
        QCOMPARE(gridOf("//- Kestrel.md\n#company\n" + text + "//- Norrland.md\n#company\n"),
                 "Metric,Kestrel,Norrland\n" + row);
    }

    void tables_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("a change of what stands above")
            << "## Results 2025\n| Metric | Value |\n|---|---|\n| Capex | $2B |\n| YoY change | +20% |\n"_ba
            << QStringList{u"Kestrel: capex = $2B @2025"_s, u"Kestrel: capex growth = +20% @2025"_s};
        QTest::newRow("a change beside units")
            << "| Year | Deliveries | YoY |\n|---|---|---|\n| 2025 | 300,000 | +20% |\n"_ba
            << QStringList{u"Kestrel: unit sales = 300,000 @2025"_s, u"Kestrel: unit sales growth = +20% @2025"_s};
        QTest::newRow("how much since")
            << "## Q2 FY2026 results\n| Metric | Q2 FY26 | vs Q1 |\n|---|---|---|\n| Gross margin | 51% | +21pp |\n"_ba
            << QStringList{u"Kestrel: gross margin = 51% @FY2026-Q2"_s};
        QTest::newRow("a margin of what stands before it")
            << "| Year | Operating profit | Margin |\n|---|---|---|\n| 2025 | $1B | 12% |\n"_ba
            << QStringList{u"Kestrel: operating income = $1B @2025"_s, u"Kestrel: operating margin = 12% @2025"_s};
        QTest::newRow("months above companies")
            << "## Deliveries\n| Month | [[Norrland]] | [[Harbour]] |\n|---|---|---|\n| Jan 2026 | 300 | 500 |\n"_ba
            << QStringList{u"Norrland: unit sales = 300 @2026-01"_s, u"Harbour: unit sales = 500 @2026-01"_s};
        QTest::newRow("a financial year")
            << "## Fiscal year 2026 (year ended March 31, 2026)\n| Metric | Value |\n|---|---|\n| Revenue | $2B |\n"_ba
            << QStringList{u"Kestrel: revenue = $2B @FY2026"_s};
        QTest::newRow("news above a table")
            << "## Beyond the reef: larger hulls, fewer sails\n| Metric | Value |\n|---|---|\n| R&D spend | $2B |\n"_ba
            << QStringList{u"Kestrel: r&d spend = $2B"_s};
        QTest::newRow("what somebody else is")
            << "## Who built the reef: acquisition of slipways\n| Metric | Value |\n|---|---|\n| Founded | 1990 |\n"_ba
            << QStringList{u"Kestrel: founded (acquisition built reef slipway) = 1990"_s};
        QTest::newRow("growth below another measure")
            << "## Results 2025\n| Metric | Value |\n|---|---|\n| Gross margin | 20% |\n| YoY growth | +30% |\n"_ba
            << QStringList{u"Kestrel: gross margin = 20% @2025"_s, u"Kestrel: revenue growth = +30% @2025"_s};
        QTest::newRow("a name before a parenthesis")
            << "## Lagoon (Baltic) owes much for boats\n| Metric | Value |\n|---|---|\n| Revenue | $2B |\n"_ba
            << QStringList{u"Kestrel: revenue (lagoon) = $2B"_s};
        QTest::newRow("a name behind news")
            << "## Efforts in deep sea trade — Lagoon\n| Metric | Value |\n|---|---|\n| Revenue | $2B |\n"_ba
            << QStringList{u"Kestrel: revenue (lagoon) = $2B"_s};
        QTest::newRow("an index by another weight")
            << "| Company | Loading weight |\n|---|---|\n| [[Norrland]] | 12% |\n| [[Harbour]] | 8% |\n"_ba
            << QStringList{u"Norrland: loading weight = 12%"_s, u"Harbour: loading weight = 8%"_s};
    }

    void tables()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QStringList, expected);
        QCOMPARE(said(text), expected);
    }

    // A brand of a company is none of the whole, though its name means the company's note.
    void brands()
    {
        const QByteArray vault = R"(
//- Kestrel Holdings.md
---
aliases: [Lagoon, KSTL]
---
#company
## Lagoon — its freight arm
| Metric | Value |
|---|---|
| Revenue | $2B |
)";
        QCOMPARE(statementsIn(vaultOf(vault), u"Kestrel Holdings.md"_s),
                 QStringList{u"Kestrel Holdings: revenue (lagoon) = $2B"_s});
        const QByteArray trade =
            "//- Trade.md\n#concept\n| Company | Revenue |\n|---|---|\n| Lagoon (Kestrel) | $2B |\n"
            "| Kestrel Holdings (KSTL) | $5B |\n";
        QCOMPARE(statementsIn(vaultOf(QByteArray(vault + trade)), u"Trade.md"_s),
                 (QStringList{u"Kestrel Holdings: revenue (lagoon) = $2B"_s, u"Kestrel Holdings: revenue = $5B"_s}));
    }

    // What companies sell is that of the market in which they are ranked.
    void sumsBesideRanks()
    {
        const QByteArray vault = R"(
//- Sail makers.md
#concept
| Rank | Company | 2024 rev |
|---|---|---|
| 1 | [[Kestrel]] | $7B |
//- Kestrel.md
#company
)";
        QVERIFY(statementsIn(vaultOf(vault), u"Sail makers.md"_s).contains(u"Kestrel: revenue (sail) = $7B @2024"_s));
    }

    // How often a figure has become what it was is said of what the note is about.
    void multiples()
    {
        const QByteArray vault = R"(
//- Capex.md
#concept
| Company | Multiple |
|---|---|
| [[Kestrel]] | 7.5x |
//- Kestrel.md
#company
)";
        QCOMPARE(statementsIn(vaultOf(vault), u"Capex.md"_s), QStringList{u"Kestrel: capex multiple = 7.5x"_s});
    }

    // What a company's note says first stands there, whatever it is of; what is expected next goes before what follows.
    void rows()
    {
        const QByteArray vault = R"(
//- Kestrel.md
#company
## Quick stats
| Metric | Value |
|---|---|
| Harbour MAU | 3M |
| Lagoon MAU | 4M |
## Outlook
| Year | Revenue |
|---|---|
| 2099E | $9B |
| 2098E | $8B |
//- Norrland.md
#company
)";
        QCOMPARE(gridOf(vault), "Metric,Kestrel,Norrland\nMAU (harbour),3M,\nMAU (lagoon),4M,\n"
                                "Revenue (expected),$8B,\n");
    }

    // Two lists that say the same of both say one thing.
    void listsThatSayTheSame()
    {
        const QByteArray companies = "//- Kestrel.md\n#company\n//- Norrland.md\n#company\n";
        const QByteArray rows = "#concept\n| Company | Berths |\n|---|---|\n| [[Kestrel]] | 40 |\n| [[Norrland]] | ";
        QCOMPARE(gridOf(companies + "//- Race.md\n" + rows + "30 |\n//- Sails.md\n" + rows + "30 |\n"),
                 "Metric,Kestrel,Norrland\nBerths (Race),40,30\n");
        QCOMPARE(gridOf(companies + "//- Race.md\n" + rows + "30 |\n//- Sails.md\n" + rows + "50 |\n"),
                 "Metric,Kestrel,Norrland\nBerths (Race),40,30\nBerths (Sails),40,50\n");
    }

    // The same word means another measure of another kind of subject, or of another kind of value.
    void measuresOfTheirKind()
    {
        const auto of = [](const QByteArray &tag, const QByteArray &label, const QByteArray &value) {
            const QByteArray vault = "//- Note.md\n" + tag + "\n## Quick stats\n| Metric | Value |\n|---|---|\n| "
                                     + label + " | " + value + " |\n";
            return statementsIn(vaultOf(vault), u"Note.md"_s).join(u' ');
        };
        QCOMPARE(of("#country", "Growth", "6.5%"), u"Note: gdp growth = 6.5%"_s);
        QCOMPARE(of("#country", "Revenue growth", "6.5%"), u"Note: revenue growth = 6.5%"_s);
        QCOMPARE(of("#company", "Growth", "6.5%"), u"Note: revenue growth = 6.5%"_s);
        QCOMPARE(of("#company", "Dividend", "$0.15/share"), u"Note: dividend per share = $0.15/share"_s);
        QCOMPARE(of("#company", "Dividend", "$2B"), u"Note: dividend = $2B"_s);
        QCOMPARE(of("#company", "Yield", "3.2%"), u"Note: dividend yield = 3.2%"_s);
        QCOMPARE(of("#company", "Yield", "65%"), u"Note: yield = 65%"_s);
        QCOMPARE(of("#company", "Revenue", "$400M+ ARR"), u"Note: arr = $400M+"_s);
        QCOMPARE(of("#company", "Revenue", "$4B recognized"), u"Note: revenue = $4B recognized"_s);
    }

    // A company may be called as plans are.
    void namesThatSoundLikePlans()
    {
        const Snapshot vault = vaultOf(
            QByteArray("//- Target.md\n#actor #company\n## Why Target matters\n| Metric | Value |\n|---|---|\n| Market "
                       "cap | $60B |\n"
                       "//- Costs.md\n#actor #company\n## Peers\n| Metric | [[Costs]] | [[Target]] |\n|---|---|---|\n"
                       "| P/E | 40x | 15x |\n"));
        Lexicon lexicon(vault);
        for (const QString &note : {u"Target.md"_s, u"Costs.md"_s}) {
            const FileEntry &file = vault.file(vault.find(*NotePath::fromRelative(note)));
            for (const Statement &statement : statementsOf(file, lexicon))
                QVERIFY(!statement.metric.projected);
        }
        QVERIFY(statementsIn(vault, u"Costs.md"_s).contains(u"Target: p/e = 15x"_s));
    }

    // What a topic's list says that countries have and make is of the topic.
    void sharesOfCountries()
    {
        const QByteArray grid = csv(comparisonSheet(compare(
            {.names = {u"Norrland"_s, u"Sudland"_s}},
            vaultOf(QByteArray("//- Norrland.md\n#country\n//- Sudland.md\n#country\n"
                               "//- Potash.md\n#commodity #concept\n| Country | Share | Reserves |\n|---|---|---|\n"
                               "| [[Norrland]] | 30% | 44 Mt |\n| [[Sudland]] | 7% | 22 Mt |\n//- Oars.md\n#concept\n| "
                               "Country | Share |\n|---|---|\n"
                               "| [[Norrland]] | 12% |\n| [[Sudland]] | 3% |\n")))));
        QVERIFY2(grid.contains("Market share,potash,30%,7%") || grid.contains("Market share (potash),30%,7%"),
                 grid.constData());
        QVERIFY2(grid.contains("12%,3%"), grid.constData());
        QVERIFY2(grid.contains("\"Reserves (potash)\",44 Mt,22 Mt") || grid.contains("Reserves (potash),44 Mt,22 Mt"),
                 grid.constData());
    }
};

QTEST_GUILESS_MAIN(StatementLabelsTest)
#include "statementlabelstest.moc"
