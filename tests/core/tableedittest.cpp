// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tableedit.h"

#include "core/note/parsenote.h"
#include "core/table/tableline.h"
#include "tests/support/randomtext.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Grid = QList<QByteArrayList>;

/// The raw cells of the first table of a note, the header first.
Grid gridOf(const QByteArray &note)
{
    const NoteFacts facts = parseNote(note);
    if (facts.tables.isEmpty())
        return {};
    const Table table = cutTable(facts.tables.first(), note);
    Grid grid;
    const auto add = [&](const TableRow &row) {
        QByteArrayList cells;
        for (const ByteRange cell : row.cells)
            cells.append(cell.in(note).toByteArray());
        grid.append(cells);
    };
    add(table.header);
    for (const TableRow &row : table.rows)
        add(row);
    return grid;
}

using Change = std::function<EditScript(const Table &, QByteArrayView)>;

QByteArray changed(const QByteArray &note, const Change &change)
{
    const NoteFacts facts = parseNote(note);
    if (facts.tables.isEmpty())
        return "no table";
    return change(cutTable(facts.tables.first(), note), note).apply(note).value_or("bad edit");
}

/// Without the empty cells that a short row may have gained at its end, and that its reader sees anyway.
QByteArrayList shortened(QByteArrayList row)
{
    while (row.size() > 1 && row.last().isEmpty())
        row.removeLast();
    return row;
}

Grid shortened(Grid grid)
{
    for (QByteArrayList &row : grid)
        row = shortened(row);
    return grid;
}

/// A note with one table in a style of its own: outer bars, blanks, aligned columns, line ends, quotes, lists.
class RandomTable
{
public:
    explicit RandomTable(quint32 seed) : m_random(seed) {}

    QByteArray note()
    {
        static const QList<QByteArray> prefixes{"", "", "", "> ", "  ", "> > "};
        static const QList<QByteArray> lineEnds{"\n", "\n", "\r\n"};
        const QByteArray prefix = m_random.oneOf(prefixes);
        const QByteArray lineEnd = m_random.oneOf(lineEnds);
        const bool list = prefix.startsWith(' ');
        const bool bare = m_random.number(0, 3) == 0;
        const bool compact = m_random.number(0, 4) == 0;
        const bool aligned = !compact && m_random.number(0, 1) == 0;
        const int columns = m_random.number(bare ? 2 : 1, 5);
        const int rows = m_random.number(0, 6);
        Grid grid{rowOf(columns, bare)};
        for (int row = 0; row < rows; ++row)
            grid.append(rowOf(m_random.number(0, 5) == 0 ? m_random.number(bare ? 2 : 1, columns + 2) : columns, bare));
        const auto line = [&](const QByteArrayList &cells, bool hyphens) {
            QByteArrayList shown;
            for (qsizetype i = 0; i < cells.size(); ++i) {
                int width = 3;
                for (const QByteArrayList &row : std::as_const(grid))
                    width = std::max(width, displayWidth(row.value(i)));
                const QByteArray text = hyphens ? QByteArray(aligned ? width : 3, '-') : cells.at(i);
                const bool pad = aligned && !(bare && i + 1 == cells.size());
                shown.append(text + (pad ? QByteArray(std::max(0, width - displayWidth(text)), ' ') : QByteArray()));
            }
            const QByteArray between = compact ? "|" : " | ";
            return bare ? shown.join(between) : (compact ? "|" : "| ") + shown.join(between) + (compact ? "|" : " |");
        };
        QByteArray text = m_random.number(0, 1) == 0 ? "Before" + lineEnd + lineEnd : QByteArray();
        text += (list ? QByteArray("- ") : prefix) + line(grid.first(), false) + lineEnd;
        text += prefix + line(QByteArrayList(columns, {}), true);
        for (const QByteArrayList &row : std::as_const(grid).sliced(1))
            text += lineEnd + prefix + line(row, false);
        if (m_random.number(0, 2) > 0)
            text += lineEnd + (m_random.number(0, 1) == 0 ? lineEnd + "After [[x]] | b" + lineEnd : QByteArray());
        return text;
    }

    /// What a user may type.
    QByteArray typed()
    {
        static const QList<QByteArray> pieces{"a",  "3",   " ",  "é",    "世",      "|",      "[[", "]]",
                                              "\\", "`",   "$",  "%%",   "[[n|m]]", "#",      "-",  "> ",
                                              "*",  "~3%", "\n", "\r\n", "<b>",     "[x](y)", "^"};
        QByteArray text;
        for (int length = m_random.number(0, 5); length > 0; --length)
            text += m_random.oneOf(pieces);
        return text;
    }

    RandomText &random() { return m_random; }

private:
    QByteArray word(bool first)
    {
        static const QList<QByteArray> words{"Kestrel", "Norrland", "[[Ohm]]", "[[Ohm\\|o]]", "x", "größer", "電池"};
        static const QList<QByteArray> values{"~37%", "$4.2B", "", "—", "3", "a \\| b", "[[Ohm|o]]", "`c`", "2025"};
        return first ? m_random.oneOf(words) : m_random.oneOf(values);
    }

    QByteArrayList rowOf(int columns, bool bare)
    {
        QByteArrayList row;
        for (int i = 0; i < columns; ++i)
            row.append(word(bare ? i == 0 || i + 1 == columns : m_random.number(0, 1) == 0));
        // In a line without outer bars, brackets would make a link of it.
        if (bare && row.first().startsWith('['))
            row.first() = "Volta";
        return row;
    }

    RandomText m_random;
};

constexpr int Rounds = 1500;

} // namespace

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

    void aCellIsTheOnlyThingThatChanges()
    {
        for (quint32 seed = 0; seed < Rounds; ++seed) {
            RandomTable source(seed);
            const QByteArray note = source.note();
            Grid wanted = gridOf(note);
            if (wanted.isEmpty())
                continue;
            const int row = source.random().number(-1, static_cast<int>(wanted.size()) - 2);
            const int column = source.random().number(0, static_cast<int>(wanted.first().size()) - 1);
            const QByteArray typed = source.typed();
            const QByteArray after = changed(note, [&](const Table &table, QByteArrayView text) {
                return setCell(table, text, row, column, typed);
            });
            QByteArrayList &line = wanted[row + 1];
            while (line.size() <= column)
                line.append(QByteArray());
            line[column] = cellBytes(typed);
            Grid found = gridOf(after);
            // What would swallow a bar has got a backslash.
            if (found != wanted && found.size() == wanted.size() && found.at(row + 1).size() > column)
                found[row + 1][column].replace("\\[[", "[[").replace("]\\]", "]]");
            if (shortened(found) != shortened(wanted))
                qWarning() << seed << note << row << column << typed << after;
            QCOMPARE(shortened(found), shortened(wanted));
            const qsizetype lines = note.count('\n');
            QCOMPARE(after.count('\n'), lines);
        }
    }

    void whatIsInsertedCanBeRemoved()
    {
        for (quint32 seed = 0; seed < Rounds; ++seed) {
            RandomTable source(seed);
            const QByteArray note = source.note();
            const Grid before = gridOf(note);
            if (before.isEmpty())
                continue;
            const int row = source.random().number(0, static_cast<int>(before.size()) - 1);
            const QByteArray longer =
                changed(note, [&](const Table &table, QByteArrayView text) { return insertRows(table, text, row, 2); });
            Grid wanted = before;
            const QByteArrayList empty(before.first().size(), QByteArray());
            wanted.insert(row + 1, empty);
            wanted.insert(row + 1, empty);
            QCOMPARE(shortened(gridOf(longer)), shortened(wanted));
            QCOMPARE(changed(longer, [&](const Table &table,
                                         QByteArrayView text) { return removeRows(table, text, {row, row + 1}); }),
                     note);

            const int column = source.random().number(0, static_cast<int>(before.first().size()));
            const QByteArray header = source.random().number(0, 1) == 0 ? "New" : "";
            const QByteArray wider = changed(note, [&](const Table &table, QByteArrayView text) {
                return insertColumn(table, text, column, header);
            });
            wanted = before;
            for (qsizetype i = 0; i < wanted.size(); ++i) {
                if (wanted.at(i).size() > column || column == before.first().size())
                    wanted[i].insert(std::min<qsizetype>(column, wanted.at(i).size()), i == 0 ? header : QByteArray());
            }
            if (shortened(gridOf(wider)) != shortened(wanted))
                qWarning() << seed << note << column << wider;
            QCOMPARE(shortened(gridOf(wider)), shortened(wanted));
            const QByteArray back = changed(
                wider, [&](const Table &table, QByteArrayView text) { return removeColumns(table, text, {column}); });
            if (back != note)
                qWarning() << seed << column << wider;
            QCOMPARE(back, note);
        }
    }

    void whatIsMovedCanBeMovedBack()
    {
        for (quint32 seed = 0; seed < Rounds; ++seed) {
            RandomTable source(seed);
            const QByteArray note = source.note();
            const Grid before = gridOf(note);
            if (before.isEmpty())
                continue;
            const auto shuffled = [&](qsizetype size) {
                QList<int> order(size);
                std::iota(order.begin(), order.end(), 0);
                for (int i = 0; i < static_cast<int>(size); ++i)
                    order.swapItemsAt(i, source.random().number(0, i));
                return order;
            };
            const auto inverse = [](const QList<int> &order) {
                QList<int> back(order.size());
                for (int i = 0; i < static_cast<int>(order.size()); ++i)
                    back[order.at(i)] = i;
                return back;
            };
            const QList<int> rows = shuffled(before.size() - 1);
            const QByteArray sorted =
                changed(note, [&](const Table &table, QByteArrayView text) { return orderRows(table, text, rows); });
            Grid wanted{before.first()};
            for (const int row : rows)
                wanted.append(before.at(row + 1));
            QCOMPARE(gridOf(sorted), wanted);
            QCOMPARE(changed(sorted, [&](const Table &table,
                                         QByteArrayView text) { return orderRows(table, text, inverse(rows)); }),
                     note);

            const QList<int> columns = shuffled(before.first().size());
            const QByteArray moved = changed(
                note, [&](const Table &table, QByteArrayView text) { return orderColumns(table, text, columns); });
            wanted.clear();
            for (const QByteArrayList &row : before) {
                QByteArrayList cells;
                for (const int column : columns)
                    cells.append(row.value(column));
                wanted.append(cells + row.sliced(std::min(row.size(), before.first().size())));
            }
            if (shortened(gridOf(moved)) != shortened(wanted))
                qWarning() << seed << note << columns << moved;
            QCOMPARE(shortened(gridOf(moved)), shortened(wanted));
            const bool whole = std::ranges::all_of(
                before, [&](const QByteArrayList &row) { return row.size() >= before.first().size(); });
            const QByteArray back = changed(moved, [&](const Table &table, QByteArrayView text) {
                return orderColumns(table, text, inverse(columns));
            });
            if (whole)
                QCOMPARE(gridOf(back), before);
        }
    }

    void pastedBlocksAndTransposedTablesAreReadAgain()
    {
        for (quint32 seed = 0; seed < Rounds; ++seed) {
            RandomTable source(seed);
            const QByteArray note = source.note();
            const Grid before = gridOf(note);
            if (before.isEmpty())
                continue;
            QList<CellText> cells;
            const int top = source.random().number(0, static_cast<int>(before.size()) + 1);
            const int left = source.random().number(0, static_cast<int>(before.first().size()) + 1);
            Grid wanted = before;
            qsizetype width = before.first().size();
            for (int row = top; row < top + 2; ++row) {
                for (int column = left; column < left + 2; ++column)
                    cells.append({row, column, "v" + QByteArray::number(row) + '|' + QByteArray::number(column)});
            }
            for (const CellText &cell : std::as_const(cells)) {
                while (wanted.size() <= cell.row + 1)
                    wanted.append({QByteArray()});
                while (wanted.at(cell.row + 1).size() <= cell.column)
                    wanted[cell.row + 1].append(QByteArray());
                wanted[cell.row + 1][cell.column] = cellBytes(cell.text);
                const bool surplus = before.value(cell.row + 1).size() > cell.column;
                width = surplus ? width : std::max<qsizetype>(width, cell.column + 1);
            }
            const QByteArray pasted =
                changed(note, [&](const Table &table, QByteArrayView text) { return setCells(table, text, cells); });
            if (shortened(gridOf(pasted)) != shortened(wanted))
                qWarning() << seed << note << top << left << pasted;
            QCOMPARE(shortened(gridOf(pasted)), shortened(wanted));
            QCOMPARE(gridOf(pasted).first().size(), width);

            const QByteArray turned = changed(note, &transposed);
            qsizetype height = 0;
            for (const QByteArrayList &row : before)
                height = std::max(height, row.size());
            wanted.clear();
            for (qsizetype i = 0; i < height; ++i) {
                QByteArrayList cellsOfRow;
                for (const QByteArrayList &row : before)
                    cellsOfRow.append(row.value(i));
                wanted.append(cellsOfRow);
            }
            if (shortened(gridOf(turned)) != shortened(wanted))
                qWarning() << seed << note << turned;
            QCOMPARE(shortened(gridOf(turned)), shortened(wanted));
        }
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
