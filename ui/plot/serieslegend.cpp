// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/serieslegend.h"

#include <QPainter>
#include <QToolButton>

namespace tearsheet {

namespace {

constexpr int Gap = 4;
constexpr int Swatch = 10;
constexpr int WidestName = 200;

QIcon swatch(const QColor &colour, double ratio, bool alwaysFull)
{
    const auto painted = [&](bool on) {
        QPixmap pixmap(QSize(Swatch, Swatch) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour, 1.5));
        painter.setBrush(on ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(1, 1, Swatch - 2, Swatch - 2), 2, 2);
        return pixmap;
    };
    QIcon icon;
    icon.addPixmap(painted(true), QIcon::Normal, QIcon::On);
    icon.addPixmap(painted(alwaysFull), QIcon::Normal, QIcon::Off);
    return icon;
}

} // namespace

SeriesLegend::SeriesLegend(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SeriesLegend::show(const QStringList &names, const QList<QColor> &colours, bool switches)
{
    const bool rebuilt = names != m_names || switches != m_switches;
    if (rebuilt) {
        qDeleteAll(m_buttons);
        m_buttons.clear();
        for (qsizetype i = 0; i < names.size(); ++i) {
            auto *const button = new QToolButton(this);
            button->setObjectName(QStringLiteral("seriesSwitch"));
            button->setText(button->fontMetrics()
                                .elidedText(names.at(i), Qt::ElideRight, WidestName)
                                .replace(u'&', QStringLiteral("&&")));
            button->setToolTip(names.at(i));
            button->setAccessibleName(names.at(i));
            button->setCheckable(switches);
            button->setChecked(switches);
            if (!switches)
                button->setFocusPolicy(Qt::NoFocus);
            button->setAutoRaise(true);
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            button->setIconSize({Swatch, Swatch});
            connect(button, &QToolButton::toggled, this, &SeriesLegend::switched);
            button->setVisible(true);
            m_buttons.append(button);
        }
        m_names = names;
        m_switches = switches;
    }
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        m_buttons.at(i)->setIcon(swatch(colours.value(i), devicePixelRatioF(), !switches));
    arrange(width(), true);
    updateGeometry();
    setVisible(names.size() > 1);
}

QSet<int> SeriesLegend::hidden() const
{
    QSet<int> off;
    for (int i = 0; i < m_buttons.size(); ++i) {
        if (m_switches && !m_buttons.at(i)->isChecked())
            off.insert(i);
    }
    return off;
}

QSize SeriesLegend::sizeHint() const
{
    return {200, arrange(std::max(width(), 200), false)};
}

void SeriesLegend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

int SeriesLegend::arrange(int width, bool move) const
{
    QPoint at(0, 0);
    int height = 0;
    for (QToolButton *button : m_buttons) {
        const QSize size = button->sizeHint();
        if (at.x() > 0 && at.x() + size.width() > width)
            at = {0, at.y() + size.height()};
        if (move)
            button->setGeometry(QRect(at, size));
        height = at.y() + size.height();
        at.rx() += size.width() + Gap;
    }
    return height;
}

} // namespace tearsheet
