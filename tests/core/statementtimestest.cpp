// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/takenvalue.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList said(const QByteArray &text)
{
    return statementsIn(vaultOf(QByteArray("//- Kestrel.md\n#company\n" + text)), u"Kestrel.md"_s);
}

QString saidBelow(const QByteArray &heading, const QByteArray &label = "Revenue", const QByteArray &value = "$4B")
{
    return said("## " + heading + "\n\n| Metric | Value |\n|---|---|\n| " + label + " | " + value + " |\n").join(u'\n');
}

} // namespace

/// When figures hold, and what headings say that they are of.
class StatementTimesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headings_data()
    {
        QTest::addColumn<QByteArray>("heading");
        QTest::addColumn<QString>("stated");
        // The scope and the time of what stands below the heading.
        const auto row = [](const char *name, const char *heading, const QString &scope, const QString &time = {}) {
            QTest::newRow(name) << QByteArray(heading)
                                << QString(u"Kestrel: revenue"_s
                                           + (scope.isEmpty() ? QString() : QString(u" ("_s + scope + u')'))
                                           + u" = $4B"_s + (time.isEmpty() ? QString() : QString(u" @"_s + time)));
        };
        // What is said beside results, and what happened on a day, is news.
        row("results", "Q4 2025 results and a warning (Feb 11, 2026)", u""_s, u"2025-Q4"_s);
        row("results with a clause", "Q4 2025 earnings \u2014 first-ever profit (reported Mar 10, 2026)", u""_s,
            u"2025-Q4"_s);
        row("a day", "May 5, 2026 \u2014 Kestrel crosses the sea", u""_s, u"2026-05-05"_s);
        row("a day without a dash", "March 19, 2026 decision", u""_s, u"2026-03-19"_s);
        row("an event", "Harbour fair 2026 (March 5)", u""_s, u"2026"_s);
        row("a clause", "Hulls \u2014 a record year", u"hull"_s);
        // Accounts are no part of a company.
        row("accounts", "Balance sheet", u""_s);
        row("selected", "Selected annual results", u""_s);
        row("metrics", "Revenue and profitability (USD)", u""_s);
        row("a kind", "Yard-specific metrics", u""_s);
        row("actuals", "FY2025 actuals", u""_s, u"FY2025"_s);
        row("who says so", "2025 milestone (Ledger, Jan 2026)", u""_s, u"2025"_s);
        row("adjusted", "Non-GAAP view", u"adjusted view"_s);
        // But parts are, and so is what somebody else sold or bought.
        row("a part", "Hull division", u"hull"_s);
        row("a part's results", "Hull Q1 2026 results", u"hull"_s, u"2026-Q1"_s);
        row("a deal", "June 3, 2026: acquisition of a shipyard", u"acquisition shipyard"_s, u"2026-06-03"_s);
        // Since when something was so dates nothing, nor does a name.
        row("since", "The best year since 1999", u"best"_s);
        row("until now", "Overview (2019-present)", u""_s);
        row("years", "Overview (2019-2020)", u""_s, u"2019/2020"_s);
    }

    void headings()
    {
        QFETCH(const QByteArray, heading);
        QTEST(saidBelow(heading), "stated");
    }

    // A quarter without its year is that of the heading, or the last that was over; what is planned comes after it.
    void quartersOfHeadings()
    {
        QCOMPARE(said("## Q4 2025 earnings (Jan 23, 2026)\n\n| Metric | Q4 actual | Q1 guidance |\n|---|---|---|\n"
                      "| Revenue | $3B | $4B |\n"),
                 (QStringList{u"Kestrel: revenue = $3B @2025-Q4"_s, u"Kestrel: revenue = $4B @2026-Q1"_s}));
        QCOMPARE(saidBelow("Apr 24, 2026 report", "Q1 revenue"), u"Kestrel: revenue = $4B @2026-Q1"_s);
        QCOMPARE(saidBelow("Jan 24, 2026 report", "Q4 revenue"), u"Kestrel: revenue = $4B @2025-Q4"_s);
        QCOMPARE(saidBelow("Results", "FQ3 2026 revenue"), u"Kestrel: revenue = $4B @FY2026-Q3"_s);
        QCOMPARE(saidBelow("Jun 24, 2026 \u2014 fiscal Q3 2026: record"), u"Kestrel: revenue = $4B @FY2026-Q3"_s);
        QCOMPARE(said("## Financials (2025)\n\n| Quarter | Revenue |\n|---|---|\n| Q3 | $3B |\n| Jan-Sep | $8B |\n"),
                 (QStringList{u"Kestrel: revenue = $3B @2025-Q3"_s, u"Kestrel: revenue = $8B @2025-01/2025-09"_s}));
        QCOMPARE(said("## Financials\n\nAs the Ledger reported (Feb 2026):\n\n| Period | Revenue |\n|---|---|\n"
                      "| Jan-Sep | $8B |\n"),
                 QStringList{u"Kestrel: revenue = $8B @2025-01/2025-09"_s});
    }

    // Years below "FY" are financial ones.
    void financialYears()
    {
        QCOMPARE(said("## Results\n\n| FY | Revenue |\n|---|---|\n| 2025 | $4B |\n"),
                 QStringList{u"Kestrel: revenue = $4B @FY2025"_s});
        QCOMPARE(said("## Results\n\n| Year | Revenue |\n|---|---|\n| 2025 | $4B |\n"),
                 QStringList{u"Kestrel: revenue = $4B @2025"_s});
    }

    // A line beside the table says of which day some of its columns are.
    void footnotes()
    {
        const QByteArray table =
            "| Company | Period | Revenue | Mkt cap |\n|---|---|---|---|\n| Kestrel | FY25 | $4B | "
            "$40B |\n";
        const QStringList dated{u"Kestrel: revenue = $4B @FY2025"_s, u"Kestrel: market cap = $40B @2026-02-26"_s};
        const QStringList undated{u"Kestrel: revenue = $4B @FY2025"_s, u"Kestrel: market cap = $40B"_s};
        QCOMPARE(
            said("## Rivals\n\n" + table + "\n*Fares are net. Market caps as of Feb 26, 2026. Sources: reports.*\n"),
            dated);
        QCOMPARE(said("## Rivals\n\nMarket caps as of Feb 26, 2026:\n\n" + table), dated);
        QCOMPARE(said("## Rivals\n\n" + table + "\n*Fares as of Feb 26, 2026.*\n"), undated);
        QCOMPARE(said("## Rivals\n\n" + table + "\nMarket caps as of Feb 26, 2026 were read by many.\n"), undated);
    }

    // A line below the table says when its sources were: what they knew then is of then, results and rates are not.
    void sources_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("period");
        const auto row = [](const char *line, const QString &period = {}) {
            QTest::newRow(line) << QByteArray(line) << period;
        };
        row("Sources: the yards' own reports (Jan 2026)", u"2026-01"_s);
        row("*Source: Ledger, March 2026*", u"2026-03"_s);
        row("**Source:** [Ledger, May 3 2026](https://ledger.example/2025-02-01)", u"2026-05-03"_s);
        row("Data: harbour masters, as of Q1 2026", u"2026-Q1"_s);
        row("*Source: Ledger (2024 data)*", u"2024"_s);
        row("*Sources: Ledger, Tide, Herald (Mar 10-13, 2026)*", u"2026-03-10/2026-03-13"_s);
        row("Source: Ledger https://ledger.example/2025-02-01 (May 2026)", u"2026-05"_s);
        // Titles, several times, and spans say none; nor does any other sentence.
        row("*Source: Yearbook of Hulls 2026*");
        row("*Sources: Ledger (Jan 2026), Tide (Mar 2026)*");
        row("*Source: the yards' reports (Jan 2024 to Mar 2026)*");
        row("Source: Ledger, since March 2026");
        row("Source: the yards");
        row("The Ledger (Jan 2026) says as much.");
        row("*Lost in a storm in March 2026*");
    }
    void sources()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QString, period);
        const QString time = period.isEmpty() ? QString() : QString(u" @"_s + period);
        QCOMPARE(said("## Rivals\n\n| Company | Employees | Revenue | Gross margin | Founded |\n|---|---|---|---|---|\n"
                      "| Kestrel | 40 | $4B | 30% | 1990 |\n\n"
                      + line + "\n"),
                 (QStringList{u"Kestrel: employees = 40"_s + time, u"Kestrel: revenue = $4B"_s,
                              u"Kestrel: gross margin = 30%"_s, u"Kestrel: founded = 1990"_s}));
    }

    // What cell, column or section say goes before the sources.
    void sourcesComeLast()
    {
        const auto saidWith = [](const QByteArray &heading, const QByteArray &header, const QByteArray &value) {
            return said("## Rivals" + heading + "\n\n| Company | Employees" + header + " |\n|---|---|\n| Kestrel | "
                        + value + " |\n\n*Source: Ledger, March 2026*\n*Updated 2026-06-01*\n");
        };
        QCOMPARE(saidWith("", "", "40"), QStringList{u"Kestrel: employees = 40 @2026-03"_s});
        QCOMPARE(saidWith("", "", "40 (Jan 2026)"), QStringList{u"Kestrel: employees = 40 (Jan 2026) @2026-01"_s});
        QCOMPARE(saidWith("", " (2025)", "40"), QStringList{u"Kestrel: employees = 40 @2025"_s});
        QCOMPARE(saidWith(" (Feb 2026)", "", "40"), QStringList{u"Kestrel: employees = 40 @2026-02"_s});
    }

    // A link to something that is called after a year does not date what it leads to.
    void namesWithYears()
    {
        const QByteArray table = "| Metric | Value |\n|---|---|\n| Employees | 40 |\n";
        QCOMPARE(said("## Facts\n\nThose who won in the [[Drought 2024-2025]]:\n\n" + table),
                 QStringList{u"Kestrel: employees = 40"_s});
        QCOMPARE(said("## Facts\n\nAs told on [[2025-03-04]]:\n\n" + table),
                 QStringList{u"Kestrel: employees = 40 @2025-03-04"_s});
    }

    // Behind a semicolon stands another value, behind "surpassing" another time; "above consensus" is what was.
    void tails()
    {
        QCOMPARE(saidBelow("Facts", "Revenue (2025)", "$8B; projected $14B (2026)"),
                 u"Kestrel: revenue = $8B; projected $14B (2026) @2025"_s);
        QCOMPARE(saidBelow("Facts", "Revenue (2025)", "$8B (surpassing $7B in Q3 2018)"),
                 u"Kestrel: revenue = $8B (surpassing $7B in Q3 2018) @2025"_s);
        QCOMPARE(saidBelow("Facts", "2026 revenue", "$8B (said in Apr 2025)"),
                 u"Kestrel: revenue = $8B (said in Apr 2025) @2026"_s);
        QCOMPARE(saidBelow("Facts", "Revenue", "$8B TTM (Sep 2025)"),
                 u"Kestrel: revenue = $8B TTM (Sep 2025) @2024-10/2025-09"_s);
        const QByteArray plan =
            "//- Kestrel.md\n#company\n## Facts\n| Metric | Value |\n|---|---|\n| 2025 revenue | $8B ";
        const QByteArray other =
            " |\n//- Norrland.md\n#company\n| Company | 2025 revenue |\n|---|---|\n| [[Kestrel]] | $9B |\n";
        QCOMPARE(verdicts(plan + "(41% above consensus)" + other).size(), 1);
        QCOMPARE(verdicts(plan + "(consensus)" + other).size(), 0);
    }

    // An estimate of a year that is not over is expected; the result of one that is over is a result.
    void estimates()
    {
        const auto verdictsWith = [](const QByteArray &footer) {
            return verdicts(
                       "//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| 2026 revenue (est.) | $8B "
                       "|\n\n*Updated "
                       + footer
                       + "*\n//- Norrland.md\n#company\n| Company | 2026 revenue |\n|---|---|\n| [[Kestrel]] | $9B |\n")
                .size();
        };
        QCOMPARE(verdictsWith("2026-03-01"), 0);
        QCOMPARE(verdictsWith("2027-03-01"), 1);
    }

    // "Founded | 1865 (Harbour)" is a year.
    void yearsBeforeAPlace()
    {
        QCOMPARE(saidBelow("Facts", "Founded", "1865 (Hong Kong)"), u"Kestrel: founded = 1865 (Hong Kong)"_s);
    }

    // Rounds that are passed are no news to what says no time; the newest is.
    void passedRounds()
    {
        QCOMPARE(
            verdicts(
                "//- Kestrel.md\n#company\n## Rounds\n| Date | Valuation |\n|---|---|\n| Jan 2024 | $2B |\n"
                "| Jan 2025 | $5B |\n| Jan 2026 | $9B |\n//- Race.md\n#concept\n| Company | Valuation |\n|---|---|\n"
                "| [[Kestrel]] | $5B |\n"),
            (QStringList{u"agree Kestrel valuation: $5B / $5B"_s, u"stale Kestrel valuation: $9B / $5B"_s}));
    }

    // Whoever takes over a value takes its time with it, where the old one's stood in the cell.
    void takenValues()
    {
        const auto taken = [](const QByteArray &from, const QByteArray &to) {
            const Snapshot snapshot =
                vaultOf(QByteArray("//- Kestrel.md\n#company\n" + from + "//- Norrland.md\n#company\n" + to));
            Lexicon lexicon(snapshot);
            const auto first = [&](int file) { return statementsOf(snapshot.file(file), lexicon).first(); };
            const Statement value = first(0);
            const Statement old = first(1);
            return takenText(value, value.place.range.in(snapshot.note(0).text), old,
                             old.place.range.in(snapshot.note(1).text))
                .value_or("nothing");
        };
        const QByteArray dated = "| Metric | Value |\n|---|---|\n| Employees | 30 (Sep 2024) |\n";
        const QByteArray undated = "| Metric | Value |\n|---|---|\n| Employees | 30 |\n";
        const auto below = [](const QByteArray &time, const QByteArray &value = "40") {
            return "## Facts (" + time + ")\n| Metric | Value |\n|---|---|\n| Employees | " + value + " |\n";
        };
        QCOMPARE(taken(below("Feb 26, 2026"), dated), "40 (Feb 26, 2026)");
        QCOMPARE(taken(below("2026-03"), dated), "40 (Mar 2026)");
        QCOMPARE(taken(below("2026"), dated), "40 (2026)");
        QCOMPARE(taken(below("2026"), undated), "40");
        QCOMPARE(taken(below("2026", "40 (May 2025)"), dated), "40 (May 2025)");
        QCOMPARE(taken(undated, dated), "30");
    }

    // What only a header says of a number goes along, where the other's header does not say the same.
    void takenUnits_data()
    {
        QTest::addColumn<QByteArray>("fromName");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("toName");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *what, const char *fromName, const char *from, const char *toName,
                            const char *to, const char *expected) {
            QTest::newRow(what) << QByteArray(fromName) << QByteArray(from) << QByteArray(toName) << QByteArray(to)
                                << QByteArray(expected);
        };
        row("a scale and a currency", "Market cap ($B)", "6.2", "Market cap", "$4B", "$6.2B");
        row("the same ones", "Market cap ($B)", "6.2", "Market cap ($B)", "4", "6.2");
        row("another scale", "Market cap ($B)", "6.2", "Market cap ($M)", "4,000", "$6.2B");
        row("into a column that says them", "Market cap", "**$6.2B**", "Market cap ($B)", "4", "**$6.2B**");
        row("a percent sign", "Market share (%)", "~45", "Market share", "37%", "~45%");
        row("a unit", "Capacity (GWh)", "45", "Capacity", "37 GWh", "45 GWh");
        row("a unit in another one", "Capacity (GWh)", "45", "Capacity (MWh)", "37,000", "45 GWh");
        row("a range", "Market cap ($B)", "6-7", "Market cap", "$4B", "nothing");
        row("a range below the same header", "Market cap ($B)", "6-7", "Market cap ($B)", "4", "6-7");
        row("a bare number below millions", "MAU", "45", "MAU (M)", "37", "nothing");
        row("a time where numbers stand", "Founded", "2011", "MAU (M)", "37", "nothing");
        row("words", "Market cap", "$6.2B (record) \\| of all", "Market cap", "$4B", "$6.2B (record) \\| of all");
    }

    void takenUnits()
    {
        QFETCH(QByteArray, fromName);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, toName);
        QFETCH(QByteArray, to);
        const auto note = [](const char *name, const QByteArray &header, const QByteArray &cell) {
            return QByteArray(QByteArray("//- ") + name + ".md\n#concept\n| Company | " + header
                              + " |\n|---|---|\n| [[Skua]] | " + cell + " |\n");
        };
        const Snapshot snapshot = vaultOf(QByteArray(note("Kestrel", fromName, from) + note("Norrland", toName, to)));
        Lexicon lexicon(snapshot);
        const auto first = [&](int file) { return statementsOf(snapshot.file(file), lexicon).first(); };
        const auto said = [&](int file) { return first(file).place.range.in(snapshot.note(file).text); };
        QCOMPARE(said(0).toByteArray(), from);
        QTEST(takenText(first(0), said(0), first(1), said(1)).value_or("nothing"), "expected");
    }

    // "¥" is of two currencies: in a note of the other one its code stands for it.
    void takenYen()
    {
        const QByteArray sheet = "| Metric | Value |\n|---|---|\n| Market cap | ";
        const QByteArray notes = "//- Kestrel.md\n#company\nIn Tokyo, Japan: a Japanese firm.\n\n" + sheet
                                 + "¥6B |\n//- Norrland.md\n#company\nIn Beijing, China: a Chinese firm.\n\n" + sheet
                                 + "¥4B |\n";
        const Snapshot snapshot = vaultOf(notes);
        Lexicon lexicon(snapshot);
        const Statement yen = statementsOf(snapshot.file(0), lexicon).first();
        const Statement yuan = statementsOf(snapshot.file(1), lexicon).first();
        QCOMPARE(yen.value.quantities.first().currency, Currency("JPY"));
        QCOMPARE(yuan.value.quantities.first().currency, Currency("CNY"));
        QCOMPARE(takenText(yen, "¥6B", yuan, "¥4B"), "JPY 6B");
        QCOMPARE(takenText(yuan, "¥4B", yen, "¥6B"), "CNY 4B");
        QCOMPARE(takenText(yen, "¥6B", yen, "¥6B"), "¥6B");
    }
};

QTEST_GUILESS_MAIN(StatementTimesTest)
#include "statementtimestest.moc"
