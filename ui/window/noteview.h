// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "ui/window/history.h"
#include "ui/window/opennotes.h"

#include <QWidget>

class QSplitter;

namespace tearsheet {

class Banner;
class CodeHighlighter;
class NoteEditor;
class PreviewView;

/// What of a note is shown.
enum class NoteMode { Editor, Split, Preview };

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

    /// Gives the keyboard to whatever part of the note is shown.
    void focusText();

Q_SIGNALS:
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);
    void linkHovered(const QString &what);
    void caretMoved(quint32 offset);
    void tableActivated(quint32 offset);
    void said(const QString &sentence);

private:
    void showState();
    void toggleTask(quint32 offset);

    EditorSessionPtr m_session;
    Banner *m_banner;
    QSplitter *m_splitter;
    NoteEditor *m_editor;
    PreviewView *m_preview;
    NoteMode m_mode;
    std::optional<QString> m_wantedSubpath; // Asked for before the note was parsed.
    bool m_following = false;               // One side is scrolled by the other.
};

} // namespace tearsheet
