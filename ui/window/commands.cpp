// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/commands.h"

#include <QMenu>

#include <algorithm>

namespace tearsheet {

Commands::Commands(QWidget *window) : QObject(window), m_window(window), m_menu(new QMenu(window))
{}

QAction *Commands::add(const QString &group, const QString &text, const QList<QKeySequence> &keys,
                       std::function<void()> run)
{
    auto *action = new QAction(text, m_window);
    action->setShortcuts(keys);
    action->setProperty("group", group);
    connect(action, &QAction::triggered, this, std::move(run));
    m_window->addAction(action);
    groupMenu(group)->addAction(action);
    m_actions.append(action);
    return action;
}

void Commands::addSeparator(const QString &group)
{
    groupMenu(group)->addSeparator();
}

QMenu *Commands::groupMenu(const QString &group)
{
    const auto known = std::ranges::find(m_groups, group, &std::pair<QString, QMenu *>::first);
    if (known != m_groups.end())
        return known->second;
    QMenu *const menu = m_menu->addMenu(group);
    m_groups.append({group, menu});
    return menu;
}

} // namespace tearsheet
