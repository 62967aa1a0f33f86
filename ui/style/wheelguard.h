// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace tearsheet {

/// Leaves the wheel over a choice, a number or a slider to what lies around it: who scrolls past changes nothing. A
/// number or a slider that has the focus takes it; a choice never does, for one had it chosen a moment ago.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Takes care of `widget` where it is one of those. Any number of times.
    void guard(QWidget *widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace tearsheet
