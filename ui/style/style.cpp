// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style.h"

#include "ui/style/resources.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Radius = 6;

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

void fillRounded(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &line = {},
                 double radius = Radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter->drawRoundedRect(line.isValid() ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, radius, radius);
    painter->restore();
}

void drawChevron(QPainter *painter, QPointF centre, bool open, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPolygonF down{{-3.5, -1.5}, {0, 2}, {3.5, -1.5}};
    const QPolygonF right{{-1.5, -3.5}, {2, 0}, {-1.5, 3.5}};
    painter->drawPolyline((open ? down : right).translated(centre));
    painter->restore();
}

} // namespace

Style::Style(const Palette &palette) : QProxyStyle(QStyleFactory::create(u"Fusion"_s)), m_palette(palette)
{}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const bool focus = option->state.testFlag(State_HasFocus);
    const bool hover = option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled);
    const bool down = option->state.testFlag(State_Sunken) || option->state.testFlag(State_On);
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth <= 0)
            return;
        fillRounded(painter, option->rect, m_palette.base, focus ? m_palette.accent : m_palette.hairline);
        return;
    case PE_FrameLineEdit:
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget))
            return;
        break;
    case PE_PanelButtonTool:
        if (widget && widget->property(framedButton).toBool())
            fillRounded(painter, option->rect,
                        down    ? m_palette.selection
                        : hover ? m_palette.hover
                                : m_palette.surface,
                        focus ? m_palette.accent : m_palette.hairline);
        else if (down || hover)
            fillRounded(painter, option->rect, down ? m_palette.selection : m_palette.hover);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(option, painter);
        return;
    case PE_PanelButtonCommand:
        fillRounded(painter, option->rect,
                    down    ? m_palette.selection
                    : hover ? m_palette.hover
                            : m_palette.surface,
                    focus ? m_palette.accent : m_palette.hairline);
        return;
    case PE_FrameFocusRect:
        fillRounded(painter, QRectF(option->rect).adjusted(1, 1, -1, -1), Qt::transparent, m_palette.accent, 4);
        return;
    case PE_FrameMenu:
    case PE_PanelMenu:
        painter->fillRect(option->rect, m_palette.surface);
        painter->setPen(m_palette.hairline);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (option->state.testFlag(State_Selected))
            painter->fillRect(option->rect, m_palette.selection);
        else if (hover)
            painter->fillRect(option->rect, m_palette.hover);
        else if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
                 item && item->backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option->rect, item->backgroundBrush);
        return;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            const bool open = option->state.testFlag(State_Open);
            drawChevron(painter, QRectF(option->rect).center(), open, m_palette.mutedText);
        }
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            painter->save();
            painter->translate(QRectF(header->rect).center());
            // What grows downwards is "down" to Qt, and points up to all others.
            if (header->sortIndicator == QStyleOptionHeader::SortDown)
                painter->scale(1, -1);
            drawChevron(painter, {}, true, m_palette.mutedText);
            painter->restore();
            return;
        }
        break;
    case PE_IndicatorTabClose: {
        if (hover)
            fillRounded(painter, option->rect, m_palette.hover, {}, 3);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(hover ? m_palette.text : m_palette.faintText, 1.4, Qt::SolidLine, Qt::RoundCap));
        const QRectF cross = QRectF(option->rect).adjusted(4, 4, -4, -4);
        painter->drawLine(cross.topLeft(), cross.bottomRight());
        painter->drawLine(cross.topRight(), cross.bottomLeft());
        painter->restore();
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

// An empty box is as plain to see as a ticked one.
void Style::drawCheck(const QStyleOption *option, QPainter *painter) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool on = option->state.testFlag(State_On);
    const bool partly = option->state.testFlag(State_NoChange);
    const int side = std::min({option->rect.width(), option->rect.height(), 16});
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    const QColor line = !enabled                                 ? m_palette.disabledText
                        : option->state.testFlag(State_HasFocus) ? m_palette.accent
                                                                 : m_palette.faintText;
    const QColor fill = on || partly ? (enabled ? m_palette.accent : m_palette.disabledText) : m_palette.base;
    fillRounded(painter, box, fill, on || partly ? fill : line, 3);
    if (!on && !partly)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_palette.accentText, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = box.center();
    if (on)
        painter->drawPolyline(QPolygonF{c + QPointF(-3.5, 0), c + QPointF(-1, 2.5), c + QPointF(3.5, -2.5)});
    else
        painter->drawLine(c + QPointF(-3, 0), c + QPointF(3, 0));
    painter->restore();
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_TabBarTabShape:
        drawTab(option, painter, widget);
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QStyleOptionTab label = *tab;
            const bool selected = option->state.testFlag(State_Selected);
            label.palette.setColor(QPalette::WindowText, selected ? m_palette.text : m_palette.mutedText);
            label.state.setFlag(State_HasFocus, false);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
        break;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option);
            header && header->orientation == Qt::Horizontal) {
            // The base style asks itself where the parts lie, and not this one.
            QStyleOptionHeaderV2 part = *header;
            painter->save();
            painter->setClipRect(option->rect, Qt::IntersectClip);
            drawControl(CE_HeaderSection, header, painter, widget);
            part.rect = subElementRect(SE_HeaderLabel, header, widget);
            drawControl(CE_HeaderLabel, &part, painter, widget);
            part.rect = subElementRect(SE_HeaderArrow, header, widget);
            if (header->sortIndicator != QStyleOptionHeader::None)
                drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
            painter->restore();
            return;
        }
        break;
    case CE_HeaderSection:
        painter->fillRect(option->rect, m_palette.base);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_palette.hairline);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_palette.base);
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, m_palette.hairline);
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && option->state.testFlag(State_Selected) && option->state.testFlag(State_Enabled)) {
            fillRounded(painter, option->rect, m_palette.hover, {}, 4);
            QStyleOptionMenuItem plain = *item;
            plain.state.setFlag(State_Selected, false);
            QProxyStyle::drawControl(element, &plain, painter, widget);
            return;
        }
        break;
    case CE_ShapedFrame:
        if (qobject_cast<const QAbstractScrollArea *>(widget))
            return;
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawTab(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool selected = option->state.testFlag(State_Selected);
    const bool notes = widget && widget->parentWidget() && widget->parentWidget()->objectName() == "tabs"_L1;
    if (notes)
        painter->fillRect(option->rect, selected ? m_palette.base : m_palette.window);
    else if (!selected && option->state.testFlag(State_MouseOver))
        fillRounded(painter, QRectF(option->rect).adjusted(4, 4, -4, -4), m_palette.hover);
    if (selected)
        painter->fillRect(QRect(option->rect.left() + (notes ? 0 : 10),
                                notes ? option->rect.top() : option->rect.bottom() - 1,
                                option->rect.width() - (notes ? 0 : 20), 2),
                          m_palette.accent);
    if (notes)
        painter->fillRect(QRect(option->rect.right(), option->rect.top() + 8, 1, option->rect.height() - 16),
                          m_palette.hairline);
    if (option->state.testFlag(State_HasFocus))
        fillRounded(painter, QRectF(option->rect).adjusted(3, 3, -3, -3), Qt::transparent, m_palette.accent, 4);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        drawScrollBar(option, painter);
        return;
    }
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        button && control == CC_ToolButton && opensMenu(*button)) {
        drawMenuButton(*button, painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

// The base style's arrow hangs out of the lower corner. A picture alone needs none.
void Style::drawMenuButton(const QStyleOptionToolButton &option, QPainter *painter, const QWidget *widget) const
{
    QStyleOptionToolButton button(option);
    button.features.setFlag(QStyleOptionToolButton::HasMenu, false);
    if (button.toolButtonStyle == Qt::ToolButtonIconOnly) {
        QProxyStyle::drawComplexControl(CC_ToolButton, &button, painter, widget);
        return;
    }
    proxy()->drawPrimitive(PE_PanelButtonTool, &button, painter, widget);
    button.rect.setRight(button.rect.right() - MenuChevronWidth);
    drawChevron(painter, QPointF(button.rect.right() + 3, button.rect.center().y() + 1), true, m_palette.mutedText);
    proxy()->drawControl(CE_ToolButtonLabel, &button, painter, widget);
}

void Style::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const bool active = option->state.testFlag(State_Sunken)
                        || (option->state.testFlag(State_MouseOver) && option->activeSubControls == SC_ScrollBarSlider);
    const QRect slider = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, nullptr);
    const QRectF thumb = QRectF(slider).adjusted(2, 2, -2, -2);
    fillRounded(painter, thumb, withAlpha(m_palette.text, active ? 110 : 55), {}, 3);
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QTabBar *>(widget) || qobject_cast<QPushButton *>(widget) || qobject_cast<QToolButton *>(widget)
        || qobject_cast<QScrollBar *>(widget) || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget); view && !qobject_cast<QHeaderView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    m_wheel.guard(widget);
    m_keys.guard(widget);
}

void Style::polish(QPalette &palette)
{
    palette = m_palette.toQt();
}

void applyStyle(QApplication &application, Qt::ColorScheme scheme)
{
    loadResources();
    const Palette &palette = paletteFor(scheme);
    QApplication::setStyle(new Style(palette));
    application.setPalette(palette.toQt());
}

const Palette &paletteOf(const QWidget *widget)
{
    if (const auto *style = qobject_cast<const Style *>(widget ? widget->style() : QApplication::style()))
        return style->colours();
    return paletteFor(Qt::ColorScheme::Light);
}

} // namespace tearsheet
