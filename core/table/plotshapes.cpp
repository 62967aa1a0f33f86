// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/plotshapes.h"

#include <QLocale>
#include <QObject>

#include <algorithm>
#include <cmath>

namespace tearsheet::plotting {

using namespace Qt::StringLiterals;

namespace {

// Shares of a market are rounded, and small ones left out.
constexpr double LeastWhole = 90;
constexpr double MostWhole = 103;

QString &whyNot(PlotData &data, PlotKind kind)
{
    return data.whyNot.at(static_cast<size_t>(kind));
}

double sumOf(const PlotSeries &series)
{
    double sum = 0;
    for (const PlotPoint &point : series.points)
        sum += point.isGap() ? 0 : point.value;
    return sum;
}

int countOf(const PlotSeries &series)
{
    return static_cast<int>(
        std::ranges::count_if(series.points, [](const PlotPoint &point) { return !point.isGap(); }));
}

void weigh(PlotData &data, bool ordered)
{
    if (!ordered)
        whyNot(data, PlotKind::Line) = QObject::tr("A line needs years, dates or another order to run along.");
    else if (data.places.size() < 2)
        whyNot(data, PlotKind::Line) = QObject::tr("A line needs two points.");
    if (data.series.size() < 2)
        whyNot(data, PlotKind::Scatter) = QObject::tr("Select two columns with numbers.");
    const auto isNegative = [](const PlotSeries &series) {
        return std::ranges::any_of(series.points, [](const PlotPoint &point) { return point.value < 0; });
    };
    if (data.axes.size() > 1)
        whyNot(data, PlotKind::Share) = QObject::tr("Shares need one unit.");
    else if (std::ranges::any_of(data.series, isNegative))
        whyNot(data, PlotKind::Share) = QObject::tr("There is a number below zero, which is no share of anything.");
    else if (!std::ranges::any_of(data.series, [](const PlotSeries &series) { return sumOf(series) > 0; })
             || countOf(data.series.first()) < 2)
        whyNot(data, PlotKind::Share) = QObject::tr("Shares need two numbers above zero.");
    else if (data.places.size() > MostBars)
        whyNot(data, PlotKind::Share) = QObject::tr("There are too many parts to be told apart.");
}

PlotKind bestKind(PlotData &data)
{
    if (data.overTime && data.places.size() > 1)
        return PlotKind::Line;
    if (data.places.size() > MostBars && whyNot(data, PlotKind::Line).isEmpty())
        return PlotKind::Line;
    if (data.series.size() == 2 && data.axes.size() == 2)
        return PlotKind::Scatter;
    const double sum = sumOf(data.series.first());
    const bool isWhole = data.axes.first().sign == u"%" && sum >= LeastWhole && sum <= MostWhole;
    if (data.series.size() == 1 && isWhole && whyNot(data, PlotKind::Share).isEmpty())
        return PlotKind::Share;
    return PlotKind::Bars;
}

void name(PlotData &data)
{
    QStringList names;
    for (const PlotSeries &series : std::as_const(data.series))
        names.append(series.name.isEmpty() ? QObject::tr("Numbers") : series.name);
    const QString what = names.size() == 1   ? names.first()
                         : names.size() == 2 ? QObject::tr("%1 and %2").arg(names.first(), names.last())
                         : names.size() == 3 ? QObject::tr("%1, %2 and %3").arg(names.at(0), names.at(1), names.at(2))
                                             : QObject::tr("%1 and %2 more").arg(names.first()).arg(names.size() - 1);
    data.title = data.placesTitle.isEmpty() ? what : QObject::tr("%1 by %2").arg(what, data.placesTitle.toLower());
}

// The first series gives the place across; those of the second one's unit stand above.
void scatter(PlotData &data)
{
    const PlotSeries base = data.series.takeFirst();
    data.across = data.axes.at(base.axis);
    data.across.title =
        data.across.title.isEmpty() ? base.name : QObject::tr("%1, %2").arg(base.name, data.across.title);
    const int axis = data.series.first().axis;
    const PlotAxis up = data.axes.at(axis);
    QStringList others;
    for (const PlotSeries &series : std::as_const(data.series)) {
        if (series.axis != axis)
            others.append(series.name);
    }
    data.series.removeIf([&](const PlotSeries &series) { return series.axis != axis; });
    if (!others.isEmpty())
        data.remarks.append(QObject::tr("Left out, being in another unit: %1.").arg(others.join(u", "_s)));
    if (data.series.size() == 1)
        data.title = QObject::tr("%1 against %2").arg(data.series.first().name, base.name);
    data.axes = {up};
    qsizetype lacking = 0;
    for (PlotSeries &series : data.series) {
        series.axis = 0;
        for (PlotPoint &point : series.points)
            point.across = base.points.at(point.place).value;
        const qsizetype all = series.points.size();
        series.points.removeIf([](const PlotPoint &point) { return point.isGap() || std::isnan(point.across); });
        lacking += all - series.points.size();
    }
    if (lacking > 0)
        data.remarks.append(
            lacking == 1
                ? QObject::tr("One row lacks one of the two numbers.")
                : QObject::tr("%1 rows lack one of the two numbers.").arg(QLocale(QLocale::English).toString(lacking)));
}

void share(PlotData &data)
{
    const bool percent = data.axes.first().sign == u"%";
    for (PlotSeries &series : data.series) {
        const double sum = sumOf(series);
        const double whole = percent ? std::max(sum, 100.0) : sum;
        for (PlotPoint &point : series.points) {
            point.value = whole > 0 ? 100 * point.value / whole : PlotPoint::None;
            point.low = point.high = PlotPoint::None;
        }
        if (percent && data.series.size() == 1 && sum < 99.5)
            data.remarks.append(
                QObject::tr("%1 of the whole is not in the table.").arg(shownNumber(100 - sum, u"%"_s)));
        else if (percent && data.series.size() == 1 && sum > 100.5)
            data.remarks.append(
                QObject::tr("The parts sum to %1 and are drawn as parts of that.").arg(shownNumber(sum, u"%"_s)));
    }
    if (!percent) {
        const QString unit = data.axes.first().title;
        data.remarks.append(unit.isEmpty() ? QObject::tr("Parts of the sum.")
                                           : QObject::tr("Parts of the sum, in %1.").arg(unit));
    }
    data.axes = {{.title = u"%"_s, .sign = u"%"_s, .scale = {}, .factor = 1}};
}

void keepPlaces(PlotData &data, qsizetype count)
{
    data.remarks.append(QObject::tr("The first %1 of %2 rows are shown; sort or filter to see others.")
                            .arg(QString::number(count), QLocale(QLocale::English).toString(data.places.size())));
    data.places.resize(count);
    for (PlotSeries &series : data.series)
        series.points.resize(count);
}

// The least and the most of each stretch, so that no peak is lost.
QList<PlotPoint> thinned(const QList<PlotPoint> &points, qsizetype most)
{
    QList<PlotPoint> kept;
    const qsizetype stretches = most / 2;
    for (qsizetype i = 0; i < stretches; ++i) {
        const auto begin = points.cbegin() + i * points.size() / stretches;
        const auto end = points.cbegin() + (i + 1) * points.size() / stretches;
        const auto below = [](const PlotPoint &one, const PlotPoint &other) {
            return !one.isGap() && (other.isGap() || one.value < other.value);
        };
        const auto above = [](const PlotPoint &one, const PlotPoint &other) {
            return !one.isGap() && (other.isGap() || one.value > other.value);
        };
        const auto least = std::min_element(begin, end, below);
        const auto greatest = std::min_element(begin, end, above);
        if (least == end)
            continue;
        kept.append(*std::min(least, greatest));
        if (least != greatest)
            kept.append(*std::max(least, greatest));
    }
    return kept;
}

void thin(PlotData &data)
{
    qsizetype before = 0;
    qsizetype after = 0;
    for (PlotSeries &series : data.series) {
        if (series.points.size() <= MostPoints)
            continue;
        before += series.points.size();
        series.points = thinned(series.points, MostPoints);
        after += series.points.size();
    }
    if (before > after)
        data.remarks.append(
            QObject::tr("Of %1 values %2 are drawn, with the highest and lowest of each stretch.")
                .arg(QLocale(QLocale::English).toString(before), QLocale(QLocale::English).toString(after)));
}

} // namespace

void takeShape(PlotData &data, std::optional<PlotKind> wanted, bool ordered)
{
    name(data);
    weigh(data, ordered);
    data.suggested = bestKind(data);
    data.kind = wanted && whyNot(data, *wanted).isEmpty() ? *wanted : data.suggested;
    switch (data.kind) {
    case PlotKind::Bars:
        if (data.places.size() > MostBars)
            keepPlaces(data, MostBars);
        break;
    case PlotKind::Line:
        thin(data);
        break;
    case PlotKind::Scatter:
        scatter(data);
        thin(data);
        break;
    case PlotKind::Share:
        share(data);
        break;
    }
}

} // namespace tearsheet::plotting
