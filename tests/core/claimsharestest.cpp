// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// A place, its metals, and notes of topics that say what share it has of them.
QByteArray metals(const QByteArray &tables, const QByteArray &others)
{
    return "//- Lagoon.md\n#country\n//- Tin.md\n#commodity\n//- Zinc.md\n#commodity\n//- Metals of the "
           "sea.md\n#concept "
           "#metals\n\n"
           + tables + "\n//- Ores.md\n#concept #metals\n\n" + others;
}

} // namespace

/// Whose a share is, and of what: holders stand in headers, in rows and in headings.
class ClaimSharesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holders_data()
    {
        QTest::addColumn<QByteArray>("tables");
        QTest::addColumn<QByteArray>("others");
        QTest::addColumn<QStringList>("expected");
        const QByteArray column =
            "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 65% |\n| [[Zinc]] | 80% |\n";
        QTest::newRow("in headers") << column
                                    << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Zinc]] | 40% |\n"_ba
                                    << QStringList{u"contradict Lagoon market share: 80% / 40%"_s};
        QTest::newRow("control") << column
                                 << "## Metals\n| Metal | [[Lagoon]] control |\n|---|---|\n| [[Zinc]] | 80% |\n"_ba
                                 << QStringList{u"agree Lagoon market share: 80% / 80%"_s};
        QTest::newRow("in the heading")
            << column << "## Metals that [[Lagoon]] controls\n| Metal | Share |\n|---|---|\n| [[Tin]] | 55% |\n"_ba
            << QStringList{u"contradict Lagoon market share: 65% / 55%"_s};
        QTest::newRow("in no heading") << column << "## Metals\n| Metal | Share |\n|---|---|\n| [[Tin]] | 55% |\n"_ba
                                       << QStringList();
        QTest::newRow("in a heading on something else")
            << column << "## Imports of [[Lagoon]]\n| Metal | Share |\n|---|---|\n| [[Tin]] | 12% |\n"_ba
            << QStringList();
        // The rows are of other metals, though both tables are of refining.
        const QByteArray refining = "## Refining of ores\n| Metal | [[Lagoon]] share |\n|---|---|\n| Tin | 65% |\n";
        QTest::newRow("of another row")
            << refining << "## Refining of ores\n| Metal | [[Lagoon]] share |\n|---|---|\n| Zinc | 40% |\n"_ba
            << QStringList();
        QTest::newRow("of several steps")
            << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | ~60% mining, ~90% refining |\n"_ba
            << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 75% refining |\n"_ba
            << QStringList{u"contradict Lagoon market share: ~90% refining / 75% refining"_s};
        const QByteArray refined = "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | ~99% refined |\n";
        QTest::newRow("of a step that is done")
            << refined << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 90% refining |\n"_ba
            << QStringList{u"contradict Lagoon market share: ~99% refined / 90% refining"_s};
        QTest::newRow("of another step")
            << refined << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 60% mining |\n"_ba
            << QStringList();
        QTest::newRow("of a step that one leaves out")
            << refined << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 99% |\n"_ba
            << QStringList{u"agree Lagoon market share: ~99% refined / 99%"_s};
        QTest::newRow("of magnets")
            << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 99% magnet |\n"_ba
            << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 99% |\n"_ba << QStringList();
        QTest::newRow("of several metals")
            << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 60-99% by grade |\n"_ba
            << "## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 70% |\n"_ba << QStringList();
        QTest::newRow("elements have notes")
            << column
            << "## Metals\n| Element | Use | [[Lagoon]] control |\n|---|---|---|\n| [[Tin]] | Cans | 50% |\n"_ba
            << QStringList{u"contradict Lagoon market share: 65% / 50%"_s};
        QTest::newRow("in players' cells")
            << column
            << "## Metals\n| Material | Use | Key players |\n|---|---|---|\n| [[Tin]] | Cans | Lagoon (~50% share), Skua |\n"_ba
            << QStringList{u"contradict Lagoon market share: 65% / ~50%"_s};
        QTest::newRow("below metals")
            << column
            << "## Supply concentration\n**Geographic risk:**\n\n| Country | [[Tin]] | [[Zinc]] |\n|---|---|---|\n| [[Lagoon]] | 65% | 70% |\n"_ba
            << QStringList{u"agree Lagoon market share: 65% / 65%"_s, u"contradict Lagoon market share: 80% / 70%"_s};
        QTest::newRow("below metals that are used")
            << column << "## Uses\n| Country | [[Tin]] | [[Zinc]] |\n|---|---|---|\n| [[Lagoon]] | 55% | 70% |\n"_ba
            << QStringList();
    }

    void holders()
    {
        QFETCH(QByteArray, tables);
        QFETCH(QByteArray, others);
        QTEST(verdicts(metals(tables, others)), "expected");
    }

    // Below metals a row "Lagoon share" is Lagoon's, below companies it is theirs in Lagoon.
    void holdersInRows()
    {
        const auto verdictsOf = [](const QByteArray &tag, const QByteArray &value) {
            return verdicts("//- Lagoon.md\n#country\n//- Tin.md\n" + tag + "\n//- Zinc.md\n" + tag
                            + "\n## Metals\n| Aspect | Zinc | [[Tin]] |\n|---|---|---|\n| [[Lagoon]] share | " + value
                            + " | 30% |\n//- Ores.md\n#concept\n## Metals\n| Metal | [[Lagoon]] share |\n|---|---|\n"
                              "| [[Zinc]] | 65% |\n");
        };
        QCOMPARE(verdictsOf("#commodity", "65%"), QStringList{u"agree Lagoon market share: 65% / 65%"_s});
        QCOMPARE(verdictsOf("#commodity", "80%"), QStringList{u"contradict Lagoon market share: 65% / 80%"_s});
        QVERIFY(!verdictsOf("#actor #company", "80%").contains(u"contradict Lagoon market share: 65% / 80%"_s));
    }

    // A metal's own note says who makes most of it.
    void topProducers()
    {
        const auto verdictsOf = [](const QByteArray &label, const QByteArray &cell) {
            return verdicts("//- Lagoon.md\n#country\n//- Tin.md\n#commodity\n\n| Metric | Value |\n|---|---|\n| "
                            + label + " | " + cell
                            + " |\n| Uses | Cans |\n//- Ores.md\n#concept\n\n## Metals\n"
                              "| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 65% mining |\n");
        };
        QCOMPARE(verdictsOf("Top miner", "[[Lagoon]] (~60% of production)"),
                 QStringList{u"contradict Lagoon market share: 65% mining / ~60%"_s});
        QCOMPARE(verdictsOf("Top producer", "**[[Lagoon]]** (65% global), Skua (10%)"),
                 QStringList{u"agree Lagoon market share: 65% mining / 65%"_s});
        QCOMPARE(verdictsOf("Top refiner", "[[Lagoon]] (~60%)"), QStringList());
        QCOMPARE(verdictsOf("Top importer", "[[Lagoon]] (~60%)"), QStringList());
        QCOMPARE(verdictsOf("Top miner", "[[Lagoon]] (~60% of exports)"), QStringList());
        QCOMPARE(verdictsOf("Top miner", "[[Lagoon]] (60 mines)"), QStringList());
        QCOMPARE(verdictsOf("Top miner", "[[Lagoon]] (60%) of exports"), QStringList());
        QCOMPARE(verdictsOf("Top miner", "[[Lagoon]] (+60%)"), QStringList());
        QCOMPARE(verdictsOf("Scrap leader", "[[Lagoon]] (60%)"), QStringList());
    }

    // What a company tells of where its metals come from is of the place, not of the company.
    void suppliesOfCompanies()
    {
        const auto verdictsOf = [](const QByteArray &header) {
            return verdicts("//- Lagoon.md\n#country\n//- Tin.md\n#commodity\n//- Ores.md\n#concept\n\n## Metals\n"
                            "| Metal | [[Lagoon]] share |\n|---|---|\n| [[Tin]] | 65% |\n"
                            "//- Kestrel.md\n#actor #company\n\n## Exposure\n| Element | Use | Lagoon share of "
                            + header + " |\n|---|---|---|\n| [[Tin]] | Cans | 70% |\n");
        };
        QCOMPARE(verdictsOf("supply"), QStringList{u"contradict Lagoon market share: 70% / 65%"_s});
        QCOMPARE(verdictsOf("purchases"), QStringList());
    }

    // A company's part in a market is its business there.
    void marketsAsParts()
    {
        const auto verdictsOf = [](const QByteArray &market) {
            return verdicts(
                "//- Kestrel.md\n#actor #sails\n\n## Market position\n\n| Segment | Position | Notes |\n|---|---|---|\n"
                "| Sails | #2 | ~20% market share |\n//- Lofts.md\n#concept #sails\n\n## "
                + market + " market share\n\n| Company | Share |\n|---|---|\n| [[Kestrel]] | 15% |\n| Skua | 30% |\n");
        };
        QCOMPARE(verdictsOf("Sails"), QStringList{u"contradict Kestrel market share: ~20% / 15%"_s});
        QCOMPARE(verdictsOf("Hulls"), QStringList());
    }

    // The share behind a place may be followed by others'.
    void sharesBehindRanks()
    {
        QCOMPARE(verdicts(twoNotes("Sails position", "#3 (21% share \u2014 Skua 62%, Gull 17%)", "Sails market share",
                                   "12%")),
                 QStringList{u"contradict Kestrel market share: 21% / 12%"_s});
    }

    // What a company has a part of stands among what it has, or beside the other's owner.
    void holdings()
    {
        const auto verdictsOf = [](const QByteArray &owner, const QByteArray &heading, const QByteArray &cell) {
            return verdicts("//- Gull.md\n#actor #company\n\n| Metric | Value |\n|---|---|\n| Owner | " + owner
                            + " |\n| Founded | 1992 |\n//- Kestrel.md\n#actor #company\n\n## " + heading
                            + "\n\n| Segment | Description |\n|---|---|\n| Robots | " + cell + " |\n");
        };
        const QStringList contradiction{u"contradict Kestrel stake: 80% / 88%"_s};
        QCOMPARE(verdictsOf("[[Kestrel]] (80%)", "Business segments", "[[Gull]] (88%)"), contradiction);
        QCOMPARE(verdictsOf("[[Kestrel]] Motor Group (80%, since 2021)", "Business segments", "Gull (88%)"),
                 contradiction);
        QCOMPARE(verdictsOf("[[Kestrel]] (80%)", "Customers", "[[Gull]] (88%)"), QStringList());
        QCOMPARE(verdictsOf("[[Kestrel]] (80%)", "Business segments", "[[Gull]] (88% of sales)"), QStringList());
        QCOMPARE(verdictsOf("[[Kestrel]] (80%)", "Business segments", "Sails (88%)"), QStringList());
        QCOMPARE(verdictsOf("[[Kestrel]] (80%)", "Business segments", "[[Gull]] (88%) until 2021"), QStringList());
        QCOMPARE(verdictsOf("[[Kestrel]] employees (80%)", "Business segments", "[[Gull]] (88%)"), QStringList());
    }

    // Who controls a company has no share of a market.
    void controlOfCompanies() { QCOMPARE(verdicts(twoNotes("Market share", "20%", "Control", "51%")), QStringList()); }

    // Other measures beside a share are none.
    void growthBesideShares()
    {
        QCOMPARE(verdicts(twoNotes("Market share", "40%", "Market share", "40% hulls, 15% growth")),
                 QStringList{u"agree Kestrel market share: 40% / 40% hulls, 15% growth"_s});
    }

    // The genitive behind a link is no word of the scope.
    void genitives()
    {
        const Snapshot snapshot =
            vaultOf(metals("## [[Lagoon]]'s tin\n| Stage | [[Lagoon]] share |\n|---|---|\n| Mining | 40% |\n", {}));
        QCOMPARE(statementsIn(snapshot, u"Metals of the sea.md"_s),
                 QStringList{u"Lagoon: market share (mining tin) = 40%"_s});
    }

    // What a company's note says of its product, others say in a row of both.
    void products()
    {
        const auto verdictsOf = [](const QByteArray &model, const QByteArray &heading = "Hulls") {
            return verdicts(
                "//- Skua.md\n#actor #company\n//- Kestrel.md\n#actor #company\n## " + heading
                + "\n| Model | Price |\n|---|---|\n| Brine 1 | $16,000 |\n"
                  "//- Hulls.md\n#concept\n## Makers\n| Company | Model | Price |\n|---|---|---|\n| [[Kestrel]] | "
                + model + " | $13,500 |\n");
        };
        QCOMPARE(verdictsOf("Brine 1"), QStringList{u"contradict Kestrel price: $13,500 / $16,000"_s});
        QCOMPARE(verdictsOf("Brine 2"), QStringList());
        QCOMPARE(verdictsOf("Brine 1", "[[Skua]]"), QStringList());
        QCOMPARE(verdictsOf("Brine 1", "Competitors"), QStringList());
    }

    // Who uses a product that has a note is no figure of its maker.
    void usersOfProducts()
    {
        const auto verdictsOf = [](const QByteArray &tag) {
            return verdicts("//- Brine.md\n" + tag
                            + "\n| Metric | Value |\n|---|---|\n| MAU | 60M |\n"
                              "//- Kestrel.md\n#actor #company\n| Metric | Value |\n|---|---|\n| MAU | 90M |\n"
                              "//- Skua.md\n#actor #company\n## Apps\n| Company | Model | MAU |\n|---|---|---|\n"
                              "| [[Kestrel]] | [[Brine]] | 40M |\n| [[Skua]] | Gull | 2M |\n");
        };
        QCOMPARE(verdictsOf("#product"), QStringList{u"contradict Brine mau: 60M / 40M"_s});
        QCOMPARE(verdictsOf("#concept"), QStringList{u"contradict Kestrel mau: 90M / 40M"_s});
    }

    // That a sum is a year's may be left out where it is the same.
    void yearlySums()
    {
        QCOMPARE(verdicts(twoNotes("Trade covered", "~$170B/year", "Trade covered", "$170B")),
                 QStringList{u"agree Kestrel trade covered: ~$170B/year / $170B"_s});
        QCOMPARE(verdicts(twoNotes("Trade covered", "~$170B/year", "Trade covered", "$250B")), QStringList());
        QCOMPARE(verdicts(twoNotes("Trade covered", "$170B/year", "Trade covered", "€170B")), QStringList());
    }
};

QTEST_GUILESS_MAIN(ClaimSharesTest)
#include "claimsharestest.moc"
