// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparison.h"

#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparisonparts.h"
#include "core/research/comparisonview.h"
#include "core/research/lexicon.h"
#include "core/research/mentions.h"
#include "tests/core/comparedmakers.h"

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// Comparisons of companies by metric.
class ComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metrics()
    {
        const Snapshot snapshot = vaultOf(Makers);
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s, u"Voltaire"_s, u"Nobody"_s},
                                         .metrics = {u"share"_s, u"revenue"_s, u"Headquarters"_s, u"Sunshine"_s}},
                                        snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel | Norrland | Voltaire | Nobody\n"
                               "Market share | 38%! +4 | 15%! +4 | 9% +2 | \n"
                               "Revenue | $4.2B (2024) | €950M (2024) |  | \n"
                               "Headquarters | Oslo | Turku |  | \n"
                               "# There is no note named Nobody.\n"
                               "# No note states \"Sunshine\".");
    }

    // A table may be about whom a cell of it names first, or its header or a heading above it names at all.
    void tablesAboutSomebody_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<int>("columns"); // Bits; -1 is all, 0 says that the table is about nobody.
        const auto row = [](const char *name, const QByteArray &note, int columns) {
            QTest::newRow(name) << note << columns;
        };
        const auto table = [](const QByteArray &cells) {
            return "| Yard | Ships | Notes |\n|---|---|---|\n| Lind | 4 | none |\n" + cells;
        };
        row("first", table("| Kestrel | 4 | |\n"), 1);
        row("without bars around", table("Kestrel | 4 | none"), 1);
        row("third", table("| Oslo | 4 | [[Kestrel]] |\n"), 4);
        row("two cells", table("| Kestrel | 4 | |\n| Turku | Kestrel | |\n"), 3);
        row("marks", table("| **[[Kestrel]]** | 4 | |\n"), 1);
        row("an article", table("| The [[Kestrel]] | 4 | |\n"), 1);
        row("a flag", table("| \U0001F1F3\U0001F1F4 Kestrel | 4 | |\n"), 1);
        row("behind a link", table("| [[Skua]] [[Kestrel]] | 4 | |\n"), 1);
        row("a path", table("| [[Yards/Kestrel]] | 4 | |\n"), 1);
        row("a file", table("| [the yard](Yards/Kestrel.md) | 4 | |\n"), 1);
        row("an alias", table("| [[Yard of Kestrel\\|yard]] | 4 | |\n"), 1);
        row("an owner", table("| Owner | [[Kestrel]] (67%) | |\n"), -1);
        row("header", "| Metric | Kestrel | Skua |\n|---|---|---|\n| Ships | 4 | 5 |\n", -1);
        row("heading", "## Kestrel and its yards\n\n### Ships\n\n" + table(""), -1);
        row("heading aside", "## Kestrel\n\n## Ships\n\n" + table(""), 0);
        row("last", table("| Oslo | 4 | Kestrel"), 4);
        row("two letters", table("| EU | 4 | |\n"), 1);
        row("two letters at the end", table("| Oslo | 4 | EU"), 4);
        row("within a remark", table("| Oslo | 4 | once of Kestrel |\n"), 0);
        row("part of a word", table("| Kestrels | 4 | EUR |\n"), 0);
        row("another case", table("| kestrel | 4 | eu |\n"), 0);
    }
    void tablesAboutSomebody()
    {
        QFETCH(const QByteArray, note);
        QFETCH(const int, columns);
        const Snapshot snapshot = vaultOf(QByteArray("//- Yards.md\n" + note + '\n'));
        const QList<TableMentions> found = tablesAbout({"Nobody", "Kestrel", "EU", "K"}, snapshot);
        if (columns == 0) {
            QVERIFY(found.isEmpty());
            return;
        }
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().tables.size(), 1);
        QCOMPARE(found.first().tables.first().columns,
                 columns < 0 ? TableMention::AllColumns : static_cast<quint64>(columns));
    }

    // At whatever byte a name begins it is found, and only as a whole.
    void namesAreFoundAnywhere()
    {
        const auto saying = [](const QByteArray &cell, const QList<QByteArray> &names) {
            const QByteArray text = "//- Yards.md\n| Yard | Ships |\n|---|---|\n| " + cell + " | 4 |\n";
            return !tablesAbout(names, vaultOf(text)).isEmpty();
        };
        for (int before = 0; before < 4; ++before) {
            const QByteArray filler = QByteArray(before, '.');
            for (const char *const name : {"Auk", "Kestrel", "Åland", "EU"}) {
                QVERIFY2(saying(filler + name, {"Nobody", name}), name);
                QVERIFY2(saying(filler + name + ".", {name, "Auks of Bergen"}), name);
                QVERIFY2(!saying(filler + 'x' + name, {name}), name);
                QVERIFY2(!saying(filler + name + "s", {name}), name);
            }
        }
    }

    // Tables that are passed over say nothing of those who are compared: what is left is all that is said of them.
    void nothingIsPassedOver()
    {
        const QByteArray note = "//- Yards.md\n#concept\n\n"
                                "| # | Company | Revenue |\n|---|---|---|\n| 1 | [[Kestrel]] | $2B |\n\n"
                                "| Date | Company | Deal value |\n|---|---|---|\n| 2024 | Kestrel | $3B |\n\n"
                                "| Project | Capacity | Company |\n|---|---|---|\n| Alpha | 5 GWh | Kestrel |\n\n"
                                "| Date | Acquirer | Acquired company | Value |\n|---|---|---|---|\n"
                                "| 2024 | Skua | [[Kestrel]] | $8B |\n\n"
                                "| Region | Leader | Revenue |\n|---|---|---|\n| North | [[Kestrel]] | $9B |\n\n"
                                "| Metric | Kestrel | Skua |\n|---|---|---|\n| Employees | 40 | 50 |\n\n"
                                "## Kestrel\n\n| Metric | Value |\n|---|---|\n| Market cap | $7B |\n";
        const Snapshot snapshot = vaultOf(QByteArray("//- Kestrel.md\n#actor\n//- Skua.md\n#actor\n" + note));
        const QList<Company> companies = companiesNamed({u"Kestrel"_s}, snapshot);
        Lexicons lexicons;
        QList<quint32> found;
        for (const FoundStatement &one : statementsAbout(companies, snapshot, lexicons))
            found.append(one.statement.place.range.begin);
        QList<quint32> said;
        Lexicon lexicon(snapshot);
        const int file = snapshot.find(*NotePath::fromRelative(u"Yards.md"_s));
        for (const Statement &one : statementsOf(snapshot.file(file), lexicon)) {
            if (one.subject.key == companies.first().subject.key)
                said.append(one.place.range.begin);
        }
        QCOMPARE(found, said);
        QCOMPARE(said.size(), 7);
    }

    // Rows of one metric that are of other things say how they differ; figures of what others say in words share a row.
    void rowsAreToldApart()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#actor #company
| Metric | Value |
|---|---|
| Revenue (2025) | $4B |
| Revenue (2027E) | $6B |
| Berth change | +4% |
| Status | Listed |
| Cloud revenue | $1B |
//- Norrland.md
#actor #company
## Results
Better than in many years, though the guidance disappointed most:
| Metric | Value |
|---|---|
| Revenue (2025) | $3B |
| Berth change | $3M |
| Status | 40 plants, more to come |
## Segments
| Segment | Revenue |
|---|---|
| Cloud | $2B |
//- Skua.md
#actor #company
| Metric | Value |
|---|---|
| Status | Private |
)");
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s, u"Skua"_s}}, snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel | Norrland | Skua\n"
                               "Status | Listed | 40 plants, more to come | Private\n"
                               "Revenue | $4B | $3B | \n"
                               "Revenue (cloud) | $1B | $2B | \n"
                               "Berth change (%) | +4% |  | \n"
                               "Berth change (money) |  | $3M | \n"
                               "Revenue (expected) | $6B |  | ");
    }

    // What is firm and dated stands first, the newest of it; what has no time behind it, and what is expected last.
    void theNewestFirmValueIsFirst()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#actor #company
| Metric | Value |
|---|---|
| Valuation | $5B |
| Valuation (2099) | $99B |
//- Norrland.md
#actor #company
| Company | Valuation |
|---|---|
| [[Kestrel]] | $4B (Apr 2024) |
//- Skua.md
#actor #company
| Company | Valuation (2023) | Target valuation |
|---|---|---|
| [[Kestrel]] | $3B | $50B |
)");
        const Comparison grid = compare({.names = {u"Kestrel"_s}, .metrics = {u"valuation"_s}}, snapshot);
        QVERIFY(!grid.rows.isEmpty());
        QByteArrayList values;
        for (const StatedValue &value : grid.cell(0, 0).values)
            values.append(value.raw);
        QCOMPARE(values, (QByteArrayList{"$4B (Apr 2024)", "$3B", "$5B", "$99B"}));
    }

    // Quarters without a year are in the order of any.
    void quartersOfNoYear()
    {
        const Snapshot snapshot =
            vaultOf("//- Kestrel.md\n#actor #company\n| Quarter | Net loss |\n|---|---|\n| Q1 | $1B |\n"
                    "| Q3 | $3B |\n| Q2 | $2B |\n");
        const Comparison grid = compare({.names = {u"Kestrel"_s}}, snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel\nNet loss (quarter) | $3B +2");
        QCOMPARE(grid.cell(0, 0).values.last().raw, "$1B");
    }

    // Of values without a time behind a dated one, the mark tells, too, that they disagree.
    void undatedValuesDisagree()
    {
        const auto textWith = [](const QByteArray &own) {
            const QByteArray notes =
                "//- Kestrel.md\n#actor #company\n| Metric | Value |\n|---|---|\n| Market cap | " + own
                + " |\n\n*Updated 2026-01-05*\n//- Norrland.md\n#actor #company\n| Company | Market cap |\n|---|---|\n"
                  "| [[Kestrel]] | $3B |\n\n*Updated 2026-01-05*\n//- List.md\n#concept\n"
                  "| Company | Market cap (2026) |\n|---|---|\n| [[Kestrel]] | $3B |\n\n*Updated 2026-05-05*\n";
            return textOf(compare({.names = {u"Kestrel"_s}}, vaultOf(notes)));
        };
        QCOMPARE(textWith("$3B"), "Metric | Kestrel\nMarket cap | $3B +2");
        QCOMPARE(textWith("$4B"), "Metric | Kestrel\nMarket cap | $3B! +2");
    }

    // Where somebody has its seat, its own note knows best, whenever a list of others was made.
    void ownWordsAreFirst()
    {
        const Snapshot snapshot = vaultOf(
            "//- Kestrel.md\n#actor #company\n| Metric | Value |\n|---|---|\n| HQ | Oslo |\n| Founded | 2011 |\n"
            "//- List.md\n#concept\n## Makers (2025)\n| Company | HQ | Founded |\n|---|---|---|\n"
            "| [[Kestrel]] | Norway | 2012 |\n");
        QCOMPARE(textOf(compare({.names = {u"Kestrel"_s}, .metrics = {u"HQ"_s, u"founded"_s}}, snapshot)),
                 "Metric | Kestrel\nHQ | Oslo +1\nFounded | 2011! +1");
    }

    // What adds up over a quarter is not compared with what adds up over a year, and says so.
    void quartersAndYearsAreApart()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#actor #company
| Metric | Value |
|---|---|
| Revenue (2025) | $4B |
| Q4 2025 revenue | $1B |
| Revenue (9M 2025) | $3B |
| Employees (Q4 2025) | 40 |
//- Norrland.md
#actor #company
| Metric | Value |
|---|---|
| Revenue | $5B |
| Q3 2025 revenue | $2B |
| Employees (2024) | 50 |
)");
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel | Norrland\n"
                               "Revenue | $4B | $5B\n"
                               "Revenue (quarter) | $1B | $2B\n"
                               "Employees | 40 | 50\n"
                               "Revenue (nine months) | $3B | ");
    }

    // A place in a list says what the list is of, and stands behind what is measured.
    void ranksAreOfLists()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#actor #company
| Metric | Value |
|---|---|
| Employees | 40 |
//- Norrland.md
#actor #company
//- Cells.md
#concept
## Makers of cells
| Rank | Company |
|---|---|
| 1 | [[Kestrel]] |
| 2 | [[Norrland]] |
//- Trust.md
#actor #fund
## Largest holdings
| Rank | Company |
|---|---|
| 20 | [[Kestrel]] |
| 21 | [[Norrland]] |
)");
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel | Norrland\n"
                               "Employees | 40 | \n"
                               "Rank (cells) | 1 | 2\n"
                               "Rank (holdings) | 20 | 21");
    }

    // A row is not called by the year of one company's figure, and its scope is written as the notes write it.
    void rowsAreCalledAsNotesCallThem()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Kestrel.md
#actor #company
| Metric | Value |
|---|---|
| 2025 berth fees | $4M |
| Berth count (2019) | 12 |
| EV battery market share | 4% |
//- Norrland.md
#actor #company
| Metric | Value |
|---|---|
| Berth fees (2021) | $3M |
| Berth count | 9 |
| Market share (EV batteries) | 3% |
//- 2026-02-03.md
#daily
| Note | Berth count |
|---|---|
| [[Kestrel]] | Looked into |
)");
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel | Norrland\n"
                               "Market share (EV battery) | 4% | 3%\n"
                               "Berth fees | $4M | $3M\n"
                               "Berth count | 12 | 9");
    }

    // Figures that cannot be read as numbers are shown as they are written, and formulas are no numbers.
    void unreadFiguresAreShown()
    {
        const Snapshot snapshot =
            vaultOf("//- Kestrel.md\n#actor #company\n| Metric | Value |\n|---|---|\n"
                    "| Employees | 99999999999999999999999 |\n| Population | ١٢٣٤٥ |\n"
                    "| Stores | １２３ |\n| Customers | 三万 |\n| Users | 2+3 |\n| Members | few |\n"
                    "//- Norrland.md\n#actor #company\n| Metric | Value |\n|---|---|\n"
                    "| Employees | 12 |\n");
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s}}, snapshot);
        QCOMPARE(textOf(grid), "Metric | Kestrel | Norrland\n"
                               "Employees | 99999999999999999999999 | 12\n"
                               "Customers | 三万 | \n"
                               "Users | 2+3 | \n"
                               "Stores | １２３ | \n"
                               "Population | ١٢٣٤٥ | ");
        QVERIFY(!grid.cell(0, 0).values.first().value.isNumeric());
    }

    void sources()
    {
        const Snapshot snapshot = vaultOf(Makers);
        const Comparison grid = compare({.names = {u"Kestrel"_s}, .metrics = {u"market share"_s}}, snapshot);
        QVERIFY(!grid.rows.isEmpty());
        const ComparedCell &cell = grid.cell(0, 0);
        // What is dated goes before what is not, and every place is known.
        QCOMPARE(cell.values.first().source.note.toString(), u"Market.md"_s);
        for (const StatedValue &value : cell.values) {
            const Note &note = snapshot.note(snapshot.find(value.source.note));
            QCOMPARE(value.source.range.in(note.text).toByteArray(), value.raw);
            const QByteArray line = note.text.split('\n').at(value.source.line);
            QVERIFY2(line.contains(value.raw), line.constData());
        }
    }

    // Lines stay where they are, whatever comes, goes or is called otherwise.
    void following()
    {
        const auto of = [](const QStringList &rows) {
            Comparison comparison{.columns = {{.title = u"One"_s}}};
            for (const QString &row : rows) {
                comparison.rows.append({.title = row.section(u' ', 0, 0), .detail = row.section(u' ', 1)});
                comparison.cells.append({{{.raw = row.toUtf8()}}, false});
            }
            return comparison;
        };
        const auto lines = [](const Comparison &comparison) {
            QStringList texts;
            for (qsizetype row = 0; row < comparison.rows.size(); ++row)
                texts.append(comparison.rows.at(row).title + u": "_s
                             + (comparison.cell(row, 0).isGap()
                                    ? u"gap"_s
                                    : QString::fromUtf8(comparison.cell(row, 0).values.first().raw)));
            return texts;
        };
        const Comparison before = of({u"hidden"_s, u"a"_s, u"b"_s, u"c $"_s});
        const Comparison shown = of({u"c $"_s, u"b"_s, u"a"_s});
        QCOMPARE(lines(followed(shown, before, of({u"new"_s, u"a"_s, u"c €"_s, u"hidden"_s}))),
                 (QStringList{u"c: c €"_s, u"b: gap"_s, u"a: a"_s, u"new: new"_s}));
        QCOMPARE(followed(shown, before, before).rows, shown.rows);
    }

    void exported()
    {
        const Snapshot snapshot = vaultOf(Makers);
        const Comparison grid = compare({.names = {u"Kestrel"_s, u"Norrland"_s}, .metrics = {u"revenue"_s}}, snapshot);
        QCOMPARE(csv(comparisonSheet(grid)), "Metric,Kestrel,Norrland\r\nRevenue,$4.2B (2024),€950M (2024)\r\n");
        QCOMPARE(csv(sourceSheet(grid)), "Metric,Column,Value,As of,Note,Line,Remark\r\n"
                                         "Revenue,Kestrel,$4.2B (2024),2024,Kestrel.md,9,\r\n"
                                         "Revenue,Norrland,€950M (2024),2024,Norrland.md,6,\r\n");
        const Comparison staff = compare({.names = {u"Kestrel"_s}, .metrics = {u"employees"_s}}, snapshot);
        QVERIFY(csv(sourceSheet(staff)).contains("12,000\",undated,Kestrel.md"));
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "comparisontest.moc"
