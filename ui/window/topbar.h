// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace tearsheet {

/// The actions that the bar has buttons for.
struct TopBarActions
{
    QAction *toggleLeft;
    QAction *back;
    QAction *forward;
    QAction *goToNote;
    QAction *cycleMode;
    QAction *toggleBottom;
    QAction *toggleRight;
};

/// The one slim bar on top of the window: sides, back and forward, where the note lies, go to note, menu.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    TopBar(const TopBarActions &actions, QMenu *menu, QWidget *parent = nullptr);

    /// Shows "vault ▸ folder ▸ note".
    void showPath(const QString &vault, const NotePath &path);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *button(QAction *action);

    QLabel *m_crumbs;
};

} // namespace tearsheet
