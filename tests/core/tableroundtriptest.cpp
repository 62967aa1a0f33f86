// SPDX-License-Identifier: GPL-3.0-or-later

// Edits of random tables: what is written is read again, and no other cell changes.
#include "core/table/tableline.h"
#include "tests/core/changedtable.h"
#include "tests/support/randomtext.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace tearsheet;
using namespace tearsheet::tables;
using namespace Qt::StringLiterals;

namespace {

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

class TableRoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    // Byte by byte: all other lines, and in the cell's own what stands around its bars.
    void noOtherByteChanges()
    {
        int inside = 0;
        int behind = 0;
        for (quint32 seed = 0; seed < 2 * Rounds; ++seed) {
            RandomTable source(seed);
            const QByteArray note = source.note();
            const NoteFacts facts = parseNote(note);
            if (facts.tables.isEmpty())
                continue;
            const Table table = cutTable(facts.tables.first(), note);
            const int row = source.random().number(-1, static_cast<int>(table.rows.size()) - 1);
            const int column = source.random().number(0, table.columnCount() - 1);
            const QByteArray typed = source.typed();
            const QByteArray after = changed(note, [&](const Table &found, QByteArrayView text) {
                return setCell(found, text, row, column, typed);
            });
            const TableRow &line = row < 0 ? table.header : table.rows.at(row);
            const qsizetype rest = note.size() - line.line.end;
            QVERIFY2(after.size() >= line.line.begin + rest, note.constData());
            QCOMPARE(after.first(line.line.begin), note.first(line.line.begin));
            QCOMPARE(after.last(rest), note.last(rest));

            const QByteArrayView old = line.line.in(note);
            const QByteArrayView now = QByteArrayView(after).sliced(line.line.begin).chopped(rest);
            if (column >= line.cells.size()) {
                // What was there stays before the cells that are new.
                QByteArrayView whole = old.trimmed();
                QVERIFY2(now.startsWith(whole.endsWith('|') ? whole : QByteArrayView()), after.constData());
                ++behind;
                continue;
            }
            // Outer bars come where a line without them needs them.
            if (!old.startsWith('|') || !old.trimmed().endsWith('|'))
                continue;
            const auto blank = [&](quint32 place) { return note.at(place) == ' '; };
            quint32 begin = line.cells.at(column).begin;
            quint32 end = line.cells.at(column).end;
            while (begin > line.line.begin && blank(begin - 1))
                --begin;
            while (end < line.line.end && blank(end))
                ++end;
            QCOMPARE(note.at(begin - 1), '|');
            QCOMPARE(note.at(end), '|');
            const qsizetype head = begin - line.line.begin;
            const qsizetype tail = line.line.end - end;
            QVERIFY2(now.size() >= head + tail, after.constData());
            QCOMPARE(now.first(head), old.first(head));
            QCOMPARE(now.last(tail), old.last(tail));
            ++inside;
        }
        QVERIFY(inside > Rounds / 2);
        QVERIFY(behind > 20);
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
};

QTEST_GUILESS_MAIN(TableRoundTripTest)
#include "tableroundtriptest.moc"
