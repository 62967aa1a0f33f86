// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/plotdata.h"

#include "core/note/parsenote.h"
#include "core/table/arrangement.h"
#include "core/table/delimitedtext.h"

#include <QtTest>

#include <numeric>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

GridPtr gridOf(const QByteArray &note)
{
    return std::make_shared<NoteGrid>(cutTable(parseNote(note).tables.first(), note), note);
}

PlotData plotted(const Grid &grid, QList<int> columns = {}, std::optional<PlotKind> kind = {})
{
    return plotOf(grid, {.rows = arrangedRows(grid, {}), .columns = std::move(columns), .kind = kind});
}

PlotData plotted(const QByteArray &note, QList<int> columns = {}, std::optional<PlotKind> kind = {})
{
    return plotted(*gridOf(note), std::move(columns), kind);
}

// "CATL 37, BYD -" of a series; a gap is a dash.
QString drawn(const PlotData &data, int series = 0)
{
    QStringList points;
    for (const PlotPoint &point : data.series.at(series).points)
        points.append(data.places.at(point.place).name + u' '
                      + (point.isGap() ? u"-"_s : QString::number(point.value, 'g', 6)));
    return points.join(u", "_s);
}

QString remarks(const PlotData &data)
{
    return data.remarks.join(u' ');
}

} // namespace

class PlotDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Rows and columns without a name are called by their place, so that an axis and a legend can name them.
    void whatHasNoNameHasANumber()
    {
        const PlotData data = plotted("| Company | Share | |\n|---|---|---|\n| Kestrel | 37% | 40% |\n"
                                      "| | 16% | 12% |\n",
                                      {1, 2});
        QCOMPARE(drawn(data), u"Kestrel 37, Row 2 16");
        QCOMPARE(data.series.size(), 2);
        QCOMPARE(data.series.last().name, u"Column 3");
    }

    void namesGetBars()
    {
        const PlotData data =
            plotted("| Company | Share | Note |\n|---|---|---|\n| [[Kestrel]] | ~37% | a |\n"
                    "| Norrland | 6–8% | b |\n| Volta | 5%+ | c |\n| Ohm | — | d |\n| Ampere | few | e |\n");
        QCOMPARE(data.kind, PlotKind::Bars);
        QCOMPARE(data.title, u"Share by company");
        QCOMPARE(drawn(data), u"Kestrel 37, Norrland 7, Volta 5, Ohm -, Ampere -");
        QCOMPARE(data.axes.size(), 1);
        QCOMPARE(data.axes.first().title, u"%");
        QCOMPARE(remarks(data), u"One cell is not a number.");
        const QList<PlotPoint> &points = data.series.first().points;
        QVERIFY(points.at(0).approximate && !points.at(0).isRange());
        QVERIFY(points.at(1).isRange());
        QCOMPARE(points.at(1).low, 6.0);
        QCOMPARE(points.at(1).high, 8.0);
        QVERIFY(points.at(2).atLeast);
        QStringList labels;
        for (const PlotPoint &point : points)
            labels.append(plotLabel(point, data.axes.first()));
        QCOMPARE(labels, (QStringList{u"~37%"_s, u"6%–8%"_s, u"≥5%"_s, u"no value"_s, u"no value"_s}));
        QCOMPARE(points.at(1).row, 1);
        QCOMPARE(points.at(1).column, 1);
        QCOMPARE(
            plotSummary(data),
            u"Bars: Share by company. Share: 3 values from ≥5% (Volta) to ~37% (Kestrel). One cell is not a number.");
        QVERIFY(!data.whyNot.at(static_cast<size_t>(PlotKind::Line)).isEmpty());
    }

    void numbersOfRowsAreNotDrawn()
    {
        const QByteArray table =
            "| Place | Company | Share |\n|---|---|---|\n| 2 | Kestrel | 20% |\n| 1 | Norrland | 30% |\n";
        const PlotData data = plotted(table);
        QCOMPARE(data.series.size(), 1);
        QCOMPARE(drawn(data), u"Kestrel 20, Norrland 30");
        // Who asks for them gets them, and other whole numbers are figures.
        QCOMPARE(drawn(plotted(table, {0})), u"Kestrel 2, Norrland 1");
        QCOMPARE(drawn(plotted(QByteArray(table).replace("| 1 |", "| 3 |"))), u"Kestrel 2, Norrland 3");
    }

    void whatWouldLieOnZeroIsLeftOut()
    {
        const QByteArray table =
            "| Year | Revenue | Price | Costs |\n|---|---|---|---|\n| 2023 | $14.1B | $37 | $900M |\n"
            "| 2024 | $21.7B | $66 | $1B |\n";
        const PlotData data = plotted(table);
        QCOMPARE(data.series.size(), 2);
        QCOMPARE(drawn(data, 1), u"2023 0.9, 2024 1");
        QVERIFY2(remarks(data).contains(u"Price"), qPrintable(remarks(data)));
        QCOMPARE(plotted(table, {1, 2}).series.size(), 2);
    }

    void scalesAreBroughtTogether()
    {
        const PlotData data = plotted("| Company | Revenue | Market cap |\n|---|---|---|\n"
                                      "| Kestrel | $900M | $12B |\n| Norrland | $4.2B | $0.3B |\n",
                                      {1, 2}, PlotKind::Bars);
        QCOMPARE(data.axes.size(), 1);
        QCOMPARE(data.axes.first().title, u"$B");
        QCOMPARE(drawn(data, 0), u"Kestrel 0.9, Norrland 4.2");
        QCOMPARE(drawn(data, 1), u"Kestrel 12, Norrland 0.3");
        QCOMPARE(plotLabel(data.series.at(0).points.first(), data.axes.first()), u"$900M");
    }

    void unitsOfHeadersCount()
    {
        const PlotData data = plotted(
            "| Year | Revenue ($M) | Output (GWh) |\n|---|---|---|\n| 2022 | 800 | 3 |\n| 2023 | 1200 | 4 |\n", {1, 2});
        QCOMPARE(data.axes.size(), 2);
        QCOMPARE(data.axes.at(0).title, u"$B");
        QCOMPARE(data.axes.at(1).title, u"GWh");
        QCOMPARE(drawn(data, 0), u"2022 0.8, 2023 1.2");
        QCOMPARE(drawn(data, 1), u"2022 3, 2023 4");
        QCOMPARE(data.series.at(1).axis, 1);
    }

    void aThirdUnitIsLeftOut()
    {
        const PlotData data = plotted("| Year | Revenue | Margin | Output |\n|---|---|---|---|\n"
                                      "| 2022 | $1B | 5% | 3 GWh |\n| 2023 | $2B | 6% | 5 GWh |\n",
                                      {1, 2, 3});
        QCOMPARE(data.series.size(), 2);
        QVERIFY2(remarks(data).contains(u"Output"), qPrintable(remarks(data)));
        // Where nothing is chosen, one unit is enough.
        QCOMPARE(plotted("| Year | Revenue | Margin |\n|---|---|---|\n| 2022 | $1B | 5% |\n| 2023 | $2B | 6% |\n")
                     .series.size(),
                 1);
    }

    void timesStandInTheirOrder()
    {
        const PlotData data = plotted("| Year | Units |\n|---|---|\n| 2024 | 7 |\n| 2021 | 3 |\n| 2022 | — |\n"
                                      "| 2026E | 9 |\n| later | 1 |\n| 2023 | 5 |\n");
        QCOMPARE(data.kind, PlotKind::Line);
        QVERIFY(data.overTime);
        QCOMPARE(drawn(data), u"2021 3, 2022 -, 2023 5, 2024 7, 2026E 9");
        QVERIFY(data.series.first().points.last().estimate);
        QVERIFY(!data.series.first().points.at(3).estimate);
        QVERIFY(data.places.at(0).day < data.places.at(1).day);
        QVERIFY(remarks(data).contains(u"says no time"));
        QCOMPARE(data.series.first().points.first().row, 1);
    }

    void quartersAreTimes()
    {
        const PlotData data =
            plotted("| Quarter | Sales |\n|---|---|\n| Q4 2023 | $5M |\n| Q1 2024 | $6M |\n| Q3 2023 | $4M |\n");
        QCOMPARE(data.kind, PlotKind::Line);
        QCOMPARE(drawn(data), u"Q3 2023 4, Q4 2023 5, Q1 2024 6");
    }

    void yearsInTheHeaderMakeRowsSeries()
    {
        const QByteArray note = "| Metric | 2023 | 2021 | 2025E |\n|---|---|---|---|\n| Revenue | $3B | $1B | $5B |\n"
                                "| Costs | $2B | $1B | — |\n| Margin | 5% | 4% | 8% |\n";
        const PlotData data = plotted(note);
        QCOMPARE(data.kind, PlotKind::Line);
        QCOMPARE(data.series.size(), 2);
        QCOMPARE(data.series.first().name, u"Revenue");
        QCOMPARE(drawn(data, 0), u"2021 1, 2023 3, 2025E 5");
        QCOMPARE(drawn(data, 1), u"2021 1, 2023 2, 2025E -");
        QVERIFY(data.series.first().points.last().estimate);
        const GridPtr grid = gridOf(note);
        const PlotData one = plotOf(*grid, {.rows = {0, 1, 2}, .columns = {1}, .chosen = {2}});
        QCOMPARE(one.series.size(), 1);
        QCOMPARE(drawn(one), u"2021 4, 2023 5, 2025E 8");
    }

    void sheetsOfPropertiesShowWhatHasOneUnit()
    {
        const PlotData data = plotted("| Metric | Value |\n|---|---|\n| Owner | Envik Group |\n| Revenue | $2B |\n"
                                      "| Market cap | $900M |\n| Share | 3% |\n");
        QCOMPARE(drawn(data), u"Owner -, Revenue 2, Market cap 0.9, Share -");
        QVERIFY(remarks(data).contains(u"One number is in another unit"));
    }

    void partsOfAWholeAreShares()
    {
        const PlotData data =
            plotted("| Company | Share |\n|---|---|\n| Kestrel | 50% |\n| Norrland | 30% |\n| Others | 20% |\n");
        QCOMPARE(data.kind, PlotKind::Share);
        QCOMPARE(drawn(data), u"Kestrel 50, Norrland 30, Others 20");
        const PlotData money =
            plotted("| Segment | Sales |\n|---|---|\n| Cells | $30M |\n| Packs | $10M |\n", {1}, PlotKind::Share);
        QCOMPARE(money.kind, PlotKind::Share);
        QCOMPARE(drawn(money), u"Cells 75, Packs 25");
        // What is missing to the whole is told and not spread over the others.
        const PlotData part =
            plotted("| Company | Share |\n|---|---|\n| Kestrel | 50% |\n| Norrland | 20% |\n", {1}, PlotKind::Share);
        QCOMPARE(drawn(part), u"Kestrel 50, Norrland 20");
        QVERIFY(remarks(part).contains(u"30% of the whole"));
    }

    void negativeNumbersAreNoShares()
    {
        const PlotData data =
            plotted("| Segment | Sales |\n|---|---|\n| Cells | $30M |\n| Packs | -$10M |\n", {1}, PlotKind::Share);
        QCOMPARE(data.kind, PlotKind::Bars);
        QVERIFY(data.whyNot.at(static_cast<size_t>(PlotKind::Share)).contains(u"below zero"));
        QCOMPARE(drawn(data), u"Cells 30, Packs -10");
    }

    void twoUnitsOfNamesScatter()
    {
        const PlotData data = plotted("| Company | Revenue | Margin |\n|---|---|---|\n| Kestrel | $1B | 5% |\n"
                                      "| Norrland | $2B | — |\n| Volta | $3B | 9% |\n",
                                      {1, 2});
        QCOMPARE(data.kind, PlotKind::Scatter);
        QCOMPARE(data.across.title, u"Revenue, $B");
        QCOMPARE(data.title, u"Margin against Revenue");
        QCOMPARE(data.series.size(), 1);
        QCOMPARE(data.series.first().points.size(), 2);
        QCOMPARE(data.series.first().points.last().across, 3.0);
        QCOMPARE(data.series.first().points.last().value, 9.0);
        QVERIFY(remarks(data).contains(u"One row lacks"));
    }

    void rowsAreAsShown()
    {
        const GridPtr grid =
            gridOf("| Company | Units |\n|---|---|\n| Kestrel | 5 |\n| Norrland | 12 |\n| Volta | 7 |\n| Ohm | 1 |\n");
        const QList<int> rows = arrangedRows(*grid, {.keys = {{1, Qt::DescendingOrder}}, .filters = {{1, u">1"_s}}});
        QCOMPARE(drawn(plotOf(*grid, {.rows = rows})), u"Norrland 12, Volta 7, Kestrel 5");
        QCOMPARE(drawn(plotOf(*grid, {.rows = rows, .columns = {1}, .chosen = {0, 2}})), u"Volta 7, Kestrel 5");
        // One cell alone says which column.
        QCOMPARE(drawn(plotOf(*grid, {.rows = rows, .columns = {1}, .chosen = {0}})),
                 u"Norrland 12, Volta 7, Kestrel 5");
        QVERIFY(plotOf(*grid, {.rows = rows, .own = {2}}).places.at(1).own);
    }

    void listsByCompanyAndYearAreNoTimeline()
    {
        const PlotData data = plotted("| Year | Company | Units |\n|---|---|---|\n| 2023 | Kestrel | 5 |\n"
                                      "| 2023 | Norrland | 6 |\n| 2024 | Kestrel | 7 |\n| 2024 | Norrland | 8 |\n");
        QVERIFY(!data.overTime);
        QCOMPARE(drawn(data), u"Kestrel 5, Norrland 6, Kestrel 7, Norrland 8");
    }

    void nothingToDrawIsSaid_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QList<int>>("columns");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no numbers") << QByteArray("| a | b |\n|---|---|\n| x | y |\n") << QList<int>()
                                    << u"No column here holds numbers."_s;
        QTest::newRow("words chosen") << QByteArray("| a | b | c |\n|---|---|---|\n| x | y | 1 |\n| x | y | 2 |\n")
                                      << QList{0, 1} << u"Select a column with numbers."_s;
        QTest::newRow("all missing") << QByteArray("| a | b |\n|---|---|\n| x | — |\n| y | n/a |\n") << QList{1}
                                     << u"No column here holds numbers."_s;
        QTest::newRow("no rows") << QByteArray("| a | b |\n|---|---|\n") << QList<int>()
                                 << u"This table has no rows."_s;
    }

    void nothingToDrawIsSaid()
    {
        QFETCH(QByteArray, note);
        QFETCH(QList<int>, columns);
        const GridPtr grid = gridOf(note);
        const PlotData data = plotOf(*grid, {.rows = arrangedRows(*grid, {}),
                                             .columns = columns,
                                             .chosen = columns.size() > 1 ? QSet{0, 1} : QSet<int>()});
        QVERIFY(data.isEmpty());
        QTEST(data.nothing, "sentence");
        QCOMPARE(plotSummary(data), data.nothing);
    }

    void oddTablesAreDrawn()
    {
        const PlotData one = plotted("| Year | Units |\n|---|---|\n| 2024 | 7 |\n");
        QCOMPARE(drawn(one), u"2024 7");
        QCOMPARE(one.kind, PlotKind::Bars);
        const PlotData same = plotted("| Date | Units |\n|---|---|\n| 2024 | 7 |\n| 2024 | 8 |\n| 2024 | 9 |\n");
        QVERIFY(!same.overTime);
        QCOMPARE(same.series.first().points.size(), 3);
        const PlotData huge =
            plotted("| Company | Units |\n|---|---|\n| Kestrel | 900,000,000,000,000,000 |\n| Volta | 1 |\n");
        QCOMPARE(huge.axes.first().title, u"trillion");
        QCOMPARE(drawn(huge), u"Kestrel 900000, Volta 1e-12");
    }

    void longTablesAreThinned()
    {
        QByteArray bytes = "day,price\n";
        QDate day(1800, 1, 1);
        for (int i = 0; i < 100000; ++i) {
            bytes += day.toString(Qt::ISODate).toLatin1() + ','
                     + QByteArray::number(i == 70707 ? 5000.5 : i % 100 + 0.5) + '\n';
            day = day.addDays(i % 10 ? 1 : 0);
        }
        const DelimitedGrid grid(DelimitedText::of(bytes));
        const PlotData data = plotted(grid);
        QCOMPARE(data.kind, PlotKind::Line);
        QVERIFY(data.series.first().points.size() <= MostPoints);
        // No peak is lost.
        QVERIFY(
            std::ranges::any_of(data.series.first().points, [](const PlotPoint &point) { return point.row == 70707; }));
        QVERIFY2(remarks(data).contains(u"Of 100,000 values"), qPrintable(remarks(data)));
        QByteArray names = "company,units\n";
        for (int i = 0; i < 500; ++i)
            names += "Kestrel " + QByteArray::number(i) + "," + QByteArray::number(i) + ".5\n";
        const PlotData bars = plotted(DelimitedGrid(DelimitedText::of(names)));
        QCOMPARE(bars.places.size(), MostBars);
        QVERIFY(remarks(bars).contains(u"first 60 of 500"));
    }
};

QTEST_GUILESS_MAIN(PlotDataTest)
#include "plotdatatest.moc"
