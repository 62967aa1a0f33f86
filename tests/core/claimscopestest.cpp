// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// What figures are of, and when: those of other things and times are no news to each other.
class ClaimScopesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A heading that says of which market a share is says it of the shares below it.
    void headingsSayWhatSharesAreOf()
    {
        const auto verdictsBelow = [](const QByteArray &heading) {
            return verdicts(QByteArray("//- Kestrel.md\n#actor #parts\n//- Norrland.md\n#actor #parts\n## ") + heading
                            + "\n| Company | Share |\n|---|---|\n| [[Kestrel]] | 30% |\n//- Skua.md\n#actor #parts\n"
                              "## Sail market share (Ledger)\n| Company | Share |\n|---|---|\n| [[Kestrel]] | 7% |\n");
        };
        QCOMPARE(verdictsBelow("Rudder market share").size(), 0);
        QCOMPARE(verdictsBelow("Rudder market share (Ledger)").size(), 0);
        QCOMPARE(verdictsBelow("Sail market share (2025)").size(), 1);
        QCOMPARE(verdictsBelow("Makers of sails").size(), 1);
    }

    // What a row says of a product, and a list of another kind of thing, is not the company's.
    void capacitiesAreOfLines()
    {
        const auto verdictsBeside = [](const QByteArray &other) {
            return verdicts("//- Kestrel.md\n#actor #batteries\n## Output\n| Metric | Value |\n|---|---|\n"
                            "| Operating capacity | 676 GWh |\n"
                            + other);
        };
        const QByteArray company = "| Company | Capacity |\n|---|---|\n| [[Kestrel]] | 30 GWh |\n";
        QCOMPARE(verdictsBeside("//- Batteries.md\n#concept #batteries\n## Makers\n" + company).size(), 1);
        QCOMPARE(verdictsBeside("//- Salt flow batteries.md\n#concept #batteries\n## Makers\n" + company).size(), 0);
        QCOMPARE(verdictsBeside("//- Batteries.md\n#concept #batteries\n## Makers\n"
                                "| Company | Product | Capacity |\n|---|---|---|\n| [[Kestrel]] | Brine 2 | 30 GWh |\n")
                     .size(),
                 0);
        QCOMPARE(
            verdictsBeside("//- Batteries.md\n#concept #batteries\n## Makers\n"
                           "| Company | Product | Capacity |\n|---|---|---|\n| [[Kestrel]] | Cells, packs | 30 GWh |\n")
                .size(),
            1);
    }

    // Beside the shares of a market stand the sales in that market.
    void salesBesideShares()
    {
        const auto verdictsBelow = [](const QByteArray &heading) {
            return verdicts(QByteArray("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Revenue | $9B |\n"
                                       "//- Norrland.md\n#actor\n## ")
                            + heading
                            + "\n| Company | Share | Revenue |\n|---|---|---|\n| [[Kestrel]] | 30% | $4B |\n");
        };
        QCOMPARE(verdictsBelow("Rivals").size(), 1);
        QCOMPARE(verdictsBelow("Sail market share").size(), 0);
    }

    // Whose share it is, where a row says it, is to be said on the other side, too.
    void sharesOfOthers()
    {
        const auto verdictsOf = [](const QByteArray &name) {
            return verdicts("//- Kestrel.md\n#actor #fish\n## Fish\n| Metric | Value |\n|---|---|\n| " + name
                            + " | 50% |\n//- Norrland.md\n#actor #fish\n## Fish\nMostly cod and herring, from banks "
                              "far in the north:\n"
                              "| Company | Share |\n|---|---|\n| [[Kestrel]] | 8% |\n");
        };
        QCOMPARE(verdictsOf("Share of fish").size(), 1);
        QCOMPARE(verdictsOf("Herring's share of fish").size(), 0);
        QCOMPARE(verdictsOf("Kestrel's share of fish").size(), 1);
    }

    // What a table says of groups and their firms is not of the firm of that name.
    void figuresOfGroups()
    {
        const auto verdictsBelow = [](const QByteArray &headers) {
            return verdicts("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Revenue | $9B |\n"
                            "//- Houses.md\n#concept\n| "
                            + headers + " | Revenue |\n|---|---|---|\n| [[Kestrel]] | Sails | $24B |\n");
        };
        QCOMPARE(verdictsBelow("Group | Apex entity").size(), 0);
        QCOMPARE(verdictsBelow("Group | Colour").size(), 1);
        QCOMPARE(verdictsBelow("Company | Apex entity").size(), 1);
    }

    // An earlier time that is not said is no time; one of several values may be the other note's.
    void earlierAndSecondValues()
    {
        const auto verdictsBeside = [](const QByteArray &table) {
            return verdicts("//- Kestrel.md\n#actor\n" + table
                            + "//- Norrland.md\n#actor\n| Company | Valuation |\n|---|---|\n| [[Kestrel]] | $20B |\n");
        };
        const QByteArray rounds = "| Date | Valuation |\n|---|---|\n| 2025 | $20B |\n";
        QCOMPARE(verdictsBeside(rounds + "| Prior | $5B |\n").size(), 1);
        QCOMPARE(verdictsBeside(rounds + "| Series C | $5B |\n").size(), 2);
        const QByteArray sheet = "| Metric | Value |\n|---|---|\n| Valuation | ";
        QCOMPARE(verdictsBeside(sheet + "$13B booked; ~$20B billed |\n").size(), 0);
        QCOMPARE(verdictsBeside(sheet + "$13B booked; ~$24B billed |\n").size(), 1);
        QCOMPARE(verdictsBeside(sheet + "$13B; $20B |\n"),
                 QStringList{u"agree Kestrel valuation: $13B; $20B / $20B"_s});
        // Of the first nobody knows how much it is.
        QCOMPARE(verdictsBeside(sheet + "$10 / $12B |\n").size(), 0);
        // How exact a value is said to be is no value.
        QCOMPARE(verdictsBeside(sheet + "$80B ± $20B |\n"),
                 QStringList{u"contradict Kestrel valuation: $80B ± $20B / $20B"_s});
        QCOMPARE(verdictsBeside(sheet + "$23B ± $3B |\n"),
                 QStringList{u"agree Kestrel valuation: $23B ± $3B / $20B"_s});
        QCOMPARE(verdictsBeside(sheet + "$22B ± 10% |\n"),
                 QStringList{u"agree Kestrel valuation: $22B ± 10% / $20B"_s});
        QCOMPARE(verdictsBeside(sheet + "$13B (the first plan) → $19-21B (in spring) |\n").size(), 0);
    }

    // The older figures of a history are no news to a newer one elsewhere; the newest of it may be old.
    void aSeriesIsNotStale()
    {
        const QByteArray other =
            "//- Norrland.md\n#actor\n| Company | Revenue (2024) |\n|---|---|\n| [[Kestrel]] | $9B |\n";
        const auto history = [&](const QByteArray &rows) {
            return verdicts("//- Kestrel.md\n#actor\n## Financials\n| Year | Revenue |\n|---|---|\n" + rows + other);
        };
        QCOMPARE(history("| 2021 | $2B |\n| 2022 | $3B |\n| 2025 | $4B |\n"),
                 QStringList{u"stale Kestrel revenue: $4B / $9B"_s});
        QCOMPARE(history("| 2021 | $2B |\n| 2022 | $3B |\n"), QStringList{u"stale Kestrel revenue: $3B / $9B"_s});
        QCOMPARE(history("| 2021 | $2B |\n| 2024 | $3B |\n"), QStringList{u"contradict Kestrel revenue: $3B / $9B"_s});
        // What is in italics is expected.
        QCOMPARE(history("| 2021 | $2B |\n| *2025* | *$4B* |\n"), QStringList{u"stale Kestrel revenue: $2B / $9B"_s});
        // A price at the end of a year stays what it was.
        QCOMPARE(
            verdicts(
                "//- Kestrel.md\n#actor\n## Prices\n| Year | Share price |\n|---|---|\n| 2021 | $2 |\n| 2022 | $3 |\n"
                "//- Norrland.md\n#actor\n| Company | Share price (2024) |\n|---|---|\n| [[Kestrel]] | $9 |\n"),
            QStringList{});
    }

    // The sum of a quarter, of whatever year, is none of a year.
    void quartersWithoutAYear()
    {
        QCOMPARE(
            verdicts("//- Kestrel.md\n#actor\n## Sales\n| Quarter | Revenue |\n|---|---|\n| Q1 | $2B |\n| Q2 | $3B |\n"
                     "//- Norrland.md\n#actor\n| Company | Revenue |\n|---|---|\n| [[Kestrel]] | $9B |\n"),
            QStringList{});
    }

    // What a company is to be worth on a day to come is no figure of today.
    void whatIsToComeIsExpected()
    {
        const auto verdictsWith = [](const QByteArray &footer, const QByteArray &when) {
            return verdicts(
                "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Valuation | $3B |\n"
                "//- Listings.md\n#concept\n| Company | Valuation | Timeline |\n|---|---|---|\n| [[Kestrel]] | $9B | "
                + when + " |\n\n" + footer + "\n");
        };
        QCOMPARE(verdictsWith("*Updated 2026-03-01*", "H2 2026 listing").size(), 0);
        QCOMPARE(verdictsWith("*Updated 2026-03-01*", "Listed in 2025").size(), 1);
        QCOMPARE(verdictsWith("*Updated 2027-03-01*", "H2 2026 listing").size(), 1);
    }

    // Who says since when says that it is so still, and a change is of its last time.
    void timesOfValues()
    {
        const auto said = [](const QByteArray &name, const QByteArray &value) {
            const QByteArray vault =
                "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| " + name + " | " + value + " |\n";
            return statementsIn(vaultOf(vault), u"Kestrel.md"_s).join(u'\n');
        };
        QCOMPARE(said("Rank", "#1 since 2017"), u"Kestrel: rank = #1 since 2017"_s);
        QCOMPARE(said("Capacity", "10 GWh (2020) → 20 GWh (2022) → 30 GWh (2024)"),
                 u"Kestrel: capacity = 10 GWh (2020) → 20 GWh (2022) → 30 GWh (2024) @2024"_s);
    }

    // A section that is called after a measure is not what the measure is of.
    void theNameOfAMeasureIsNoScope()
    {
        QCOMPARE(
            statementsIn(
                vaultOf("//- Kestrel.md\n#actor\n## MAU in ports\n| Month | MAU |\n|---|---|\n| Jan 2024 | 3M |\n"),
                u"Kestrel.md"_s),
            QStringList{u"Kestrel: mau (port) = 3M @2024-01"_s});
    }

    // The only year that headers say is that of the sums beside it, too; a price may be of any day.
    void sumsBesideAYear()
    {
        const auto saidBelow = [](const QByteArray &header) {
            const QByteArray vault = "//- Kestrel.md\n#actor\n//- Owners.md\n#concept\n| Company | " + header
                                     + " |\n|---|---|---|---|\n| [[Kestrel]] | $1B | $4B | $9 |\n";
            return statementsIn(vaultOf(vault), u"Owners.md"_s);
        };
        QCOMPARE(saidBelow("2024 harbour fees | Revenue | Share price"),
                 (QStringList{u"Kestrel: harbour fee = $1B @2024"_s, u"Kestrel: revenue = $4B @2024"_s,
                              u"Kestrel: share price = $9"_s}));
        QCOMPARE(saidBelow("2024 harbour fees | Revenue | EPS (2025)"),
                 (QStringList{u"Kestrel: harbour fee = $1B @2024"_s, u"Kestrel: revenue = $4B"_s,
                              u"Kestrel: eps = $9 @2025"_s}));
        QCOMPARE(saidBelow("2024 target fees | Revenue | Share price").at(1), u"Kestrel: revenue = $4B"_s);
    }

    // A column of growth grows with the one before it.
    void growthIsOfTheColumnBefore()
    {
        QCOMPARE(statementsIn(vaultOf("//- Kestrel.md\n#actor\n| Year | Revenue | Growth | Net income | Growth |\n"
                                      "|---|---|---|---|---|\n| 2024 | $3B | 4% | $1B | 9% |\n"),
                              u"Kestrel.md"_s),
                 (QStringList{u"Kestrel: revenue = $3B @2024"_s, u"Kestrel: revenue growth = 4% @2024"_s,
                              u"Kestrel: net income = $1B @2024"_s, u"Kestrel: net income growth = 9% @2024"_s}));
    }

    // That only the notes' dates tell which figure is older is said.
    void theDateOfANoteIsWeakEvidence()
    {
        const auto isWeak = [](const QByteArray &value, const QByteArray &other, const QByteArray &footer) {
            ClaimIndex index;
            const QByteArray vault = twoNotes("Market cap", value, "Market cap", other) + '\n' + footer + '\n';
            index.update(vaultOf(vault));
            const QList<Claim> claims = index.claims();
            return claims.size() == 1 && claims.first().judgement.verdict == Verdict::Stale
                   && claims.first().judgement.weak;
        };
        QVERIFY(isWeak("$60B (Apr 2026)", "$30B", "*Updated 2026-01-20*"));
        QVERIFY(!isWeak("$60B (Apr 2026)", "$30B (2024)", "*Updated 2026-01-20*"));
    }

    // Who expects something of the same time later has revised it; what is expected of another time is another thing.
    void forecastsAreRevised()
    {
        const auto judged = [](const QByteArray &label, const QByteArray &other, const QByteArray &footer) {
            const QStringList found =
                verdicts("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| " + label
                         + " | $60B |\n\n*Updated 2026-04-20*\n//- Spending.md\n#concept\n| Company | " + other
                         + " |\n|---|---|\n| [[Kestrel]] | $30B |\n" + footer);
            return found.isEmpty() ? QString() : found.join(u' ').section(u':', 0, 0);
        };
        const QByteArray earlier = "\n*Updated 2026-01-20*\n";
        QCOMPARE(judged("2026 capex guidance", "2026 capex forecast", earlier), u"stale Kestrel capex"_s);
        QCOMPARE(judged("2026 capex guidance", "2026 capex forecast", "\n*Updated 2026-04-20*\n"),
                 u"contradict Kestrel capex"_s);
        QCOMPARE(judged("2026 capex guidance", "2026 capex forecast", ""), u"not-comparable Kestrel capex"_s);
        QCOMPARE(judged("2027 capex guidance", "2026 capex forecast", earlier), QString());
        QCOMPARE(judged("2025 capex", "2025 capex", earlier), u"contradict Kestrel capex"_s);
    }

    // A list ranks by what its note and headings name, not by what their tags speak of, too.
    void listsRankByTheirNames()
    {
        const auto judged = [](const QByteArray &label, const QByteArray &name) {
            return verdicts("//- Kestrel.md\n#actor #boats #sails\n| Metric | Value |\n|---|---|\n| " + label
                            + " | #2 |\n//- " + name
                            + ".md\n#concept #boats #sails\n| Rank | Company |\n|---|---|\n| #7 | [[Kestrel]] |\n");
        };
        QCOMPARE(judged("Boat rank", "Boats").size(), 1);
        QCOMPARE(judged("Sail rank", "Boats").size(), 0);
        QCOMPARE(judged("Sail rank", "Sails").size(), 1);
    }

    // Beside shares the number of a row is a place in their market; alone it says how long the list is.
    void listsOfSharesRank()
    {
        const auto judged = [](const QByteArray &header, const QByteArray &place, const QByteArray &first) {
            return verdicts("//- Kestrel.md\n#actor #boats\n| Metric | Value |\n|---|---|\n| Rank | #2 boat maker |\n"
                            "//- Skua.md\n#actor\n//- Boats.md\n#concept #boats\n| Rank | Company | "
                            + header + " |\n|---|---|---|\n| 1 | [[Skua]] | " + first + " |\n| " + place
                            + " | [[Kestrel]] | 12% |\n");
        };
        QCOMPARE(judged("Market share", "2", "20%"), QStringList(u"agree Kestrel rank: 2 / #2 boat maker"_s));
        QCOMPARE(judged("Share", "3", "20%"), QStringList(u"contradict Kestrel rank: 3 / #2 boat maker"_s));
        QCOMPARE(judged("Rise", "3", "20%"), QStringList());
        // The list is in another order.
        QCOMPARE(judged("Share", "3", "5%"), QStringList());
        QCOMPARE(judged("Share of exports", "3", "20%"), QStringList());
    }

    // A figure of more than a digit that both say is the same one, though one says less of what it is of.
    void equalFiguresAreOfTheSame()
    {
        const auto judged = [](const QByteArray &name, const QByteArray &value, const QByteArray &other) {
            return verdicts("//- Kestrel.md\n#actor #fund\n| Metric | Value |\n|---|---|\n| " + name + " | " + value
                            + " |\n//- Funds.md\n#concept\n| Fund | AUM |\n|---|---|\n| [[Kestrel]] | " + other
                            + " |\n");
        };
        QCOMPARE(judged("AUM (North)", "$22M", "~$22M"), QStringList(u"agree Kestrel aum: ~$22M / $22M"_s));
        QCOMPARE(judged("AUM (North)", "$22M", "$25M"), QStringList());
        QCOMPARE(judged("AUM (North)", "$20M", "$20M"), QStringList());
        QCOMPARE(judged("AUM (North)", "$22M (2024)", "$22M (2025)"), QStringList());
        QCOMPARE(judged("AUM (North)", "$22M+", "$28M"), QStringList());
        QCOMPARE(judged("AUM", "$22M", "$25M"), QStringList(u"contradict Kestrel aum: $25M / $22M"_s));
        for (const char *const other : {"Peak AUM", "Previous AUM", "Target AUM"})
            QVERIFY2(judged(other, "$22M", "$22M").isEmpty(), other);
        // Of a market another part stays another one.
        const auto shares = [](const QByteArray &name) {
            return verdicts("//- Kestrel.md\n#actor #boats\n| Metric | Value |\n|---|---|\n| " + name
                            + " | 65% |\n//- Boats.md\n#concept #boats\n| Company | Share |\n|---|---|\n"
                              "| [[Kestrel]] | 65% |\n");
        };
        QCOMPARE(shares("Market share").size(), 1);
        QCOMPARE(shares("Oar market share").size(), 0);
    }

    // A note whose name is a measure and what it is of is of that, whatever its headers leave out.
    void namesOfNotesSayScopes()
    {
        const auto judged = [](const QByteArray &note) {
            return verdicts("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| 2025 sail capex | $72B |\n//- "
                            + note + ".md\n#concept\n| Company | 2025 capex |\n|---|---|\n| [[Kestrel]] | $65B |\n");
        };
        QCOMPARE(judged("Sail capex race"), QStringList(u"contradict Kestrel capex: $72B / $65B"_s));
        QCOMPARE(judged("Sail race"), QStringList());
        QCOMPARE(judged("Capex race"), QStringList());
    }

    // A bound tells nothing of what is far beyond it; that one is older stays to be told.
    void boundsEndSomewhere()
    {
        QCOMPARE(verdicts(twoNotes("Total raised", "$160M+", "Total raised", "$180M")),
                 QStringList(u"agree Kestrel total raised: $160M+ / $180M"_s));
        QCOMPARE(verdicts(twoNotes("Total raised", "$160M+", "Total raised", "$640M")), QStringList());
        QCOMPARE(verdicts(twoNotes("Total raised", "$160M+ (2022)", "Total raised", "$640M (2025)")),
                 QStringList(u"stale Kestrel total raised: $160M+ (2022) / $640M (2025)"_s));
    }

    // The bound that tells is that of the values which agree.
    void boundsOfOneCurrency()
    {
        QCOMPARE(verdicts(twoNotes("Total raised", "£450M+ ($700M)", "Total raised", "$700M")),
                 QStringList(u"agree Kestrel total raised: £450M+ ($700M) / $700M"_s));
        QCOMPARE(verdicts(twoNotes("Valuation", "€12B ($14B, Sep 2025)", "Valuation", "$14B")),
                 QStringList(u"agree Kestrel valuation: €12B ($14B, Sep 2025) / $14B"_s));
        // A part of it, or what it was, is not the same sum.
        QVERIFY(!verdicts(twoNotes("Revenue", "$10B (€3B in Europe)", "Revenue", "€3B")).join(u' ').contains(u"agree"));
        QVERIFY(!verdicts(twoNotes("Valuation", "$5B (€4B in 2020)", "Valuation", "€6B"))
                     .join(u' ')
                     .contains(u"contradict"));
    }

    // Two ranges agree where one holds the other; what only overlaps are two opinions.
    void rangesAgreeWithinEachOther()
    {
        QCOMPARE(verdicts(twoNotes("Valuation", "$20-30B", "Valuation", "$22-25B")),
                 QStringList(u"agree Kestrel valuation: $20-30B / $22-25B"_s));
        QCOMPARE(verdicts(twoNotes("Valuation", "$20-30B", "Valuation", "$25-35B")),
                 QStringList(u"contradict Kestrel valuation: $20-30B / $25-35B"_s));
        QCOMPARE(verdicts(twoNotes("Valuation", "$20-30B", "Valuation", "$30B")),
                 QStringList(u"agree Kestrel valuation: $20-30B / $30B"_s));
    }

    // The head of a note is to be so now: that the same note knows better further down is no excuse.
    void headsOfNotesGoOutOfDate()
    {
        const auto judged = [](const QByteArray &heading) {
            return verdicts("//- Kestrel.md\n#product\n" + heading
                            + "| Metric | Value |\n|---|---|\n| MAU | 159M (Oct 2025) |\n\n## Growth\n"
                              "| Metric | Value |\n|---|---|\n| MAU | 345M (May 2026) |\n"
                              "//- Skua.md\n#actor #company\n| Metric | Value |\n|---|---|\n"
                              "| Kestrel MAU | 341M (May 2026) |\n");
        };
        const QString stale = u"stale Kestrel mau: 159M (Oct 2025) / 341M (May 2026)"_s;
        QVERIFY(judged("## Quick stats\n").contains(stale));
        QVERIFY(!judged("## The autumn of 2025\n").contains(stale));
    }

    // A note that gives a figure with its time and, elsewhere, without one tells its history.
    void aNoteKeepsItsHistory()
    {
        QCOMPARE(verdicts("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Backlog | $3B |\n\n"
                          "## Results\n| Metric | Value |\n|---|---|\n| Backlog | $4B (Q1 2026) |\n"),
                 QStringList{});
    }
};

QTEST_GUILESS_MAIN(ClaimScopesTest)
#include "claimscopestest.moc"
