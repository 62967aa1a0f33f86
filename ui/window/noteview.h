// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "ui/window/fileview.h"
#include "ui/window/opennotes.h"

class QSplitter;

namespace tearsheet {

class CodeHighlighter;
class FindBar;
class NoteEditor;
class PreviewView;

/// What of a note is shown.
enum class NoteMode { Editor, Split, Preview };

/// One note in a tab: editor and preview side by side, scrolled in step, with a banner where something is to be said.
class NoteView : public FileView
{
    Q_OBJECT

public:
    NoteView(Vault *vault, const EditorSessionPtr &session, CodeHighlighter *code, NoteMode mode,
             QWidget *parent = nullptr);

    EditorSession *session() const { return static_cast<EditorSession *>(FileView::session()); }
    NoteEditor *editor() const { return m_editor; }
    PreviewView *preview() const { return m_preview; }

    NoteMode mode() const { return m_mode; }
    void present(NoteMode mode);

    Place place() const override;
    void restore(const Place &place) override;

    /// Shows byte `offset` in editor and preview.
    void goTo(quint32 offset) override;

    /// Shows the heading or block that `subpath` ("#Heading", "#^id") names; says so where there is none.
    void goToSubpath(const QString &subpath);

    void setSnapshot(const Snapshot &snapshot) override;

    /// Shows the bar that finds in the text, and replaces with `replace`.
    void find(bool replace);

    /// Goes to the next place of what was looked for last; to the previous one with a negative `direction`.
    void findAgain(int direction);

    void focusText() override;

Q_SIGNALS:
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);
    void linkHovered(const QString &what);
    void caretMoved(quint32 offset);
    void tableActivated(quint32 offset);

    /// The user wants to know what other places say in place of the cell at byte `offset`.
    void claimsWanted(quint32 offset);

protected:
    void cover() override;
    void uncover() override;
    void roomChanged() override;

private:
    bool isParsed() const;
    void followEditor(quint32 offset);
    void toggleTask(quint32 offset);
    bool makeFindBar();

    QSplitter *m_splitter;
    NoteEditor *m_editor;
    PreviewView *m_preview;
    FindBar *m_findBar = nullptr; // Made when it is first wanted.
    NoteMode m_mode;
    std::optional<QString> m_wantedSubpath; // Asked for before the note was parsed,
    std::optional<quint32> m_wantedTop;     // and likewise, or before its newest text was.
    std::optional<quint32> m_wantedPlace;
    bool m_following = false; // One side is scrolled by the other.
};

} // namespace tearsheet
