// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"

#include <QToolButton>

namespace tearsheet {

/// A flat button with words, for a bar above a grid or a plot.
inline QToolButton *barButton(const QString &text, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

/// A button with a picture, whose words are its tip.
inline QToolButton *iconButton(Icon picture, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(picture));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
}

} // namespace tearsheet
