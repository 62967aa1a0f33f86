// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/banner.h"

#include "ui/style/style.h"
#include "ui/window/clickguard.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QPainter>
#include <QPushButton>

namespace tearsheet {

Banner::Banner(QWidget *parent) : QWidget(parent), m_label(new QLabel(this)), m_layout(new QHBoxLayout(this))
{
    setObjectName(u"banner");
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->setContentsMargins(16, 8, 12, 8);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_label, 1);
    hide();
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        show();
        Q_EMIT appearedLate();
    });
}

void Banner::setVisible(bool visible)
{
    m_soon.stop();
    // A window that is about to go has no children that could be looked through.
    const auto *const top = visible && !isVisible() ? qobject_cast<QMainWindow *>(window()) : nullptr;
    const auto *const clicks = top ? top->findChild<ClickGuard *>() : nullptr;
    if (const int left = clicks ? clicks->timeLeft() : 0; left > 0)
        m_soon.start(left);
    else
        QWidget::setVisible(visible);
}

void Banner::say(const QString &sentence, Tone tone, const QList<Action> &actions)
{
    m_tone = tone;
    m_label->setText(sentence);
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text, this);
        button->setFocusPolicy(Qt::TabFocus); // A click leaves the keyboard in the text.
        button->installEventFilter(this);
        // The action may change what the banner says and so delete the button that was clicked.
        connect(button, &QPushButton::clicked, this, action.run, Qt::QueuedConnection);
        m_layout->addWidget(button);
        m_buttons.append(button);
    }
    setAccessibleName(sentence);
    show();
    update();
}

// It may have come under the pointer between two clicks that were meant for something else.
bool Banner::eventFilter(QObject *, QEvent *event)
{
    return event->type() == QEvent::MouseButtonDblClick;
}

void Banner::paintEvent(QPaintEvent *)
{
    const Palette &colours = paletteOf(this);
    QPainter painter(this);
    QColor tint = m_tone == Tone::Warning ? colours.warning : colours.accent;
    painter.fillRect(QRect(0, 0, 3, height()), tint);
    tint.setAlpha(28);
    painter.fillRect(rect(), tint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.hairline);
}

} // namespace tearsheet
