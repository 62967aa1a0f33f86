// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/plotlabels.h"

namespace tearsheet {

using namespace Qt::StringLiterals;

/// The points of a plot, as bars, lines, marks or parts, in the frame that has room for them.
class PlotDrawing : public PlotLabels
{
protected:
    using PlotLabels::PlotLabels;

    void drawBars()
    {
        const bool lying = isLying(m_data);
        QCPAxis *const keys = lying ? yAxis : xAxis;
        const QList<int> shown = shownSeries();
        const int count = static_cast<int>(m_data.places.size());
        keys->setRange(-0.6, count - 0.4);
        keys->setRangeReversed(lying);
        hidePlacesGrid(keys);
        tintOwn(keys, lying);
        const auto valuesOf = [&](int axis) {
            return lying ? (axis == 0 ? xAxis : xAxis2) : (axis == 0 ? yAxis : yAxis2);
        };
        for (int axis = 0; axis < m_data.axes.size(); ++axis) {
            useValues(valuesOf(axis), axis);
            fitValues(valuesOf(axis), axis, true, lying ? 0.18 : 0.1);
            if (lying)
                valuesOf(axis)->setLabel(axisText(axis));
            else
                writeAboveAxis(valuesOf(axis), axisText(axis));
        }
        const double width = shown.isEmpty() ? BarWidth : BarWidth / static_cast<double>(shown.size());
        // Upright bars of several series stand too close.
        const bool labelled = count * shown.size() <= MostLabels && (lying || shown.size() == 1);
        for (int n = 0; n < shown.size(); ++n) {
            const int series = shown.at(n);
            QCPAxis *const values = valuesOf(m_data.series.at(series).axis);
            drawBarsOf(series, keys, values, (n - (static_cast<double>(shown.size()) - 1) / 2) * width, width,
                       labelled);
        }
        writePlaces(keys, this->width());
    }

    void drawLines()
    {
        double first = std::numeric_limits<double>::infinity();
        double last = -first;
        for (int place = 0; place < m_data.places.size(); ++place) {
            first = std::min(first, keyOf({.place = place}));
            last = std::max(last, keyOf({.place = place}));
        }
        const double pad = last > first ? 0.04 * (last - first) : 1;
        xAxis->setRange(first - pad, last + 1.6 * pad);
        hidePlacesGrid(xAxis);
        for (int axis = 0; axis < m_data.axes.size(); ++axis) {
            QCPAxis *const values = axis == 0 ? yAxis : yAxis2;
            useValues(values, axis);
            fitValues(values, axis, false);
            writeAboveAxis(values, axisText(axis));
        }
        for (const int series : shownSeries())
            drawLine(series, m_data.series.at(series).axis == 0 ? yAxis : yAxis2);
        writePlaces(xAxis, width());
    }

    void drawScatter()
    {
        constexpr int MostNamed = 40;
        xAxis->setTicker(QSharedPointer<NumberTicker>::create(m_data.across.sign));
        xAxis->ticker()->setTickCount(6);
        xAxis->setLabel(m_data.across.title);
        useValues(yAxis, 0);
        fitValues(yAxis, 0, false);
        writeAboveAxis(yAxis, axisText(0));
        double least = std::numeric_limits<double>::infinity();
        double most = -least;
        qsizetype count = 0;
        for (const int series : shownSeries()) {
            for (const PlotPoint &point : m_data.series.at(series).points) {
                least = std::min(least, point.across);
                most = std::max(most, point.across);
                ++count;
            }
        }
        QCPRange across = paddedRange(least, most, false, 0.1);
        xAxis->setRange(across.lower, across.upper + 0.06 * across.size());
        // Of several series, points of one place stand above each other: the highest bears its name.
        QHash<int, double> highest;
        for (const int series : shownSeries()) {
            for (const PlotPoint &point : m_data.series.at(series).points) {
                const auto known = highest.constFind(point.place);
                highest.insert(point.place, known == highest.cend() ? point.value : std::max(*known, point.value));
            }
        }
        QSet<int> named;
        for (const int series : shownSeries()) {
            const PlotSeries &points = m_data.series.at(series);
            for (int i = 0; i < points.points.size(); ++i) {
                const PlotPoint &point = points.points.at(i);
                const bool own = m_data.places.at(point.place).own;
                const QColor colour = barColour(series, own);
                addMark(series, xAxis, yAxis, point.across, point, colour);
                m_marks.append({{series, i}, xAxis, yAxis, point.across, 0, point.value, 0});
                if (count > MostNamed || point.value < highest.value(point.place) || named.contains(point.place))
                    continue;
                named.insert(point.place);
                m_texts.append(
                    {addText(elided(m_data.places.at(point.place).name), xAxis, yAxis, point.across, point.value,
                             Qt::AlignLeft | Qt::AlignVCenter, own ? colours().text : colours().mutedText),
                     -1, true});
            }
        }
    }

    void drawShares()
    {
        const QList<int> shown = shownSeries();
        const int count = static_cast<int>(shown.size());
        // Names of narrow parts stand below their strip.
        const bool flagged = narrowParts(m_data) > 0;
        const double thickness = flagged ? 0.42 : 0.62;
        const double below = flagged ? 0.25 : 0;
        yAxis->setRange(-0.55 + below, std::max(1, count) - 0.45 + below);
        yAxis->setRangeReversed(true);
        hidePlacesGrid(yAxis);
        axisRect()->setMinimumMargins(QMargins(24, 10, 28, 8));
        xAxis->setTicker(QSharedPointer<NumberTicker>::create(u"%"_s));
        xAxis->ticker()->setTickCount(5);
        xAxis->setRange(0, 100);
        QCPBars *before = nullptr;
        QList<double> filled(count, 0);
        for (int place = 0; place < m_data.places.size(); ++place) {
            const bool own = m_data.places.at(place).own;
            auto *const part = new QCPBars(yAxis, xAxis);
            part->setWidth(thickness);
            part->setPen(QPen(colours().base, 1.5));
            const QColor colour = partColour(colours(), place);
            part->setBrush(colour);
            if (before)
                part->moveAbove(before);
            before = part;
            for (int n = 0; n < count; ++n) {
                const PlotPoint &point = m_data.series.at(shown.at(n)).points.at(place);
                if (point.isGap())
                    continue;
                part->addData(n, point.value);
                m_marks.append({{shown.at(n), place},
                                yAxis,
                                xAxis,
                                double(n),
                                filled.at(n),
                                filled.at(n) + point.value,
                                thickness});
                QCPItemText *const text =
                    addText(elided(m_data.places.at(place).name) + u'\n' + m_look.label(point, m_data.axes.first()),
                            yAxis, xAxis, n, filled.at(n) + point.value / 2, Qt::AlignCenter,
                            isLightGround(colour) ? QColor(0x14, 0x18, 0x1b) : QColor(Qt::white));
                text->setTextAlignment(Qt::AlignCenter);
                text->setPadding(QMargins(3, 0, 3, 0));
                if (own) {
                    QFont bold = m_look.font;
                    bold.setWeight(QFont::Bold);
                    text->setFont(bold);
                }
                m_texts.append({text, static_cast<int>(m_marks.size()) - 1});
                filled[n] += point.value;
            }
        }
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (int n = 0; n < count && count > 1; ++n)
            addTick(*ticker, n, elided(m_data.series.at(shown.at(n)).name));
        yAxis->setTicker(ticker);
    }

private:
    static constexpr int MostLabels = 40;
    static constexpr int MostMarks = 150;    // Of a line; more run together.
    static constexpr double BarWidth = 0.72; // Of the room for a place.

    // The note's own row, where colours already tell series apart.
    void tintOwn(QCPAxis *keys, bool lying)
    {
        for (int place = 0; place < m_data.places.size(); ++place) {
            if (!m_data.places.at(place).own || m_data.series.size() == 1)
                continue;
            auto *const band = new QCPItemRect(this);
            band->setLayer(u"background"_s);
            band->setPen(Qt::NoPen);
            band->setBrush(colours().ownRow);
            for (QCPItemPosition *corner : {band->topLeft, band->bottomRight}) {
                const bool first = corner == band->topLeft;
                const double key = place + (first ? -0.5 : 0.5);
                corner->setTypeX(lying ? QCPItemPosition::ptAxisRectRatio : QCPItemPosition::ptPlotCoords);
                corner->setTypeY(lying ? QCPItemPosition::ptPlotCoords : QCPItemPosition::ptAxisRectRatio);
                corner->setAxes(lying ? xAxis : keys, lying ? keys : yAxis);
                corner->setCoords(lying ? (first ? 0 : 1) : key, lying ? key : (first ? 0 : 1));
            }
        }
    }

    void drawBarsOf(int series, QCPAxis *keys, QCPAxis *values, double shift, double width, bool labelled)
    {
        // One plottable for each look that bars of the series have.
        QHash<int, QCPBars *> looks;
        const PlotSeries &drawnSeries = m_data.series.at(series);
        for (int i = 0; i < drawnSeries.points.size(); ++i) {
            const PlotPoint &point = drawnSeries.points.at(i);
            if (point.isGap()) {
                ++m_gaps[series];
                continue;
            }
            const bool own = m_data.places.at(point.place).own;
            const QColor colour = barColour(series, own);
            QCPBars *&bars = looks[(own ? 2 : 0) + (point.estimate ? 1 : 0)];
            if (!bars) {
                bars = new QCPBars(keys, values);
                bars->setWidth(width * 0.94);
                bars->setPen(point.estimate ? QPen(colour, 1.2, Qt::DashLine) : QPen(Qt::NoPen));
                bars->setBrush(point.estimate ? mixed(colour, colours().base, 0.3) : colour);
                bars->setAntialiased(false);
            }
            const double key = point.place + shift;
            bars->addData(key, point.value);
            m_dashed[series] += point.estimate;
            m_marks.append({{series, i}, keys, values, key, 0, point.value, width});
            addWhisker(series, keys, values, key, point, colours().text);
            if (!labelled)
                continue;
            const double end = point.isRange() ? (point.value < 0 ? point.low : point.high) : point.value;
            const bool lying = keys->orientation() == Qt::Vertical;
            const Qt::Alignment side = lying ? (end < 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter
                                             : Qt::AlignHCenter | (end < 0 ? Qt::AlignTop : Qt::AlignBottom);
            QCPItemText *const text = addText(m_look.label(point, m_data.axes.at(drawnSeries.axis)), keys, values, key,
                                              end, side, own ? colours().text : colours().mutedText);
            if (own) {
                QFont bold = m_look.font;
                bold.setWeight(QFont::DemiBold);
                text->setFont(bold);
            }
            m_texts.append({text});
        }
    }

    QCPScatterStyle markOf(const PlotPoint &point, int series, const QColor &colour) const
    {
        static constexpr QCPScatterStyle::ScatterShape Shapes[] = {QCPScatterStyle::ssCircle, QCPScatterStyle::ssSquare,
                                                                   QCPScatterStyle::ssDiamond};
        const QCPScatterStyle::ScatterShape shape = point.atLeast  ? QCPScatterStyle::ssTriangle
                                                    : point.atMost ? QCPScatterStyle::ssTriangleInverted
                                                                   : Shapes[series % 3];
        const bool hollow = point.approximate || point.estimate;
        const double size = shape == QCPScatterStyle::ssCircle || shape == QCPScatterStyle::ssSquare ? 6.5 : 8.5;
        return {shape, QPen(colour, 1.6), hollow ? QBrush(colours().base) : QBrush(colour), size};
    }

    void drawLine(int series, QCPAxis *values)
    {
        const PlotSeries &line = m_data.series.at(series);
        const QColor colour = colourOf(series);
        QCPGraph *const solid = addLine(values, QPen(colour, 2));
        QCPGraph *const dashed = addLine(values, QPen(colour, 2, Qt::DashLine));
        const bool marked = line.points.size() <= MostMarks;
        const PlotPoint *before = nullptr;
        bool gap = false;
        for (int i = 0; i < line.points.size(); ++i) {
            const PlotPoint &point = line.points.at(i);
            if (point.isGap()) {
                gap = gap || before;
                before = nullptr;
                continue;
            }
            const double key = keyOf(point);
            m_gaps[series] += std::exchange(gap, false);
            if (before) {
                QCPGraph *const joined = point.estimate ? dashed : solid;
                const double from = keyOf(*before);
                // A graph's own points must go on from where it last stopped, behind a gap.
                if (joined->dataCount() == 0 || (joined->data()->constEnd() - 1)->key < from) {
                    if (joined->dataCount() > 0)
                        joined->addData(from, PlotPoint::None);
                    joined->addData(from, before->value);
                }
                joined->addData(key, point.value);
                m_dashed[series] += point.estimate;
            }
            if (marked)
                addMark(series, xAxis, values, key, point, colour);
            m_marks.append({{series, i}, xAxis, values, key, 0, point.value, 0});
            addWhisker(series, xAxis, values, key, point, colour);
            before = &point;
        }
        labelLine(series, values);
    }

    QCPGraph *addLine(QCPAxis *values, const QPen &pen)
    {
        QCPGraph *const graph = addGraph(xAxis, values);
        QPen round = pen;
        round.setJoinStyle(Qt::RoundJoin);
        graph->setPen(round);
        return graph;
    }

    void addMark(int series, QCPAxis *keys, QCPAxis *values, double key, const PlotPoint &point, const QColor &colour)
    {
        const QCPScatterStyle style = markOf(point, series, colour);
        for (int i = 0; i < graphCount(); ++i) {
            QCPGraph *const known = graph(i);
            const QCPScatterStyle had = known->scatterStyle();
            if (known->lineStyle() == QCPGraph::lsNone && known->keyAxis() == keys && known->valueAxis() == values
                && had.shape() == style.shape() && had.pen() == style.pen() && had.brush() == style.brush()) {
                known->addData(key, point.value);
                return;
            }
        }
        QCPGraph *const marks = addGraph(keys, values);
        marks->setLineStyle(QCPGraph::lsNone);
        marks->setScatterStyle(style);
        marks->addData(key, point.value);
    }

    // All values of a short line alone; else the last one.
    void labelLine(int series, QCPAxis *values)
    {
        constexpr qsizetype Few = 14;
        const PlotSeries &line = m_data.series.at(series);
        const bool all = shownSeries().size() == 1 && line.points.size() <= Few;
        for (qsizetype i = line.points.size() - 1; i >= 0; --i) {
            const PlotPoint &point = line.points.at(i);
            if (point.isGap())
                continue;
            // Away from zero, whose line would cross it.
            const bool below = point.value < 0;
            const double end = !point.isRange() ? point.value : below ? point.low : point.high;
            QCPItemText *const text =
                addText(m_look.label(point, m_data.axes.at(line.axis)), xAxis, values, keyOf(point), end,
                        Qt::AlignHCenter | (below ? Qt::AlignTop : Qt::AlignBottom),
                        all ? colours().mutedText : colourOf(series));
            m_texts.append({text});
            if (!all)
                return;
        }
    }
};

} // namespace tearsheet
