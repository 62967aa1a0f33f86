// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"
#include "ui/editor/filesession.h"
#include "ui/window/banner.h"
#include "ui/window/placehistory.h"

#include <QWidget>

namespace tearsheet {

/// Something about a file that the user is told or asked, above it.
struct Notice
{
    QString sentence;
    Banner::Tone tone = Banner::Tone::Neutral;
    QList<Banner::Action> actions;
};

/// One file of text in a tab, with a banner where something is to be said. What shows the text is for the classes that
/// derive from it: `NoteView` and `DelimitedView`.
class FileView : public QWidget
{
    Q_OBJECT

public:
    explicit FileView(FileSessionPtr session, QWidget *parent = nullptr);

    FileSession *session() const { return m_session.get(); }
    const NotePath &path() const { return m_session->path(); }

    /// Where the reader is.
    virtual Place place() const = 0;

    /// Goes back to a place of this file.
    virtual void restore(const Place &place) = 0;

    /// Shows byte `offset`.
    virtual void goTo(quint32 offset) = 0;

    /// Gives the keyboard to whatever part of the file is shown.
    virtual void focusText() = 0;

    /// Takes over what is being typed and not in the text yet.
    virtual void finishEditing() {}

    virtual void setSnapshot(const Snapshot &) {}

    /// Shows `page`, which the view takes over, in place of the text, with `notice` above it.
    void showPage(QWidget *page, const Notice &notice);

    /// Shows the text again.
    void closePage();

    QWidget *page() const { return m_page; }

    /// Tells or asks something where the state of the text leaves room for it; nothing ends that.
    void setNotice(const std::optional<Notice> &notice);
    bool hasNotice() const { return m_notice.has_value(); }

    /// Tells or offers something where nothing else is to be told.
    void setOffer(const std::optional<Notice> &offer);

Q_SIGNALS:
    void said(const QString &sentence);

    /// The user wants to see both sides of the conflict that the session is in.
    void bothSidesWanted();

protected:
    /// `content` shows the text. Ends the constructor.
    void setContent(QWidget *content);

    /// A page is about to cover the text; it was closed again.
    virtual void cover() {}
    virtual void uncover() = 0;

    /// The text has more or less room than before.
    virtual void roomChanged() {}

private:
    void showState();
    std::optional<Notice> stateNotice();

    FileSessionPtr m_session;
    Banner *m_banner;
    QWidget *m_content = nullptr;
    QWidget *m_page = nullptr;
    std::optional<Notice> m_pageNotice;
    std::optional<Notice> m_notice;
    std::optional<Notice> m_offer;
};

} // namespace tearsheet
