// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <functional>

class QMenu;

namespace tearsheet {

/// What a user can do in a window, by shortcut, menu and command palette: each once, in one table.
class Commands : public QObject
{
    Q_OBJECT

public:
    /// Commands of `window`, which gets their shortcuts.
    explicit Commands(QWidget *window);

    /// Adds a command to the menu named `group`, in the order of the calls.
    QAction *add(const QString &group, const QString &text, const QList<QKeySequence> &keys, std::function<void()> run);

    /// Begins a new section in the menu `group`.
    void addSeparator(const QString &group);

    const QList<QAction *> &all() const { return m_actions; }

    /// The menu with a submenu per group.
    QMenu *menu() const { return m_menu; }

private:
    QMenu *groupMenu(const QString &group);

    QWidget *m_window;
    QMenu *m_menu;
    QList<QAction *> m_actions;
    QList<std::pair<QString, QMenu *>> m_groups;
};

} // namespace tearsheet
