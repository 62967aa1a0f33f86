// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notices.h"

#include <QVBoxLayout>

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
    if (banner->accessibleName() == sentence)
        return;
    QList<Banner::Action> answers;
    for (const Banner::Action &action : actions) {
        answers.append({action.text, [this, subject, run = action.run] {
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
    if (Banner *const banner = m_banners.take(subject)) {
        banner->hide();
        banner->deleteLater();
    }
    setVisible(!m_banners.isEmpty());
}

} // namespace tearsheet
