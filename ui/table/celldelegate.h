// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStyledItemDelegate>

namespace tearsheet {

/// Paints a table's cells: numbers on the right with their decimal points under each other, links in their colour, the
/// note's own row tinted.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Forgets how wide the columns' fractions are: another table is shown.
    void reset() { m_tails.clear(); }

private:
    int tailOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable QHash<int, int> m_tails; // Of a column: the widest text behind a decimal point, in pixels.
};

} // namespace tearsheet
