// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/clickguard.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QMouseEvent>
#include <QStyleHints>
#include <QTabBar>

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

// Whether a click means one thing at one place of `widget` and another one beside it.
bool showsManyThings(QWidget *widget)
{
    const auto *const area = qobject_cast<QAbstractScrollArea *>(widget->parentWidget());
    return (area && area->viewport() == widget) || qobject_cast<QTabBar *>(widget);
}

} // namespace

int ClickGuard::timeLeft() const
{
    const qint64 left =
        m_since.isValid() ? QGuiApplication::styleHints()->mouseDoubleClickInterval() - m_since.elapsed() : 0;
    return static_cast<int>(std::max<qint64>(0, left));
}

bool ClickGuard::eventFilter(QObject *window, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress: {
        const auto &press = static_cast<const QMouseEvent &>(*event);
        m_dropping = isMeantForWhatMoved(press);
        remember(press);
        return m_dropping;
    }
    case QEvent::MouseButtonDblClick:
        m_dropping = m_dropping || isMeantForWhatMoved(static_cast<const QMouseEvent &>(*event));
        return m_dropping;
    case QEvent::MouseButtonRelease:
        return std::exchange(m_dropping, false);
    default:
        return QObject::eventFilter(window, event);
    }
}

bool ClickGuard::isMeantForWhatMoved(const QMouseEvent &press) const
{
    const auto interval = static_cast<quint64>(QGuiApplication::styleHints()->mouseDoubleClickInterval());
    const int distance = QGuiApplication::styleHints()->mouseDoubleClickDistance();
    return m_clicked && m_clicked->isVisible() && press.timestamp() - m_time <= interval
           && (press.globalPosition().toPoint() - m_place).manhattanLength() <= 2 * distance
           && m_clicked->mapToGlobal(QPoint()) != m_origin
           && (showsManyThings(m_clicked) || QApplication::widgetAt(press.globalPosition().toPoint()) != m_clicked);
}

void ClickGuard::remember(const QMouseEvent &press)
{
    m_place = press.globalPosition().toPoint();
    m_time = press.timestamp();
    m_since.start();
    m_clicked = QApplication::widgetAt(m_place);
    m_origin = m_clicked ? m_clicked->mapToGlobal(QPoint()) : QPoint();
}

} // namespace tearsheet
