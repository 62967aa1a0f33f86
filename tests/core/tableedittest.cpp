// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tableedit.h"

#include "core/table/tableline.h"
#include "tests/core/changedtable.h"

#include <QtTest>

using namespace tearsheet;
using namespace tearsheet::tables;
using namespace Qt::StringLiterals;

/// What edits write.
class TableEditTest : public QObject
{
    Q_OBJECT

    static void check(const QByteArray &before, const Change &change, const QByteArray &after)
    {
        QCOMPARE(changed(before, change), after);
    }

private Q_SLOTS:
    void typedText_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << " ~3% "_ba << "~3%"_ba;
        QTest::newRow("bar") << "a|b"_ba << "a\\|b"_ba;
        QTest::newRow("escaped bar") << "a\\|b"_ba << "a\\|b"_ba;
        QTest::newRow("bar in a link") << "[[Ohm|the maker]]"_ba << "[[Ohm\\|the maker]]"_ba;
        QTest::newRow("backslash before a bar") << "a\\\\|b"_ba << "a\\\\\\|b"_ba;
        QTest::newRow("lines") << "one\r\ntwo\nthree\n"_ba << "one<br>two<br>three"_ba;
        QTest::newRow("separators") << "one\u2028two\u2029three"_ba << "one<br>two<br>three"_ba;
    }

    void typedText()
    {
        QFETCH(const QByteArray, typed);
        QTEST(cellBytes(typed), "bytes");
        QCOMPARE(cellBytes(cellBytes(typed)), cellBytes(typed));
    }

    void setsACell_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("after");
        const QByteArray plain = "| a | b |\n|---|---|\n| 1 | 2 |\n";
        QTest::newRow("a cell") << plain << 0 << 1 << "~3%"_ba << "| a | b |\n|---|---|\n| 1 | ~3% |\n"_ba;
        QTest::newRow("the header") << plain << -1 << 0 << "Name"_ba << "| Name | b |\n|---|---|\n| 1 | 2 |\n"_ba;
        QTest::newRow("the same") << plain << 0 << 1 << " 2"_ba << plain;
        QTest::newRow("nothing") << plain << 0 << 0 << ""_ba << "| a | b |\n|---|---|\n|  | 2 |\n"_ba;
        QTest::newRow("no row") << plain << 3 << -1 << "x"_ba << plain;
        QTest::newRow("below the last row") << plain << 1 << 0 << "x"_ba << plain;
        QTest::newRow("a bar") << plain << 0 << 0 << "x|y"_ba << "| a | b |\n|---|---|\n| x\\|y | 2 |\n"_ba;
        QTest::newRow("a backslash at the end")
            << "|a|b|\n|-|-|\n|1|2|"_ba << 0 << 0 << "x\\"_ba << "|a|b|\n|-|-|\n|x\\ |2|"_ba;
        QTest::newRow("an open link") << "| a | b |\n|---|---|\n| 1 | 2]] |\n"_ba << 0 << 0 << "[[x"_ba
                                      << "| a | b |\n|---|---|\n| \\[[x | 2]] |\n"_ba;
        QTest::newRow("the end of an open link") << "| a | b |\n|---|---|\n| [[1 | 2 |\n"_ba << 0 << 1 << "x]]"_ba
                                                 << "| a | b |\n|---|---|\n| [[1 | x]\\] |\n"_ba;
        QTest::newRow("compact") << "|a|b|\n|-|-|\n|1|2|"_ba << 0 << 1 << "33"_ba << "|a|b|\n|-|-|\n|1|33|"_ba;
        QTest::newRow("aligned") << "| name | b   |\n|------|-----|\n| 1    | 22  |\n| 2    | 3   |\n"_ba << 0 << 0
                                 << "xyz"_ba
                                 << "| name | b   |\n|------|-----|\n| xyz  | 22  |\n| 2    | 3   |\n"_ba;
        QTest::newRow("longer than aligned")
            << "| name | b   |\n|------|-----|\n| 1    | 22  |\n| 2    | 3   |\n"_ba << 0 << 0 << "longer"_ba
            << "| name | b   |\n|------|-----|\n| longer | 22  |\n| 2    | 3   |\n"_ba;
        QTest::newRow("aligned right") << "| name |   b |\n|------|----:|\n| x    |   1 |\n| y    |  22 |\n"_ba << 0
                                       << 1 << "33"_ba
                                       << "| name |   b |\n|------|----:|\n| x    |  33 |\n| y    |  22 |\n"_ba;
        QTest::newRow("aligned wide characters")
            << "| 名前 | b |\n|------|---|\n| 電池 | 1 |\n| x    | 2 |\n"_ba << 0 << 0 << "電"_ba
            << "| 名前 | b |\n|------|---|\n| 電   | 1 |\n| x    | 2 |\n"_ba;
        QTest::newRow("short row") << "| a | b | c |\n|---|---|---|\n| 1 |\n"_ba << 0 << 2 << "x"_ba
                                   << "| a | b | c |\n|---|---|---|\n| 1 |  | x |\n"_ba;
        QTest::newRow("nothing in a short row") << "| a | b |\n|---|---|\n| 1 |\n"_ba << 0 << 1 << ""_ba
                                                << "| a | b |\n|---|---|\n| 1 |\n"_ba;
        QTest::newRow("surplus cell") << "| a |\n|---|\n| 1 | 2 |\n"_ba << 0 << 1 << "x"_ba
                                      << "| a |\n|---|\n| 1 | x |\n"_ba;
        QTest::newRow("in a quote") << "> | a | b |\r\n> |---|---|\r\n> | 1 | 2 |\r\n"_ba << 0 << 0 << "x"_ba
                                    << "> | a | b |\r\n> |---|---|\r\n> | x | 2 |\r\n"_ba;
        QTest::newRow("in a list") << "- | a | b |\n  |---|---|\n  | 1 | 2 |\n"_ba << 0 << 0 << "x"_ba
                                   << "- | a | b |\n  |---|---|\n  | x | 2 |\n"_ba;
        QTest::newRow("without outer bars") << "a | b\n--- | ---\n1 | 2\n"_ba << 0 << 1 << "x"_ba
                                            << "a | b\n--- | ---\n1 | x\n"_ba;
        QTest::newRow("without outer bars, emptied") << "a | b\n--- | ---\nx | 2\n"_ba << 0 << 1 << ""_ba
                                                     << "a | b\n--- | ---\nx | |\n"_ba;
        QTest::newRow("without outer bars, a list mark") << "a | b\n--- | ---\nx | 2\n"_ba << 0 << 0 << "- y"_ba
                                                         << "a | b\n--- | ---\n| - y | 2\n"_ba;
        QTest::newRow("bare bars in a neighbour stay") << "| a | b |\n|---|---|\n| [[x|y]] | 2 |\n"_ba << 0 << 1
                                                       << "3"_ba << "| a | b |\n|---|---|\n| [[x|y]] | 3 |\n"_ba;
    }

    void setsACell()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const int, row);
        QFETCH(const int, column);
        QFETCH(const QByteArray, typed);
        QTEST(changed(before, [&](const Table &table,
                                  QByteArrayView text) { return setCell(table, text, row, column, typed); }),
              "after");
    }

    void changesAreWrittenInTheTablesStyle_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QByteArray &before, const Change &change, const QByteArray &after) {
            QTest::newRow(name) << before << change << after;
        };
        row(
            "row into an aligned table", "| name | b   |\n|------|-----|\n| x    | 22  |\n| y    | 3   |\n",
            [](auto &table, auto text) { return insertRows(table, text, 1); },
            "| name | b   |\n|------|-----|\n| x    | 22  |\n|      |     |\n| y    | 3   |\n");
        row(
            "row at the end of a text without line end", "| a |\r\n|---|\r\n| 1 |",
            [](auto &table, auto text) { return insertRows(table, text, 1); }, "| a |\r\n|---|\r\n| 1 |\r\n|  |");
        row(
            "first row", "> | a |\n> |---|\n\nx\n", [](auto &table, auto text) { return insertRows(table, text, 0); },
            "> | a |\n> |---|\n> |  |\n\nx\n");
        row(
            "row into a list", "- | a |\n  |---|\n  | 1 |\n",
            [](auto &table, auto text) { return insertRows(table, text, 0); }, "- | a |\n  |---|\n  |  |\n  | 1 |\n");
        row(
            "last row of several gone", "| a |\n|---|\n| 1 |\n| 2 |",
            [](auto &table, auto text) { return removeRows(table, text, {0, 1}); }, "| a |\n|---|");
        row(
            "column", "| a | b |\n|---|---|\n| 1 | 2 |\n",
            [](auto &table, auto text) { return insertColumn(table, text, 1, "new"); },
            "| a | new | b |\n|---|---|---|\n| 1 |  | 2 |\n");
        row(
            "column under hyphens as wide as the header", "| name | b |\n|------|---|\n| 1 | 2 |\n",
            [](auto &table, auto text) { return insertColumn(table, text, 2, "Share"); },
            "| name | b | Share |\n|------|---|-------|\n| 1 | 2 |  |\n");
        row(
            "column into an aligned table", "| name | b   |\n| ---- | --- |\n| x    | 22  |\n| y    | 3   |\n",
            [](auto &table, auto text) { return insertColumn(table, text, 1, "Share"); },
            "| name | Share | b   |\n| ---- | ----- | --- |\n| x    |       | 22  |\n| y    |       | 3   |\n");
        row(
            "column without outer bars", "a | b\n--- | ---\n1 | 2\n",
            [](auto &table, auto text) { return insertColumn(table, text, 2, "c"); },
            "a | b | c\n--- | --- | ---\n1 | 2 | |\n");
        row(
            "all columns but one gone", "a | b\n--- | ---\nx | 2\n",
            [](auto &table, auto text) { return removeColumns(table, text, {1}); }, "| a |\n| --- |\n| x |\n");
        row(
            "the last column stays", "| a |\n|---|\n| 1 |\n",
            [](auto &table, auto text) { return removeColumns(table, text, {0}); }, "| a |\n|---|\n| 1 |\n");
        row(
            "a short row loses its only cell", "| a | b |\n|---|---|\n| 1 |\n",
            [](auto &table, auto text) { return removeColumns(table, text, {0}); }, "| b |\n|---|\n|  |\n");
        row(
            "alignment moves with its column", "| a | b |\n|--:|:--|\n| 1 | 2 |\n",
            [](auto &table, auto text) { return orderColumns(table, text, {1, 0}); },
            "| b | a |\n|:--|--:|\n| 2 | 1 |\n");
        row(
            "rows keep line ends and prefixes", "> | a |\n> |---|\r\n> | 1 |\n>| 2 |\r\n> | 3 |",
            [](auto &table, auto text) { return orderRows(table, text, {2, 0, 1}); },
            "> | a |\n> |---|\r\n> | 3 |\n>| 1 |\r\n> | 2 |");
        row(
            "no permutation", "| a |\n|---|\n| 1 |\n| 2 |\n",
            [](auto &table, auto text) { return orderRows(table, text, {0, 0}); }, "| a |\n|---|\n| 1 |\n| 2 |\n");
        row("transposed", "| Metric | [[Ohm]] |\n|---|---|\n| Share | 3% |\n| Year | 2025 |\n", &transposed,
            "| Metric | Share | Year |\n|---|---|---|\n| [[Ohm]] | 3% | 2025 |\n");
        row("bars", "| a |\n|---|\n| [[x|y]] and [[z\\|y]] |\n", &withEscapedBars,
            "| a |\n|---|\n| [[x\\|y]] and [[z\\|y]] |\n");
        row("short rows", "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 |\n", &withFilledRows,
            "| a | b |\n|---|---|\n| 1 |  |\n| 1 | 2 |\n");
        row("surplus cells", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 |\n| 1 | 2 |\n", &withColumnsForSurplus,
            "| a | b |  |\n|---|---|---|\n| 1 | 2 | 3 |\n| 1 |\n| 1 | 2 |  |\n");
        row(
            "a stray bar", "| a | b |\n|---|---|\n| A|F | 2 |\n",
            [](auto &table, auto text) { return withJoinedCells(table, text, 0, 0); },
            "| a | b |\n|---|---|\n| A\\|F | 2 |\n");
    }

    void changesAreWrittenInTheTablesStyle()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const Change, change);
        QTEST(changed(before, change), "after");
    }

    void aParagraphStandsBelow_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("text") << QByteArray("| a |\n|---|\n| 1 |\n\nText\n")
                              << QByteArray("| a |\n|---|\n| 1 |\n\nP\n\nText\n");
        QTest::newRow("end") << QByteArray("| a |\n|---|\n| 1 |") << QByteArray("| a |\n|---|\n| 1 |\n\nP");
        QTest::newRow("line end") << QByteArray("| a |\r\n|---|\r\n| 1 |\r\n")
                                  << QByteArray("| a |\r\n|---|\r\n| 1 |\r\n\r\nP\r\n");
        QTest::newRow("heading at once") << QByteArray("| a |\n|---|\n| 1 |\n# H\n")
                                         << QByteArray("| a |\n|---|\n| 1 |\n\nP\n\n# H\n");
        QTest::newRow("quote") << QByteArray("> | a |\n> |---|\n> | 1 |\n\nText\n")
                               << QByteArray("> | a |\n> |---|\n> | 1 |\n>\n> P\n\nText\n");
        QTest::newRow("list") << QByteArray("- | a |\n  |---|\n  | 1 |\n")
                              << QByteArray("- | a |\n  |---|\n  | 1 |\n\n  P\n");
        QTest::newRow("no rows") << QByteArray("| a |\n|---|\n") << QByteArray("| a |\n|---|\n\nP\n");
    }

    void aParagraphStandsBelow()
    {
        QFETCH(QByteArray, note);
        const QByteArray after =
            changed(note, [](const Table &table, QByteArrayView text) { return withParagraphBelow(table, text, "P"); });
        QTEST(after, "after");
        QCOMPARE(gridOf(after), gridOf(note));
        const QByteArray rows = "| 1 | 2 |\n| 3 | 4 |\n";
        const Table headless = cutHeadless(ByteRange::of(0, rows.size() - 1), rows);
        QCOMPARE(withParagraphBelow(headless, rows, "P").apply(rows).value_or(QByteArray()),
                 "| 1 | 2 |\n| 3 | 4 |\n\nP\n");
    }

    void rowsWithoutAHeaderGetOne_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("plain") << "Text\n\n| 1 | 2 |\n| 3 |\n"_ba
                               << "Text\n\n|  |  |\n|---|---|\n| 1 | 2 |\n| 3 |\n"_ba;
        QTest::newRow("at the end") << "| 1 | 2 |"_ba << "|  |  |\n|---|---|\n| 1 | 2 |"_ba;
        QTest::newRow("quoted") << "> | 1 | 2 |\r\n> | 3 | 4 |\r\n"_ba
                                << "> |  |  |\r\n> |---|---|\r\n> | 1 | 2 |\r\n> | 3 | 4 |\r\n"_ba;
    }

    void rowsWithoutAHeaderGetOne()
    {
        QFETCH(const QByteArray, before);
        const NoteFacts facts = parseNote(before);
        QCOMPARE(facts.oddities.size(), 1);
        QCOMPARE(facts.oddities.first().kind, OddityKind::HeadlessRows);
        const QByteArray after = withHeader(facts.oddities.first().range, before).apply(before).value();
        QTEST(after, "after");
        QCOMPARE(gridOf(after).size(), cutHeadless(facts.oddities.first().range, before).rows.size() + 1);
    }

    void rowsWithoutAHeaderCanBeEdited()
    {
        const QByteArray note = "Text\n\n| 1 | 2 |\n| 3 |\n";
        const Table table = cutHeadless(parseNote(note).oddities.first().range, note);
        QCOMPARE(setCell(table, note, 1, 0, "x").apply(note).value(), "Text\n\n| 1 | 2 |\n| x |\n");
        QVERIFY(setCell(table, note, 1, 3, "x").isEmpty());
        QVERIFY(insertRows(table, note, 0).isEmpty());
        QVERIFY(insertColumn(table, note, 0).isEmpty());
        QVERIFY(transposed(table, note).isEmpty());
    }

    void largeTablesAreEditedInLinearTime()
    {
        QByteArray note = "| a | b |\n|---|---|\n";
        for (int i = 0; i < 20000; ++i)
            note += "| " + QByteArray::number(i) + " | x |\n";
        const QByteArray after =
            changed(note, [](const Table &table, QByteArrayView text) { return setCell(table, text, 9999, 1, "y"); });
        QCOMPARE(after.size(), note.size());
        QVERIFY(after.contains("| 9999 | y |"));
    }
};

QTEST_GUILESS_MAIN(TableEditTest)
#include "tableedittest.moc"
