// SPDX-License-Identifier: GPL-3.0-or-later

// This folder is the one place that knows QCustomPlot.
#include "ui/canvas/plotdrawing.h"

#include <QBuffer>
#include <QSvgGenerator>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double Reach = 24; // Pixels within which a point is found.

class Canvas final : public PlotDrawing, public PlotCanvas
{
public:
    explicit Canvas(QWidget *parent) : PlotDrawing(parent)
    {
        setObjectName(u"plotCanvas"_s);
        setMouseTracking(true);
        setPlottingHint(QCP::phCacheLabels, false);
        connect(this, &QCustomPlot::afterLayout, this, [this] {
            makeRoomForLabels();
            fitTexts();
        });
    }

    QWidget *widget() override { return this; }

    void plot(const PlotData &plotted, const PlotLook &look) override
    {
        m_data = plotted;
        m_look = look;
        clear();
        styleAxes();
        if (look.titled)
            addTitle();
        switch (m_data.kind) {
        case PlotKind::Bars:
            drawBars();
            break;
        case PlotKind::Line:
            drawLines();
            break;
        case PlotKind::Scatter:
            drawScatter();
            break;
        case PlotKind::Share:
            drawShares();
            break;
        }
        replot(QCustomPlot::rpQueuedReplot);
    }

    std::optional<PlotHit> hitAt(QPointF place) const override
    {
        std::optional<PlotHit> nearest;
        double least = Reach;
        for (const Mark &mark : m_marks) {
            const QRectF area = areaOf(mark);
            if (area.isValid() && area.adjusted(-2, -2, 2, 2).contains(place))
                return mark.hit;
            const QPointF away = place - (area.isValid() ? area.center() : pixel(mark));
            const double distance = area.isValid() ? Reach : std::hypot(away.x(), away.y());
            if (distance < least) {
                least = distance;
                nearest = mark.hit;
            }
        }
        return nearest;
    }

    QPointF placeOf(const PlotHit &hit) const override
    {
        const auto mark = std::ranges::find(m_marks, hit, &Mark::hit);
        return mark == m_marks.end() ? QPointF() : pixel(*mark);
    }

    void light(std::optional<PlotHit> hit) override
    {
        const auto mark = hit ? std::ranges::find(m_marks, *hit, &Mark::hit) : m_marks.end();
        if (m_light)
            removeItem(std::exchange(m_light, nullptr));
        if (mark != m_marks.end() && mark->width > 0) {
            auto *const frame = new QCPItemRect(this);
            anchor(frame->topLeft, *mark, mark->base, -mark->width / 2);
            anchor(frame->bottomRight, *mark, mark->value, mark->width / 2);
            frame->setPen(QPen(m_look.colours.text, 1.5));
            frame->setBrush(Qt::NoBrush);
            frame->setClipToAxisRect(false);
            m_light = frame;
        } else if (mark != m_marks.end()) {
            auto *const ring = new QCPItemEllipse(this);
            for (QCPItemPosition *corner : {ring->topLeft, ring->bottomRight})
                corner->setType(QCPItemPosition::ptAbsolute);
            const QPointF centre = pixel(*mark);
            ring->topLeft->setPixelPosition(centre - QPointF(7, 7));
            ring->bottomRight->setPixelPosition(centre + QPointF(7, 7));
            ring->setPen(QPen(m_look.colours.text, 1.5));
            ring->setClipToAxisRect(false);
            m_light = ring;
        }
        replot(QCustomPlot::rpQueuedReplot);
    }

    QImage image(QSize size, double ratio, const PlotLook &look) override
    {
        QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(look.colours.base);
        paintIn(look, [&] {
            QCPPainter painter(&image);
            toPainter(&painter, size.width(), size.height());
        });
        return image;
    }

    QByteArray svg(QSize size, const PlotLook &look) override
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        generator.setTitle(m_data.title);
        generator.setResolution(logicalDpiX());
        paintIn(look, [&] {
            QCPPainter painter;
            painter.begin(&generator);
            painter.setMode(QCPPainter::pmVectorized);
            painter.setMode(QCPPainter::pmNoCaching);
            painter.fillRect(QRect(QPoint(), size), look.colours.base);
            toPainter(&painter, size.width(), size.height());
            painter.end();
        });
        return bytes;
    }

    QList<DrawnSeries> drawn() const override
    {
        QList<DrawnSeries> series;
        for (int i = 0; i < m_data.series.size(); ++i) {
            if (m_look.hidden.contains(i) && m_data.kind != PlotKind::Share)
                continue;
            DrawnSeries one{.name = m_data.series.at(i).name};
            for (const Mark &mark : m_marks) {
                if (mark.hit.series == i)
                    one.values.append(mark.value - (m_data.kind == PlotKind::Share ? mark.base : 0));
            }
            one.gaps = m_gaps.value(i);
            one.dashed = m_dashed.value(i);
            one.whiskers = m_whiskers.value(i);
            series.append(one);
        }
        return series;
    }

    QStringList axisTitles() const override
    {
        QStringList titles;
        for (const QCPItemText *text : m_titles)
            titles.append(text->text());
        for (const QCPAxis *axis : {xAxis, xAxis2}) {
            if (axis->visible() && !axis->label().isEmpty())
                titles.append(axis->label());
        }
        return titles;
    }

    QStringList tickLabels() const override { return m_placeLabels; }

    QStringList pointTexts() const override { return seenTexts(); }

private:
    template <typename Drawing>
    void paintIn(const PlotLook &look, Drawing drawing)
    {
        const PlotData plotted = m_data;
        const PlotLook before = m_look;
        plot(plotted, look);
        drawing();
        plot(plotted, before);
    }
};

} // namespace

/// What this library gives to the program.
class CanvasPluginObject : public QObject, public PlotPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "tearsheet.PlotPlugin/1")
    Q_INTERFACES(tearsheet::PlotPlugin)

public:
    PlotCanvas *makeCanvas(QWidget *parent) override { return new Canvas(parent); }
};

} // namespace tearsheet

#include "canvasplugin.moc"
