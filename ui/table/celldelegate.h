// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/stayingdelegate.h"

#include <QHash>
#include <QPointer>

namespace tearsheet {

class CellEditor;

/// Paints and edits a table's cells: numbers on the right with their decimal points under each other, links in their
/// colour, the note's own row tinted, cells that a row lacks or has too many of as what they are.
///
/// A cell is typed as it is written. Enter and Tab take over and move on, with Shift backwards; Escape gives up. Where
/// the cell was changed meanwhile, they ask first, and the editor stays open without the keyboard.
class CellDelegate : public StayingDelegate
{
    Q_OBJECT

public:
    using StayingDelegate::StayingDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void destroyEditor(QWidget *editor, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

    /// Where the mark of a disputed cell is painted in a cell that takes up `cell`.
    static QRect disputeMark(const QRect &cell);

    /// Forgets how wide the columns' fractions are: another table is shown.
    void reset() { m_tails.clear(); }

    /// The open editor, null for none.
    CellEditor *editor() const;

Q_SIGNALS:
    /// What was typed has been taken over, and the user goes on to the cell so many columns and rows away.
    void movedOn(int columns, int rows);

    /// The open editor says something else, or there is none any more.
    void typed();

    /// The user is about to give up what the open editor says.
    void givingUp();

protected:
    bool eventFilter(QObject *editor, QEvent *event) override;

private:
    int tailOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable QPointer<CellEditor> m_editor;
    mutable QHash<int, int> m_tails; // Of a column: the widest text behind a decimal point, in pixels.
};

} // namespace tearsheet
