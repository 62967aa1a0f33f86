// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/propertiesmodel.h"
#include "ui/style/stayingdelegate.h"

#include <QPointer>

namespace tearsheet {

/// Paints and edits properties: names with the icon of their kind, values wrapped to the column, the items of a list as
/// chips beside each other, links in their colour.
///
/// Values are typed one item a line; Enter takes over, Shift+Enter begins a new line, Escape gives up. What is typed
/// belongs to the property that the editor was opened for, whatever happens to its row.
class PropertyDelegate : public StayingDelegate
{
    Q_OBJECT

public:
    using StayingDelegate::StayingDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The link under `place` in the value at `index`, which is shown in `option.rect`.
    std::optional<LinkTarget> linkAt(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint place) const;

    /// What the open editor is going to ask for, and what was typed; nothing where that is nothing new.
    std::optional<std::pair<PropertyChange, QString>> typed() const;

    /// Selects in the open editor from `anchor` to `caret`, places in `text`; where it says something else, the caret
    /// goes to its end.
    void select(const QString &text, int anchor, int caret);

    /// Something is being typed.
    bool isOpen() const { return m_editor; }

    /// While rows come and go nothing is taken over: that would change them again.
    void setHeld(bool held) { m_held = held; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void destroyEditor(QWidget *editor, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

Q_SIGNALS:
    /// `typed` is something else.
    void typedChanged();

protected:
    bool eventFilter(QObject *editor, QEvent *event) override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    mutable QPointer<QWidget> m_editor; // The open one.
    bool m_held = false;
};

} // namespace tearsheet
