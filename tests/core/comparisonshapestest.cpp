// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparison.h"

#include "tests/core/comparedmakers.h"

using namespace tearsheet;
using namespace Qt::StringLiterals;

using Shape = ComparisonRequest::Shape;

/// Comparisons of tables, cases and notes.
class ComparisonShapesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QByteArray>("heading");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("no equal header, company third, own row unnamed, transposed")
            << QByteArray("Kestrel.md") << QByteArray("Competitive position")
            << QByteArray("Company | Market share: Kestrel | Market share: Norrland | Market share: Voltaire"
                          " | Strengths: Kestrel | Strengths: Norrland | Backlog: Voltaire\n"
                          "Norrland | ~16% | 17% | 15.8% | Price | Hydro power | \n"
                          "Voltaire | 9% | 9.2% | 9% | Reach | Brand | $300M\n"
                          "Kestrel | ~37% | 39% | 37% | Volume | Scale | $2B");
    }

    void tables()
    {
        QFETCH(const QByteArray, note);
        QFETCH(const QByteArray, heading);
        QFETCH(const QByteArray, expected);
        const Snapshot snapshot = vaultOf(Makers);
        const ComparisonRequest request{.shape = Shape::Tables,
                                        .table = firstTable(note.constData(), heading.constData())};
        QByteArray text = textOf(compare(request, snapshot));
        text.replace("! +2", "").replace("! +1", "");
        QCOMPARE(text, expected);
    }

    void disagreement()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#company
## Competition
| Company | Market share |
|---|---|
| [[Norrland]] | 16% |
| [[Kestrel]] | ~37% |
//- Norrland.md
#company
## Competition
| Company | Market share |
|---|---|
| [[Norrland]] | 24% |
| [[Kestrel]] | 37.4% |
)");
        const ComparisonRequest request{.shape = Shape::Tables, .table = firstTable("Kestrel.md", "Competition")};
        QCOMPARE(textOf(compare(request, snapshot)), "Company | Market share: Kestrel | Market share: Norrland\n"
                                                     "Norrland | 16%! +1 | 24%! +1\n"
                                                     "Kestrel | ~37% | 37.4%");
    }

    void gone()
    {
        const ComparisonRequest request{.shape = Shape::Tables, .table = firstTable("Kestrel.md", "Nowhere")};
        QCOMPARE(textOf(compare(request, vaultOf(Makers))), "Company\n# The table of Kestrel is gone.");
    }

    void titlesAreWithoutMarks()
    {
        const TableAddress table{*NotePath::fromRelative(u"Volta.md"), u"Rivals of [[Kestrel|it]]"_s, 0};
        QCOMPARE((ComparisonRequest{.shape = Shape::Tables, .table = table}.title()), u"Volta: Rivals of it"_s);
        QCOMPARE((ComparisonRequest{.shape = Shape::Stacked, .names = {u"A"_s}, .table = table}.title()),
                 u"Rivals of it of A"_s);
    }

    void stacked()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
## Segments
| Segment | Revenue | Share |
|---|---|---|
| Cars | $3B | 70% |
| Storage | $1B | 30% |
//- Norrland.md
## Plants
| Site | Status |
|---|---|
| Turku | Open |
## Business lines
| Segment | Margin | Sales |
|---|---|---|
| Ships | 9% | €500M |
)");
        const ComparisonRequest request{.shape = Shape::Stacked,
                                        .names = {u"Kestrel"_s, u"Norrland"_s},
                                        .table = firstTable("Kestrel.md", "Segments")};
        QCOMPARE(textOf(compare(request, snapshot)), "Company | Segment | Revenue | Share | Margin\n"
                                                     "Kestrel | Cars | $3B | 70% | \n"
                                                     "Kestrel | Storage | $1B | 30% | \n"
                                                     "Norrland | Ships | €500M |  | 9%");
    }

    void cases()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
## Investment case
**Bull:**
- Plants beside the customer
- An owner able to pay
  for growth
**Bear:**

- Tariffs

Bearings are made elsewhere: in Turku.
- No point
//- Norrland.md
### Bull case
1. Hydro power
```
**Bear:**
- in code
```
- **Bear:** too small
//- Voltaire.md
Nothing.
)");
        const ComparisonRequest request{.shape = Shape::Cases, .names = {u"Kestrel"_s, u"Norrland"_s, u"Voltaire"_s}};
        QCOMPARE(textOf(compare(request, snapshot)), "Point | Kestrel | Norrland | Voltaire\n"
                                                     "Bull (1) | Plants beside the customer | Hydro power | \n"
                                                     "Bull (2) | An owner able to pay\n  for growth |  | \n"
                                                     "Bear (1) | Tariffs | too small | \n"
                                                     "# Voltaire lists no points for or against.");
    }

    void headings()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
# Kestrel
A maker.
## Why Kestrel matters
It is big.

---
## History
Old.
//- Norrland.md
# Norrland
Another.
## Plants
One.
## Why Norrland matters
It is cheap.
)");
        const ComparisonRequest request{.shape = Shape::Headings, .names = {u"Kestrel"_s, u"Norrland"_s}};
        QCOMPARE(textOf(compare(request, snapshot)), "Heading | Kestrel | Norrland\n"
                                                     "Kestrel | A maker. | Another.\n"
                                                     "Plants |  | One.\n"
                                                     "Why Kestrel matters | It is big. | It is cheap.\n"
                                                     "History | Old. | ");
    }

    void transposing()
    {
        const Snapshot snapshot = vaultOf(Makers);
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, snapshot);
        QVERIFY(grid.rows.size() > 2);
        QCOMPARE(grid.transposed().cell(1, 0), grid.cell(0, 1));
        QCOMPARE(grid.transposed().transposed(), grid);
    }

    void competitors()
    {
        const Snapshot snapshot = vaultOf(Makers);
        const auto fileOf = [&](QStringView path) { return snapshot.find(*NotePath::fromRelative(path)); };
        const int kestrel = fileOf(u"Kestrel.md");
        const int table = competitionTable(kestrel, snapshot);
        QCOMPARE(table, 1);
        QCOMPARE(companiesIn(kestrel, table, snapshot), (QList<int>{fileOf(u"Norrland.md"), fileOf(u"Voltaire.md")}));
        QCOMPARE(competitionTable(fileOf(u"Market.md"), snapshot), -1);
        QCOMPARE(tableAddress(kestrel, 1, snapshot), firstTable("Kestrel.md", "Competitive position"));
    }
};

QTEST_GUILESS_MAIN(ComparisonShapesTest)
#include "comparisonshapestest.moc"
