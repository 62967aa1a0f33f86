// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparison.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QStringList Both{u"Kestrel"_s, u"Norrland"_s};

QByteArray gridOf(const QByteArray &vault)
{
    return csv(comparisonSheet(compare({.names = Both}, vaultOf(vault)))).replace("\r\n", "\n");
}

// The grid of two companies and a note with a table of both.
QByteArray gridWith(const QByteArray &note, const QByteArray &headers, const QByteArray &first,
                    const QByteArray &second)
{
    return gridOf("//- Kestrel.md\n#company\n//- Norrland.md\n#company\n" + note + "\n| " + headers
                  + " |\n|---|---|---|\n| [[Kestrel]] | " + first + " |\n| [[Norrland]] | " + second + " |\n");
}

} // namespace

/// What lists say of companies, as comparisons show it: words are of what their list is of.
class ComparisonListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Words and unknown measures of two lists are no one row; a seat is the same everywhere.
    void listsOfOtherThings()
    {
        QCOMPARE(
            gridOf(R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Status | Afloat |
| HQ | Oslo |
//- Norrland.md
#company
//- Sails.md
#concept
| Company | Status | Seams |
|---|---|---|
| [[Kestrel]] | Ordered | 4 |
| [[Norrland]] | Sewn | 5 |
//- Rudders.md
#concept
| Company | Status | HQ |
|---|---|---|
| [[Kestrel]] | Cut | Oslo |
| [[Norrland]] | Cast | Turku |
//- Masts.md
#concept
| Company | Status | Grain |
|---|---|---|
| [[Kestrel]] | Felled | Fine |
)"),
            "Metric,Kestrel,Norrland\nHQ,Oslo,Turku\nSeams (Sails),4,5\nStatus,Afloat,\nStatus (Rudders),Cut,Cast\n"
            "Status (Sails),Ordered,Sewn\n");
    }

    // What a note says of itself beside others is not theirs.
    void columnsOfTheNoteItself()
    {
        const QByteArray nothing = "Metric,Kestrel,Norrland\n";
        for (const QByteArray header : {"Skua vs", "Skua Sails advantage", "SS edge", "Sails weakness", "vs Skua"})
            QCOMPARE(
                gridWith("//- Skua Sails.md\n#company", "Rival | " + header + " | Note", "Lighter | x", "Cheaper | y"),
                nothing);
        QCOMPARE(
            gridWith("//- Skua Sails.md\n#company", "vs Competitor | Assessment | Note", "Lighter | x", "Cheaper | y"),
            nothing);
        QCOMPARE(gridWith("//- Skua Sails.md\n#company", "Rival | Strength | Note", "Lighter | x", "Cheaper | y"),
                 "Metric,Kestrel,Norrland\nStrength (Skua Sails),Lighter,Cheaper\n");
    }

    // What a note has to do with its customers is not all that they do.
    void rowsOfARole()
    {
        QCOMPARE(gridWith("//- Skua.md\n#company", "Customer | FY25 growth | Employees", "+80% | 40", "+31% | 50"),
                 "Metric,Kestrel,Norrland\nEmployees,40,50\n");
        QCOMPARE(gridWith("//- Skua.md\n#company", "Customer | Revenue | Employees", "$3B | 40", "$4B | 50"),
                 "Metric,Kestrel,Norrland\nRevenue (skua),$3B,$4B\nEmployees,40,50\n");
        QCOMPARE(gridWith("//- Skua.md\n#company", "Rival | Revenue | Employees", "$3B | 40", "$4B | 50"),
                 "Metric,Kestrel,Norrland\nRevenue,$3B,$4B\nEmployees,40,50\n");
    }

    // Banks that say what they expect of something are not what it is about; the sources of a metal are.
    void rowsOfSpeakers()
    {
        const QByteArray nothing = "Metric,Kestrel,Norrland\n";
        QCOMPARE(gridWith("//- Sails.md\n#concept", "Bank | Price target | Rating", "$40 | Buy", "$30 | Sell"),
                 nothing);
        QCOMPARE(gridWith("//- Sails.md\n#concept", "Source | 2026 market | YoY growth", "$40B | +8%", "$30B | +9%"),
                 nothing);
        QCOMPARE(gridWith("//- Tin.md\n#concept", "Source | Share | Notes", "40% | x", "30% | y"),
                 "Metric,Kestrel,Norrland\nMarket share,40%,30%\n");
        QCOMPARE(gridWith("//- Sails.md\n#concept", "Bank | Revenue | Employees", "$3B | 40", "$4B | 50"),
                 "Metric,Kestrel,Norrland\nRevenue,$3B,$4B\nEmployees,40,50\n");
    }

    // The price of a company with shares is theirs, and a year up to now is a year.
    void namesOfOneMetric()
    {
        QCOMPARE(
            gridOf(R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Ticker | KES |
| Price | $40 |
| Revenue (TTM) | $4B |
| Capex | $2B/year |
| Production | 2,529 kboe/d |
| NII | $1B |
| Cost/income ratio | 52% |
//- Norrland.md
#company
| Metric | Value |
|---|---|
| Share price | $30 |
| Revenue | $3B |
| Capex | $1B |
| Production | 1.2M boe/day |
| Net interest income | $2B |
| Efficiency ratio | 54% |
)"),
            "Metric,Kestrel,Norrland\nShare price,$40,$30\nRevenue,$4B,$3B\nNet interest income,$1B,$2B\n"
            "Capex,$2B/year,$1B\nEfficiency ratio,52%,54%\nProduction,\"2,529 kboe/d\",1.2M boe/day\nTicker,KES,\n");
        // Without shares a price is that of what is sold.
        QCOMPARE(
            gridOf(
                "//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Price | $40 |\n//- Norrland.md\n#company\n"
                "| Metric | Value |\n|---|---|\n| Share price | $30 |\n"),
            "Metric,Kestrel,Norrland\nShare price,,$30\nPrice,$40,\n");
    }

    // What a heading says beside a metric is no part of a company where its note says the same of the whole.
    void scopesThatValuesDeny()
    {
        const auto gridBelow = [](const QByteArray &heading, const QByteArray &value) {
            return gridOf("//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Employees | 4,000 |\n## "
                          + heading + "\n| Metric | Value |\n|---|---|\n| Employees | " + value
                          + " |\n//- Norrland.md\n#company\n## " + heading
                          + "\n| Metric | Value |\n|---|---|\n| Employees | 50 |\n");
        };
        QCOMPARE(gridBelow("People of the sea", "4,000"), "Metric,Kestrel,Norrland\nEmployees,\"4,000\",\n"
                                                          "Employees (people sea),,50\n");
        QCOMPARE(gridBelow("People of the sea", "300"), "Metric,Kestrel,Norrland\nEmployees (people sea),300,50\n"
                                                        "Employees,\"4,000\",\n");
        // Adjusted figures stay apart, whatever they are.
        QCOMPARE(gridBelow("Adjusted figures", "4,000"), "Metric,Kestrel,Norrland\nEmployees (adjusted),\"4,000\",50\n"
                                                         "Employees,\"4,000\",\n");
    }

    // Stages of a plant are not each other.
    void stagesOfAPlant()
    {
        QCOMPARE(
            gridOf(
                "//- Kestrel.md\n#company\n## Plant\n| Metric | Value |\n|---|---|\n| Stage 1 capacity | 4 GWh |\n"
                "| Ultimate capacity | 16 GWh |\n//- Norrland.md\n#company\n## Plant\n| Metric | Value |\n|---|---|\n"
                "| Stage 1 capacity | 3 GWh |\n| Ultimate capacity | 9 GWh |\n"),
            "Metric,Kestrel,Norrland\nCapacity (stage 1 plant),4 GWh,3 GWh\nCapacity (ultimate plant),16 GWh,9 GWh\n");
    }
};

QTEST_GUILESS_MAIN(ComparisonListsTest)
#include "comparisonliststest.moc"
