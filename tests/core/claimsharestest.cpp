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
