// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "ui/editor/editorsession.h"

#include <QPlainTextEdit>

#include <optional>

namespace tearsheet {

class CodeHighlighter;

/// A note's Markdown as it is written, with line numbers, followed links and lists that go on by themselves.
class NoteEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// An editor of `session`, which outlives it, coloured by `code`, which outlives the session.
    NoteEditor(EditorSession *session, CodeHighlighter *code, QWidget *parent = nullptr);

    /// Where the caret stands, in bytes of the note.
    quint32 caretOffset() const;

    /// Puts the caret at `offset` and that line into view, a third from the top; with `focus` takes the keyboard. No
    /// scrolling by the user.
    void goTo(quint32 offset, bool focus);

    /// What is selected, in bytes of the note; empty at the caret where nothing is.
    ByteRange selection() const;

    /// Selects `place` and brings it into view; the keyboard stays where it is. No scrolling by the user.
    void select(ByteRange place);

    /// Marks `places`, which are in order, as what was looked for; an empty list ends that.
    void markPlaces(const QList<ByteRange> &places);

    /// The begin of the first row in view, in bytes.
    quint32 topOffset() const;

    /// Scrolls the line with byte `offset` to the top, as far as there is text to scroll. No scrolling by the user.
    void scrollToOffset(quint32 offset);

Q_SIGNALS:
    /// Ctrl+click on a link, or Alt+Enter in one. `modifiers` holds Ctrl where a new tab is wanted: Ctrl+Alt+click,
    /// Ctrl+Alt+Enter.
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);

    /// The caret stands before byte `offset`.
    void caretMoved(quint32 offset);

    /// The user scrolled.
    void scrolledTo(quint32 topOffset);

protected:
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    class Gutter;

    /// Where the editor is in the text, bytes.
    struct Stand
    {
        quint32 anchor = 0;
        quint32 caret = 0;
        quint32 top = 0;
    };

    void paintGutter(QPainter &painter, const QRect &area) const;
    int gutterWidth() const;
    void placeGutter();
    void showMarks();
    void paintFound();
    void showPointer(QPoint place, Qt::KeyboardModifiers modifiers);
    std::optional<LinkTarget> linkAt(quint32 offset) const;
    std::optional<LinkTarget> linkUnder(QPoint place) const;
    quint32 offsetAt(const QTextCursor &cursor) const;
    QTextCursor cursorAt(quint32 offset) const;
    QTextCursor topCursor() const;
    void takeState();
    void breakLongWords(int position, int removed, int added);
    void holdPlaces();
    void keepPlaces(const EditScript &script);
    void goAlong(const EditScript &script, const Stand &stand);
    bool continueLine();
    void shiftLines(bool deeper);

    EditorSession *m_session;
    CodeHighlighter *m_code;
    Gutter *m_gutter;
    QList<ByteRange> m_places;    // That are marked.
    std::optional<Stand> m_stand; // Before the text is changed from elsewhere.
    QTextCursor m_caret;          // Where the caret is to stay, and
    QTextCursor m_top;            // what is to stay at the top while the text is being changed from elsewhere.
    bool m_scrollingItself = false;
    bool m_painted = false;
};

} // namespace tearsheet
