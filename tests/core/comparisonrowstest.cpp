// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparison.h"
#include "core/table/cellfields.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QStringList Both{u"Kestrel"_s, u"Norrland"_s};

Comparison comparisonOf(const QByteArray &vault, const QStringList &metrics = {})
{
    return compare({.names = Both, .metrics = metrics}, vaultOf(vault));
}

QByteArray gridOf(const QByteArray &vault, const QStringList &metrics = {})
{
    return csv(comparisonSheet(comparisonOf(vault, metrics))).replace("\r\n", "\n");
}

QStringList statementsOf(const QByteArray &vault)
{
    const QByteArray text = vault.trimmed();
    return statementsIn(vaultOf(text), QString::fromUtf8(text.sliced(4, text.indexOf('\n') - 4)));
}

} // namespace

/// Which rows of a comparison statements stand in, and with which values.
class ComparisonRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A sum is of nobody, even where a company has the word as another name; a link or the whole name means it.
    void sumsAreOfNobody()
    {
        const auto statedOf = [](const QByteArray &row) {
            return statementsOf(
                "//- Fees.md\n#concept\n| Company | Market cap |\n|---|---|\n| [[Kestrel]] | $2B |\n| " + row
                + " | $9B |\n//- Kestrel.md\n#company\n"
                  "//- Rest Harbours.md\n---\naliases: [Rest]\n---\n#company\n//- World.md\n#company\n");
        };
        const QStringList kestrel{u"Kestrel: market cap = $2B"_s};
        QCOMPARE(statedOf("Rest"), kestrel);
        QCOMPARE(statedOf("**Rest** (KHX)"), kestrel);
        QCOMPARE(statedOf("[[Rest Harbours|Rest]]"), kestrel + QStringList{u"Rest Harbours: market cap = $9B"_s});
        QCOMPARE(statedOf("Rest Harbours"), kestrel + QStringList{u"Rest Harbours: market cap = $9B"_s});
        QCOMPARE(statedOf("World"), kestrel + QStringList{u"World: market cap = $9B"_s});
    }

    // A heading says in which currency and scale sums are; a price has no scale, a headcount no currency.
    void sumsBelowAHeading_data()
    {
        QTest::addColumn<QByteArray>("above");
        QTest::addColumn<QByteArray>("stated"); // kind;number;unit;currency of revenue, headcount and price.
        const QByteArray plain = "none, number 900 , none";
        QTest::newRow("none") << "## Results"_ba << plain;
        QTest::newRow("a currency and its scale")
            << "## Results (€ billions)"_ba << "money 7200000000 EUR, number 900 , money 31 EUR"_ba;
        QTest::newRow("behind a time") << "## Results (2025, in USD millions)"_ba
                                       << "money 7200000 USD, number 900 , money 31 USD"_ba;
        QTest::newRow("before other words") << "## Results ($B, year ends June)"_ba
                                            << "money 7200000000 USD, number 900 , money 31 USD"_ba;
        QTest::newRow("a line above") << "## Results\n\n**The year (£M):**"_ba
                                      << "money 7200000 GBP, number 900 , money 31 GBP"_ba;
        QTest::newRow("the note's yen") << "## Results (¥ millions)\n\nIn renminbi, of China (RMB, CNY).\n"_ba
                                        << "money 7200000 CNY, number 900 , money 31 CNY"_ba;
        QTest::newRow("a remark") << "## Results (as told)"_ba << plain;
        QTest::newRow("a sum") << "## Results after the deal ($5B)"_ba << plain;
    }

    void sumsBelowAHeading()
    {
        QFETCH(const QByteArray, above);
        const Comparison grid =
            comparisonOf("//- Kestrel.md\n#company\n" + above
                         + "\n\n| Metric | Value |\n|---|---|\n| Revenue | 7.2 |\n| Employees | 900 |\n"
                           "| Share price | 31 |\n//- Norrland.md\n#company\n");
        QByteArrayList stated;
        for (const QByteArray name : {"Revenue", "Employees", "Share price"}) {
            const auto row = std::ranges::find(grid.rows, QString::fromUtf8(name), &ComparisonLine::title);
            if (row == grid.rows.end()) {
                stated.append("none");
                continue;
            }
            // Nothing that says so is a scope.
            QVERIFY2(!row->detail.contains(u"billion"_s) && !row->detail.contains(u"USD"_s), qPrintable(row->detail));
            const CellValue &value = grid.cell(row - grid.rows.begin(), 0).values.first().value;
            const Quantity &quantity = value.quantities.first();
            stated.append(
                QByteArray(kindName(value.kind).toByteArray()) + ' ' + QByteArray::number(value.magnitude(), 'g', 12)
                + ' '
                + QByteArray(quantity.currency.name().data(), static_cast<qsizetype>(quantity.currency.name().size())));
        }
        QTEST(stated.join(", "), "stated");
    }

    // What a column says goes before the heading, and what a cell says before both.
    void sumsOfAColumn()
    {
        const auto numberOf = [](const QByteArray &header, const QByteArray &cell) {
            const Comparison grid =
                comparisonOf("//- Kestrel.md\n#company\n## Results ($B)\n| Metric | " + header
                             + " |\n|---|---|\n| Revenue | " + cell + " |\n//- Norrland.md\n#company\n");
            return grid.rows.isEmpty() ? 0 : grid.cell(0, 0).values.first().value.magnitude();
        };
        QCOMPARE(numberOf("FY2024", "3"), 3e9);
        QCOMPARE(numberOf("FY2024", "$3.5"), 3.5e9);
        QCOMPARE(numberOf("FY2024", "$3.5M"), 3.5e6);
        QCOMPARE(numberOf("FY2024 ($M)", "3"), 3e6);
    }

    // Words below a measure are what a company's sheet says who its customers and owners are, and where it is listed.
    void factsInWords()
    {
        const QByteArray vault = R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Key customers | Shipyards, navies |
| Ownership | [[Skua]] (~56%), others |
| Listing | OSE: KES |
//- Norrland.md
#company
| Metric | Value |
|---|---|
| Customers | 40 |
| Parent | Skua |
| Ticker | NOR |
| Fleet | Old and slow |
)";
        QCOMPARE(gridOf(vault), "Metric,Kestrel,Norrland\nOwnership,\"Skua (~56%), others\",Skua\n"
                                "Listing,OSE: KES,NOR\nCustomers,,40\nKey customers,\"Shipyards, navies\",\n");
        const Comparison asked = comparisonOf(vault, {u"Key customers"_s});
        QCOMPARE(asked.remarks, QStringList());
        QVERIFY(std::ranges::contains(asked.rows, u"Key customers"_s, &ComparisonLine::title));
        QCOMPARE(comparisonOf(vault, {u"Fleet"_s}).remarks, QStringList{u"No note states \"Fleet\"."_s});
    }

    // Words in tables of others say where their own things are; a row is called as most notes call it.
    void factsOfOthers()
    {
        QCOMPARE(gridOf(R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Location | Bergen |
//- Norrland.md
#company
| Metric | Value |
|---|---|
| Established | By fishers, after the war |
//- Yards.md
#concept
| Company | Location | Customers |
|---|---|---|
| [[Kestrel]] | Turku | Navies |
| [[Norrland]] | Oslo | Few |
)"),
                 "Metric,Kestrel,Norrland\nLocation,Bergen,\nEstablished,,\"By fishers, after the war\"\n");
        const auto titleOf = [](const QStringList &names) {
            QByteArray vault;
            for (qsizetype i = 0; i < names.size(); ++i)
                vault += "//- Yard " + QByteArray::number(i) + ".md\n#company\n| Metric | Value |\n|---|---|\n| "
                         + names.at(i).toUtf8() + " | Oslo |\n";
            return compare({.names = {u"Yard 0"_s, u"Yard 1"_s, u"Yard 2"_s}}, vaultOf(vault)).rows.first().title;
        };
        QCOMPARE(titleOf({u"Location"_s, u"HQ"_s, u"HQ"_s}), u"HQ"_s);
        QCOMPARE(titleOf({u"Location"_s, u"HQ"_s, u"Head office"_s}), u"Location"_s);
    }

    // Rows of a table of each with each are of one measure, which its heading says.
    void eachWithEach()
    {
        QCOMPARE(gridOf(R"(
//- Kestrel.md
---
aliases: [KES]
---
#company
//- Norrland.md
---
aliases: [NOR]
---
#company
//- Fleets.md
#concept
## Shared routes (1Y)
| | KES | NOR | SKU |
|---|---|---|---|
| KES | — | 4 | 7 |
| NOR | 4 | — | 2 |
| SKU | 7 | 2 | — |
)"),
                 "Metric,Kestrel,Norrland\n\"Shared route (SKU, Fleets)\",7,2\n");
    }

    // "Guidance" is that of the column before it, of its section or of what its note is about.
    void whatIsExpected_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QByteArray>("heading");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("the column before") << "Race.md"_ba << "Plans"_ba << "2025 capex | 2026 guidance"_ba
                                           << "Capex (expected),$185B"_ba;
        QTest::newRow("the section") << "Race.md"_ba << "Capital expenditure"_ba << "Notes | 2026 estimate"_ba
                                     << "Capex (expected),$185B"_ba;
        QTest::newRow("the note") << "Yard capex.md"_ba << "2026"_ba << "Notes | Forecast"_ba
                                  << "Capex (expected),$185B"_ba;
        QTest::newRow("words of the heading") << "Race.md"_ba << "Tonnage targets"_ba << "Notes | Target"_ba
                                              << "\"Tonnage target (Race, expected)\",$185B"_ba;
        QTest::newRow("of another kind than the column before")
            << "Race.md"_ba << "Plans"_ba << "2025 employees | 2026 guidance"_ba
            << "\"Guidance (Race, expected)\",$185B"_ba;
        QTest::newRow("nothing tells") << "Race.md"_ba << "Plans"_ba << "Notes | Target"_ba
                                       << "\"Target (Race, expected)\",$185B"_ba;
    }

    void whatIsExpected()
    {
        QFETCH(const QByteArray, note);
        QFETCH(const QByteArray, heading);
        QFETCH(const QByteArray, headers);
        QFETCH(const QByteArray, row);
        const QByteArray grid =
            gridOf("//- Kestrel.md\n#company\n//- Norrland.md\n#company\n//- " + note + "\n#concept\n## " + heading
                   + "\n| Company | " + headers
                   + " |\n|---|---|---|\n| [[Kestrel]] | $80B | $185B |\n| [[Norrland]] | $40B | $90B |\n");
        QVERIFY2(grid.contains(QByteArray("\n" + row + ",$90B\n")), grid.constData());
    }

    // Lists of other names are one where companies have the same places in both.
    void listsOfPlaces()
    {
        const auto gridWith = [](const QByteArray &first, const QByteArray &second, const QByteArray &places) {
            return gridOf("//- Kestrel.md\n#company\n//- Norrland.md\n#company\n//- Register.md\n#concept\n## " + first
                          + "\n| Rank | Company |\n|---|---|\n| 1 | [[Kestrel]] |\n| 2 | [[Norrland]] |\n## " + second
                          + "\n| Rank | Company |\n|---|---|\n" + places);
        };
        const QByteArray same = "| 1 | [[Kestrel]] |\n| 2 | [[Norrland]] |\n";
        const QByteArray one = "| 1 | [[Kestrel]] |\n| 3 | [[Skua]] |\n";
        const QByteArray other = "| 4 | [[Kestrel]] |\n| 5 | [[Norrland]] |\n";
        QCOMPARE(gridWith("Sail lofts", "Lofts by canvas", same).count("\nRank"), 1);
        QCOMPARE(gridWith("Sail lofts", "Racing sail lofts", one).count("\nRank"), 1);
        QCOMPARE(gridWith("Sail lofts", "Rope walks", "| 1 | [[Kestrel]] |\n| 3 | [[Norrland]] |\n").count("\nRank"),
                 2);
        QCOMPARE(gridWith("Sail lofts", "Racing sail lofts", other).count("\nRank"), 2);
    }

    // What countries have, and their places by it, is of what the note is about.
    void whatCountriesHave()
    {
        const QByteArray grid =
            gridOf("//- Kestrel.md\n#country\n//- Norrland.md\n#country\n//- Peat.md\n#concept\n## Global reserves\n"
                   "| Country | Reserves (t) | Rank |\n|---|---|---|\n| [[Kestrel]] | ~6.9M | #5 |\n"
                   "| [[Norrland]] | ~8M | #4 |\n");
        QVERIFY2(grid.contains("\nRank (peat),#5,#4\n"), grid.constData());
        QVERIFY2(grid.contains("\nReserves (peat),~6.9 tM,~8 tM\n"), grid.constData());
    }

    // A cell that only names its company says nothing, and how much something grew is a figure.
    void cellsThatSayNothing()
    {
        QCOMPARE(statementsOf(R"(
//- Fees.md
#concept
| Ticker | Company | Berths | Seat |
|---|---|---|---|
| KES | [[Kestrel]] | 40 | Oslo |
//- Kestrel.md
---
aliases: [KES]
---
#company
)"),
                 (QStringList{u"Kestrel: berth = 40"_s, u"Kestrel: seat = Oslo"_s}));
        QCOMPARE(statementsOf("//- Fees.md\n#concept\n| Company | Ticker |\n|---|---|\n| [[Kestrel]] | KES |\n"
                              "//- Kestrel.md\n---\naliases: [KES]\n---\n#company\n"),
                 QStringList{u"Kestrel: ticker = KES"_s});
        QCOMPARE(statementsOf(R"(
//- Kestrel.md
#company
| Metric | Q1 2026 | YoY |
|---|---|---|
| Capex | $2B | Record |
| Gross profit | $3B | +4% |
)"),
                 (QStringList{u"Kestrel: capex = $2B @2026-Q1"_s, u"Kestrel: gross profit = $3B @2026-Q1"_s,
                              u"Kestrel: gross profit growth = +4%"_s}));
        QCOMPARE(statementsOf("//- Kestrel.md\n#company\n## Buyers\n| Customer | FY25 growth |\n|---|---|\n"
                              "| [[Norrland]] | +80% |\n//- Norrland.md\n#company\n"),
                 QStringList());
    }

    // When something is expected its header says; a cell beside it may say when that was said.
    void timesOfForecasts()
    {
        QCOMPARE(
            statementsOf("//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n"
                         "| 2027 revenue target | $5B (Apr 2026) |\n| 2025 revenue | $4B (Apr 2026) |\n"),
            (QStringList{u"Kestrel: revenue = $5B (Apr 2026) @2027"_s, u"Kestrel: revenue = $4B (Apr 2026) @2025"_s}));
    }

    // A company's own symbol in a label is no scope, and a part of what it has is no share of a market.
    void namesOfItsOwn()
    {
        QCOMPARE(statementsOf("//- Kestrel.md\n---\naliases: [KES, Kestrel of Bergen]\n---\n#company\n"
                              "| Metric | Value |\n|---|---|\n| KES market cap | $9B |\n| Bergen revenue | $2B |\n"
                              "| Sail markets share of $1T loan book | 2% |\n| Sail share of ferries | 3% |\n"),
                 (QStringList{u"Kestrel: market cap = $9B"_s, u"Kestrel: revenue (bergen) = $2B"_s,
                              u"Kestrel: sail market share 1t loan book = 2%"_s,
                              u"Kestrel: market share (ferry sail) = 3%"_s}));
    }

    // A sheet that names somebody else says what that one is worth; a launch is of the product beside it.
    void valuesOfOthers()
    {
        QCOMPARE(statementsOf("//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Norrland valuation | $5B |\n"
                              "| Hull revenue | $2B |\n| Target valuation | $6B |\n//- Norrland.md\n#company\n"
                              "//- Target.md\n#company\n"),
                 (QStringList{u"Norrland: valuation = $5B"_s, u"Kestrel: revenue (hull) = $2B"_s,
                              u"Kestrel: valuation (target) = $6B"_s}));
        QCOMPARE(statementsOf("//- Sails.md\n#concept\n| Company | Product | Launch |\n|---|---|---|\n"
                              "| [[Kestrel]] | Brine 2 | 2027 |\n//- Kestrel.md\n#company\n"),
                 (QStringList{u"Kestrel: product = Brine 2"_s, u"Kestrel: launched (2 brine) = 2027"_s}));
    }

    // Of what is expected that which comes next stands first.
    void theNextForecastIsFirst()
    {
        const int year = QDate::currentDate().year();
        const auto value = [&](int plus) { return QByteArray::number(year + plus); };
        const Comparison grid = comparisonOf("//- Kestrel.md\n#company\n| Year | Revenue |\n|---|---|\n| *" + value(-2)
                                             + "E* | *$1B* |\n| *" + value(1) + "E* | *$2B* |\n| *" + value(2)
                                             + "E* | *$3B* |\n//- Norrland.md\n#company\n");
        QCOMPARE(grid.cell(0, 0).values.size(), 3);
        QCOMPARE(grid.cell(0, 0).values.first().raw, "*$2B*");
    }

    // Rows of one table are of different things, and words of two topics may be.
    void whatDoesNotDisagree()
    {
        const auto disagrees = [](const QByteArray &tables) {
            const Comparison grid = comparisonOf("//- Kestrel.md\n#company\n//- Norrland.md\n#company\n" + tables);
            return grid.cells.size() > 0 && grid.cell(0, 0).disagrees;
        };
        const QByteArray head = "| Company | Market cap |\n|---|---|\n";
        QVERIFY(
            !disagrees("//- Fund.md\n#concept\n" + head + "| [[Kestrel]] (A) | $4B |\n| [[Kestrel]] (B) | $3B |\n"));
        QVERIFY(disagrees("//- Fund.md\n#concept\n" + head + "| [[Kestrel]] (A) | $4B |\n//- Trust.md\n#concept\n"
                          + head + "| [[Kestrel]] (B) | $3B |\n"));
        const QByteArray other = "| Company | Sail loading |\n|---|---|\n";
        QVERIFY(!disagrees("//- Fund.md\n#concept\n" + other + "| [[Kestrel]] | 0.4 |\n//- Trust.md\n#concept\n" + other
                           + "| [[Kestrel]] | 0.3 |\n"));
    }
};

QTEST_GUILESS_MAIN(ComparisonRowsTest)
#include "comparisonrowstest.moc"
