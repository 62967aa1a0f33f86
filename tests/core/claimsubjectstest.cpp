// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QByteArray sheet(const QByteArray &label, const QByteArray &value)
{
    return "\n## Quick stats\n\n| Metric | Value |\n|---|---|\n| " + label + " | " + value + " |\n";
}

} // namespace

/// Whom claims are about where neither row nor note is simply theirs.
class ClaimSubjectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // In a topic's note a label may begin with somebody who has no note.
    void namesWithoutNotes()
    {
        const auto verdictsOf = [](const QByteArray &label) {
            return verdicts("//- Spheres.md\n#concept\n" + sheet(label, "$90B")
                            + "//- Holdings.md\n#concept\n\n| Company | Market cap |\n|---|---|\n"
                              "| [[Skua Holding]] | $120B |\n| [[Gull]] | $2B |\n");
        };
        QCOMPARE(verdictsOf("Skua Holding market cap"),
                 QStringList{u"contradict Skua Holding market cap: $120B / $90B"_s});
        QCOMPARE(verdictsOf("Total market cap"), QStringList());
        QCOMPARE(verdictsOf("Skua Holding revenue"), QStringList());
        // What two labels begin with may be no name at all.
        QCOMPARE(verdicts("//- Kestrel.md\n#actor #company\n" + sheet("Mobile subscribers", "40M")
                          + "//- Norrland.md\n#actor #company\n" + sheet("Mobile subscribers", "12M")),
                 QStringList());
    }

    // Those of a product without a note stand in its owner's sheet, and are no fewer the owner's.
    void usersOfParts()
    {
        const QStringList found =
            verdicts("//- Kestrel.md\n#actor #company\n" + sheet("Gull subscribers", "10.3M")
                     + "//- Nets.md\n#concept\n\n| Company | Subscribers |\n|---|---|\n| [[Gull]] | 12M |\n");
        QCOMPARE(found, QStringList{u"contradict Gull subscribers: 10.3M / 12M"_s});
        const QStringList dated =
            verdicts("//- Kestrel.md\n#actor #company\n\n| Metric | 2021 | 2025 |\n|---|---|---|\n| Gull subscribers | "
                     "10.3M | 12M |\n"
                     "//- Nets.md\n#concept\n\n| Company | Subscribers (2025) |\n|---|---|\n| [[Gull]] | 12M |\n");
        QCOMPARE(dated, QStringList{u"agree Gull subscribers: 12M / 12M"_s});
    }

    // Below the name of a product stands who uses it, be it in a rival's sheet.
    void usersOfProducts()
    {
        const auto verdictsOf = [](const QByteArray &label, const QByteArray &value, const QByteArray &tag) {
            return verdicts("//- Gull.md\n" + tag + "\n" + sheet("MAU", "40M") + "//- Kestrel.md\n#actor #company\n"
                            + sheet(label, value));
        };
        const QStringList contradiction{u"contradict Gull mau: 40M / 60M"_s};
        QCOMPARE(verdictsOf("[[Gull]] app", "60M MAU", "#product"), contradiction);
        QCOMPARE(verdictsOf("Gull app", "60M MAU", "#product"), contradiction);
        QCOMPARE(verdictsOf("[[Gull]] app monthly active users", "60M", "#product"),
                 QStringList{u"contradict Gull mau: 40M / 60M"_s});
        QCOMPARE(verdictsOf("[[Gull]] deal", "60M MAU", "#product"), QStringList());
        QCOMPARE(verdictsOf("[[Gull]] app", "60M", "#product"), QStringList());
        QCOMPARE(verdictsOf("[[Gull]] app", "60M MAU", "#concept"), QStringList());
    }

    // Company and model beside each other are the product, where that has a note.
    void companyAndModel()
    {
        const auto verdictsOf = [](const QByteArray &model) {
            return verdicts(
                "//- Kestrel.md\n#actor #company\n//- Kestrel Brine.md\n#actor #robotics\n"
                + sheet("[[Target]] price", "$20K") + "//- Target.md\n#actor\n"
                + "//- Robotics.md\n#concept #robotics\n\n| Company | Model | Price |\n|---|---|---|\n| [[Kestrel]] | "
                + model + " | $30K target |\n");
        };
        QCOMPARE(verdictsOf("Brine"), QStringList{u"contradict Kestrel Brine price: $20K / $30K target"_s});
        QCOMPARE(verdictsOf("Skua"), QStringList());
    }

    // What a thesis on a firm says is of the firm.
    void theses()
    {
        const auto verdictsOf = [](const QByteArray &name) {
            return verdicts(
                "//- Kestrel.md\n#actor #company\n" + sheet("Capex (2025)", "$7B") + "//- Theses/" + name
                + ".md\n#thesis\n\n## Cash\n\n| Year | Capex |\n|---|---|\n| 2024 | $3B |\n| 2025 | $5B |\n");
        };
        QCOMPARE(verdictsOf("Short Kestrel"), QStringList{u"contradict Kestrel capex: $7B / $5B"_s});
        QCOMPARE(verdictsOf("Long Kestrel"), QStringList{u"contradict Kestrel capex: $7B / $5B"_s});
        QCOMPARE(verdictsOf("Kestrel capex"), QStringList());
    }

    // A country's people are no other in a note on its technology; its spending may be.
    void nations()
    {
        const auto verdictsOf = [](const QByteArray &header, const QByteArray &value) {
            return verdicts("//- Lagoon.md\n#country\n" + sheet("Population", "72M") + sheet("Capex", "$9B")
                            + "//- Bays.md\n#concept\n\n| Country | " + header + " |\n|---|---|\n| [[Lagoon Tech]] | "
                            + value + " |\n| [[Skerry Tech]] | — |\n");
        };
        QCOMPARE(verdictsOf("Population", "65M"), QStringList{u"contradict Lagoon population: 65M / 72M"_s});
        QCOMPARE(verdictsOf("Capex", "$5B"), QStringList());
    }

    // What a miner has so many tonnes of is what it makes of it.
    void production()
    {
        const auto verdictsOf = [](const QByteArray &label, const QByteArray &value) {
            return verdicts(
                "//- Tin.md\n#commodity\n\n| Producer | Annual output |\n|---|---|\n| [[Kestrel]] | 336 kt |\n"
                "| [[Skua]] | 20 kt |\n//- Skua.md\n#actor #mining\n//- Kestrel.md\n#actor #mining\n"
                + sheet(label, value));
        };
        QCOMPARE(verdictsOf("Tin", "327 kt"), QStringList{u"contradict Kestrel production: 327 kt / 336 kt"_s});
        // The whole of a venture is no part of it, but may be all there is.
        QCOMPARE(verdictsOf("Tin output (100% basis)", "327 kt"), QStringList());
        QCOMPARE(verdictsOf("Tin output (100% basis)", "336 kt"),
                 QStringList{u"agree Kestrel production: 336 kt / 336 kt"_s});
        QCOMPARE(verdictsOf("Tin output (equity basis)", "327 kt"), QStringList());
        QCOMPARE(verdictsOf("Tin", "$327M"), QStringList());
        QCOMPARE(verdictsOf("Tin spill", "327 kt"), QStringList());
    }

    // "Kestrel valuation" below the name of a deal is that of all of it.
    void ownNameAhead()
    {
        const auto verdictsOf = [](const QByteArray &label) {
            return verdicts(
                "//- Kestrel.md\n#actor #company\n\n## Merger with Skua\n\n| Metric | Value |\n|---|---|\n| " + label
                + " | $250M |\n//- Yards.md\n#concept\n\n| Company | Valuation |\n|---|---|\n"
                  "| [[Kestrel]] | $230M |\n");
        };
        QCOMPARE(verdictsOf("Kestrel implied value"), QStringList{u"contradict Kestrel valuation: $250M / $230M"_s});
        QCOMPARE(verdictsOf("Skua implied value"), QStringList());
    }

    // What somebody takes a company to be worth is no plan, though the list is of listings to come.
    void estimatedValuations()
    {
        const auto verdictsOf = [](const QByteArray &header) {
            return verdicts(twoNotes("Valuation", "$134B", "Status", "private")
                            + "//- Listings.md\n---\nupdated: 2026-01-02\n---\n#concept\n\n## Mega listings (>$10B "
                              "potential)\n\n| Company | "
                            + header + " | Status |\n|---|---|---|\n| [[Kestrel]] | $150B | Soon |\n");
        };
        QCOMPARE(verdictsOf("Est. valuation"), QStringList{u"contradict Kestrel valuation: $134B / $150B"_s});
        QCOMPARE(verdictsOf("Target valuation"), QStringList());
        QCOMPARE(verdictsOf("Est. valuation (2031)"), QStringList());
    }

    // What a country makes is estimated long after; what a company earns is known then.
    void estimatesOfYearsThatAreOver()
    {
        const auto verdictsOf = [](const QByteArray &label, const QByteArray &header) {
            return verdicts("//- Lagoon.md\n---\nupdated: 2026-03-01\n---\n#country\n"
                            + sheet(label + " (2025E)", "$29B") + "//- Bays.md\n#concept\n\n| Country | " + header
                            + " (2025) |\n|---|---|\n| [[Lagoon]] | $27B |\n");
        };
        QCOMPARE(verdictsOf("GDP", "GDP"), QStringList{u"contradict Lagoon gdp: $27B / $29B"_s});
        QCOMPARE(verdictsOf("Revenue", "Revenue"), QStringList());
    }

    // A fund's fee is what it costs to hold it; that of others is of anything.
    void feesOfFunds()
    {
        const auto verdictsOf = [](const QByteArray &who) {
            return verdicts(
                "//- Kestrel Trust.md\n#actor #fund\n" + sheet("Ongoing charges", "0.31%")
                + "//- Trusts.md\n#concept\n\n| " + who
                + " | AUM | Fee |\n|---|---|---|\n| [[Kestrel Trust]] | $2B | 0.34% |\n| [[Skua]] | $1B | 2% |\n");
        };
        QCOMPARE(verdictsOf("Fund"), QStringList{u"contradict Kestrel Trust expense ratio: 0.31% / 0.34%"_s});
        QCOMPARE(verdictsOf("Company"), QStringList());
    }

    // Each note speaks of the other's subject: then an equal figure needs no words in common.
    void notesOnEachOther()
    {
        const auto verdictsOf = [](const QByteArray &heading, const QByteArray &value) {
            return verdicts("//- Skua.md\n#actor\n//- Kestrel Capital.md\n#actor #fund\n\n## " + heading
                            + "\n\n| Metric | Value |\n|---|---|\n| Position | " + value
                            + " |\n//- Norrland.md\n#actor #company\n\n## Backers\n\n| Investor | Notes |\n|---|---|\n"
                              "| [[Kestrel Capital]] | $12B across funds |\n| [[Skua]] | Early |\n");
        };
        QCOMPARE(verdictsOf("[[Norrland]]", "$12B").size(), 1);
        QVERIFY(verdictsOf("[[Norrland]]", "$12B").first().endsWith(u": $12B / $12B"_s));
        QVERIFY(!verdictsOf("[[Norrland]]", "$12B").first().contains(u"rank"_s));
        QCOMPARE(verdictsOf("[[Norrland]]", "$13B"), QStringList());
        QCOMPARE(verdictsOf("[[Norrland]]", "12%"), QStringList());
        QCOMPARE(verdictsOf("[[Skua]]", "$12B"), QStringList());
    }

    // Rows about each other are of two.
    void rowsOnEachOther()
    {
        const auto rival = [](const QByteArray &own, const QByteArray &other, const QByteArray &header) {
            return "//- " + own + ".md\n#actor #company\n\n## Rivals\n\n| Company | " + header + " |\n|---|---|\n| [["
                   + other + "]] | $2.5B |\n| Gull | — |\n";
        };
        QCOMPARE(verdicts(rival("Kestrel", "Norrland", "Quays") + rival("Norrland", "Kestrel", "Pledges")),
                 QStringList());
    }

    // A bound is no figure that another scope may have, too.
    void boundsOfOtherScopes()
    {
        const auto verdictsOf = [](const QByteArray &other) {
            return verdicts(twoNotes("Sails capex", ">$125M", "Capex", other)).filter(u"agree"_s);
        };
        QCOMPARE(verdictsOf("$160M"), QStringList());
        QVERIFY(!verdictsOf("$125M").isEmpty());
    }

    // Scopes that tell two figures apart do not where the figures are equal and stand beside the same words.
    void equalFiguresOfOtherScopes()
    {
        const auto verdictsOf = [](const QByteArray &value) {
            return verdicts("//- Kestrel.md\n#actor #company\n\n## Sails and hulls\n\n| Metric | Value |\n|---|---|\n"
                            "| Sails capex guidance 2026 | $125-145M |\n//- Yards.md\n#concept\n\n## Quay spending\n\n"
                            "| Company | 2026 capex (guidance) |\n|---|---|\n| [[Kestrel]] | "
                            + value + " |\n");
        };
        QCOMPARE(verdictsOf("$125-145M").size(), 1);
        QVERIFY(verdictsOf("$125-145M").first().startsWith(u"agree Kestrel "_s));
        QCOMPARE(verdictsOf("$115-145M"), QStringList());
    }

    // "$20B exit ARR" behind a semicolon is no second value of a revenue.
    void anotherMeasureInACell()
    {
        const QStringList billed =
            verdicts(twoNotes("Revenue (2025)", "$13B booked; $20B billed", "Revenue (2025)", "$20B"));
        QVERIFY(billed.filter(u"contradict"_s).isEmpty());
        QVERIFY(verdicts(twoNotes("Revenue (2025)", "$13B booked; $20B exit ARR", "Revenue (2025)", "$20B"))
                    .contains(u"contradict Kestrel revenue: $13B booked; $20B exit ARR / $20B"_s));
    }
};

QTEST_GUILESS_MAIN(ClaimSubjectsTest)
#include "claimsubjectstest.moc"
