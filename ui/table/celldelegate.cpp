// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/celldelegate.h"

#include "ui/style/fonts.h"
#include "ui/style/style.h"
#include "ui/table/tablemodel.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int Padding = 12;

// Where the figures of a number end and its fraction, scale and unit begin.
qsizetype pointOf(const QString &text)
{
    qsizetype i = 0;
    while (i < text.size() && !text.at(i).isDigit())
        ++i;
    while (i < text.size() && (text.at(i).isDigit() || text.at(i) == u','))
        ++i;
    return i;
}

} // namespace

int CellDelegate::tailOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto known = m_tails.constFind(index.column());
    if (known != m_tails.constEnd())
        return *known;
    const QFontMetrics metrics(tabular(option.font));
    int widest = 0;
    for (int row = 0; row < index.model()->rowCount(); ++row) {
        const QModelIndex cell = index.siblingAtRow(row);
        const QString text = cell.data().toString();
        if (cell.data(TableModel::ValueRole).value<CellValue>().isNumeric() && text.size() <= 16)
            widest = std::max(widest, metrics.horizontalAdvance(text.sliced(pointOf(text))));
    }
    m_tails.insert(index.column(), widest);
    return widest;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const QString text = index.data().toString();
    int width = metrics.horizontalAdvance(text);
    if (index.data(TableModel::NumericRole).toBool() && text.size() <= 16)
        width = metrics.horizontalAdvance(text.first(pointOf(text))) + tailOf(option, index);
    return {width + 2 * Padding, std::max(30, metrics.height() + 12)};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, colours.selection);
    else if (index.data(TableModel::OwnRole).toBool())
        painter->fillRect(option.rect, colours.ownRow);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colours.hairline);
    if (index.column() == 0 && index.data(TableModel::OwnRole).toBool())
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), colours.accent);

    const QVariant link = index.data(TableModel::LinkRole);
    const CellValue value = index.data(TableModel::ValueRole).value<CellValue>();
    const bool numeric = index.data(TableModel::NumericRole).toBool();
    painter->save();
    painter->setFont(numeric ? tabular(option.font) : option.font);
    painter->setPen(link.isValid()
                        ? index.data(TableModel::ResolvedRole).toBool() ? colours.link : colours.unresolvedLink
                    : value.kind == CellKind::Missing ? colours.faintText
                                                      : colours.text);
    QRect area = option.rect.adjusted(Padding, 0, -Padding, 0);
    Qt::Alignment align = Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft);
    const QString text = index.data().toString();
    if (numeric && value.isNumeric() && text.size() <= 16) {
        // So far from the right that the point stands under those of the other cells.
        const int tail = QFontMetrics(painter->font()).horizontalAdvance(text.sliced(pointOf(text)));
        area.adjust(0, 0, tail - tailOf(option, index), 0);
    } else if (numeric && value.isNumeric()) {
        align = Qt::AlignVCenter | Qt::AlignLeft;
    }
    painter->drawText(area, static_cast<int>(align),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

} // namespace tearsheet
