// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/delimitedtext.h"

#include "core/table/arrangement.h"
#include "core/table/tabledefects.h"
#include "tests/support/randomtext.h"

#include <QtTest>

#include <algorithm>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Rows = QList<QByteArrayList>;

Rows rowsOf(const QByteArray &bytes)
{
    const DelimitedText text = DelimitedText::of(bytes);
    Rows rows;
    for (int row = HeaderRow; row < text.rowCount(); ++row) {
        QByteArrayList cells;
        for (const ByteRange field : text.fields(row))
            cells.append(DelimitedText::plain(field.in(bytes)));
        rows.append(cells);
    }
    return rows;
}

QByteArray after(const QByteArray &bytes, const GridEdit &edit)
{
    return scriptOf(edit, DelimitedText::of(bytes)).apply(bytes).value_or("bad edit");
}

using Kind = GridEdit::Kind;

/// A file in any of the manners that spreadsheets have.
QByteArray randomFile(RandomText &random, Rows &rows)
{
    static const QList<char> delimiters{',', ';', '\t'};
    static const QList<QByteArray> lineEnds{"\n", "\r\n"};
    static const QList<QByteArray> cells{"a",          "1,5",        "3",         "",    "x;y",
                                         "say \"hi\"", "two\nlines", "tab\there", "~3%", "é世"};
    const char delimiter = random.oneOf(delimiters);
    const QByteArray lineEnd = random.oneOf(lineEnds);
    const bool allQuoted = random.number(0, 3) == 0;
    const int columns = random.number(2, 4);
    QByteArray bytes = random.number(0, 3) == 0 ? "\uFEFF"_ba : QByteArray();
    const int count = random.number(1, 6);
    for (int row = 0; row < count; ++row) {
        QByteArrayList plain;
        QByteArrayList fields;
        for (int column = 0; column < columns; ++column) {
            // The header tells the delimiter.
            const QByteArray cell = row == 0 ? QByteArray("h" + QByteArray::number(column)) : random.oneOf(cells);
            plain.append(cell);
            const bool needs = cell.contains(delimiter) || cell.contains('"') || cell.contains('\n');
            fields.append(needs || allQuoted ? '"' + QByteArray(cell).replace("\"", "\"\"") + '"' : cell);
        }
        rows.append(plain);
        bytes += fields.join(delimiter) + (row + 1 < count || random.number(0, 1) == 0 ? lineEnd : QByteArray());
    }
    return bytes;
}

} // namespace

class DelimitedTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Rows>("rows");
        QTest::newRow("nothing") << ""_ba << Rows{{""}};
        QTest::newRow("commas") << "a,b\n1,2\n"_ba << Rows{{"a", "b"}, {"1", "2"}};
        QTest::newRow("semicolons and decimal commas") << "a;b\n1,5;2,5\n"_ba << Rows{{"a", "b"}, {"1,5", "2,5"}};
        QTest::newRow("tabs") << "a\tb\n1,5\t2"_ba << Rows{{"a", "b"}, {"1,5", "2"}};
        QTest::newRow("byte order mark and CRLF") << "\uFEFFa,b\r\n1,2\r\n"_ba << Rows{{"a", "b"}, {"1", "2"}};
        QTest::newRow("quotes") << "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n"_ba << Rows{{"a", "b"}, {"1,5", "say \"hi\""}};
        QTest::newRow("a line end in quotes") << "a,b\n\"one\r\ntwo\",2\n"_ba << Rows{{"a", "b"}, {"one\r\ntwo", "2"}};
        QTest::newRow("an open quote") << "a,b\n\"1,2\n3,4\n"_ba << Rows{{"a", "b"}, {"\"1", "2"}, {"3", "4"}};
        QTest::newRow("text behind a quote") << "a,b\n\"1\"x,2\n"_ba << Rows{{"a", "b"}, {"\"1\"x", "2"}};
        QTest::newRow("short and long rows")
            << "a,b\n1\n1,2,3\n\n"_ba << Rows{{"a", "b"}, {"1"}, {"1", "2", "3"}, {""}};
        QTest::newRow("one column") << "a\n1\n"_ba << Rows{{"a"}, {"1"}};
        QTest::newRow("empty last fields") << "a,b\n1,\n,\n"_ba << Rows{{"a", "b"}, {"1", ""}, {"", ""}};
    }

    void reads()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(rowsOf(bytes), "rows");
    }

    void fieldsAreFoundOneByOne()
    {
        RandomText random(7);
        static const QList<QByteArray> cells{"",       "1",
                                             "a,b",    "\"quoted, \"\"twice\"\"\n\"",
                                             "\"open", QByteArray(100, 'x'),
                                             "é世",    '"' + QByteArray(3000, 'y') + '"'};
        for (int round = 0; round < 200; ++round) {
            QByteArray bytes = "a,b,c\n";
            const int rows = random.number(1, 5);
            for (int row = 0; row < rows; ++row) {
                const int columns = random.oneOf(QList{1, 3, 15, 16, 17, 100});
                for (int column = 0; column < columns; ++column)
                    bytes += (column > 0 ? "," : "") + random.oneOf(cells);
                bytes +=
                    row + 1 < rows || random.number(0, 1) == 0 ? random.oneOf(QList<QByteArray>{"\n", "\r\n"}) : "";
            }
            const DelimitedText text = DelimitedText::of(bytes);
            for (int row = HeaderRow; row < text.rowCount(); ++row) {
                const QList<ByteRange> fields = text.fields(row);
                QCOMPARE(text.fieldCount(row), fields.size());
                for (int column = 0; column < fields.size(); ++column)
                    QCOMPARE(text.field(row, column), fields.at(column));
                QVERIFY(!text.field(row, static_cast<int>(fields.size())));
                QVERIFY(!text.field(row, -1));
            }
        }
    }

    void aLongCellIsShownByItsBeginning()
    {
        const QByteArray twice = QByteArray("say \"\"hi\"\", ").repeated(100000);
        const DelimitedGrid grid(DelimitedText::of("name,text\nx,\"" + twice + "\"\ny,"
                                                   + QByteArray("世").repeated(100000) + "\nz,short\n"));
        QCOMPARE(grid.source(0, 1).size(), 1000000);
        QCOMPARE(grid.shownBegin(0, 1, 20), u"say \"hi\", say \"hi\", …"_s);
        QCOMPARE(grid.shownBegin(1, 1, 3), u"世世世…"_s);
        QCOMPARE(grid.shownBegin(2, 1, 5), u"short"_s);
        QCOMPARE(grid.shownBegin(2, 1, 4), u"shor…"_s);
        QCOMPARE(grid.shownBegin(2, 7, 4), QString());
        QCOMPARE(grid.value(0, 1).kind, CellKind::Text);
        QCOMPARE(DelimitedGrid(DelimitedText::of("a,b\n$3B and" + twice + ",1\n")).value(0, 0).kind,
                 readCell("$3B and many words").kind);
    }

    void showsWhatTheFileSays()
    {
        const DelimitedGrid grid(DelimitedText::of("name,share\n**x**,37%\n[[y]],=SUM(A1)\n\"two\nlines\",5%\n"));
        QCOMPARE(grid.shown(0, 0), u"**x**"_s);
        QCOMPARE(grid.shown(1, 0), u"[[y]]"_s);
        QCOMPARE(grid.value(1, 0).kind, CellKind::Text);
        QCOMPARE(grid.shown(1, 1), u"=SUM(A1)"_s);
        QCOMPARE(grid.shown(2, 0), u"two lines"_s);
        QCOMPARE(grid.source(2, 0), "two\nlines");
        QCOMPARE(arrangedRows(grid, {.keys = {{1, Qt::DescendingOrder}}, .filters = {}}), (QList{1, 0, 2}));
    }

    // As below the headers of a note, and in a sheet beside the names of rows.
    void headersTellUnits()
    {
        const auto at = [](const QByteArray &bytes, int row, int column) {
            return DelimitedGrid(DelimitedText::of(bytes)).value(row, column);
        };
        const CellValue revenue = at("Company,Revenue ($M),Capacity (GWh)\nKestrel,4.5,7\n", 0, 1);
        QCOMPARE(revenue.kind, CellKind::Money);
        QCOMPARE(revenue.quantities.first().magnitude(), 4.5e6);
        const CellValue capacity = at("Company,Revenue ($M),Capacity (GWh)\nKestrel,4.5,7\n", 0, 2);
        QCOMPARE(capacity.quantities.first().unit, "GWh"_ba);
        QCOMPARE(at("Metric,Value\nRevenue ($M),4.5\n", 0, 1).quantities.first().magnitude(), 4.5e6);
        QCOMPARE(at("Revenue ($M),b\n", HeaderRow, 0).kind, CellKind::Text);
        // What is changed in the file changes what they tell.
        const DelimitedText text = DelimitedText::of("Company,Revenue ($M)\nKestrel,4.5\n");
        const DelimitedGrid before(text);
        std::optional<ChangedRows> changed;
        const auto edited = text.edited(scriptOf({.cells = {{HeaderRow, 1, "Revenue ($B)"}}}, text), changed);
        QVERIFY(edited);
        QCOMPARE(DelimitedGrid(*edited, &before).value(0, 1).quantities.first().magnitude(), 4.5e9);
    }

    void findsDefects_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<TableFinding>>("findings");
        const auto row = [](const char *name, const QByteArray &bytes, const QList<TableFinding> &findings) {
            QTest::newRow(name) << bytes << findings;
        };
        row("none", "a,b\n1,2\n3,4\n", {});
        row("long and short rows", "a,b\n1,2,3,4\n1\n1,2\n",
            {{TableDefect::SurplusCells, {0}, {2, 3}}, {TableDefect::MissingCells, {1}, {}}});
        row("the same name in another manner", "Share,b,\"share \"\n1,2,3\n",
            {{TableDefect::DuplicateHeader, {}, {2}}});
        row("no name", "a,,\"\"\n1,2,\n", {{TableDefect::EmptyHeader, {}, {1}}});
        row("numbers of rows have no name", ",a\n0,x\n", {});
        row("a separator in quotes is none", "a,b\n\"1,2\",3\n", {});
        row("blank lines say nothing", "a,b\n1,2\n\n3,4\n", {});
        row("nothing", "", {});
    }

    void findsDefects()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(findingsOf(DelimitedText::of(bytes)), "findings");
    }

    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<GridEdit>("edit");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QByteArray &before, const GridEdit &edit,
                            const QByteArray &wanted) { QTest::newRow(name) << before << edit << wanted; };
        const QByteArray plain = "a,b\r\n1,2\r\n3,4\r\n";
        row("cell", plain, {.cells = {{0, 1, "x"}}}, "a,b\r\n1,x\r\n3,4\r\n");
        row("header", plain, {.cells = {{HeaderRow, 0, "x"}}}, "x,b\r\n1,2\r\n3,4\r\n");
        row("the same", plain, {.cells = {{0, 1, "2"}}}, plain);
        row("needs quotes", plain, {.cells = {{0, 1, "x,y"}}}, "a,b\r\n1,\"x,y\"\r\n3,4\r\n");
        row("keeps quotes", "a,b\n\"1\",2\n", {.cells = {{0, 0, "x"}}}, "a,b\n\"x\",2\n");
        row("the same in quotes", "a,b\n\"1\",2\n", {.cells = {{0, 0, "1"}}}, "a,b\n\"1\",2\n");
        row("short row", "a,b,c\n1\n", {.cells = {{0, 2, "x"}}}, "a,b,c\n1,,x\n");
        row("nothing into a short row", "a,b,c\n1\n", {.cells = {{0, 2, ""}}}, "a,b,c\n1\n");
        row("below and beyond", "a,b\n1,2", {.cells = {{2, 2, "x"}}}, "a,b,\n1,2\n,,\n,,x");
        row("a row", plain, {.kind = Kind::InsertRows, .at = 1}, "a,b\r\n1,2\r\n,\r\n3,4\r\n");
        row("a last row", "a,b\n1,2", {.kind = Kind::InsertRows, .at = 1}, "a,b\n1,2\n,");
        row("rows gone", plain, {.kind = Kind::RemoveRows, .numbers = {0}}, "a,b\r\n3,4\r\n");
        row("last rows gone", "a,b\n1,2\n3,4\n5,6", {.kind = Kind::RemoveRows, .numbers = {1, 2}}, "a,b\n1,2");
        row("all rows gone", "a,b\n1,2\n3,4", {.kind = Kind::RemoveRows, .numbers = {0, 1}}, "a,b");
        row("order", "a\n1\r\n\"2\n2\"\n3", {.kind = Kind::OrderRows, .numbers = {2, 0, 1}}, "a\n3\r\n1\n\"2\n2\"");
        row("column", "a,b\n1,2\n3\n", {.kind = Kind::InsertColumn, .at = 1}, "a,,b\n1,,2\n3,\n");
        row("last column", "a,b\n1,2\n3\n", {.kind = Kind::InsertColumn, .at = 2}, "a,b,\n1,2,\n3\n");
        row("column gone", "a,b\n1,\"2\"\n3\n", {.kind = Kind::RemoveColumns, .numbers = {0}}, "b\n\"2\"\n\n");
        row("columns in order", "a,b\n1,\"2\"\n", {.kind = Kind::OrderColumns, .numbers = {1, 0}}, "b,a\n\"2\",1\n");
        row("transposed", "a,b\r\n1,\"2\"\r\n", {.kind = Kind::Transpose}, "a,1\r\nb,\"2\"\r\n");
        row("short rows", "a,b,c\r\n1\r\n2,3,4\r\n5,6\r\n", {.kind = Kind::FillRows},
            "a,b,c\r\n1,,\r\n2,3,4\r\n5,6,\r\n");
        row("blank lines stay", "a,b\n\n1\n", {.kind = Kind::FillRows}, "a,b\n\n1,\n");
        row("a longer header", "a;b\n1;2;3;4\n5\n", {.kind = Kind::AddColumns}, "a;b;;\n1;2;3;4\n5\n");
        row("two fields are one", "a,b\nFalcon, Inc.,2\n", {.kind = Kind::JoinCells, .at = 0, .count = 0},
            "a,b\n\"Falcon, Inc.\",2\n");
        row("two in quotes", "a,b\n\"x\"\"y\",\"z\",3\n", {.kind = Kind::JoinCells, .at = 0, .count = 0},
            "a,b\n\"x\"\"y,z\",3\n");
        row("no second one", "a,b\n1,2\n", {.kind = Kind::JoinCells, .at = 0, .count = 1}, "a,b\n1,2\n");
        row("no row", "a,b\n1,2\n", {.kind = Kind::JoinCells, .at = 7, .count = 0}, "a,b\n1,2\n");
        row("no bars", "a,b\n1|2,3\n", {.kind = Kind::EscapeBars}, "a,b\n1|2,3\n");
        row("byte order mark stays", "\uFEFFa,b\n1,2\n", {.cells = {{HeaderRow, 0, "x"}}}, "\uFEFFx,b\n1,2\n");
    }

    void edits()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const GridEdit, edit);
        QTEST(after(before, edit), "after");
    }

    void whatIsEditedIsReadAgain()
    {
        for (quint32 seed = 0; seed < 1500; ++seed) {
            RandomText random(seed);
            Rows rows;
            const QByteArray bytes = randomFile(random, rows);
            QCOMPARE(rowsOf(bytes), rows);
            static const QList<QByteArray> typed{"x", "", "a,b", "a;b", "\"", "two\nlines", " blank ", "a\tb", "\"q\""};
            const int row = random.number(0, static_cast<int>(rows.size()) - 1);
            const int column = random.number(0, static_cast<int>(rows.first().size()) - 1);
            const QByteArray text = random.oneOf(typed);
            Rows wanted = rows;
            wanted[row][column] = text;
            // A changed header may look like another kind of file.
            if (row > 0)
                QCOMPARE(rowsOf(after(bytes, {.cells = {{row - 1, column, text}}})), wanted);
            const int at = random.number(0, static_cast<int>(rows.size()) - 1);
            const QByteArray longer = after(bytes, {.kind = Kind::InsertRows, .at = at, .count = 2});
            QCOMPARE(rowsOf(longer).size(), rows.size() + 2);
            QCOMPARE(after(longer, {.kind = Kind::RemoveRows, .numbers = {at, at + 1}}), bytes);
            const QByteArray wider = after(bytes, {.kind = Kind::InsertColumn, .at = column});
            QCOMPARE(after(wider, {.kind = Kind::RemoveColumns, .numbers = {column}}), bytes);
        }
    }

    // What a change makes of a file is what the changed file says, whatever the change does to quotes and line ends.
    void whatIsChangedIsReadAsAnew()
    {
        static const QList<QByteArray> pieces{"",  "x", "\"",     "\"\"",  "\n", "\r",    "\r\n",
                                              ",", ";", "a,b\nc", "\"q\"", "é",  "x\n\"", "\n\n"};
        int known = 0;
        for (quint32 seed = 0; seed < 6000; ++seed) {
            RandomText random(seed);
            Rows rows;
            QByteArray bytes = randomFile(random, rows);
            // Long rows are marked.
            for (int more = random.number(0, 4); more > 0; --more)
                bytes += QByteArray("cell,").repeated(random.number(0, 40)) + random.oneOf(pieces) + '\n';
            QList<Edit> edits;
            int at = 0;
            for (int count = random.number(1, 2); count > 0; --count) {
                at = random.number(at, static_cast<int>(bytes.size()));
                const int end = std::min(static_cast<int>(bytes.size()), at + random.number(0, 6));
                edits.append({ByteRange::of(at, end), random.oneOf(pieces)});
                at = end;
            }
            const Result<EditScript> script = EditScript::of(edits);
            if (!script)
                continue;
            const DelimitedText before = DelimitedText::of(bytes);
            std::optional<ChangedRows> changed;
            const Result<DelimitedText> after = before.edited(*script, changed);
            QVERIFY(after);
            const DelimitedText anew = DelimitedText::of(*script->apply(bytes));
            QCOMPARE(after->bytes(), anew.bytes());
            QCOMPARE(after->delimiter(), anew.delimiter());
            QCOMPARE(after->lineEnd(), anew.lineEnd());
            QCOMPARE(after->rowCount(), anew.rowCount());
            QCOMPARE(after->columnCount(), anew.columnCount());
            for (int row = HeaderRow; row < anew.rowCount(); ++row) {
                QCOMPARE(after->fields(row), anew.fields(row));
                QCOMPARE(after->fieldCount(row), anew.fieldCount(row));
                for (int column = 0; column < anew.fieldCount(row); ++column)
                    QCOMPARE(after->field(row, column), anew.field(row, column));
            }
            if (!changed)
                continue;
            ++known;
            const DelimitedGrid old(before);
            const DelimitedGrid now(*after);
            QCOMPARE(now.rowCount() - old.rowCount(), changed->after - changed->before);
            for (int row = 0; row < changed->first; ++row)
                QCOMPARE(now.line(row), old.line(row));
            for (int row = changed->first + changed->after; row < now.rowCount(); ++row)
                QCOMPARE(now.line(row), old.line(row + changed->before - changed->after));
            const GridMatch match = GridMatch::of(old, now, *changed);
            QCOMPARE(match.rows.size(), old.rowCount());
            for (int row = 0; row < old.rowCount(); ++row) {
                const bool outside = row < changed->first || row >= changed->first + changed->before;
                QVERIFY(!outside || now.line(match.rows.at(row)) == old.line(row));
            }
        }
        QVERIFY2(known > 1000, QByteArray::number(known).constData());
    }

    void manyRows()
    {
        QByteArray bytes = "a,b\n";
        for (int i = 0; i < 100000; ++i)
            bytes += QByteArray::number(i) + ",x\n";
        const DelimitedGrid grid(DelimitedText::of(bytes));
        QCOMPARE(grid.rowCount(), 100000);
        QCOMPARE(grid.source(99999, 0), "99999");
        QCOMPARE(arrangedRows(grid, {.keys = {}, .filters = {{0, u">99990"_s}}}).size(), 9);
    }
};

QTEST_GUILESS_MAIN(DelimitedTextTest)
#include "delimitedtexttest.moc"
