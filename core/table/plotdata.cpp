// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/plotdata.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

double inFull(double number, const PlotAxis &axis)
{
    const double scale = axis.scale == u"T" ? 1e12 : axis.scale == u"B" ? 1e9 : axis.scale == u"M" ? 1e6 : 1;
    return number * scale;
}

} // namespace

QString plotLabel(const PlotPoint &point, const PlotAxis &axis)
{
    if (point.isGap())
        return QObject::tr("no value");
    const auto shown = [&](double number) { return shownNumber(inFull(number, axis), axis.sign); };
    const QString mark = point.approximate ? u"~"_s : point.atLeast ? u"≥"_s : point.atMost ? u"≤"_s : QString();
    if (!point.isRange())
        return mark + shown(point.value);
    return mark + shown(point.low) + u'–' + shown(point.high);
}

QString plotKindName(PlotKind kind)
{
    switch (kind) {
    case PlotKind::Bars:
        return QObject::tr("Bars");
    case PlotKind::Line:
        return QObject::tr("Line");
    case PlotKind::Scatter:
        return QObject::tr("Scatter");
    case PlotKind::Share:
        return QObject::tr("Shares");
    }
    return {};
}

QString plotSummary(const PlotData &data)
{
    if (data.isEmpty())
        return data.nothing;
    QStringList sentences{QObject::tr("%1: %2.").arg(plotKindName(data.kind), data.title)};
    for (const PlotSeries &series : data.series) {
        const PlotPoint *least = nullptr;
        const PlotPoint *most = nullptr;
        int count = 0;
        for (const PlotPoint &point : series.points) {
            if (point.isGap())
                continue;
            ++count;
            least = !least || point.value < least->value ? &point : least;
            most = !most || point.value > most->value ? &point : most;
        }
        if (count == 0)
            continue;
        const PlotAxis &axis = data.axes.at(series.axis);
        const auto said = [&](const PlotPoint &point) {
            return QObject::tr("%1 (%2)").arg(plotLabel(point, axis), data.places.at(point.place).name);
        };
        sentences.append(count == 1 ? QObject::tr("%1: one value, %2.").arg(series.name, said(*most))
                                    : QObject::tr("%1: %2 values from %3 to %4.")
                                          .arg(series.name, QString::number(count), said(*least), said(*most)));
    }
    return (sentences + data.remarks).join(u' ');
}

} // namespace tearsheet
