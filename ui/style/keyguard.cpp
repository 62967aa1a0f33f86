// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/keyguard.h"

#include "ui/style/keys.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace tearsheet {

void KeyGuard::guard(QWidget *widget)
{
    if (qobject_cast<QLineEdit *>(widget) || qobject_cast<QPlainTextEdit *>(widget)
        || qobject_cast<QTextEdit *>(widget))
        widget->installEventFilter(this);
}

bool KeyGuard::eventFilter(QObject *watched, QEvent *event)
{
    const bool press = event->type() == QEvent::KeyPress;
    if ((!press && event->type() != QEvent::ShortcutOverride) || !isEmacsDeletion(*static_cast<QKeyEvent *>(event)))
        return QObject::eventFilter(watched, event);
    // A shortcut of the window may have it; what lies around a cell that is typed into may not.
    event->setAccepted(press);
    return true;
}

} // namespace tearsheet
