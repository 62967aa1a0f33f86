// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/claim.h"
#include "core/table/cellfields.h"
#include "core/vault/indexer.h"
#include "core/vault/vault.h"
#include "tests/core/claimlines.h"

#include <QFile>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// "metric | scope | period" of a header.
QByteArray described(QByteArrayView header)
{
    const Metric metric = readMetric(header);
    QByteArray text = metric.name + '|' + metric.scope + '|';
    if (metric.period.isValid())
        append(text, metric.period);
    return text;
}

// What a claim index shows of itself, for comparison.
QStringList everything(const ClaimIndex &index)
{
    QStringList lines;
    for (const Claim &claim : index.claims()) {
        lines.append(u"%1 %2 %3:%4 %5:%6 %7 %8"_s
                         .arg(claim.a->subject.name, QString::fromUtf8(claim.a->metric.name),
                              claim.a.note->file->path.toString())
                         .arg(claim.a->place.line)
                         .arg(claim.b.note->file->path.toString())
                         .arg(claim.b->place.line)
                         .arg(static_cast<int>(claim.judgement.verdict))
                         .arg(claim.score));
    }
    return lines;
}

} // namespace

class ClaimsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *header, const char *expected) {
            QTest::newRow(header) << QByteArray(header) << QByteArray(expected);
        };
        row("Market share", "market share||");
        row("Share", "market share||");
        row("**Global share**", "market share||");
        row("Share of market", "market share||");
        row("EV battery market share", "market share|battery ev|");
        row("Market share (EV batteries)", "market share|battery ev|");
        row("Market share in EV batteries", "market share|battery ev|");
        row("Sales", "revenue||");
        row("Turnover ($M)", "revenue||");
        row("Revenue (2024)", "revenue||2024");
        row("2024 revenue", "revenue||2024");
        row("FY2025 revenue", "revenue||FY2025");
        row("Q3 2025 revenue", "revenue||2025-Q3");
        row("Cloud revenue", "revenue|cloud|");
        row("Revenue growth", "revenue growth||");
        row("Revenue per employee", "revenue per employee||");
        row("Market value", "market cap||");
        row("Market cap rank", "rank|cap market|");
        row("Headcount", "employees||");
        row("Number of employees", "employees||");
        row("Assets under management", "aum||");
        row("EV/EBITDA", "ev/ebitda||");
        row("P/E (trailing)", "p/e|trailing|");
        row("Installed capacity (GWh)", "capacity||");
        row("Planned capacity", "planned capacity||");
        row("2025 capacity", "capacity||2025");
        row("Share price", "share price||");
        row("Employees (last verified May 2026)", "employees||2026-05");
        row("Net loss", "net loss||");
        row("Net income (loss)", "net income||");
        row("Operating income/(loss)", "operating income||");
        row("Yield", "dividend yield||");
        row("Yield (TTM)", "dividend yield|ttm|");
        row("FCF yield", "fcf yield||");
        row("Catch yield", "catch yield||");
        row("Organic growth", "organic growth||");
        row("Growth since 2019", "growth since 2019||");
        row("Offer price", "price|offer|");
        row("Pretax profit", "pretax profit||");
        row("Since", "since||");
        row("Crown jewel", "crown jewel||");
        row("crown jewels", "crown jewel||");
        row("", "||");
        row("((((", "||");
        row("| \\ [[", "||");
    }

    void headers()
    {
        QFETCH(QByteArray, header);
        QTEST(described(header), "expected");
    }

    void aHeaderOfAMegabyte() { QVERIFY(readMetric(QByteArray(1'000'000, 'a')).name.size() < 1000); }

    void kindsTellMeanings()
    {
        const auto name = [](const char *header, const char *value) {
            return meant(readMetric(header), readCell(value)).name;
        };
        QCOMPARE(name("Sales", "$4B"), "revenue");
        QCOMPARE(name("Sales", "1.2M vehicles"), "unit sales");
        QCOMPARE(name("Market share", "$4B"), "");
        QCOMPARE(name("Employees", "~4,000"), "employees");
        QCOMPARE(name("Something else", "$4B"), "something else");
        QCOMPARE(name("MAU", "40M"), "mau");
        QCOMPARE(name("MAU", "40M users"), "mau");
        QCOMPARE(name("MAU", "40M DAU"), "dau");
        QCOMPARE(name("MAU", "40M WAU"), "wau");
        QCOMPARE(name("MAU", "40M weekly users"), "wau");
        QCOMPARE(name("EV/sales", "4.2x"), "ev/sales");
        QCOMPARE(name("EV/sales", "4.2"), "ev/sales");
        QCOMPARE(name("EV sales", "1.2M"), "unit sales");
        QCOMPARE(name("EV sales", "$4B"), "revenue");
        QCOMPARE(meant(readMetric("EV sales"), readCell("120,000 vehicles")).scope, "ev");
        QCOMPARE(name("Net loss", "$4B"), "net loss");
        QCOMPARE(name("Net loss", "-$4B"), "net income");
        QCOMPARE(name("Operating loss", "(1,200)"), "");
        QCOMPARE(name("Operating loss", "$(12)M"), "operating income");
    }

    // A loss without a sign is no income: beside one it says nothing of it.
    void lossesAreNoIncome()
    {
        const auto found = [](const char *name, const char *value, const char *header, const char *other) {
            return verdicts(twoNotes(name, value, header, other)).join(u'\n').section(u' ', 0, 0);
        };
        QCOMPARE(found("Net loss", "$4B", "Net income", "$6B"), u""_s);
        QCOMPARE(found("Net loss", "-$4B", "Net income", "-$4B"), u"agree"_s);
        QCOMPARE(found("Net loss", "$4B", "Net loss", "$4B"), u"agree"_s);
    }

    void statements_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("sheet") << QByteArray("//- Kestrel.md\n#actor\n## Quick stats\n| Metric | Value |\n|---|---|\n"
                                             "| Revenue (2024) | $4B |\n| HQ | Oslo |\n| CEO | — |\n")
                               << QStringList{u"Kestrel: revenue = $4B @2024"_s, u"Kestrel: hq = Oslo"_s};
        QTest::newRow("sheet by year") << QByteArray(
            "//- Kestrel.md\n#actor\n| Metric | 2023 | FY2024 | Notes |\n|---|---|---|---|\n"
            "| Revenue | $3B | $4B | fine |\n")
                                       << QStringList{u"Kestrel: revenue = $3B @2023"_s,
                                                      u"Kestrel: revenue = $4B @FY2024"_s};
        QTest::newRow("sheet of somebody else") << QByteArray(
            "//- Kestrel.md\n#actor\n//- Owners.md\n#concept\n## [[Kestrel]]\n| Metric | Value |\n|---|---|\n"
            "| Revenue | $4B |\n") << QStringList{u"Kestrel: revenue = $4B"_s};
        QTest::newRow("company third") << QByteArray(
            "//- Kestrel.md\n#actor\n//- Norrland.md\n#actor\n//- Owners.md\n#concept\n"
            "| Rank | Date | Company | Market cap |\n|---|---|---|---|\n| 1 | 2025 | [[Kestrel]] | $4B |\n"
            "| 2 | 2024 | Norrland | $3B |\n")
                                       << QStringList{
                                              u"Kestrel: rank = 1 @2025"_s, u"Kestrel: market cap = $4B @2025"_s,
                                              u"Norrland: rank = 2 @2024"_s, u"Norrland: market cap = $3B @2024"_s};
        QTest::newRow("transposed") << QByteArray(
            "//- Kestrel.md\n#actor\n//- Norrland.md\n#actor\n//- Owners.md\n#concept\n"
            "| | [[Kestrel]] | Norrland |\n|---|---|---|\n| Employees | 400 | ~300 |\n")
                                    << QStringList{u"Kestrel: employees = 400"_s, u"Norrland: employees = ~300"_s};
        QTest::newRow("own row without a name")
            << QByteArray(
                   "//- Kestrel.md\n#actor\n| Company | Market cap |\n|---|---|\n| [[Norrland]] | $3B |\n|  | $4B |\n"
                   "| Total | $7B |\n//- Norrland.md\n#actor\n")
            << QStringList{u"Norrland: market cap = $3B"_s, u"Kestrel: market cap = $4B"_s};
        QTest::newRow("alias, and an ambiguous one")
            << QByteArray(
                   "//- Kestrel.md\n---\naliases: [Kestrel Works, KW]\n---\n#actor\n//- Krill.md\n---\naliases: [KW]\n"
                   "---\n#actor\n//- Owners.md\n#concept\n| Company | Market cap |\n|---|---|\n"
                   "| Kestrel Works | $4B |\n| KW | $3B |\n")
            << QStringList{u"Kestrel: market cap = $4B"_s, u"KW: market cap = $3B"_s};
        QTest::newRow("rows by time") << QByteArray(
            "//- Kestrel.md\n#actor\n| Year | Revenue |\n|---|---|\n| 2023 | $3B |\n| 2024 | $4B |\n")
                                      << QStringList{u"Kestrel: revenue = $3B @2023"_s,
                                                     u"Kestrel: revenue = $4B @2024"_s};
        QTest::newRow("rows by part") << QByteArray(
            "//- Kestrel.md\n#actor\n| Segment | Revenue |\n|---|---|\n| Boats | $3B |\n")
                                      << QStringList{u"Kestrel: revenue (boat) = $3B"_s};
        QTest::newRow("another measure among parts")
            << QByteArray("//- Kestrel.md\n#actor\n| Period | Revenue | Growth |\n|---|---|---|\n| 2024 | $3B | 4% |\n"
                          "| Core EPS 9M | $7.04 | 15% |\n")
            << QStringList{u"Kestrel: revenue = $3B @2024"_s, u"Kestrel: revenue growth = 4% @2024"_s};
        QTest::newRow("dated heading and the line above")
            << QByteArray(
                   "//- Kestrel.md\n#actor\n## Quick stats (last verified May 2026)\n| Metric | Value |\n|---|---|\n"
                   "| Employees | 400 |\n## Market position\n\nIn FY2025:\n\n| Company | Share |\n|---|---|\n"
                   "| Kestrel | 4% |\n")
            << QStringList{u"Kestrel: employees = 400 @2026-05"_s, u"Kestrel: market share = 4% @FY2025"_s};
        QTest::newRow("diary") << QByteArray(
            "//- 2026-05-01.md\n#daily\n| Metric | Value |\n|---|---|\n| Revenue | $4B |\n")
                               << QStringList{};
        QTest::newRow("short and long rows") << QByteArray(
            "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Revenue |\n| Employees | 40 | 50 |\n||\n")
                                             << QStringList{u"Kestrel: employees = 40"_s};
    }

    void statements()
    {
        QFETCH(QByteArray, vault);
        const Snapshot snapshot = vaultOf(vault);
        // The note that tells is the only one with a table.
        QString path;
        for (const auto &file : snapshot.files()) {
            if (!file->note->facts.tables.isEmpty())
                path = file->path.toString();
        }
        QTEST(statementsIn(snapshot, path), "expected");
    }

    void judgements_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *what, const char *name, const char *value, const char *header,
                            const char *other, const char *expected) {
            QTest::newRow(what) << twoNotes(name, value, header, other) << QString::fromUtf8(expected);
        };
        row("equal", "Market cap", "$4B", "Market value", "$4B", "agree");
        row("running costs", "Ongoing charges", "0.31%", "TER", "0.34%", "contradict");
        row("pay in stock", "Stock-based compensation", "$12B", "SBC", "$10B", "contradict");
        row("pay in stock, as an expense", "SBC expense", "$12B", "Share-based payments", "$10B", "contradict");
        row("about", "Market cap", "~$4B", "Market cap", "$4.1B", "agree");
        row("rounded", "Market share", "9.3%", "Share", "9%", "agree");
        row("a point apart", "Market share", "39%", "Share", "38%", "contradict");
        row("about a point apart", "Market share", "~31%", "Share", "~32%", "contradict");
        row("at least", "Employees", "4,000+", "Headcount", "5,200", "agree");
        row("at least, not reached", "Employees", "6,000+", "Headcount", "5,200", "contradict");
        row("range", "Market cap", "$4-5B", "Market cap", "$4.6B", "agree");
        row("other range", "Market cap", "$4-5B", "Market cap", "$7B", "contradict");
        row("other currency", "Market cap", "€45B", "Market cap", "$45B", "contradict");
        row("other currency and figure", "Market cap", "€45B", "Market cap", "$49B", "not-comparable");
        row("other currency of a later time", "Valuation", "€45B (Apr 2026)", "Valuation", "$49B (2024)", "stale");
        row("both currencies", "Market cap", "~$250B (RMB 1.8T)", "Market cap", "RMB 1.8T", "agree");
        row("other unit, same amount", "Capacity", "1 TWh", "Capacity", "1,000 GWh", "agree");
        row("other unit", "Capacity", "40 GWh", "Capacity", "40 ktpa", "");
        row("undated beside dated", "Valuation", "$60B (Apr 2026)", "Valuation", "$30B", "stale");
        row("undated beside last year's", "Valuation", "$60B", "Valuation (2025)", "$30B", "contradict");
        row("estimate of a year", "Revenue (2026E)", "$4B", "Revenue (2026)", "$5B", "");
        row("sum of any time beside dated", "Net income", "$60B (2025)", "Net income", "$30B", "not-comparable");
        row("both dated", "Valuation", "$60B (Apr 2026)", "Valuation", "$30B (2024)", "stale");
        row("same sum of other times", "Revenue (2024)", "$4B", "Revenue (2023)", "$4B", "");
        row("within the other's time", "Valuation", "$60B (Apr 2026)", "Valuation", "$30B (2026)", "");
        row("at the end of the other's time", "Valuation", "$60B (Dec 2026)", "Valuation", "$30B (2026)", "contradict");
        row("quarters of other calendars", "Q3 FY2025 revenue", "$4B", "Q3 2025 revenue", "$5B", "");
        row("sums of other times and currencies", "Revenue (2024)", "$4B", "Revenue (2022)", "€3B", "");
        row("both of one time", "Valuation", "$60B (Apr 2026)", "Valuation", "$30B (Apr 2026)", "contradict");
        row("same figure of other times", "Valuation", "$60B (Apr 2026)", "Valuation", "$60B (2024)", "agree");
        row("quarter and year", "Revenue (2024)", "$4B", "Q3 2024 revenue", "$1B", "");
        row("to be reached", "Capacity", "500 GWh by 2030", "Capacity", "100 GWh", "");
        row("plan", "Capacity", "40 GWh", "Planned capacity", "100 GWh", "");
        row("other scope", "Cloud revenue", "$4B", "Revenue", "$9B", "");
        row("named scope", "Market share", "39% global EV batteries", "Battery share", "38%", "contradict");
        row("other place", "US market share", "39%", "Share", "12%", "");
        row("founded", "Founded", "2011", "Established", "2012", "contradict");
        row("founded, more exactly", "Founded", "2011", "Founded", "Dec 2011", "agree");
        row("other kind", "Market share", "39%", "Market share", "$4B", "");
        row("missing", "Market share", "39%", "Market share", "TBD", "");
        row("scale of the header", "Revenue (2024)", "$127.2B", "2024 revenue ($B)", "$127", "agree");
        row("in full below a scale", "Revenue (2024)", "$4M", "2024 revenue ($K)", "$4,000,000", "agree");
        row("metric tons below a scale", "Output", "12.5M tonnes", "Output (M mt)", "12.4", "contradict");
        row("discount with a minus", "NAV discount", "-24%", "Discount to NAV", "~23-25%", "agree");
        row("discounts that differ", "NAV discount", "-24%", "Discount to NAV", "40%", "contradict");
        row("share of a penetration", "EV market share", "39%", "EV adoption share", "12%", "");
        row("what belongs to a share", "Production (own share)", "40 Mt", "Production", "60 Mt", "");
        row("more digits than a number has", "Employees", "99999999999999999999999", "Headcount", "5", "");
    }

    void judgements()
    {
        QFETCH(QByteArray, vault);
        const QStringList found = verdicts(vault);
        QTEST(found.join(u'\n').section(u' ', 0, 0), "expected");
    }

    // Who writes a time beside a figure knew that it moves: what says none is rather older. The last change of the
    // other note tells more, though that is weak evidence, too.
    void undatedFigures_data()
    {
        QTest::addColumn<QByteArray>("footer");
        QTest::addColumn<bool>("isOlder");
        QTest::newRow("nothing tells") << QByteArray() << true;
        QTest::newRow("changed before that time") << QByteArray("*Updated 2026-01-20*") << true;
        QTest::newRow("changed at that time") << QByteArray("*Updated 2026-04-20*") << true;
        QTest::newRow("changed long after that time") << QByteArray("*Updated 2026-08-20*") << false;
    }

    void undatedFigures()
    {
        QFETCH(QByteArray, footer);
        QFETCH(bool, isOlder);
        const QByteArray vault = twoNotes("Market cap", "$60B (Apr 2026)", "Market cap", "$30B") + '\n' + footer + '\n';
        ClaimIndex index;
        index.update(vaultOf(vault));
        const QList<Claim> claims = index.claims();
        QCOMPARE(verdicts(claims), QStringList(u"stale Kestrel market cap: $60B (Apr 2026) / $30B"_s));
        QCOMPARE(claims.first().judgement.later, isOlder ? -1 : 1);
        QVERIFY(claims.first().judgement.weak);
    }

    // A sentence above a table may speak of plans; its figures are none.
    void aSentenceIsNoHeading()
    {
        const auto verdictBelow = [](const QByteArray &line) {
            return verdicts(QByteArray("//- Kestrel.md\n#actor\n## Results\n\n") + line
                            + "\n\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"
                              "//- Norrland.md\n#actor\n| Company | Market cap |\n|---|---|\n| [[Kestrel]] | $6B |\n");
        };
        QCOMPARE(verdictBelow("Better than most had thought, but the guidance disappointed:").size(), 1);
        QCOMPARE(verdictBelow("Guidance for the year:").size(), 0);
    }

    // Stakes of one holder in several companies are as many things.
    void stakesAreOfSomebody()
    {
        QCOMPARE(
            verdicts(
                "//- Kestrel.md\n#actor #boats\n## Ownership\n| Holder | Stake |\n|---|---|\n| [[Norrland]] | 20% |\n"
                "//- Krill.md\n#actor #food\n## Ownership\n| Holder | Stake |\n|---|---|\n| [[Norrland]] | 40% |\n"
                "//- Norrland.md\n#actor\n"),
            QStringList{});
    }

    void oneRowOfATableIsNoNewsToAnother()
    {
        QCOMPARE(verdicts("//- Kestrel.md\n#actor\n| Year | Revenue |\n|---|---|\n| 2023 | $3B |\n| 2024 | $4B |\n"),
                 QStringList{});
        // Two tables of one note are two places.
        QCOMPARE(verdicts("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $3B |\n\n"
                          "## Financials\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"),
                 QStringList{u"contradict Kestrel market cap: $3B / $4B"_s});
    }

    void mostImportantFirst()
    {
        const QByteArray vault = twoNotes("Market cap", "$4B", "Market cap", "$6B")
                                 + "//- Skua.md\n#actor\n| Company | Market cap | Founded |\n|---|---|---|\n"
                                   "| [[Kestrel]] | $4B | 2011 |\n| [[Norrland]] | $1B | 2012 |\n";
        ClaimIndex index;
        index.update(vaultOf(vault));
        const QList<Claim> claims = index.claims();
        QCOMPARE(claims.size(), 3);
        QCOMPARE(claims.last().judgement.verdict, Verdict::Agree);
        QVERIFY(std::ranges::is_sorted(claims, std::ranges::greater{}, &Claim::score));
        QCOMPARE(index.about(claims.first().a->subject.key).size(), 3);
        QCOMPARE(index.in(*NotePath::fromRelative(u"Skua.md")).size(), 2);
        QCOMPARE(index.in(*NotePath::fromRelative(u"Nobody.md")).size(), 0);
        QCOMPARE(index.about(1).size(), 0);
    }

    // Of two contradictions of one subject the one that is further apart comes first.
    void whatIsFurtherApartComesFirst()
    {
        const auto first = [](const QByteArray &cap, const QByteArray &revenue) {
            ClaimIndex index;
            const QByteArray vault =
                "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4.00B |\n| Revenue | $4.00B |\n"
                "//- Norrland.md\n#actor\n| Company | Market cap | Revenue |\n|---|---|---|\n| [[Kestrel]] | "
                + cap + " | " + revenue + " |\n";
            index.update(vaultOf(vault));
            const QList<Claim> claims = index.claims();
            if (claims.size() != 2 || claims.last().judgement.verdict != Verdict::Contradict
                || claims.first().score <= claims.last().score)
                return QByteArray("not ranked");
            return claims.first().a->metric.name;
        };
        QCOMPARE(first("$4.40B", "$5.00B"), "revenue");
        QCOMPARE(first("$5.00B", "$4.40B"), "market cap");
        // What is many times as much is rather misunderstood.
        QCOMPARE(first("$5.00B", "$400B"), "market cap");
    }

    // Of two that are as far apart the one of whom more notes speak.
    void whatIsMoreImportantComesFirst()
    {
        const QByteArray cap = "#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n";
        const auto first = [&](const QByteArray &named) {
            QByteArray vault = "//- Kestrel.md\n" + cap + "//- Volta.md\n" + cap
                               + "//- List.md\n#concept\n| Company | Market cap |\n|---|---|\n| [[Kestrel]] | $6B |\n"
                                 "| [[Volta]] | $6B |\n";
            for (int i = 0; i < 6; ++i)
                vault += "//- Day " + QByteArray::number(i) + ".md\nAbout [[" + named + "]].\n";
            ClaimIndex index;
            index.update(vaultOf(vault));
            const QList<Claim> claims = index.claims();
            return claims.size() == 2 && claims.first().score > claims.last().score ? claims.first().a->subject.name
                                                                                    : QString();
        };
        QCOMPARE(first("Kestrel"), u"Kestrel"_s);
        QCOMPARE(first("Volta"), u"Volta"_s);
    }

    // Whatever changes, the index is what it would be from scratch.
    void incrementalEqualsScratch()
    {
        const QByteArray first = twoNotes("Market cap", "$4B", "Market cap", "$6B");
        const QByteArray list = "//- List.md\n#concept\n| Company | Market cap |\n|---|---|\n| [[Kestrel]] | $5B |\n"
                                "| Kestrel Works | $7B |\n| Norrland | $8B |\n";
        const QList<QByteArray> steps{
            first,
            first + list,
            twoNotes("Market cap", "$5B", "Valuation", "$6B") + list,
            // An alias comes, and what was a plain name is a note.
            "//- Kestrel.md\n---\naliases: [Kestrel Works]\n---\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | "
            "$1B |\n"
                + list,
            // The note of a name goes.
            list,
            QByteArray("//- Empty.md\n"),
            first + list,
        };
        ClaimIndex index;
        for (const QByteArray &step : steps) {
            const Snapshot snapshot = vaultOf(step);
            index.update(snapshot);
            ClaimIndex scratch;
            scratch.update(snapshot);
            QCOMPARE(everything(index), everything(scratch));
            QCOMPARE(index.statementCount(), scratch.statementCount());
        }
    }

    // The labelled pairs: at least 80 of 100 are found, and 85 of 100 verdicts are right.
    void corpus()
    {
        const QString folder = QStringLiteral(TEARSHEET_CORPUS);
        QFile cases(folder + u"/cases/claims.tsv"_s);
        if (folder.isEmpty() || !cases.open(QIODevice::ReadOnly))
            QSKIP("There are no labelled claims; set TEARSHEET_CORPUS to the folder with cases/ and vault/.");
        const Result<Snapshot> snapshot = indexVault(folder + u"/vault"_s);
        QVERIFY(snapshot);
        ClaimIndex index;
        index.update(*snapshot);
        QHash<QPair<QString, QString>, QByteArrayList> verdictsAt;
        const auto place = [](const Claim::Side &side) {
            return side.note->file->path.toString() + u':' + QString::number(side->place.line + 1);
        };
        for (const Claim &claim : index.claims()) {
            verdictsAt[{place(claim.a), place(claim.b)}].append(verdictName(claim.judgement.verdict).toByteArray());
            verdictsAt[{place(claim.b), place(claim.a)}].append(verdictName(claim.judgement.verdict).toByteArray());
        }
        int count = 0;
        int found = 0;
        int right = 0;
        cases.readLine();
        while (!cases.atEnd()) {
            const QStringList fields = QString::fromUtf8(cases.readLine()).trimmed().split(u'\t');
            if (fields.size() < 7)
                continue;
            ++count;
            const QByteArrayList given = verdictsAt.value({fields.at(3), fields.at(5)});
            found += given.isEmpty() ? 0 : 1;
            right +=
                given.contains(fields.at(6).startsWith(u"stale") ? QByteArray("stale") : fields.at(6).toUtf8()) ? 1 : 0;
            if (given.isEmpty())
                qInfo("not found: %s", qUtf8Printable(fields.join(u" | ")));
        }
        QVERIFY2(100 * found >= 80 * count, qPrintable(u"%1 of %2 found"_s.arg(found).arg(count)));
        QVERIFY2(100 * right >= 85 * found, qPrintable(u"%1 of %2 right"_s.arg(right).arg(found)));
    }
};

QTEST_GUILESS_MAIN(ClaimsTest)
#include "claimstest.moc"
