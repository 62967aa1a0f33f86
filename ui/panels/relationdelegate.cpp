// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/relationdelegate.h"

#include "ui/panels/relationsmodel.h"
#include "ui/style/style.h"

#include <QLineEdit>
#include <QPainter>

namespace tearsheet {

namespace {

// What is to be seen at the end of a row.
QString markOf(const QModelIndex &index)
{
    if (index.data(RelationsModel::UnresolvedRole).toBool())
        return RelationDelegate::tr("no note");
    return index.data(RelationsModel::OneSidedRole).toBool() ? RelationDelegate::tr("one-sided") : QString();
}

} // namespace

QSize RelationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int line = option.fontMetrics.lineSpacing();
    if (index.parent().isValid())
        size.setHeight(index.data(RelationsModel::EvidenceRole).toString().isEmpty() ? line + 6 : line * 2 + 10);
    return size;
}

void RelationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    if (!index.parent().isValid()) {
        QStyleOptionViewItem shown = option;
        shown.font.setWeight(QFont::DemiBold);
        QStyledItemDelegate::paint(painter, shown, index);
        painter->save();
        painter->setPen(colours.faintText);
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(RelationsModel::CountRole).toString());
        painter->restore();
        return;
    }
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    painter->setFont(option.font);
    const bool also = index.data(RelationsModel::KindRole).toInt() == static_cast<int>(RelationRow::Kind::Also);
    const QString evidence = index.data(RelationsModel::EvidenceRole).toString();
    QRect area = option.rect.adjusted(also ? 18 : 4, evidence.isEmpty() ? 2 : 4, -10, -2);
    const QString number = index.data(RelationsModel::LineRole).toString();
    painter->setPen(colours.faintText);
    painter->drawText(area, Qt::AlignRight | Qt::AlignTop, number);
    const auto line = [&](const QString &text, const QColor &colour, int right) {
        painter->setPen(colour);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignTop,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, area.width() - right));
    };
    line(index.data().toString(),
         index.data(RelationsModel::UnresolvedRole).toBool() ? colours.unresolvedLink
         : also                                              ? colours.mutedText
                                                             : colours.text,
         option.fontMetrics.horizontalAdvance(number) + 10);
    area.setTop(area.top() + option.fontMetrics.lineSpacing() + 2);
    const QString mark = markOf(index);
    line(evidence, colours.mutedText, mark.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(mark) + 12);
    painter->setPen(colours.warning);
    painter->drawText(area, Qt::AlignRight | Qt::AlignTop, mark);
    painter->restore();
}

QWidget *RelationDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    QWidget *const editor = QStyledItemDelegate::createEditor(parent, option, index);
    editor->setAutoFillBackground(true);
    if (auto *const line = qobject_cast<QLineEdit *>(editor)) {
        line->setFrame(true);
        connect(line, &QLineEdit::textEdited, line,
                [this, cell = QPersistentModelIndex(index)](const QString &text) { typed(cell, text); });
    }
    return editor;
}

// The part that can be written anew, below the sentence.
void RelationDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(0, option.rect.height() / 2 - 2, 0, 0));
}

} // namespace tearsheet
