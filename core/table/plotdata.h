// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/grid.h"

#include <QSet>
#include <QStringList>

#include <array>
#include <limits>
#include <optional>

namespace tearsheet {

class CancelFlag;

/// How numbers of a table are drawn.
enum class PlotKind : quint8 {
    Bars,    ///< One for each value.
    Line,    ///< Over time, or along rows that have an order.
    Scatter, ///< One column across, others up.
    Share,   ///< Parts of a whole, one strip for each series.
};

inline constexpr std::array PlotKinds{PlotKind::Bars, PlotKind::Line, PlotKind::Scatter, PlotKind::Share};

/// One cell in a plot.
struct PlotPoint
{
    static constexpr double None = std::numeric_limits<double>::quiet_NaN();

    int place = 0;            ///< Index into `PlotData::places`.
    double value = None;      ///< In the unit of its axis, of a share in percent; NaN is a gap.
    double low = None;        ///< The ends of a range; NaN where the cell says one number.
    double high = None;       ///< Likewise.
    double across = None;     ///< Of a scatter: along the lower axis, in its unit.
    bool approximate = false; ///< `~5`
    bool atLeast = false;     ///< `5+`, `>5`
    bool atMost = false;      ///< `<5`, "up to 5"
    bool estimate = false;    ///< Itself, or its time.
    int row = 0;              ///< The cell, in the table's own order.
    int column = 0;

    bool isGap() const { return value != value; }
    bool isRange() const { return low == low; }
};

/// A line, or the bars of one colour.
struct PlotSeries
{
    QString name;
    int axis = 0;            ///< Index into `PlotData::axes`.
    QList<PlotPoint> points; ///< By place, gaps included; of a scatter those alone that have both numbers.
};

/// What stands along the lower axis: a company, a quarter.
struct PlotPlace
{
    QString name;
    double day = PlotPoint::None; ///< The middle of its time, as a Julian day; NaN where it is no time.
    bool own = false;             ///< The note's own.
    bool estimate = false;        ///< `2026E`
};

/// What numbers along an axis are.
struct PlotAxis
{
    QString title;     ///< With the unit: "$B", "GWh", "Revenue, $B".
    QString sign;      ///< That each number bears: "$", "%", "x"; empty where the title alone says the unit.
    QString scale;     ///< "B" where numbers stand for billions.
    double factor = 1; ///< Of one number, in basic units.
};

/// What is to be plotted of a table.
struct PlotRequest
{
    /// What becomes a series.
    enum class Along : quint8 {
        Auto,    ///< Rows where the header says times, else columns.
        Columns, ///< Each column.
        Rows,    ///< Each row: columns are what stands along the axis.
    };

    QList<int> rows;    ///< Those that are shown, in the order that they are shown in.
    QList<int> columns; ///< Chosen by the user; empty for those that go together best.
    QSet<int> chosen;   ///< Rows chosen by the user; empty for all.
    QSet<int> own;      ///< Rows of the note itself.
    Along along = Along::Auto;
    std::optional<PlotKind> kind; ///< Wanted by the user; it is taken where it can be.
};

/// A table as a plot: a value, made from cells as they are shown. What is missing is a gap and never zero; what cannot
/// be drawn is told.
struct PlotData
{
    PlotKind kind = PlotKind::Bars;
    PlotKind suggested = PlotKind::Bars;
    std::array<QString, 4> whyNot; ///< By kind: one sentence why it cannot be; empty where it can.
    QString title;                 ///< "Market share by company"
    QString placesTitle;           ///< What stands along the lower axis: "Company".
    bool overTime = false;         ///< Places have days and stand in their order.
    QList<PlotPlace> places;
    QList<PlotAxis> axes; ///< One or two: left and right.
    PlotAxis across;      ///< Of a scatter: the lower one.
    QList<PlotSeries> series;
    QStringList remarks; ///< What is not drawn, and why; a sentence each.
    QString nothing;     ///< Why there is no plot, one sentence; empty where there is one.

    bool isEmpty() const { return series.isEmpty(); }
};

/// Most rows of a table that bars are drawn of, and most points of a line or a scatter; what is beyond is told.
inline constexpr int MostBars = 60;
inline constexpr int MostPoints = 4000;

/// Most series; others are told.
inline constexpr int MostSeries = 8;

/// Reads what `request` asks for. Units are brought together: $M and $B stand on one axis, percent on a second one, and
/// what is in a third unit is left out. Linear in the rows shown; any thread. Ends early where `cancelled` says so.
PlotData plotOf(const Grid &grid, const PlotRequest &request, const CancelFlag *cancelled = nullptr);

/// What a point says, short and with what qualifies it: "~37%", "≥$4.2B", "10–15".
QString plotLabel(const PlotPoint &point, const PlotAxis &axis);

/// The plot in words, for those who do not see it: "Bars: Market share by company. 7 values from ~3% (Volta) to ~37%
/// (Kestrel)."
QString plotSummary(const PlotData &data);

/// What a kind is called.
QString plotKindName(PlotKind kind);

} // namespace tearsheet
