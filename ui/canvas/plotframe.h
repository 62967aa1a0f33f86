// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/plotparts.h"
#include "ui/plot/plotcanvas.h"
#include "ui/style/seriescolours.h"

#include <QDate>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// What stands around the points of a plot, whatever its kind: axes, names, texts, legend; and where points are.
class PlotFrame : public QCustomPlot
{
protected:
    static constexpr int MostWhiskers = 400; // More run together.

    explicit PlotFrame(QWidget *parent) : QCustomPlot(parent) {}

    // The pane scrolls.
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }

    void resizeEvent(QResizeEvent *event) override
    {
        // Fewer names, or more, have room; drawn by what follows.
        if (!m_data.isEmpty() && m_data.kind != PlotKind::Scatter && !isLying(m_data))
            writePlaces(xAxis, width());
        QCustomPlot::resizeEvent(event);
    }

    /// A point as it is drawn. `width` is that of a bar, along the axis of places; 0 for others.
    struct Mark
    {
        PlotHit hit;
        QCPAxis *keys = nullptr;
        QCPAxis *values = nullptr;
        double key = 0;
        double base = 0;
        double value = 0;
        double width = 0;
    };

    void clear()
    {
        m_light = nullptr;
        m_marks.clear();
        m_titles.clear();
        m_gaps.clear();
        m_dashed.clear();
        m_whiskers.clear();
        m_placeLabels.clear();
        clearItems();
        clearPlottables();
        while (plotLayout()->rowCount() > 1) {
            // The plot itself moves down below a title.
            plotLayout()->removeAt(0);
            plotLayout()->simplify();
        }
        if (legend)
            legend->setVisible(false);
    }

    const Palette &colours() const { return m_look.colours; }

    QFont smaller() const
    {
        QFont font = m_look.font;
        font.setPointSizeF(font.pointSizeF() * 0.92);
        return font;
    }

    void styleAxes()
    {
        setBackground(QBrush(colours().base));
        axisRect()->setMinimumMargins(QMargins(8, 10, 14, 8));
        for (QCPAxis *axis : {xAxis, yAxis, xAxis2, yAxis2}) {
            axis->setVisible(axis == xAxis || axis == yAxis);
            axis->setTicks(true);
            axis->setTickLabels(true);
            axis->setBasePen(Qt::NoPen);
            axis->setTickPen(Qt::NoPen);
            axis->setSubTicks(false);
            axis->setTickLabelFont(m_look.font);
            axis->setTickLabelColor(colours().mutedText);
            axis->setTickLabelPadding(6);
            axis->setLabel({});
            axis->setLabelFont(smaller());
            axis->setLabelColor(colours().mutedText);
            axis->setLabelPadding(2);
            // Names at the left begin where the title does.
            axis->setPadding(axis == yAxis || axis == yAxis2 ? 12 : 5);
            axis->setRangeReversed(false);
            axis->grid()->setPen(QPen(colours().hairline, 1));
            axis->grid()->setZeroLinePen(QPen(colours().graphEdge, 1));
            axis->grid()->setVisible(axis == xAxis || axis == yAxis);
            axis->ticker()->setTickCount(5);
        }
    }

    QColor colourOf(int series) const { return seriesColour(colours(), series); }

    // Beside the note's own, which has the accent, others stand back.
    QColor barColour(int series, bool own) const
    {
        const bool alone = m_data.series.size() == 1;
        const bool any = std::ranges::any_of(m_data.places, &PlotPlace::own);
        return alone && any && !own ? mixed(colours().graphNode, colours().base, 0.7) : colourOf(series);
    }

    QList<int> shownSeries() const
    {
        QList<int> shown;
        for (int i = 0; i < m_data.series.size(); ++i) {
            if (!m_look.hidden.contains(i))
                shown.append(i);
        }
        return shown;
    }

    QString axisText(int axis) const
    {
        const PlotAxis &of = m_data.axes.at(axis);
        QStringList names;
        for (const int i : shownSeries()) {
            if (m_data.series.at(i).axis == axis)
                names.append(m_data.series.at(i).name);
        }
        if (names.size() != 1)
            return of.title;
        return of.title.isEmpty() ? names.first() : QString(names.first() + u", "_s + of.title);
    }

    // Titles of upright axes stand above them, where they are read without turning the head.
    void writeAboveAxis(QCPAxis *axis, const QString &text)
    {
        if (text.isEmpty())
            return;
        auto *const title = new QCPItemText(this);
        title->setText(text);
        title->setFont(smaller());
        title->setColor(colours().mutedText);
        title->setClipToAxisRect(false);
        const bool left = axis->axisType() == QCPAxis::atLeft;
        title->setPositionAlignment((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignBottom);
        title->position->setType(QCPItemPosition::ptAxisRectRatio);
        title->position->setCoords(left ? 0 : 1, 0);
        title->setPadding(QMargins(0, 0, 0, 6));
        m_titles.append(title);
        QMargins margins = axisRect()->minimumMargins();
        margins.setTop(QFontMetrics(smaller()).height() + 14);
        axisRect()->setMinimumMargins(margins);
    }

    void useValues(QCPAxis *axis, int number)
    {
        axis->setVisible(true);
        axis->setTicker(QSharedPointer<NumberTicker>::create(m_data.axes.at(number).sign));
        axis->ticker()->setTickCount(5);
    }

    void hidePlacesGrid(QCPAxis *axis) { axis->grid()->setVisible(false); }

    // Values with room beyond them; bars begin at zero, lines where they are unless zero is near.
    void fitValues(QCPAxis *axis, int number, bool zero, double room = 0.1)
    {
        double least = std::numeric_limits<double>::infinity();
        double most = -least;
        for (const int i : shownSeries()) {
            const PlotSeries &series = m_data.series.at(i);
            if (series.axis != number)
                continue;
            for (const PlotPoint &point : series.points) {
                if (point.isGap())
                    continue;
                least = std::min({least, point.value, point.isRange() ? point.low : point.value});
                most = std::max({most, point.value, point.isRange() ? point.high : point.value});
            }
        }
        axis->setRange(paddedRange(least, most, zero, room));
    }

    static QCPRange paddedRange(double least, double most, bool zero, double room)
    {
        if (least > most)
            return {0, 1};
        const bool atZero = zero || (least >= 0 && least < 0.6 * most);
        if (atZero) {
            least = std::min(least, 0.0);
            most = std::max(most, 0.0);
        }
        const double extent = most > least ? most - least : std::max(std::abs(most), 1.0);
        const double pad = room * extent;
        return {least - (atZero && least == 0 ? 0 : pad), most + (atZero && most == 0 ? 0 : pad)};
    }

    double keyOf(const PlotPoint &point) const
    {
        const PlotPlace &place = m_data.places.at(point.place);
        return m_data.overTime && m_data.kind == PlotKind::Line ? place.day : point.place;
    }

    // As many names as there is room for.
    void writePlaces(QCPAxis *axis, int room)
    {
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        m_placeLabels.clear();
        if (isLying(m_data)) {
            for (int place = 0; place < m_data.places.size(); ++place)
                addTick(*ticker, place, elided(m_data.places.at(place).name));
            axis->setTicker(ticker);
            return;
        }
        const QFontMetricsF metrics(m_look.font);
        const double from = axis->range().lower;
        const double extent = std::max(axis->range().size(), 1e-9);
        const double pixels = std::max(100, room - 90);
        double free = -1e9;
        if (m_data.overTime && m_data.kind == PlotKind::Line && m_data.places.size() > 40) {
            writeYears(*ticker, axis->range(), pixels);
        } else {
            for (int place = 0; place < m_data.places.size(); ++place) {
                const QString name = elided(m_data.places.at(place).name);
                const double at = (keyOf({.place = place}) - from) / extent * pixels;
                const double half = metrics.horizontalAdvance(name) / 2;
                if (at - half < free)
                    continue;
                addTick(*ticker, keyOf({.place = place}), name);
                free = at + half + 10;
            }
        }
        axis->setTicker(ticker);
    }

    void writeYears(QCPAxisTickerText &ticker, const QCPRange &range, double pixels)
    {
        const int first = QDate::fromJulianDay(static_cast<qint64>(range.lower)).year();
        const int last = QDate::fromJulianDay(static_cast<qint64>(range.upper)).year();
        if (last - first < 2) {
            for (QDate month = QDate(first, 1, 1); static_cast<double>(month.toJulianDay()) < range.upper;
                 month = month.addMonths(3))
                addTick(ticker, static_cast<double>(month.toJulianDay()), month.toString(u"yyyy-MM"_s));
            return;
        }
        int step = 1;
        for (const int larger : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
            step = larger;
            if ((last - first) / larger * 52 < pixels)
                break;
        }
        for (int year = first - first % step + step; year <= last; year += step)
            addTick(ticker, static_cast<double>(QDate(year, 1, 1).toJulianDay()), QString::number(year));
    }

    void addTick(QCPAxisTickerText &ticker, double key, const QString &name)
    {
        ticker.addTick(key, name);
        m_placeLabels.append(name);
    }

    QString elided(const QString &name) const
    {
        return QFontMetrics(m_look.font).elidedText(name, Qt::ElideRight, isLying(m_data) ? 190 : 120);
    }

    void addWhisker(int series, QCPAxis *keys, QCPAxis *values, double key, const PlotPoint &point,
                    const QColor &colour)
    {
        if (!point.isRange() || ++m_whiskers[series] > MostWhiskers)
            return;
        auto *const line = new QCPItemLine(this);
        const bool upright = keys->orientation() == Qt::Horizontal;
        for (QCPItemPosition *end : {line->start, line->end}) {
            end->setAxes(upright ? keys : values, upright ? values : keys);
            const double value = end == line->start ? point.low : point.high;
            end->setCoords(upright ? key : value, upright ? value : key);
        }
        line->setPen(QPen(colour, 1.5));
        line->setHead(QCPLineEnding(QCPLineEnding::esBar, 7));
        line->setTail(QCPLineEnding(QCPLineEnding::esBar, 7));
    }

    // What colours mean: the series, or the parts of one whole with what they are.
    QList<std::pair<QString, QColor>> legendEntries() const
    {
        QList<std::pair<QString, QColor>> entries;
        const QList<int> shown = shownSeries();
        if (m_data.kind == PlotKind::Share) {
            for (const int place : drawnParts(m_data)) {
                const PlotPoint &point = m_data.series.first().points.at(place);
                QString value;
                if (shown.size() == 1 && !point.isGap())
                    value = u' ' + m_look.label(point, m_data.axes.first());
                entries.append({QString(m_data.places.at(place).name + value), partColour(colours(), place)});
            }
        } else if (shown.size() > 1) {
            for (const int series : shown)
                entries.append({m_data.series.at(series).name, colourOf(series)});
        }
        return entries;
    }

    void addTitle()
    {
        plotLayout()->insertRow(0);
        auto *const title = new QCPTextElement(this, m_data.title);
        QFont bold = m_look.font;
        bold.setPointSizeF(bold.pointSizeF() * 1.25);
        bold.setWeight(QFont::DemiBold);
        title->setFont(bold);
        title->setTextColor(colours().text);
        title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap);
        title->setMargins(QMargins(14, 12, 14, 4));
        plotLayout()->addElement(0, 0, title);
        const QList<std::pair<QString, QColor>> entries = legendEntries();
        if (entries.isEmpty())
            return;
        plotLayout()->insertRow(1);
        auto *const names = new QCPLayoutGrid;
        plotLayout()->addElement(1, 0, names);
        names->setFillOrder(QCPLayoutGrid::foColumnsFirst, false);
        names->setWrap(4);
        names->setColumnSpacing(18);
        names->setRowSpacing(2);
        names->setMargins(QMargins(14, 0, 14, 4));
        for (const auto &[name, colour] : entries)
            names->addElement(new SeriesName(this, name, colour, m_look.font, colours().mutedText));
        // What is left of the width stays free.
        auto *const rest = new QCPLayoutElement(this);
        rest->setMargins({});
        const int columns = names->columnCount();
        names->addElement(0, columns, rest);
        names->setColumnStretchFactor(columns, 1000);
    }

    QPointF pixel(const Mark &mark) const
    {
        const double key = mark.keys->coordToPixel(mark.key);
        const double value = mark.values->coordToPixel(mark.width > 0 ? (mark.base + mark.value) / 2 : mark.value);
        return mark.keys->orientation() == Qt::Horizontal ? QPointF(key, value) : QPointF(value, key);
    }

    QRectF areaOf(const Mark &mark) const
    {
        if (mark.width <= 0)
            return {};
        const double from = mark.keys->coordToPixel(mark.key - mark.width / 2);
        const double to = mark.keys->coordToPixel(mark.key + mark.width / 2);
        const double base = mark.values->coordToPixel(mark.base);
        const double end = mark.values->coordToPixel(mark.value);
        const QPointF one = mark.keys->orientation() == Qt::Horizontal ? QPointF(from, base) : QPointF(base, from);
        const QPointF other = mark.keys->orientation() == Qt::Horizontal ? QPointF(to, end) : QPointF(end, to);
        return QRectF(one, other).normalized().adjusted(0, 0, 0.1, 0.1);
    }

    void anchor(QCPItemPosition *position, const Mark &mark, double value, double along) const
    {
        const bool upright = mark.keys->orientation() == Qt::Horizontal;
        position->setAxes(upright ? mark.keys : mark.values, upright ? mark.values : mark.keys);
        position->setCoords(upright ? mark.key + along : value, upright ? value : mark.key + along);
    }

    PlotData m_data;
    PlotLook m_look;
    QList<Mark> m_marks;
    QList<QCPItemText *> m_titles;
    QHash<int, int> m_gaps; // By series, as what follows.
    QHash<int, int> m_dashed;
    QHash<int, int> m_whiskers;
    QStringList m_placeLabels;
    QCPAbstractItem *m_light = nullptr;
};

} // namespace tearsheet
