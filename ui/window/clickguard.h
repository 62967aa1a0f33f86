// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QWidget>

class QMouseEvent;

namespace tearsheet {

/// Drops the second click of a double click where what the first one was on has moved away meanwhile, as when something
/// is said above it: it was not meant for what lies there now. What moved and is still under the pointer, as a button
/// behind a number that grows, gets its clicks, unless it shows something else at each place.
///
/// An event filter for the window handle of a top-level widget.
class ClickGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// How long, in ms, a click may still follow that belongs to the last one; 0 where none can.
    int timeLeft() const;

protected:
    bool eventFilter(QObject *window, QEvent *event) override;

private:
    bool isMeantForWhatMoved(const QMouseEvent &press) const;
    void remember(const QMouseEvent &press);

    QPointer<QWidget> m_clicked; // What the last press was on,
    QPoint m_origin;             // where that was on the screen,
    QPoint m_place;              // where the pointer was,
    quint64 m_time = 0;          // and when, in ms.
    QElapsedTimer m_since;
    bool m_dropping = false; // Until the button is let go.
};

} // namespace tearsheet
