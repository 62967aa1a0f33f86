// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace tearsheet {

/// Keeps texts that are typed into from Emacs' keys that delete (`isEmacsDeletion`), which Qt knows on X11: who means
/// another key of the program, or of another one, deletes nothing unseen.
class KeyGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Takes care of `widget` where it is such a text. Any number of times.
    void guard(QWidget *widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace tearsheet
