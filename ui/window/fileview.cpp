// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fileview.h"

#include <QVBoxLayout>

#include <utility>

namespace tearsheet {

FileView::FileView(FileSessionPtr session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_banner(new Banner(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    connect(m_banner, &Banner::appearedLate, this, [this] { roomChanged(); });
}

void FileView::setContent(QWidget *content)
{
    m_content = content;
    static_cast<QVBoxLayout *>(layout())->addWidget(content, 1);
    connect(m_session.get(), &FileSession::stateChanged, this, &FileView::showState);
    showState();
}

void FileView::showPage(QWidget *page, const Notice &notice)
{
    delete m_page;
    m_page = page;
    m_pageNotice = notice;
    cover();
    m_content->hide();
    layout()->addWidget(page);
    setFocusProxy(page);
    page->show();
    page->setFocus();
    showState();
}

void FileView::closePage()
{
    if (!m_page)
        return;
    std::exchange(m_page, nullptr)->deleteLater();
    m_pageNotice.reset();
    m_content->show();
    uncover();
    focusText();
    showState();
}

void FileView::setNotice(const std::optional<Notice> &notice)
{
    m_notice = notice;
    showState();
}

void FileView::setOffer(const std::optional<Notice> &offer)
{
    if (!offer && !m_offer)
        return;
    m_offer = offer;
    showState();
}

void FileView::showState()
{
    std::optional<Notice> notice = m_page ? m_pageNotice : stateNotice();
    // A state that lasts hides no question.
    if (!m_page && m_notice && m_session->isReadOnly())
        notice = m_notice;
    if (!notice)
        notice = m_notice ? m_notice : m_page ? std::nullopt : m_offer;
    const bool wasShown = m_banner->isVisible();
    if (notice)
        m_banner->say(notice->sentence, notice->tone, notice->actions);
    else
        m_banner->hide();
    if (wasShown != m_banner->isVisible())
        roomChanged();
}

std::optional<Notice> FileView::stateNotice()
{
    FileSession *const session = m_session.get();
    Notice notice{session->stateText(), Banner::Tone::Warning, {}};
    switch (session->state()) {
    case FileSession::State::Conflict:
        if (!session->merge().parts().isEmpty())
            notice.actions.append({tr("Show both sides"), [this] { Q_EMIT bothSidesWanted(); }});
        notice.actions += {{tr("Keep mine"), [session] { session->keepMine(); }},
                           {tr("Take the version on disk"), [session] { session->takeDiskVersion(); }},
                           {tr("Save mine beside it"), [session] { session->saveBeside(); }}};
        return notice;
    case FileSession::State::Gone:
        notice.actions = {{tr("Restore the file"), [session] { session->restore(); }}};
        if (!session->isSafe())
            notice.actions.append({tr("Set aside"), [session] { session->setAside(); }});
        return notice;
    case FileSession::State::Failed:
        notice.actions = {{tr("Try again"), [session] { session->save(); }}};
        if (session->needsConsent())
            notice.actions = {{tr("Save in place"), [session] { session->saveInPlace(); }}};
        if (!session->isSafe())
            notice.actions += {{tr("Save a copy beside it"), [session] { session->saveBeside(); }},
                               {tr("Set aside"), [session] { session->setAside(); }}};
        return notice;
    case FileSession::State::ReadOnly:
        notice.tone = Banner::Tone::Neutral;
        if (!session->file().isText)
            notice.actions = {{tr("Make a copy as UTF-8"), [session] { session->saveConverted(); }}};
        return notice;
    default:
        return std::nullopt;
    }
}

} // namespace tearsheet
