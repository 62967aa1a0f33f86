// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "ui/editor/editorsession.h"

#include <QPlainTextEdit>

namespace tearsheet {

class CodeHighlighter;

/// A note's Markdown as it is written, with line numbers, followed links and lists that go on by themselves.
class NoteEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// An editor of `session`, which outlives it, coloured by `code`.
    NoteEditor(EditorSession *session, CodeHighlighter *code, QWidget *parent = nullptr);

    /// Where the caret stands, in bytes of the note.
    quint32 caretOffset() const;

    /// Puts the caret at `offset` and that line into view, a third from the top; with `focus` takes the keyboard.
    void goTo(quint32 offset, bool focus);

    /// The first byte in view; and the other way round. Setting it is no scrolling by the user.
    quint32 topOffset() const;
    void scrollToOffset(quint32 offset);

Q_SIGNALS:
    /// Ctrl+click on a link, or Alt+Enter in one.
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);
    void caretMoved(quint32 offset);

    /// The user scrolled.
    void scrolledTo(quint32 topOffset);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class Gutter;

    void paintGutter(QPainter &painter, const QRect &area) const;
    int gutterWidth() const;
    void placeGutter();
    void highlightCurrentLine();
    std::optional<LinkTarget> linkAt(quint32 offset);
    quint32 offsetAt(const QTextCursor &cursor) const;
    bool continueList();
    void indent(bool deeper);

    EditorSession *m_session;
    CodeHighlighter *m_code;
    Gutter *m_gutter;
    bool m_scrollingItself = false;
};

} // namespace tearsheet
