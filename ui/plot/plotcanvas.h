// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/plotdata.h"
#include "ui/style/palette.h"

#include <QFont>
#include <QImage>
#include <QObject>

#include <algorithm>
#include <functional>

class QWidget;

namespace tearsheet {

/// A point of a plot: indexes into `PlotData::series` and its points.
struct PlotHit
{
    int series = 0;
    int point = 0;

    bool operator==(const PlotHit &) const = default;
};

/// How a plot is drawn.
struct PlotLook
{
    Palette colours;
    QFont font;
    QSet<int> hidden;    ///< Series that are switched off.
    bool titled = false; ///< Title and legend are part of the picture: it stands alone.
    std::function<QString(const PlotPoint &, const PlotAxis &)> label; ///< What is written beside a point.
};

/// A series as it stands in the plot.
struct DrawnSeries
{
    QString name;
    QList<double> values; ///< Gaps left out.
    int gaps = 0;         ///< Where its line is interrupted.
    int dashed = 0;       ///< Points that a dashed line leads to.
    int whiskers = 0;     ///< Ranges.
};

/// Draws plots; a widget besides.
class PlotCanvas
{
public:
    virtual ~PlotCanvas() = default;

    virtual QWidget *widget() = 0;
    /// Shows `data`, which is not empty.
    virtual void plot(const PlotData &data, const PlotLook &look) = 0;

    /// The point under, or near, a place of the widget.
    virtual std::optional<PlotHit> hitAt(QPointF place) const = 0;

    /// Where a point is, in the widget.
    virtual QPointF placeOf(const PlotHit &hit) const = 0;

    /// Marks a point; nothing unmarks.
    virtual void light(std::optional<PlotHit> hit) = 0;

    /// What is drawn as a picture of `size` logical pixels, in `look`.
    virtual QImage image(QSize size, double ratio, const PlotLook &look) = 0;
    virtual QByteArray svg(QSize size, const PlotLook &look) = 0;

    // What stands there, for those who do not see it.
    virtual QList<DrawnSeries> drawn() const = 0;
    virtual QStringList axisTitles() const = 0;
    virtual QStringList tickLabels() const = 0;
    virtual QStringList pointTexts() const = 0;
};

/// The plugin that makes canvases. It lies in a library of its own (`ui/canvas`), because QCustomPlot brings Qt's
/// printing along, which the window does not need before somebody plots.
class PlotPlugin
{
public:
    virtual ~PlotPlugin() = default;

    /// A canvas whose widget belongs to `parent`, and goes with it.
    virtual PlotCanvas *makeCanvas(QWidget *parent) = 0;
};

/// Whether the plot lies on its side: names stand at the left, where there is room for them.
inline bool isLying(const PlotData &data)
{
    return data.kind == PlotKind::Share
           || (data.kind == PlotKind::Bars && !data.whyNot.at(static_cast<size_t>(PlotKind::Line)).isEmpty()
               && !data.overTime);
}

/// Of a share, in percent: whether its part is likely to have its name below it.
inline bool isNarrowPart(double percent)
{
    return percent > 0 && percent < 8;
}

/// Of shares: the most narrow parts that a strip has.
inline int narrowParts(const PlotData &data)
{
    qsizetype most = 0;
    for (const PlotSeries &series : data.series)
        most = std::max(most, std::ranges::count_if(series.points, isNarrowPart, &PlotPoint::value));
    return static_cast<int>(most);
}

/// Of shares: the places that have a part in a strip, which is what a legend names.
inline QList<int> drawnParts(const PlotData &data)
{
    QList<int> drawn;
    for (int place = 0; place < data.places.size(); ++place) {
        const bool any = std::ranges::any_of(
            data.series, [&](const PlotSeries &series) { return series.points.at(place).value > 0; });
        if (any)
            drawn.append(place);
    }
    return drawn;
}

} // namespace tearsheet

Q_DECLARE_INTERFACE(tearsheet::PlotPlugin, "tearsheet.PlotPlugin/1")
