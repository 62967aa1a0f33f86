// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "ui/window/banner.h"
#include "ui/window/opennotes.h"
#include "ui/window/placehistory.h"

#include <QWidget>

class QSplitter;

namespace tearsheet {

class CodeHighlighter;
class FindBar;
class NoteEditor;
class PreviewView;

/// What of a note is shown.
enum class NoteMode { Editor, Split, Preview };

/// Something about a note that the user is told or asked, above it.
struct Notice
{
    QString sentence;
    Banner::Tone tone = Banner::Tone::Neutral;
    QList<Banner::Action> actions;
};

/// One note in a tab: editor and preview side by side, scrolled in step, with a banner where something is to be said.
class NoteView : public QWidget
{
    Q_OBJECT

public:
    NoteView(Vault *vault, EditorSessionPtr session, CodeHighlighter *code, NoteMode mode, QWidget *parent = nullptr);

    EditorSession *session() const { return m_session.get(); }
    const NotePath &path() const { return m_session->path(); }
    NoteEditor *editor() const { return m_editor; }
    PreviewView *preview() const { return m_preview; }

    NoteMode mode() const { return m_mode; }
    void present(NoteMode mode);

    /// Where the reader is.
    Place place() const;

    /// Goes back to a place of this note.
    void restore(const Place &place);

    /// Shows byte `offset` in editor and preview.
    void goTo(quint32 offset);

    /// Shows the heading or block that `subpath` ("#Heading", "#^id") names; says so where there is none.
    void goToSubpath(const QString &subpath);

    void setSnapshot(const Snapshot &snapshot);

    /// Shows the bar that finds in the text, and replaces with `replace`.
    void find(bool replace);

    /// Goes to the next place of what was looked for last; to the previous one with a negative `direction`.
    void findAgain(int direction);

    /// Shows `page`, which the view takes over, in place of the text, with `notice` above it.
    void showPage(QWidget *page, const Notice &notice);

    /// Shows the text again.
    void closePage();

    QWidget *page() const { return m_page; }

    /// Tells or asks something where the state of the text leaves room for it; nothing ends that.
    void setNotice(const std::optional<Notice> &notice);

    /// Gives the keyboard to whatever part of the note is shown.
    void focusText();

Q_SIGNALS:
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);
    void linkHovered(const QString &what);
    void caretMoved(quint32 offset);
    void tableActivated(quint32 offset);
    void said(const QString &sentence);

    /// The user wants to see both sides of the conflict that the session is in.
    void bothSidesWanted();

private:
    void showState();
    std::optional<Notice> stateNotice();
    void toggleTask(quint32 offset);
    bool makeFindBar();

    EditorSessionPtr m_session;
    Banner *m_banner;
    QSplitter *m_splitter;
    NoteEditor *m_editor;
    PreviewView *m_preview;
    FindBar *m_findBar = nullptr; // Made when it is first wanted.
    NoteMode m_mode;
    QWidget *m_page = nullptr;
    std::optional<Notice> m_pageNotice;
    std::optional<Notice> m_notice;
    std::optional<QString> m_wantedSubpath; // Asked for before the note was parsed.
    bool m_following = false;               // One side is scrolled by the other.
};

} // namespace tearsheet
