// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/plandelegate.h"

#include "ui/diff/planmodel.h"
#include "ui/style/fonts.h"
#include "ui/style/style.h"

#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace tearsheet {

namespace {

constexpr int Gap = 8;

// As much of a place as there is room for.
void paintPlace(QPainter *painter, const QRect &area, const QFont &font, const PlanPlace &place, const Palette &colours)
{
    QTextCharFormat goes;
    goes.setForeground(colours.danger);
    goes.setFontStrikeOut(true);
    QTextCharFormat comes;
    comes.setForeground(colours.success);
    comes.setFontWeight(QFont::DemiBold);
    const auto range = [](TextSpan span, const QTextCharFormat &format) {
        return QTextLayout::FormatRange{static_cast<int>(span.begin), static_cast<int>(span.size()), format};
    };
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    // What goes and what comes would read as one word.
    QString text = place.text;
    TextSpan added = place.added;
    if (place.removed.size() > 0 && added.size() > 0) {
        text.insert(added.begin, u' ');
        added = {added.begin + 1, added.end + 1};
    }
    QTextLayout layout(text, font);
    layout.setFormats({range(place.removed, goes), range(added, comes)});
    layout.setTextOption(option);
    const auto lay = [&] {
        layout.beginLayout();
        const QTextLine line = layout.createLine();
        layout.endLayout();
        return line;
    };
    QTextLine line = lay();
    if (line.naturalTextWidth() > area.width()) {
        const double room = area.width() - QFontMetricsF(font).horizontalAdvance(u'…');
        layout.setText(text.first(line.xToCursor(room, QTextLine::CursorOnCharacter)) + u'…');
        line = lay();
    }
    painter->setPen(colours.mutedText);
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2));
}

} // namespace

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    const QStyle *const style = option.widget->style();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &item, option.widget);
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, option.widget);

    const QVariant place = index.data(PlanModel::PlaceRole);
    const int number = place.isValid() ? place.value<PlanPlace>().line : index.data(PlanModel::CountRole).toInt();
    const QString count = number > 0 ? QLocale().toString(number) : QString();
    QRect area(text.left() + 4, option.rect.top(), option.rect.right() - text.left() - Gap, option.rect.height());
    painter->save();
    painter->setFont(tabular(option.font));
    painter->setPen(colours.faintText);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, count);
    area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(count) - Gap);
    painter->setFont(option.font);
    if (place.isValid()) {
        paintPlace(painter, area, option.font, place.value<PlanPlace>(), colours);
    } else {
        painter->setPen(colours.text);
        painter->drawText(area, Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
    }
    painter->restore();
}

} // namespace tearsheet
