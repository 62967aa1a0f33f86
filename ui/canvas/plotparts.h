// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// Numbers of an axis as the program writes them everywhere.
class NumberTicker : public QCPAxisTicker
{
public:
    explicit NumberTicker(QString sign) : m_sign(std::move(sign)) {}

protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        const double size = std::abs(tick);
        const QLocale english(QLocale::English);
        int places = 0;
        for (double step = m_step; places < 9 && std::abs(step - std::round(step)) > 1e-6 * step; step *= 10)
            ++places;
        QString text = size >= 1e9 || (size > 0 && size < 1e-9) ? english.toString(size, 'g', 3)
                                                                : english.toString(size, 'f', places);
        if (m_sign == u"%" || m_sign == u"x" || m_sign == u"×")
            text += m_sign;
        return tick < 0 && size > 1e-300 ? QString(u"−"_s + text) : text;
    }

    double getTickStep(const QCPRange &range) override
    {
        m_step = QCPAxisTicker::getTickStep(range);
        return m_step;
    }

private:
    QString m_sign;
    double m_step = 1;
};

inline bool isLightGround(const QColor &colour)
{
    return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue() > 150;
}

/// A name in the legend of a picture, with its colour.
class SeriesName : public QCPLayoutElement
{
public:
    SeriesName(QCustomPlot *plot, QString name, const QColor &colour, const QFont &font, const QColor &ink)
        : QCPLayoutElement(plot), m_name(std::move(name)), m_colour(colour), m_font(font), m_ink(ink)
    {
        setMargins({});
    }

    QSize minimumOuterSizeHint() const override
    {
        const QFontMetrics metrics(m_font);
        return {metrics.horizontalAdvance(shown()) + Swatch + 8, metrics.height() + 4};
    }

    QSize maximumOuterSizeHint() const override { return {QWIDGETSIZE_MAX, minimumOuterSizeHint().height()}; }

protected:
    void draw(QCPPainter *painter) override
    {
        const QRect area = rect();
        const QRect swatch(area.left(), area.center().y() - Swatch / 2 + 1, Swatch, Swatch);
        painter->fillRect(swatch, m_colour);
        painter->setFont(m_font);
        painter->setPen(m_ink);
        painter->drawText(area.adjusted(Swatch + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, shown());
    }

    void applyDefaultAntialiasingHint(QCPPainter *painter) const override { painter->setAntialiasing(false); }

private:
    static constexpr int Swatch = 10;

    QString shown() const { return QFontMetrics(m_font).elidedText(m_name, Qt::ElideRight, 180); }

    QString m_name;
    QColor m_colour;
    QFont m_font;
    QColor m_ink;
};

} // namespace tearsheet
