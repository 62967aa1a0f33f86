// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/wheelguard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QSlider>

namespace tearsheet {

void WheelGuard::guard(QWidget *widget)
{
    if (!qobject_cast<QComboBox *>(widget) && !qobject_cast<QAbstractSpinBox *>(widget)
        && !qobject_cast<QSlider *>(widget))
        return;
    // Else the wheel itself would give it the focus.
    if (widget->focusPolicy() == Qt::WheelFocus)
        widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    const bool takes = !qobject_cast<QComboBox *>(watched) && static_cast<QWidget *>(watched)->hasFocus();
    if (event->type() != QEvent::Wheel || takes)
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace tearsheet
