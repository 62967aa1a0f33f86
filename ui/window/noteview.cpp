// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/noteview.h"

#include "core/note/subpath.h"
#include "ui/editor/findbar.h"
#include "ui/editor/noteeditor.h"
#include "ui/preview/previewview.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

namespace {

// Over the last page of `leader`, `follower` is drawn to its own end, so that both get there together.
void meetAtEnd(const QScrollBar *leader, QScrollBar *follower)
{
    const int distance = std::min(leader->pageStep(), leader->maximum());
    if (distance <= 0)
        return;
    const double left = std::min(1.0, static_cast<double>(leader->maximum() - leader->value()) / distance);
    follower->setValue(follower->maximum() - static_cast<int>(left * (follower->maximum() - follower->value())));
}

} // namespace

NoteView::NoteView(Vault *vault, const EditorSessionPtr &session, CodeHighlighter *code, NoteMode mode, QWidget *parent)
    : FileView(session, parent), m_splitter(new QSplitter(this)),
      m_editor(new NoteEditor(session.get(), code, m_splitter)), m_preview(new PreviewView(vault, code, m_splitter)),
      m_mode(mode)
{
    setObjectName(u"noteView");
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->setSizes({1000, 1000});
    present(mode);

    connect(m_editor, &NoteEditor::linkActivated, this, &NoteView::linkActivated);
    connect(m_editor, &NoteEditor::caretMoved, this, &NoteView::caretMoved);
    connect(m_editor, &NoteEditor::scrolledTo, this, [this](quint32 offset) {
        if (m_following)
            return;
        followEditor(offset);
        if (!isParsed())
            m_wantedTop = offset; // Of a text that the preview does not show yet.
    });
    connect(m_preview, &PreviewView::scrolledTo, this, [this](quint32 offset) {
        m_wantedTop.reset();
        if (m_following)
            return;
        const QScopedValueRollback guard(m_following, true);
        m_editor->scrollToOffset(offset);
        meetAtEnd(m_preview->verticalScrollBar(), m_editor->verticalScrollBar());
    });
    connect(m_preview, &PreviewView::linkActivated, this, &NoteView::linkActivated);
    connect(m_preview, &PreviewView::linkHovered, this, &NoteView::linkHovered);
    connect(m_preview, &PreviewView::tableActivated, this, &NoteView::tableActivated);
    connect(m_preview, &PreviewView::claimsWanted, this, &NoteView::claimsWanted);
    connect(m_preview, &PreviewView::taskToggled, this, &NoteView::toggleTask);
    connect(session.get(), &EditorSession::parsedChanged, this, [this] {
        m_preview->showNote(this->session()->parsed(), path());
        if (const std::optional<quint32> top = isParsed() ? std::exchange(m_wantedTop, std::nullopt) : std::nullopt)
            followEditor(*top);
        if (const std::optional<quint32> place = std::exchange(m_wantedPlace, std::nullopt))
            m_preview->goTo(*place);
        if (const std::optional<QString> wanted = std::exchange(m_wantedSubpath, std::nullopt))
            goToSubpath(*wanted);
    });
    connect(session.get(), &EditorSession::stateChanged, this, [this, shown = path()] mutable {
        // From another folder links and images may reach others.
        if (const ParsedNotePtr parsed = this->session()->parsed(); std::exchange(shown, path()) != path() && parsed)
            m_preview->showNote(parsed, path());
    });
    if (const ParsedNotePtr parsed = session->parsed())
        m_preview->showNote(parsed, path());
    setContent(m_splitter);
}

// Whether the preview shows the text as it is now.
bool NoteView::isParsed() const
{
    const ParsedNotePtr parsed = session()->parsed();
    return parsed && parsed->revision == session()->mirror().revision();
}

// Brings byte `offset` of the text to the top of the preview.
void NoteView::followEditor(quint32 offset)
{
    const QScopedValueRollback guard(m_following, true);
    m_preview->scrollToOffset(offset);
    if (m_mode == NoteMode::Split)
        meetAtEnd(m_editor->verticalScrollBar(), m_preview->verticalScrollBar());
}

void NoteView::present(NoteMode mode)
{
    m_mode = mode;
    m_editor->setVisible(mode != NoteMode::Preview);
    m_preview->setVisible(mode != NoteMode::Editor);
    setFocusProxy(mode == NoteMode::Preview ? static_cast<QWidget *>(m_preview) : m_editor);
}

Place NoteView::place() const
{
    return {path(),
            m_editor->caretOffset(),
            m_mode == NoteMode::Preview ? m_preview->topOffset() : m_editor->topOffset(),
            {}};
}

void NoteView::restore(const Place &place)
{
    m_editor->goTo(place.caret, false);
    m_editor->scrollToOffset(place.top);
    m_preview->scrollToOffset(place.top);
    if (!session()->parsed())
        m_wantedTop = place.top;
}

void NoteView::goTo(quint32 offset)
{
    m_editor->goTo(offset, m_mode != NoteMode::Preview);
    m_preview->goTo(offset);
    if (!session()->parsed())
        m_wantedPlace = offset; // Nothing is shown yet that could be scrolled.
}

void NoteView::goToSubpath(const QString &subpath)
{
    const ParsedNotePtr note = session()->parsed();
    if (!note) {
        m_wantedSubpath = subpath;
        return;
    }
    if (const std::optional<ByteRange> place = subpathRange(subpath, note->facts, note->text))
        goTo(place->begin);
    else
        Q_EMIT said(tr("%1 has no place named %2.").arg(path().name(), subpath));
}

void NoteView::setSnapshot(const Snapshot &snapshot)
{
    m_preview->setSnapshot(snapshot);
}

void NoteView::focusText()
{
    (m_mode == NoteMode::Preview ? static_cast<QWidget *>(m_preview) : m_editor)->setFocus();
}

void NoteView::toggleTask(quint32 offset)
{
    // The offset is that of the mark between its brackets; the preview may be one edit behind the text.
    const QByteArrayView text = session()->mirror().bytes();
    const bool isMark = offset > 0 && offset + 1 < text.size() && text[offset - 1] == '[' && text[offset + 1] == ']';
    if (!isMark)
        return;
    const QByteArray mark = text[offset] == ' ' ? QByteArray("x") : QByteArray(" ");
    if (const auto result = session()->apply(EditScript::replacing({offset, offset + 1}, mark)); !result)
        Q_EMIT said(result.error().sentence);
}

// Whether there is a text to find in; says so where another page covers it.
bool NoteView::makeFindBar()
{
    if (page()) {
        Q_EMIT said(
            tr("The text of %1 is covered: settle or close what is shown in its place first.").arg(path().name()));
        return false;
    }
    if (!m_findBar) {
        m_findBar = new FindBar(session(), m_editor, this);
        static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_findBar);
        connect(m_findBar, &FindBar::said, this, &NoteView::said);
        connect(m_findBar, &FindBar::closed, this, &NoteView::focusText);
        connect(m_findBar, &FindBar::placeShown, m_preview, &PreviewView::goTo);
    }
    if (m_mode == NoteMode::Preview)
        present(NoteMode::Split);
    return true;
}

void NoteView::find(bool replace)
{
    if (makeFindBar())
        m_findBar->open(replace);
}

void NoteView::findAgain(int direction)
{
    if (makeFindBar())
        direction < 0 ? m_findBar->findPrevious() : m_findBar->findNext();
}

void NoteView::cover()
{
    if (m_findBar)
        m_findBar->close();
}

void NoteView::uncover()
{
    present(m_mode);
}

void NoteView::roomChanged()
{
    // The line that is being typed stays in sight when the banner takes room.
    if (m_editor->hasFocus())
        QTimer::singleShot(0, m_editor, &NoteEditor::ensureCursorVisible);
}

} // namespace tearsheet
