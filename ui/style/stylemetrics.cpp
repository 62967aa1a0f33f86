// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style.h"

#include <QStyleOption>
#include <QTreeView>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int ScrollBarExtent = 10;
constexpr int RowHeight = 26;
constexpr int HeaderMargin = 12;
constexpr int SortArrow = 10;
constexpr int ListPadding = 9; // With the item's own margin as far inside as the words of a header.

// The arrow of a sorted column stands where its words do not begin.
QRect headerPart(QStyle::SubElement element, const QStyleOptionHeader &header)
{
    const QRect inner = header.rect.adjusted(HeaderMargin, 0, -HeaderMargin, 0);
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    const bool right = header.textAlignment.testFlag(Qt::AlignRight);
    if (element == QStyle::SE_HeaderLabel)
        return !sorted ? inner : right ? inner.adjusted(SortArrow, 0, 0, 0) : inner.adjusted(0, 0, -SortArrow, 0);
    const int left = right ? header.rect.left() + 4 : header.rect.right() - 3 - SortArrow;
    return {left, header.rect.center().y() - SortArrow / 2, SortArrow, SortArrow};
}

// A tree without branches and with a header.
bool isList(const QWidget *widget)
{
    const auto *tree = qobject_cast<const QTreeView *>(widget);
    return tree && !tree->rootIsDecorated() && !tree->isHeaderHidden();
}

} // namespace

// Whether the whole button opens a menu: not a button with a menu beside what it does.
bool Style::opensMenu(const QStyleOptionToolButton &button)
{
    return button.features.testFlag(QStyleOptionToolButton::HasMenu)
           && !button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return ScrollBarExtent;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractScrollArea *>(widget) || metric != PM_DefaultFrameWidth ? 0 : 1;
    case PM_SplitterWidth:
        return 1;
    case PM_TabBarTabHSpace:
        return 20;
    case PM_TabBarTabVSpace:
        return 14;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 14;
    case PM_ButtonMargin:
        return 14;
    case PM_MenuPanelWidth:
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_HeaderMargin:
        return HeaderMargin;
    case PM_TreeViewIndentation:
        return 16;
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_Menu_FlashTriggeredItem:
        return hint == SH_Menu_FlashTriggeredItem ? 0 : 1;
    case SH_UnderlineShortcut: // The keys work all the same.
    case SH_ScrollBar_ContextMenu:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_PaintAlternatingRowColorsForEmptyArea:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton | Qt::MiddleButton;
    case SH_Slider_PageSetButtons:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), RowHeight));
        if (isList(widget))
            result.rwidth() += 2 * ListPadding;
        break;
    case CT_LineEdit:
        result.setHeight(std::max(result.height(), 30));
        break;
    case CT_PushButton:
        result.setHeight(std::max(result.height(), 28));
        break;
    case CT_ToolButton:
        result = result.expandedTo({28, 28});
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && opensMenu(*button) && button->toolButtonStyle != Qt::ToolButtonIconOnly)
            result.rwidth() += MenuChevronWidth;
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result = QSize(result.width() + 16, std::max(result.height(), 28));
        break;
    case CT_HeaderSection:
        result.setHeight(std::max(result.height(), 30));
        break;
    default:
        break;
    }
    return result;
}

// What stands in a column begins and ends where the words of its header do.
QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (header && header->orientation == Qt::Horizontal && (element == SE_HeaderLabel || element == SE_HeaderArrow))
        return headerPart(element, *header);
    const QRect rectangle = QProxyStyle::subElementRect(element, option, widget);
    const bool inside = element == SE_ItemViewItemText || element == SE_ItemViewItemDecoration
                        || element == SE_ItemViewItemCheckIndicator;
    if (!inside || rectangle.isEmpty() || !isList(widget))
        return rectangle;
    return element == SE_ItemViewItemText ? rectangle.adjusted(ListPadding, 0, -ListPadding, 0)
                                          : rectangle.translated(ListPadding, 0);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    // No arrows: groove and slider take the whole length.
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar)
        return {};
    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? bar->rect.width() : bar->rect.height();
    const qint64 range = qint64{bar->maximum} - bar->minimum;
    int slider = length;
    if (range > 0) {
        slider = static_cast<int>(qint64{bar->pageStep} * length / (range + bar->pageStep));
        slider = std::min(std::max(slider, proxy()->pixelMetric(PM_ScrollBarSliderMin, bar, widget)), length);
    }
    const int start =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
    const auto along = [&](int from, int size) {
        return horizontal ? QRect(from, 0, size, bar->rect.height()) : QRect(0, from, bar->rect.width(), size);
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return along(0, length);
    case SC_ScrollBarSlider:
        return along(start, slider);
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + slider, length - start - slider);
    default:
        return {};
    }
}

} // namespace tearsheet
