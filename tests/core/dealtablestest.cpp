// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// What the note of Kestrel, a company, or of a topic says in `text` of those named in `vault`.
QStringList said(const QByteArray &text, const QByteArray &tags = "#actor #boats")
{
    const QByteArray vault = "//- Kestrel.md\n" + tags + "\n\n" + text
                             + "\n//- Norrland.md\n#actor #boats\n//- Skua.md\n#actor #boats\n"
                               "//- Moors.md\n#concept #trade\n";
    return statementsIn(vaultOf(vault), u"Kestrel.md"_s);
}

} // namespace

/// Tables of takeovers and of rounds, and those that compare topics.
class DealTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Who is taken over, not by whom, is whom a row of takeovers is about.
    void targets()
    {
        const QStringList deal{u"Skua: deal value = $5B @2026-01"_s};
        QCOMPARE(said("| Date | Acquirer | Target | Value |\n|---|---|---|---|\n"
                      "| Jan 2026 | [[Norrland]] | [[Skua]] | $5B |\n",
                      "#concept")
                     .filter(u"$5B"_s),
                 deal);
        QCOMPARE(
            said("| Date | Target | Country | Value |\n|---|---|---|---|\n"
                 "| Jan 2026 | **[[Skua]]** | Norway | $5B |\n| 2024 | Heron (from [[Norrland]]) | Norway | $2B |\n")
                .filter(u"$"_s),
            (QStringList{u"Skua: deal value = $5B @2026-01"_s, u"Heron: deal value = $2B @2024"_s}));
        QCOMPARE(said("| Target | Amount | Status |\n|---|---|---|\n| [[Skua]] | $5B | Closed |\n").filter(u"$5B"_s),
                 QStringList{u"Skua: deal value = $5B"_s});
    }

    // A target that is a figure or an aim is nobody.
    void otherTargets()
    {
        QCOMPARE(said("| Date | Target | Value |\n|---|---|---|\n| Jan 2026 | 5 GWh | $5B |\n").filter(u"deal"_s),
                 QStringList());
        QCOMPARE(said("| Metric | Target | Value |\n|---|---|---|\n| Revenue | [[Skua]] | $5B |\n").filter(u"deal"_s),
                 QStringList());
        QCOMPARE(said("| Region | Target | Value |\n|---|---|---|\n| North | [[Skua]] | $5B |\n").filter(u"deal"_s),
                 QStringList());
    }

    // What a company was worth at a round it was worth then, as a whole.
    void rounds()
    {
        const QByteArray rows = "| Series B | Jan 2024 | $30M | $480M |\n| Series A | | $10M | $90M |\n";
        const QStringList valuations =
            said("## Cap table\n\n| Round | Date | Amount | Valuation |\n|---|---|---|---|\n" + rows)
                .filter(u"valuation"_s);
        QCOMPARE(valuations.size(), 2);
        QCOMPARE(valuations.first(), u"Kestrel: valuation = $480M @2024-01"_s);
        // Of no time it is of that round alone.
        QVERIFY2(valuations.last().startsWith(u"Kestrel: valuation (") && valuations.last().contains(u"sery"),
                 qPrintable(valuations.last()));
        const QStringList parts =
            said("| Unit | Date | Amount | Valuation |\n|---|---|---|---|\n| Sails | Jan 2024 | $30M | $480M |\n");
        QVERIFY2(parts.filter(u"valuation"_s).first().contains(u"sail"), qPrintable(parts.join(u'\n')));
    }

    // A header of two measures, or of one left open, is of that which a cell names.
    void headersLeftOpen()
    {
        const QByteArray row = "|---|---|---|\n| [[Skua]] | $65B capex | 50% operating margin |\n";
        QCOMPARE(said("| Company | 2025 capex/burn | Margin |\n" + row),
                 (QStringList{u"Skua: capex = $65B @2025"_s, u"Skua: operating margin = 50%"_s}));
        QCOMPARE(said("| Company | Burn | Notes |\n" + row).filter(u"capex ="_s), QStringList());
    }

    // Of what all have a country holds a share.
    void sharesOfTheWorld()
    {
        const auto reserves = [](const QByteArray &value) {
            return said("| Metric | Value |\n|---|---|\n| Peat reserves | " + value + " |\n");
        };
        QCOMPARE(reserves("**~21% of world total**"),
                 QStringList{u"Kestrel: market share (peat reserve) = **~21% of world total**"_s});
        QCOMPARE(reserves("21% of sales").filter(u"share"_s), QStringList());
    }

    // A topic's note may set itself against others; among words for metrics alone notes are no subjects.
    void topics()
    {
        QCOMPARE(said("| Dimension | Kestrel | Moors |\n|---|---|---|\n| Population | 2.2B | 500M |\n", "#concept"),
                 (QStringList{u"Kestrel: population = 2.2B"_s, u"Moors: population = 500M"_s}));
        QCOMPARE(said("| Metric | Fens | Moors |\n|---|---|---|\n| Population | 2.2B | 500M |\n").filter(u"Moors:"_s),
                 QStringList());
    }
};

QTEST_GUILESS_MAIN(DealTablesTest)
#include "dealtablestest.moc"
