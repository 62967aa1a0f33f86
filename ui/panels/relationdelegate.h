// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/stayingdelegate.h"

#include <functional>

namespace tearsheet {

/// A relation in a list: its sentence, and below it where it is said, which can be written anew there.
class RelationDelegate : public StayingDelegate
{
public:
    using StayingDelegate::StayingDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

    std::function<void(const QModelIndex &index, const QString &text)> typed; ///< `text` stands in the editor.
};

} // namespace tearsheet
