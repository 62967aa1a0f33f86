// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/grid.h"

#include "core/note/parsenote.h"
#include "core/table/arrangement.h"
#include "core/table/gridedit.h"
#include "core/table/tabledefects.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

GridPtr gridOf(const QByteArray &note)
{
    return std::make_shared<NoteGrid>(cutTable(parseNote(note).tables.first(), note), note);
}

const QByteArray Shares = "| Company | Share | Since |\n|---|---|---|\n"
                          "| Kestrel | ~37% | 2019 |\n"
                          "| Norrland | 16% | 2021 |\n"
                          "| Volta | — | 2019 |\n"
                          "| ohm | 3% |\n"
                          "| Ampere | $5B | 2020 | extra |\n";

QString rowsOf(const QList<int> &rows)
{
    QStringList text;
    for (const int row : rows)
        text.append(QString::number(row));
    return text.join(u' ');
}

} // namespace

class GridTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAreThereOrNot()
    {
        const GridPtr grid = gridOf(Shares);
        QCOMPARE(grid->rowCount(), 5);
        QCOMPARE(grid->columnCount(), 4);
        QCOMPARE(grid->headerCount(), 3);
        QCOMPARE(grid->source(HeaderRow, 1), "Share");
        QCOMPARE(grid->source(4, 3), "extra");
        QVERIFY(!grid->has(3, 2) && !grid->has(HeaderRow, 3));
        QCOMPARE(grid->source(3, 2), QByteArray());
        QCOMPARE(grid->value(3, 2).kind, CellKind::Missing);
        QCOMPARE(columnKinds(*grid), (QList{CellKind::Text, CellKind::Percent, CellKind::Year, CellKind::Text}));
        QVERIFY(!isPropertySheet(*grid));
        const GridPtr sheet = gridOf("| Metric | Value |\n|---|---|\n| Share | 3% |\n| Revenue | $2B |\n");
        QVERIFY(isPropertySheet(*sheet));
    }

    void aLongCellIsShownByItsBeginning()
    {
        const QByteArray links = QByteArray("[[Norrland\\|the maker]] and **others**, ").repeated(30000);
        const GridPtr grid = gridOf("| a | b |\n|---|---|\n| " + links + " | short |\n");
        QCOMPARE(grid->source(0, 0), links.trimmed());
        QCOMPARE(grid->shownBegin(0, 0, 34), u"the maker and others, the maker an…"_s);
        QVERIFY(grid->shown(0, 0).startsWith(grid->shownBegin(0, 0, 1000).chopped(1)));
        QCOMPARE(grid->shownBegin(0, 1, 5), u"short"_s);
        QCOMPARE(grid->shownBegin(0, 1, 1), u"s…"_s);
        QCOMPARE(grid->shownBegin(0, 2, 1), QString());
        // No character is cut in two.
        QCOMPARE(beginOf(u"a\U0001F50B!"_s, 2), u"a…"_s);
        QCOMPARE(beginOf(u"ab"_s, 5, true), u"ab…"_s);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("rows");
        QTest::newRow("nothing") << u" "_s << 1 << u"0 1 2 3 4"_s;
        QTest::newRow("text") << u"OR"_s << 0 << u"1"_s;
        QTest::newRow("part of a value") << u"3"_s << 1 << u"0 3"_s;
        QTest::newRow("more") << u">5"_s << 1 << u"0 1 4"_s;
        QTest::newRow("more, of a unit") << u"> 5%"_s << 1 << u"0 1"_s;
        QTest::newRow("at least") << u">=16"_s << 1 << u"0 1 4"_s;
        QTest::newRow("at most") << u"<=3%"_s << 1 << u"3"_s;
        QTest::newRow("at most, as a sign") << u"≤16%"_s << 1 << u"1 3"_s;
        QTest::newRow("less") << u"<16%"_s << 1 << u"3"_s;
        QTest::newRow("in full") << u">1B"_s << 1 << u"4"_s;
        QTest::newRow("equal text") << u"=OHM"_s << 0 << u"3"_s;
        QTest::newRow("equal number") << u"=37%"_s << 1 << u"0"_s;
        QTest::newRow("not equal") << u"!=37%"_s << 1 << u"1 2 3 4"_s;
        QTest::newRow("missing") << u"="_s << 1 << u"2"_s;
        QTest::newRow("not missing") << u"!="_s << 1 << u"0 1 3 4"_s;
        QTest::newRow("a date") << u">2019"_s << 2 << u"1 4"_s;
        QTest::newRow("half typed") << u">"_s << 1 << u"0 1 2 3 4"_s;
        QTest::newRow("a column that is gone") << u"x"_s << 9 << u"0 1 2 3 4"_s;
    }

    void filters()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, column);
        QTEST(rowsOf(arrangedRows(*gridOf(Shares), {.keys = {}, .filters = {{column, typed}}})), "rows");
    }

    void sorts_data()
    {
        QTest::addColumn<QList<SortKey>>("keys");
        QTest::addColumn<QString>("rows");
        QTest::newRow("not") << QList<SortKey>{} << u"0 1 2 3 4"_s;
        QTest::newRow("missing last") << QList<SortKey>{{1, Qt::AscendingOrder}} << u"3 1 0 4 2"_s;
        QTest::newRow("missing last, descending") << QList<SortKey>{{1, Qt::DescendingOrder}} << u"4 0 1 3 2"_s;
        QTest::newRow("equal rows keep their order") << QList<SortKey>{{2, Qt::AscendingOrder}} << u"0 2 4 1 3"_s;
        QTest::newRow("two keys") << QList<SortKey>{{2, Qt::AscendingOrder}, {0, Qt::DescendingOrder}}
                                  << u"2 0 4 1 3"_s;
    }

    void sorts()
    {
        QFETCH(const QList<SortKey>, keys);
        QTEST(rowsOf(arrangedRows(*gridOf(Shares), {.keys = keys, .filters = {}})), "rows");
    }

    void summaries()
    {
        const auto read = [](const QByteArrayList &cells) {
            QList<CellValue> values;
            for (const QByteArray &cell : cells)
                values.append(readCell(cell));
            return summaryOf(values);
        };
        QCOMPARE(read({"~37%", "16%", "x", "—", "1%", "2%"}), (CellSummary{6, {{u"%"_s, 4, 56, 14, 9, 1, 37, true}}}));
        QCOMPARE(read({"2019", "x"}), CellSummary{.cells = 2});
        // In the unit of the first; what is of another one or has another currency is not added.
        QCOMPARE(read({"2 GWh", "$2M", "500 MWh", "1%", "€3M", "$4M"}),
                 (CellSummary{6,
                              {{u"GWh"_s, 2, 2.5, 1.25, 1.25, 0.5, 2},
                               {u"$"_s, 2, 6e6, 3e6, 3e6, 2e6, 4e6},
                               {u"%"_s, 1, 1, 1, 1, 1, 1},
                               {u"€"_s, 1, 3e6, 3e6, 3e6, 3e6, 3e6}}}));
    }

    void numbersAreShown_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << 1204.0 << QString() << u"1,204"_s;
        QTest::newRow("fraction") << 0.125 << QString() << u"0.125"_s;
        QTest::newRow("percent") << 12.3456 << u"%"_s << u"12.35%"_s;
        QTest::newRow("money") << 4.2e9 << u"$"_s << u"$4.2B"_s;
        QTest::newRow("negative money") << -1.5e6 << u"€"_s << u"−€1.5M"_s;
        QTest::newRow("currency by its code") << 3.0 << u"CHF"_s << u"CHF 3"_s;
        QTest::newRow("measure") << 120.0 << u"GWh"_s << u"120 GWh"_s;
        QTest::newRow("multiple") << 3.5 << u"x"_s << u"3.5x"_s;
    }

    void numbersAreShown()
    {
        QFETCH(const double, number);
        QFETCH(const QString, unit);
        QTEST(shownNumber(number, unit), "shown");
    }

    void outliersAreFarOut()
    {
        const auto outliers = [](const QByteArray &note, int column) {
            const GridPtr grid = gridOf(note);
            const std::optional<Fences> fences = fencesOf(*grid, column);
            QList<int> rows;
            for (int row = 0; fences && row < grid->rowCount(); ++row) {
                if (fences->isOutside(grid->value(row, column)))
                    rows.append(row);
            }
            return rows;
        };
        QByteArray note = "| a | b |\n|---|---|\n";
        for (const char *value : {"10%", "11%", "12%", "13%", "14%", "90%"})
            note += QByteArray("| x | ") + value + " |\n";
        QCOMPARE(outliers(note, 1), QList{5});
        QCOMPARE(outliers(note, 0), QList<int>{});
        QCOMPARE(outliers(note + "| x | $3 |\n", 1), QList<int>{});
        QCOMPARE(outliers(Shares, 1), QList<int>{});
        // Not all of many are asked, and all that are far out are told.
        QByteArray rows = "| b |\n|---|\n";
        for (int i = 0; i < 9000; ++i)
            rows += "| " + QByteArray::number(i == 8999 ? 5000 : i % 7) + " |\n";
        QCOMPARE(outliers(rows, 0), QList{8999});
    }

    void findsDefects_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QList<TableFinding>>("findings");
        const auto row = [](const char *name, const QByteArray &note, const QList<TableFinding> &findings) {
            QTest::newRow(name) << note << findings;
        };
        row("none", "| a | b |\n|---|---|\n| 1 | 2 |\n", {});
        row("long and short rows", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 |\n",
            {{TableDefect::SurplusCells, {0}, {}}, {TableDefect::MissingCells, {1}, {}}});
        row("text below", "| a | b |\n|---|---|\nx\n| 1 | 2 |\nSource\nand more\n",
            {{TableDefect::MissingCells, {0}, {}}, {TableDefect::GluedText, {2, 3}, {}}});
        row("bare bars", "| a |\n|---|\n| [[x|y]] |\n", {{TableDefect::BareBars, {0}, {}}});
        row("empty header", "| a |  |\n|---|---|\n| 1 | 2 |\n", {{TableDefect::EmptyHeader, {}, {1}}});
        row("empty corner", "|  | b |\n|---|---|\n| 1 | 2 |\n", {});
        row("the same header twice", "| a | A |\n|---|---|\n| 1 | 2 |\n", {{TableDefect::DuplicateHeader, {}, {1}}});
        row("transposed", "| Metric | [[K]] | [[N]] |\n|---|---|---|\n| Share | 1 | 2 |\n| Year | 3 | 4 |\n",
            {{TableDefect::Transposed, {}, {1, 2}}});
        row("entities both ways", "| x | [[K]] | [[N]] |\n|---|---|---|\n| [[V]] | 1 | 2 |\n| [[O]] | 3 | 4 |\n", {});
    }

    void findsDefects()
    {
        QFETCH(const QByteArray, note);
        const Table table = cutTable(parseNote(note).tables.first(), note);
        const auto isLink = [](QByteArrayView cell) { return cell.startsWith("[["); };
        QTEST(findingsOf(table, note, isLink), "findings");
    }

    void aChangeFindsItsTable()
    {
        const QByteArray table = "| a |\n|---|\n| 1 |\n";
        const QByteArray note = table + "\nText\n\n" + table + "\nEnd\n";
        const GridEdit edit{.cells = {{0, 0, "x"}}};
        const auto after = [&](int number, const QByteArray &before, const QByteArray &text) {
            const auto script = scriptOf(TableChange{number, before, edit}, parseNote(text), text);
            return script ? script->apply(text).value() : script.error().sentence.toUtf8();
        };
        QCOMPARE(after(1, table, note), table + "\nText\n\n| a |\n|---|\n| x |\n\nEnd\n");
        QCOMPARE(after(1, table, "New\n\n" + table), "New\n\n| a |\n|---|\n| x |\n");
        QVERIFY(after(0, "| b |\n|---|\n| 1 |\n", note).contains("changed"));
        QCOMPARE(after(-1, "| 1 | 2 |", "T\n\n| 1 | 2 |\n"), "T\n\n| x | 2 |\n");
        QVERIFY(after(-1, "| 1 | 3 |", "T\n\n| 1 | 2 |\n").contains("changed"));
    }

    void rowsGoUnderTheirTable()
    {
        const QByteArray note = "| a |\n|---|\n| 1 |\n\nText\n\n| 2 |\n";
        const auto script = scriptOf(TableChange{-1, "| 2 |", {.kind = GridEdit::Kind::Rejoin}}, parseNote(note), note);
        QVERIFY(script);
        QCOMPARE(script->apply(note).value(), "| a |\n|---|\n| 1 |\n| 2 |\n\nText\n");
    }

    void everyEditIsDone()
    {
        const QByteArray note = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n";
        const Table table = cutTable(parseNote(note).tables.first(), note);
        const auto after = [&](const GridEdit &edit) { return scriptOf(edit, table, note).apply(note).value(); };
        using Kind = GridEdit::Kind;
        QCOMPARE(after({.kind = Kind::SetCells, .cells = {{2, 2, "x"}}}),
                 "| a | b |  |\n|---|---|---|\n| 1 | 2 |  |\n| 3 | 4 |  |\n|  |  | x |\n");
        QCOMPARE(after({.kind = Kind::RemoveRows, .numbers = {0}}), "| a | b |\n|---|---|\n| 3 | 4 |\n");
        QCOMPARE(after({.kind = Kind::OrderRows, .numbers = {1, 0}}), "| a | b |\n|---|---|\n| 3 | 4 |\n| 1 | 2 |\n");
        QCOMPARE(after({.kind = Kind::OrderColumns, .numbers = {1, 0}}),
                 "| b | a |\n|---|---|\n| 2 | 1 |\n| 4 | 3 |\n");
        QCOMPARE(after({.kind = Kind::RemoveColumns, .numbers = {0}}), "| b |\n|---|\n| 2 |\n| 4 |\n");
        QCOMPARE(after({.kind = Kind::JoinCells, .at = 1, .count = 0}),
                 "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 \\| 4 |\n");
        const QByteArray glued = note + "Source: x\n";
        QCOMPARE(scriptOf({.kind = Kind::SetTextApart}, cutTable(parseNote(glued).tables.first(), glued), glued)
                     .apply(glued)
                     .value(),
                 note + "\nSource: x\n");
        QCOMPARE(after({.kind = Kind::SetTextApart}), note);
        QCOMPARE(after({.kind = Kind::Transpose}), "| a | 1 | 3 |\n|---|---|---|\n| b | 2 | 4 |\n");
    }
};

QTEST_GUILESS_MAIN(GridTest)
#include "gridtest.moc"
