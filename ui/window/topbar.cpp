// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/topbar.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace tearsheet {

using namespace Qt::StringLiterals;

TopBar::TopBar(const TopBarActions &actions, QMenu *menu, QWidget *parent) : QWidget(parent), m_crumbs(new QLabel(this))
{
    setObjectName(u"topBar");
    setFixedHeight(40);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(2);
    layout->addWidget(button(actions.toggleLeft));
    layout->addSpacing(6);
    layout->addWidget(button(actions.back));
    layout->addWidget(button(actions.forward));
    layout->addSpacing(8);
    m_crumbs->setObjectName(u"crumbs");
    m_crumbs->setTextFormat(Qt::PlainText);
    m_crumbs->setForegroundRole(QPalette::PlaceholderText);
    m_crumbs->setMinimumWidth(40);
    m_crumbs->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_crumbs, 1);

    QToolButton *const goTo = button(actions.goToNote);
    goTo->setObjectName(u"goToNoteButton");
    goTo->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    goTo->setText(tr("Go to note  %1").arg(actions.goToNote->shortcut().toString(QKeySequence::NativeText)));
    layout->addWidget(goTo);
    layout->addSpacing(8);
    layout->addWidget(button(actions.cycleMode));
    layout->addWidget(button(actions.toggleBottom));
    layout->addWidget(button(actions.toggleRight));
    auto *more = new QToolButton(this);
    more->setObjectName(u"menuButton");
    more->setIcon(icon(Icon::More));
    more->setToolTip(tr("Menu"));
    more->setAccessibleName(tr("Menu"));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(menu);
    layout->addWidget(more);
}

QToolButton *TopBar::button(QAction *action)
{
    auto *result = new QToolButton(this);
    result->setDefaultAction(action);
    result->setAutoRaise(true);
    result->setIconSize({20, 20});
    result->setFocusPolicy(Qt::TabFocus);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    result->setToolTip(keys.isEmpty() ? action->text() : action->text() + u"  "_s + keys);
    return result;
}

void TopBar::showPath(const QString &vault, const NotePath &path)
{
    QStringList parts{vault};
    if (!path.isEmpty()) {
        parts += path.folder().toString().split(u'/', Qt::SkipEmptyParts);
        parts += path.name().toString();
    }
    const QString text = parts.join(u"  ▸  "_s);
    m_crumbs->setText(text);
    m_crumbs->setToolTip(path.toString());
    m_crumbs->setAccessibleName(text);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), paletteOf(this).hairline);
}

} // namespace tearsheet
