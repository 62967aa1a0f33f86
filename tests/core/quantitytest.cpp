// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with readings: sizes, bounds, units, days, order, contexts, types of columns.
#include "core/table/cellcontext.h"
#include "core/table/columntype.h"
#include "core/table/grid.h"
#include "tests/support/cellrows.h"

#include <QtTest>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class QuantityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bounds()
    {
        const auto first = [](QByteArrayView cell) { return readCell(cell).quantities.first(); };
        QCOMPARE(first("$1-2B").magnitude(), 1.5e9);
        QCOMPARE(first("$1-2B").low(), 1e9);
        QCOMPARE(first("$1-2B").high(), 2e9);
        QCOMPARE(first("10% → 4%").magnitude(), 4.0);
        QCOMPARE(first("1/4").magnitude(), 0.25);
        QCOMPARE(first(">7%").low(), 7.0);
        QVERIFY(std::isinf(first("7%+").high()));
        QVERIFY(std::isinf(first("up to 7%").low()));
        QVERIFY(first("~7%").isApproximate());
        QCOMPARE(first("-0.1").magnitude(), -0.1);
        QCOMPARE(first("1175.3M").magnitude(), 1175.3e6);
    }

    void unitsAreComparable()
    {
        const auto basic = [](QByteArrayView unit) -> QByteArray {
            const CanonicalUnit canonical = canonicalUnit(unit);
            return canonical.base + ' ' + QByteArray::number(canonical.factor);
        };
        QCOMPARE(basic("GWh"), "Wh 1e+09");
        QCOMPARE(basic("mb/d"), basic("mbpd"));
        QCOMPARE(basic("GWh/yr"), basic("GWh/year"));
        QCOMPARE(basic("tonnes"), "t 1");
        QCOMPARE(basic("/yr"), basic("/year"));
        QCOMPARE(basic("widgets"), "widgets 1");
    }

    void tonsAndMegatons()
    {
        const auto tons = [](QByteArrayView cell, QByteArrayView header = {}) {
            const std::optional<Figure> figure = figureOf(readCell(cell, contextOf(header)));
            return figure && figure->base == "t" ? figure->number : 0;
        };
        QCOMPARE(tons("5 mt"), 5e6);
        QCOMPARE(tons("8,700 mt"), 8.7e9);
        QCOMPARE(tons("10M mt"), 1e7);
        QCOMPARE(tons("150K MT"), 1.5e5);
        QCOMPARE(tons("12.5", "Output (M mt)"), 1.25e7);
        QCOMPARE(tons("12.5", "Output (mt)"), 1.25e7);
        QVERIFY(compareCells(readCell("2M mt"), readCell("3M tonnes")) < 0);
    }

    void timesAreDays()
    {
        const auto span = [](QByteArrayView cell) -> QByteArray {
            const Period period = readCell(cell).periods.first();
            const auto shown = [](std::optional<qint64> day) {
                return day ? QDate::fromJulianDay(*day).toString(Qt::ISODate).toUtf8() : QByteArray("-");
            };
            return shown(firstDay(period)) + ' ' + shown(lastDay(period));
        };
        QCOMPARE(span("Q3 2024"), "2024-07-01 2024-09-30");
        QCOMPARE(span("H2 2024"), "2024-07-01 2024-12-31");
        QCOMPARE(span("Feb 2024"), "2024-02-01 2024-02-29");
        QCOMPARE(span("1990s"), "1990-01-01 1999-12-31");
        QCOMPARE(span("2023-25"), "2023-01-01 2025-12-31");
        QCOMPARE(span("2027+"), "2027-01-01 -");
        QCOMPARE(span("March 15"), "- -");
    }

    void timesOverlap()
    {
        const auto both = [](QByteArrayView one, QByteArrayView other) {
            const Period left = readCell(one).periods.first();
            const Period right = readCell(other).periods.first();
            return overlap(left, right) ? (overlap(right, left) ? "yes" : "one way") : "no";
        };
        QCOMPARE(both("Q3 2024", "2024"), "yes");
        QCOMPARE(both("Q3 2024", "Jul 1, 2024"), "yes");
        QCOMPARE(both("Q3 2024", "Q2 2024"), "no");
        QCOMPARE(both("2023-25", "2024"), "yes");
        QCOMPARE(both("2027+", "2027"), "yes");
        QCOMPARE(both("2027+", "2029"), "no");
        QCOMPARE(both("March 15", "March 15"), "yes");
        QCOMPARE(both("March 15", "2024"), "no");
    }

    void cellsAreInOrder()
    {
        // Numbers before times before words, what is missing last; within a kind by size in the same unit.
        const QByteArrayList cells{"1,000", "2,000",   "~16%",       "37%",      "$9M",   "$1B",   "900 MWh", "1 GWh",
                                   "2023",  "Q3 2024", "2024-11-02", "Dec 2024", "2025+", "words", "—"};
        for (qsizetype i = 0; i + 1 < cells.size(); ++i) {
            const auto order = compareCells(readCell(cells.at(i)), readCell(cells.at(i + 1)));
            QVERIFY2(order < 0, cells.at(i).constData());
            QVERIFY(compareCells(readCell(cells.at(i + 1)), readCell(cells.at(i))) > 0);
        }
        QVERIFY(compareCells(readCell("one"), readCell("two")) == 0);
    }

    void contexts_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("scale and currency") << "Revenue ($M)"_ba << "1,200"_ba << "money|1200000000|||USD"_ba;
        QTest::newRow("code") << "Price, EUR"_ba << "12.5"_ba << "money|12.5|||EUR"_ba;
        QTest::newRow("unit") << "Capacity (GWh)"_ba << "~30"_ba << "measure|30|GWh|approx"_ba;
        QTest::newRow("percent") << "Share %"_ba << "8"_ba << "percent|8|%"_ba;
        QTest::newRow("own unit goes before") << "Capacity (GWh)"_ba << "30 MWh"_ba << "measure|30|MWh"_ba;
        QTest::newRow("own scale goes before") << "Revenue ($M)"_ba << "1.2B"_ba << "money|1200000000|||USD"_ba;
        QTest::newRow("amount that looks like a year") << "Weight (kg)"_ba << "2000"_ba << "measure|2000|kg"_ba;
        QTest::newRow("sigma") << "Sigma"_ba << "+1.6s"_ba << "sigma|+1.6|σ"_ba;
        QTest::newRow("ticker") << "Ticker"_ba << "KSTR"_ba << "ticker"_ba;
        QTest::newRow("year") << "Employees (2024)"_ba << "900"_ba << "number|900"_ba;
        QTest::newRow("millions of users") << "Active users"_ba << "~3 M"_ba << "number|3000000||approx"_ba;
        QTest::newRow("millions of money") << "Revenue ($)"_ba << "12 M"_ba << "money|12000000|||USD"_ba;
        QTest::newRow("two of them") << "Customers"_ba << "3 M → 5 M"_ba << "number|3000000>5000000||transition"_ba;
        QTest::newRow("header with a year") << "Market cap 2024"_ba << "12 M"_ba << "number|12000000"_ba;
        QTest::newRow("small millions of money") << "Revenue (€)"_ba << "50 m"_ba << "money|50000000|||EUR"_ba;
        QTest::newRow("small millions of users") << "Users"_ba << "4-5 m"_ba << "number|4000000..5000000||range"_ba;
        QTest::newRow("metres") << "Draught"_ba << "12 m"_ba << "measure|12|m"_ba;
        QTest::newRow("months of money") << "Cash runway"_ba << "12 M"_ba << "text"_ba;
        QTest::newRow("months to money") << "Time to revenue"_ba << "12 M"_ba << "text"_ba;
        QTest::newRow("months") << "Tenor"_ba << "3 M"_ba << "text"_ba;
        QTest::newRow("men and women") << "Visitors"_ba << "5 M / 3 F"_ba << "text"_ba;
        QTest::newRow("words") << "Focus"_ba << "Cells"_ba << "text"_ba;
    }

    void contexts()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, cell);
        const QByteArray fields = fieldsOf(readCell(cell, contextOf(header)));
        QTEST(fields, "expected");
    }

    void aYenIsWhatTheNoteSays()
    {
        QVERIFY(!yenOf("¥ and nothing else").isValid());
        const CellContext context = contextOf("Revenue", yenOf("A maker in China, in RMB"));
        QCOMPARE(fieldsOf(readCell("¥3B", context)), "money|3000000000|||CNY");
        QCOMPARE(fieldsOf(readCell("¥3B", contextOf("Revenue", yenOf("Listed in Tokyo, Japan")))),
                 "money|3000000000|||JPY");
    }

    void columns()
    {
        const auto typeOf = [](const QByteArrayList &cells) {
            QList<CellValue> values;
            for (const QByteArray &cell : cells)
                values.append(readCell(cell));
            QList<const CellValue *> places;
            for (const CellValue &value : std::as_const(values))
                places.append(&value);
            return columnType(places);
        };
        QCOMPARE(typeOf({"$1B", "$2B", "—", "private"}).kind, CellKind::Money);
        QCOMPARE(typeOf({"$1B", "$2B", "—"}).uniform, true);
        QCOMPARE(typeOf({"$1B", "$2B", "—"}).currency, Currency("USD"));
        QCOMPARE(typeOf({"$1B", "€2B", "—"}).currency, Currency());
        QCOMPARE(typeOf({"2020", "Mar 2021", "2022"}).kind, CellKind::Year);
        QCOMPARE(typeOf({"$1B", "7%", "words"}).kind, CellKind::Text);
        QCOMPARE(typeOf({}).kind, CellKind::Text);
        QCOMPARE(typeOf({"30 GWh", "20 GWh", "n/a"}).unit, "GWh");
    }
};

QTEST_GUILESS_MAIN(QuantityTest)
#include "quantitytest.moc"
