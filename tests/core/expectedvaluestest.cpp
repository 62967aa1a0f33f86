// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparison.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// What the note says of its own subject: "metric (scope) = cell @time", with "expected" before what is not so yet.
QStringList said(const QByteArray &text)
{
    const Snapshot snapshot = vaultOf(QByteArray("//- Kestrel.md\n#company\n" + text));
    Lexicon lexicon(snapshot);
    QStringList lines;
    for (const Statement &statement : statementsOf(snapshot.file(0), lexicon)) {
        QByteArray line = statement.metric.projected ? "expected " : "";
        line += statement.metric.name;
        if (!statement.metric.scope.isEmpty())
            line += " (" + statement.metric.scope + ')';
        line += " = " + statement.place.range.in(snapshot.note(0).text);
        if (statement.isDated()) {
            line += " @";
            append(line, statement.period);
        }
        lines.append(QString::fromUtf8(line));
    }
    return lines;
}

QStringList row(const QByteArray &label, const QByteArray &value, const QByteArray &heading = "Facts")
{
    return said("## " + heading + "\n\n| Metric | Value |\n|---|---|\n| " + label + " | " + value + " |\n");
}

QString firstOf(const QByteArray &note, const QString &metric)
{
    const Snapshot snapshot = vaultOf(QByteArray("//- Kestrel.md\n#company\n" + note));
    const Comparison grid = compare({.names = {u"Kestrel"_s}, .metrics = {metric}}, snapshot);
    return grid.cells.isEmpty() || grid.cells.first().values.isEmpty()
               ? QString()
               : QString::fromUtf8(grid.cells.first().values.first().raw);
}

} // namespace

/// What is expected, how much something grew, and of which time figures are.
class ExpectedValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Tables whose columns say only that they are of what is expected.
    void guidanceTables()
    {
        const QByteArray rows = "| Revenue | $4-5B |\n| Gross margin | 40-42% |\n";
        QCOMPARE(said("## Q1 2026 results\n\n### Q2 2026 guidance\n\n| Metric | Guidance |\n|---|---|\n" + rows),
                 (QStringList{u"expected revenue = $4-5B @2026-Q2"_s, u"expected gross margin = 40-42% @2026-Q2"_s}));
        QCOMPARE(said("## 2026 targets\n\n| Metric | Target |\n|---|---|\n" + rows),
                 (QStringList{u"expected revenue = $4-5B @2026"_s, u"expected gross margin = 40-42% @2026"_s}));
        QCOMPARE(
            said("## Q3 FY2026 earnings \u2014 a record (Apr 22, 2026)\n\nFQ4 (June 28, 2026 quarter) guidance:\n\n"
                 "| Metric | Guide midpoint | Range |\n|---|---|---|\n| Revenue | $6.6B | \u00b1 $0.4B |\n"),
            QStringList{u"expected revenue = $6.6B @FY2026-Q4"_s});
        QCOMPARE(said("### 2026 full-year guide \u2014 raised\n\n| Metric | Prior (Jan 2026) | Apr 16 revision |\n"
                      "|---|---|---|\n| Revenue | $3-4B | $4-5B |\n"),
                 QStringList{u"expected revenue = $4-5B @2026"_s});
        QCOMPARE(said("## Outlook\n\nFY26 guidance raised:\n\n| Metric | New | Prior |\n|---|---|---|\n"
                      "| Revenue | $4-5B | $3-4B |\n"),
                 QStringList{u"expected revenue = $4-5B @FY2026"_s});
        // What compares with it is none.
        QCOMPARE(said("## Q1 2026 results\n\n| Metric | Actual | vs guidance |\n|---|---|---|\n"
                      "| Revenue | $4B | $3B |\n"),
                 QStringList{u"revenue = $4B @2026-Q1"_s});
    }

    // Rows that say what is guided, and bare ones, which are of revenue.
    void guidanceRows()
    {
        QCOMPARE(row("2026 capex guide", "$8B (flat)"), QStringList{u"expected capex = $8B (flat) @2026"_s});
        QCOMPARE(row("Q2 revenue guide", "$8B", "Q1 2026 results"), QStringList{u"expected revenue = $8B @2026-Q2"_s});
        QCOMPARE(row("2026 revenue forecast", "$8B"), QStringList{u"expected revenue = $8B @2026"_s});
        QCOMPARE(row("Expected revenue", "$8B"), QStringList{u"expected revenue = $8B"_s});
        QCOMPARE(row("Q2 FY27 guide", "$91B \u00b12%, without sails"),
                 QStringList{u"expected revenue = $91B \u00b12%, without sails @FY2027-Q2"_s});
        QCOMPARE(row("Guide (next Q)", "$9B", "Q4 2025 results"), QStringList{u"expected revenue = $9B @2026-Q1"_s});
        // But not where another measure, or none of a company's size, is said.
        QCOMPARE(row("2027 guide", "$9B capex"), QStringList{u"expected guide = $9B capex @2027"_s});
        QCOMPARE(row("2027 guide", "$12-14"), QStringList{u"expected guide = $12-14 @2027"_s});
        // What others expect of a price is another measure, and whom one wants as customers are none.
        QCOMPARE(row("Price target", "$80"), QStringList{u"expected price target = $80"_s});
        QCOMPARE(row("Target customers", "40"), QStringList{u"expected customers (target) = 40"_s});
        QCOMPARE(row("Target capex", "$8B"), QStringList{u"expected capex = $8B"_s});
        QCOMPARE(row("Inflation target", "2%"), QStringList{u"expected inflation target = 2%"_s});
        // A guide without a time is a book.
        QCOMPARE(row("Revenue", "$8B", "2027 guide"), QStringList{u"expected revenue = $8B @2027"_s});
        QCOMPARE(row("Revenue", "$8B", "Guide"), QStringList{u"revenue = $8B"_s});
    }

    // A column of what is guided for the quarter behind the row's.
    void guidedNext()
    {
        QCOMPARE(said("## Quarters\n\n| Quarter | Revenue | EPS | Guide (next Q) |\n|---|---|---|---|\n"
                      "| Q4 FY2025 | $13B | $1.20 | $18B |\n"),
                 (QStringList{u"revenue = $13B @FY2025-Q4"_s, u"eps = $1.20 @FY2025-Q4"_s,
                              u"expected revenue = $18B @FY2026-Q1"_s}));
    }

    // Behind a value.
    void guidedCells()
    {
        QCOMPARE(row("FCF", "$12B (2026 guide)"), QStringList{u"expected free cash flow = $12B (2026 guide) @2026"_s});
        QCOMPARE(row("Capex", "$5B (guided)"), QStringList{u"expected capex = $5B (guided)"_s});
        QCOMPARE(row("Production target", "2027 (small batch)"),
                 QStringList{u"expected production target = 2027 (small batch)"_s});
        // Of another figure, or news.
        QCOMPARE(row("Gross margin", "37.9% (Q4), 34.5% (Q1 guide)", "2025 results"),
                 QStringList{u"gross margin = 37.9% (Q4), 34.5% (Q1 guide) @2025-Q4"_s});
        QCOMPARE(row("2025 capex", "$5B (prior guide $4B)"), QStringList{u"capex = $5B (prior guide $4B) @2025"_s});
        QCOMPARE(row("2025 capex", "$5B, guide raised"), QStringList{u"capex = $5B, guide raised @2025"_s});
    }

    // A range of a year that is not over when its note is written is expected, and so is what was revised.
    void openYears()
    {
        const auto written = [](const QByteArray &label, const QByteArray &value) {
            return said("| Metric | Value |\n|---|---|\n| " + label + " | " + value + " |\n\n*Updated 2026-04-16*\n");
        };
        QCOMPARE(written("2026 capex", "$52B-$56B"), QStringList{u"expected capex = $52B-$56B @2026"_s});
        QCOMPARE(written("2025 capex", "$52B-$56B"), QStringList{u"capex = $52B-$56B @2025"_s});
        QCOMPARE(written("New 2026 capex", "$56B"), QStringList{u"expected capex = $56B @2026"_s});
        QCOMPARE(written("New 2025 capex", "$56B"), QStringList{u"capex (new) = $56B @2025"_s});
    }

    // Targets stand beside what was.
    void targets()
    {
        QCOMPARE(said("## Financial targets (Dec 2025)\n\n| Metric | CY2024 | CY2028 Target |\n|---|---|---|\n"
                      "| Revenue | $16B | $25-27B |\n"),
                 (QStringList{u"revenue = $16B @2024"_s, u"expected revenue = $25-27B @2028"_s}));
    }

    // The next of what is expected leads, of targets the newest, be it in words.
    void orderOfWhatIsExpected()
    {
        const int year = QDate::currentDate().year();
        const QByteArray running = QByteArray::number(year);
        QCOMPARE(firstOf("## Results\n\n| Year | Revenue |\n|---|---|\n| *" + running + "* | *$5B* |\n| *"
                             + QByteArray::number(year + 1) + "* | *$6B* |\n\n*Updated " + running + "-01-01*\n",
                         u"Revenue"_s),
                 u"*$5B*"_s);
        QCOMPARE(firstOf("## Ratios\n\n| Metric | 2023 | 2025 |\n|---|---|---|\n| RoTE target | 12% | Mid-teens |\n",
                         u"RoTE"_s),
                 u"Mid-teens"_s);
        // What stood somewhere between two values in six years is no news.
        QCOMPARE(firstOf("## Rounds\n\n| Date | Valuation |\n|---|---|\n| 2019 | $4B |\n| 2023 | $9B |\n"
                         "| 2018-2024 | $3B-$12B |\n",
                         u"Valuation"_s),
                 u"$9B"_s);
    }

    // Headings that say that their years are financial ones.
    void financialYears()
    {
        QCOMPARE(row("Revenue", "$4B", "Fiscal year 2026 summary (year ended March 31, 2026)"),
                 QStringList{u"revenue = $4B @FY2026"_s});
        QCOMPARE(row("Operating cash flow Q4 only", "$4B", "Fiscal year 2026 summary"),
                 QStringList{u"operating cash flow = $4B @FY2026-Q4"_s});
        QCOMPARE(row("Revenue", "$4B", "2026 summary (year ended June 30)"), QStringList{u"revenue = $4B @FY2026"_s});
        QCOMPARE(row("Revenue", "$4B", "2026 summary (year ended December 31, 2026)"),
                 QStringList{u"revenue = $4B @2026"_s});
        QCOMPARE(said("## Years (fiscal year ends Sep)\n\n| Year | Revenue |\n|---|---|\n| 2025 | $4B |\n"),
                 QStringList{u"revenue = $4B @FY2025"_s});
    }

    // Columns of changes are of the measure before them.
    void growthColumns()
    {
        QCOMPARE(said("## Quarters\n\n| Quarter | Revenue | QoQ | YoY |\n|---|---|---|---|\n"
                      "| Q2 2026 | $3B | +31% | +61% |\n"),
                 (QStringList{u"revenue = $3B @2026-Q2"_s, u"revenue growth (qoq) = +31% @2026-Q2"_s,
                              u"revenue growth = +61% @2026-Q2"_s}));
        QCOMPARE(said("## Months\n\n| Month | Deliveries | YoY |\n|---|---|---|\n| Sep 2025 | 34,749 | +64% |\n"),
                 (QStringList{u"unit sales = 34,749 @2025-09"_s, u"unit sales growth = +64% @2025-09"_s}));
    }

    // Rows of changes are of the row above.
    void growthRows()
    {
        QCOMPARE(said("## 2025 results\n\n| Metric | Value |\n|---|---|\n| Net income | $3B |\n| YoY change | +2% |\n"
                      "| QoQ | +1% |\n| Gross margin | 40% |\n| Sequential growth | +9% |\n"),
                 (QStringList{u"net income = $3B @2025"_s, u"net income growth = +2% @2025"_s,
                              u"net income growth (qoq) = +1% @2025"_s, u"gross margin = 40% @2025"_s,
                              u"revenue growth (qoq) = +9% @2025"_s}));
    }

    // Only changes are how much something grew.
    void growthCells()
    {
        const auto grown = [](const QByteArray &cell) {
            return said("## 2025 results\n\n| Metric | 2025 | YoY |\n|---|---|---|\n| Revenue | \u2014 | " + cell
                        + " |\n");
        };
        QCOMPARE(grown("3-year low"), QStringList());
        QCOMPARE(grown("($337M buybacks, 5% more)"), QStringList());
        QCOMPARE(grown("+11%"), QStringList{u"revenue growth = +11% @2025"_s});
        // Of two the one that the header says.
        const Snapshot both =
            vaultOf("//- Kestrel.md\n#company\n## 2025 results\n\n| Metric | 2025 | YoY |\n|---|---|---|\n"
                    "| Revenue | $2B | +13% sequential, +11% YoY |\n");
        Lexicon lexicon(both);
        QCOMPARE(statementsOf(both.file(0), lexicon).last().value.magnitude(), 11.0);
        // What changed since is no value of then, and points are no margin.
        QCOMPARE(said("## Q2 2026 results\n\n| Metric | Q2 2026 | vs Q1 |\n|---|---|---|\n"
                      "| Gross margin | 51% | +21pp |\n| Operating margin | +27pp | \u2014 |\n"),
                 QStringList{u"gross margin = 51% @2026-Q2"_s});
    }

    // A part of the year that the column says.
    void partsOfYears()
    {
        QCOMPARE(said("## Costs\n\n| Item | 2025 |\n|---|---|\n| R&D | $6.7B (H1 alone) |\n| H1 net loss | $13B |\n"),
                 (QStringList{u"r&d spend = $6.7B (H1 alone) @2025-H1"_s, u"net loss = $13B @2025-H1"_s}));
    }

    // Shares that are none of a market.
    void shares()
    {
        QCOMPARE(row("Hull share of yard revenue (projected)", "30%"),
                 QStringList{u"expected hull share yard revenue projected = 30%"_s});
        QCOMPARE(row("Mast share of hull bits", "6%"), QStringList{u"mast share hull bit = 6%"_s});
        QCOMPARE(row("Revenue share", "25%"), QStringList{u"revenue share = 25%"_s});
        QCOMPARE(row("Kestrel share", "53% of Norrland"), QStringList{u"stake (norrland) = 53% of Norrland"_s});
        QCOMPARE(row("Market share of hull sales", "30%"), QStringList{u"market share (hull sale) = 30%"_s});
    }

    // Short names, and bare ones beside what tells what they are of.
    void shortNames()
    {
        QCOMPARE(row("Paid subs", "325M"), QStringList{u"subscribers = 325M"_s});
        QCOMPARE(
            said("## 2025\n\n| Company | Operating profit | Margin |\n|---|---|---|\n| [[Kestrel]] | $3B | 13% |\n"),
            (QStringList{u"operating income = $3B @2025"_s, u"operating margin = 13% @2025"_s}));
        QCOMPARE(said("## 2025\n\n| Metric | Value |\n|---|---|\n| Net income | $3B |\n| Margin | 13% |\n"),
                 (QStringList{u"net income = $3B @2025"_s, u"net margin = 13% @2025"_s}));
        QCOMPARE(said("## Book\n\n| Ticker | Company | Price (Mar 24) |\n|---|---|---|\n| KST | [[Kestrel]] | $31 |\n")
                     .last(),
                 u"share price = $31 @--03-24"_s);
        // Months are a part of the year.
        QCOMPARE(row("2025 revenue (Jan-Sep)", "$3B"), QStringList{u"revenue (jan sep) = $3B @2025"_s});
    }

    // Figures that are only factors, and times that are those of plans.
    void single()
    {
        QCOMPARE(firstOf("| Metric | Value |\n|---|---|\n| Market cap | **\u20ac1,309 \u00d7 shares** (~$550B) |\n",
                         u"Market cap"_s),
                 u"**\u20ac1,309 \u00d7 shares** (~$550B)"_s);
        const Snapshot product = vaultOf("//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n"
                                         "| Market cap | **\u20ac1,309 \u00d7 shares** (~$550B) |\n");
        Lexicon lexicon(product);
        QCOMPARE(statementsOf(product.file(0), lexicon).first().value.magnitude(), 550e9);
        QCOMPARE(
            said("## Programs\n\n| Company | Approach | Timeline |\n|---|---|---|\n| [[Kestrel]] | Steam | 2027 |\n")
                .first(),
            u"approach = Steam"_s);
    }
};

QTEST_GUILESS_MAIN(ExpectedValuesTest)
#include "expectedvaluestest.moc"
