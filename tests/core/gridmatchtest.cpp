// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/gridmatch.h"

#include "core/note/parsenote.h"
#include "core/table/delimitedtext.h"
#include "core/table/gridedit.h"
#include "core/table/typedcell.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

GridPtr gridOf(const QByteArray &note)
{
    return std::make_shared<NoteGrid>(cutTable(parseNote(note).tables.first(), note), note);
}

GridPtr shares(const QByteArray &rows)
{
    return gridOf("| Company | Share |\n|---|---|\n" + rows);
}

const QByteArray Rows = "| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 16% |\n";

} // namespace

class GridMatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreFound_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QList<int>>("rows");
        QTest::addColumn<QSet<int>>("replaced");
        const auto row = [](const char *name, const QByteArray &after, const QList<int> &rows,
                            const QSet<int> &replaced = {}, const QByteArray &before = Rows) {
            QTest::newRow(name) << before << after << rows << replaced;
        };
        row("the same", Rows, {0, 1, 2});
        row("one before", "| Ohm | 1% |\n" + Rows, {1, 2, 3});
        row("one in between", "| Kestrel | ~37% |\n| Ohm | 1% |\n| Norrland | 5% |\n| Volta | 16% |\n", {0, 2, 3});
        row("one gone", "| Kestrel | ~37% |\n| Volta | 16% |\n", {0, -1, 1});
        row("all gone", {}, {-1, -1, -1});
        row("another order", "| Volta | 16% |\n| Kestrel | ~37% |\n| Norrland | 5% |\n", {1, 2, 0});
        row("a cell", "| Kestrel | ~37% |\n| Norrland | 6% |\n| Volta | 16% |\n", {0, 1, 2});
        row("a name", "| Kestrel | ~37% |\n| Norrland AS | 5% |\n| Volta | 16% |\n", {0, 1, 2});
        row("moved and changed", "| Volta | 17% |\n| Ohm | 2% |\n| Kestrel | ~38% |\n", {2, -1, 0});
        row("another in its place", "| Kestrel | ~37% |\n| Norrland | 5% |\n| Ohm | 1% |\n", {0, 1, 2}, {2});
        row("little in common", "| Ohm | 1% | 2019 |\n", {0}, {0}, "| Volta | 16% | 2019 |\n");
        row("twice the same", "| a | 1 |\n| a | 2 |\n| a | 1 |\n", {0, 2}, {}, "| a | 1 |\n| a | 1 |\n");
        row("names twice", "| a | 3 |\n| a | 4 |\n", {0, 1}, {}, "| a | 1 |\n| a | 2 |\n");
        row("one cell alone", "| Ohm |  |\n", {0}, {}, "| Volta |  |\n");
    }

    void rowsAreFound()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const GridMatch match = GridMatch::of(*shares(before), *shares(after));
        QTEST(match.rows, "rows");
        QTEST(match.replaced, "replaced");
        QCOMPARE(match.columns.first(2), (QList{0, 1}));
    }

    void columnsGoByTheirNames()
    {
        const GridPtr before = shares(Rows);
        const auto columns = [&](const QByteArray &after) { return GridMatch::of(*before, *gridOf(after)).columns; };
        QCOMPARE(columns("| Share | Company |\n|---|---|\n| 5% | Norrland |\n"), (QList{1, 0}));
        QCOMPARE(columns("| Company | Since | Share |\n|---|---|---|\n| Norrland | 2019 | 5% |\n"), (QList{0, 2}));
        QCOMPARE(columns("| Company | Part |\n|---|---|\n| Norrland | 5% |\n"), (QList{0, 1}));
        QCOMPARE(columns("| Company |\n|---|\n| Norrland |\n"), (QList{0, -1}));
        // Rows are known by what they are about, wherever that stands.
        const GridPtr turned = gridOf("| Share | Company |\n|---|---|\n| 6% | Volta |\n| 5% | Norrland |\n");
        QCOMPARE(GridMatch::of(*before, *turned).rows, (QList{-1, 1, 0}));
    }

    void whatIsGoneHasNeighbours()
    {
        const GridMatch match = GridMatch::of(*shares(Rows), *shares("| Kestrel | ~37% |\n| Volta | 16% |\n"));
        QCOMPARE(match.nearestRow(1), 1);
        QCOMPARE(match.sameRows(), 2);
        const GridMatch last = GridMatch::of(*shares(Rows), *shares("| Kestrel | ~37% |\n| Norrland | 5% |\n"));
        QCOMPARE(last.nearestRow(2), 1);
        QCOMPARE(GridMatch::of(*shares(Rows), *shares({})).nearestRow(1), -1);
    }

    void filesOfValuesAreMatchedToo()
    {
        const DelimitedGrid before(DelimitedText::of("Company,Share\nKestrel,37\nVolta,16\n"));
        const DelimitedGrid after(DelimitedText::of("Company,Share\nOhm,1\nKestrel,38\nVolta,16\n"));
        QCOMPARE(GridMatch::of(before, after).rows, (QList{1, 2}));
    }

    void typedTextGoesWhereItWasMeant()
    {
        const GridPtr before = shares(Rows);
        const GridPtr after = shares("| Ohm | 1% |\n| Kestrel | ~38% |\n| Norrland | 5% |\n| Volta | 16% |\n");
        const GridMatch match = GridMatch::of(*before, *after);
        TypedCell same(*before, 2, 1);
        same.follow(match, *before, *after);
        QCOMPARE(same.row(), 3);
        QVERIFY(!same.isContested("17%"));
        TypedCell changed(*before, 0, 1);
        changed.follow(match, *before, *after);
        QCOMPARE(changed.row(), 1);
        QCOMPARE(changed.now(), "~38%");
        QVERIFY(changed.isContested("~39%"));
        // Both wrote the same.
        QVERIFY(!changed.isContested("~38%"));
        changed.accept();
        QVERIFY(!changed.isContested("~39%"));
    }

    void typedTextOutlivesItsRow()
    {
        const GridPtr before = shares(Rows);
        const GridPtr after = shares("| Kestrel | ~37% |\n| Norrland | 5% |\n");
        TypedCell typed(*before, 2, 1);
        typed.follow(GridMatch::of(*before, *after), *before, *after);
        QCOMPARE(typed.place(), TypedCell::Place::RowGone);
        QCOMPARE(typed.rowName(), u"Volta"_s);
        QCOMPARE(typed.columnName(), u"Share"_s);
        QCOMPARE(typed.rowWith("17%"), (QList<CellText>{{2, 0, "Volta"}, {2, 1, "17%"}}));
        // The row may come back.
        typed.follow(GridMatch::of(*after, *before), *after, *before);
        QCOMPARE(typed.place(), TypedCell::Place::There);
        QCOMPARE(typed.row(), 2);
        QVERIFY(!typed.isContested("17%"));
        // Or another one that begins as it did.
        const GridPtr other = shares("| Volta | 20% |\n| Kestrel | ~37% |\n| Norrland | 5% |\n");
        TypedCell again(*before, 2, 1);
        again.follow(GridMatch::of(*before, *after), *before, *after);
        again.follow(GridMatch::of(*after, *other), *after, *other);
        QCOMPARE(again.row(), 0);
        QVERIFY(again.isContested("17%"));
        const GridPtr narrow = gridOf("| Company |\n|---|\n| Volta |\n");
        TypedCell lost(*before, 2, 1);
        lost.follow(GridMatch::of(*before, *narrow), *before, *narrow);
        QCOMPARE(lost.place(), TypedCell::Place::ColumnGone);
        // What was meant for another cell does not come back with this row.
        TypedCell beyond(*before, 2, 1);
        beyond.follow(GridMatch::of(*before, *after), *before, *after);
        beyond.leaveCell();
        beyond.follow(GridMatch::of(*after, *before), *after, *before);
        QCOMPARE(beyond.place(), TypedCell::Place::Nowhere);
    }

    void aRowComesBackInThePlaceOfOneLikeIt()
    {
        const GridPtr before = shares(Rows);
        const GridPtr without = shares("| Kestrel | ~37% |\n| Volta | 16% |\n");
        const GridPtr other = shares("| Kestrel | ~37% |\n| Ohm | 5% |\n| Volta | 16% |\n");
        TypedCell typed(*before, 1, 1);
        typed.follow(GridMatch::of(*before, *without), *before, *without);
        typed.follow(GridMatch::of(*without, *other), *without, *other);
        QCOMPARE(typed.place(), TypedCell::Place::RowGone);
        typed.follow(GridMatch::of(*other, *before), *other, *before);
        QCOMPARE(typed.place(), TypedCell::Place::There);
        QCOMPARE(typed.row(), 1);
        // One of the same name that was there all the time is another one.
        const GridPtr two = shares("| Volta | 15% |\n| Volta | 16% |\n");
        const GridPtr one = shares("| Volta | 15% |\n");
        const GridPtr changed = shares("| Volta | 14% |\n");
        TypedCell second(*two, 1, 1);
        second.follow(GridMatch::of(*two, *one), *two, *one);
        second.follow(GridMatch::of(*one, *changed), *one, *changed);
        QCOMPARE(second.place(), TypedCell::Place::RowGone);
    }

    void aRowWithoutItsNameIsNoOtherRow()
    {
        const GridPtr before = gridOf("| Company | Year | Share |\n|---|---|---|\n| Kestrel | 2024 | 37 |\n"
                                      "| Norrland | 2024 | 5 |\n| Volta | 2023 | 16 |\n");
        const GridPtr after = gridOf("| Year | Share |\n|---|---|\n| 2024 | 37 |\n| 2023 | 16 |\n");
        TypedCell typed(*before, 1, 2);
        typed.follow(GridMatch::of(*before, *after), *before, *after);
        QCOMPARE(typed.place(), TypedCell::Place::RowGone);
        // The same in two steps, and what comes later.
        const GridPtr fewer = gridOf("| Company | Year | Share |\n|---|---|---|\n| Kestrel | 2024 | 37 |\n"
                                     "| Volta | 2023 | 16 |\n");
        const GridPtr later = gridOf("| Year | Share |\n|---|---|\n| 2024 | 38 |\n| 2023 | 16 |\n");
        TypedCell second(*before, 1, 2);
        second.follow(GridMatch::of(*before, *fewer), *before, *fewer);
        second.follow(GridMatch::of(*fewer, *after), *fewer, *after);
        second.follow(GridMatch::of(*after, *later), *after, *later);
        QCOMPARE(second.place(), TypedCell::Place::RowGone);
    }

    void aRowThatIsGoneKeepsItsPlace()
    {
        const GridPtr before = shares(Rows);
        const GridPtr after = shares("| Kestrel | ~37% |\n| Volta | 16% |\n");
        TypedCell typed(*before, 1, 1);
        typed.follow(GridMatch::of(*before, *after), *before, *after);
        QCOMPARE(typed.rowPlace(), 1);
        const GridPtr moved = gridOf("| Since | Share | Company |\n|---|---|---|\n| 1 | 1% | Ohm |\n"
                                     "| 2 | ~37% | Kestrel |\n| 3 | 16% | Volta |\n");
        typed.follow(GridMatch::of(*after, *moved), *after, *moved);
        QCOMPARE(typed.place(), TypedCell::Place::RowGone);
        QCOMPARE(typed.rowPlace(), 2);
        QCOMPARE(typed.rowWith("6%"), (QList<CellText>{{2, 2, "Norrland"}, {2, 1, "6%"}}));
        // What stood above it is gone, too.
        const GridPtr last = shares("| Volta | 16% |\n");
        typed.follow(GridMatch::of(*moved, *last), *moved, *last);
        QCOMPARE(typed.rowPlace(), 0);
    }
};

QTEST_APPLESS_MAIN(GridMatchTest)
#include "gridmatchtest.moc"
