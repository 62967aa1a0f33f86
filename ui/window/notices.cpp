// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notices.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tearsheet {

Notices::Notices(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(u"notices");
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    hide();
}

void Notices::show(const QString &subject, const QString &sentence, const QList<Banner::Action> &actions)
{
    Banner *&banner = m_banners[subject];
    if (!banner) {
        banner = new Banner(this);
        banner->setObjectName(u"notice");
        m_layout->addWidget(banner);
    }
    const QList<Banner::Action> before = std::exchange(m_actions[subject], actions);
    // Buttons stay under the pointer.
    if (banner->accessibleName() == sentence
        && std::ranges::equal(before, actions, {}, &Banner::Action::text, &Banner::Action::text))
        return;
    QList<Banner::Action> answers;
    for (qsizetype i = 0; i < actions.size(); ++i) {
        answers.append({actions.at(i).text, [this, subject, i] {
                            const std::function<void()> run = m_actions.value(subject).value(i).run;
                            remove(subject);
                            if (run)
                                run();
                        }});
    }
    banner->say(sentence, Banner::Tone::Neutral, answers);
    setVisible(true);
}

void Notices::remove(const QString &subject)
{
    m_actions.remove(subject);
    if (Banner *const banner = m_banners.take(subject)) {
        banner->hide();
        banner->deleteLater();
    }
    setVisible(!m_banners.isEmpty());
}

} // namespace tearsheet
