// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/noteeditor.h"

#include "ui/editor/notehighlighter.h"
#include "ui/style/fonts.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// The strip with line numbers.
class NoteEditor::Gutter : public QWidget
{
public:
    explicit Gutter(NoteEditor *editor) : QWidget(editor), m_editor(editor) {}

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        m_editor->paintGutter(painter, event->rect());
    }

private:
    NoteEditor *m_editor;
};

NoteEditor::NoteEditor(EditorSession *session, CodeHighlighter *code, QWidget *parent)
    : QPlainTextEdit(parent), m_session(session), m_code(code), m_gutter(new Gutter(this))
{
    setObjectName(u"editor");
    setAccessibleName(tr("Text of %1").arg(session->path().name()));
    setFont(editorFont());
    setFrameShape(QFrame::NoFrame);
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 4);
    session->document()->setDefaultFont(font());
    session->document()->setDocumentMargin(8);
    setDocument(session->document());
    setReadOnly(session->isReadOnly());
    setCursorWidth(2);
    setMouseTracking(true);
    connect(session, &EditorSession::stateChanged, this, [this] { setReadOnly(m_session->isReadOnly()); });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &NoteEditor::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int scrolled) {
        if (scrolled != 0)
            m_gutter->scroll(0, scrolled);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        highlightCurrentLine();
        Q_EMIT caretMoved(caretOffset());
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_scrollingItself)
            Q_EMIT scrolledTo(topOffset());
    });
    placeGutter();
    highlightCurrentLine();
}

quint32 NoteEditor::offsetAt(const QTextCursor &cursor) const
{
    return m_session->mirror().offset({cursor.blockNumber(), cursor.positionInBlock()});
}

quint32 NoteEditor::caretOffset() const
{
    return offsetAt(textCursor());
}

void NoteEditor::goTo(quint32 offset, bool focus)
{
    const LinePosition place = m_session->mirror().position(offset);
    const QTextBlock block = document()->findBlockByNumber(place.line);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::min(place.column, block.length() - 1));
    setTextCursor(cursor);
    const QScopedValueRollback guard(m_scrollingItself, true);
    const int linesInView = std::max(1, viewport()->height() / std::max(1, fontMetrics().lineSpacing()));
    verticalScrollBar()->setValue(std::max(0, block.firstLineNumber() - linesInView / 3));
    if (focus)
        setFocus();
}

quint32 NoteEditor::topOffset() const
{
    return offsetAt(QTextCursor(firstVisibleBlock()));
}

void NoteEditor::scrollToOffset(quint32 offset)
{
    const QScopedValueRollback guard(m_scrollingItself, true);
    const QTextBlock block = document()->findBlockByNumber(m_session->mirror().position(offset).line);
    verticalScrollBar()->setValue(block.firstLineNumber());
}

std::optional<LinkTarget> NoteEditor::linkAt(quint32 offset)
{
    const ParsedNotePtr parsed = m_session->parsedNow();
    for (const Link &link : parsed->facts.links) {
        if (link.range.begin <= offset && offset <= link.range.end)
            return LinkTarget::of(link, parsed->text);
    }
    return std::nullopt;
}

void NoteEditor::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (const auto link = linkAt(offsetAt(cursorForPosition(event->position().toPoint())))) {
            // Ctrl says "follow" here; with Alt it says "in a new tab", as elsewhere Ctrl alone does.
            const bool newTab = event->modifiers().testFlag(Qt::AltModifier);
            Q_EMIT linkActivated(*link, newTab ? Qt::ControlModifier : Qt::NoModifier);
            return;
        }
    }
    QPlainTextEdit::mousePressEvent(event);
}

void NoteEditor::mouseMoveEvent(QMouseEvent *event)
{
    const bool follow = event->modifiers().testFlag(Qt::ControlModifier) && event->buttons() == Qt::NoButton
                        && linkAt(offsetAt(cursorForPosition(event->position().toPoint())));
    viewport()->setCursor(follow ? Qt::PointingHandCursor : Qt::IBeamCursor);
    QPlainTextEdit::mouseMoveEvent(event);
}

void NoteEditor::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::AltModifier)) {
        if (const auto link = linkAt(caretOffset()))
            Q_EMIT linkActivated(*link, event->modifiers() & Qt::ControlModifier);
        return;
    }
    if (!isReadOnly()) {
        if (enter && event->modifiers() == Qt::NoModifier && continueList())
            return;
        const bool tab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
        static const QRegularExpression item(u"^\\s*(?:>\\s?)*\\s*(?:[-*+]|\\d{1,9}[.)])\\s"_s);
        if (tab && (textCursor().hasSelection() || item.match(textCursor().block().text()).hasMatch())) {
            indent(event->key() == Qt::Key_Tab);
            return;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

// Enter in a list or quote begins its next item; in an empty item it ends the list.
bool NoteEditor::continueList()
{
    QTextCursor cursor = textCursor();
    static const QRegularExpression start(
        u"^(\\s*(?:>\\s?)*)(?:([-*+])(\\s+)(\\[[^\\]]\\]\\s+)?|(\\d{1,9})([.)])(\\s+))?"_s);
    const QString text = cursor.block().text();
    const QRegularExpressionMatch match = start.match(text);
    if (cursor.hasSelection() || match.capturedLength() == 0 || cursor.positionInBlock() < match.capturedLength())
        return false;
    const bool quoteOnly = match.captured(2).isEmpty() && match.captured(5).isEmpty();
    if (quoteOnly && !match.captured(1).contains(u'>'))
        return false;
    cursor.beginEditBlock();
    if (match.capturedLength() == text.size()) {
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    } else {
        QString prefix = match.captured(1);
        if (!match.captured(2).isEmpty())
            prefix += match.captured(2) + match.captured(3) + (match.captured(4).isEmpty() ? QString() : u"[ ] "_s);
        else if (!quoteOnly)
            prefix += QString::number(match.captured(5).toInt() + 1) + match.captured(6) + match.captured(7);
        cursor.insertText(u'\n' + prefix);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
    return true;
}

void NoteEditor::indent(bool deeper)
{
    const QTextCursor selection = textCursor();
    QTextBlock block = document()->findBlock(selection.selectionStart());
    const QTextBlock last = document()->findBlock(std::max(selection.selectionStart(), selection.selectionEnd() - 1));
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (; block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next()) {
        cursor.setPosition(block.position());
        if (deeper) {
            cursor.insertText(u"    "_s);
            continue;
        }
        const QString text = block.text();
        int blanks = text.startsWith(u'\t') ? 1 : 0;
        while (blanks < 4 && blanks < text.size() && text.at(blanks) == u' ')
            ++blanks;
        cursor.setPosition(block.position() + blanks, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    cursor.endEditBlock();
}

void NoteEditor::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        event->angleDelta().y() > 0 ? zoomIn() : zoomOut();
        document()->setDefaultFont(font());
        placeGutter();
        return;
    }
    QPlainTextEdit::wheelEvent(event);
}

void NoteEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void NoteEditor::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    // One per document, however many editors show it; colouring begins after the first painting.
    if (!document()->findChild<NoteHighlighter *>() && m_session->mirror().bytes().size() <= largestNote)
        QTimer::singleShot(0, document(), [document = document(), code = m_code] {
            if (!document->findChild<NoteHighlighter *>())
                new NoteHighlighter(document, code);
        });
}

void NoteEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        if (auto *highlighter = document()->findChild<NoteHighlighter *>())
            QTimer::singleShot(0, highlighter, &QSyntaxHighlighter::rehighlight);
        highlightCurrentLine();
    }
}

void NoteEditor::highlightCurrentLine()
{
    QTextEdit::ExtraSelection line;
    line.format.setBackground(paletteOf(this).currentLine);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.cursor = textCursor();
    line.cursor.clearSelection();
    setExtraSelections({line});
    m_gutter->update();
}

int NoteEditor::gutterWidth() const
{
    const qsizetype digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    return static_cast<int>(digits) * fontMetrics().horizontalAdvance(u'0') + 24;
}

void NoteEditor::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    m_gutter->setGeometry(0, 0, gutterWidth(), height());
}

void NoteEditor::paintGutter(QPainter &painter, const QRect &area) const
{
    const Palette &colours = paletteOf(this);
    painter.fillRect(area, colours.base);
    painter.setFont(tabular(font()));
    const int current = textCursor().blockNumber();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > area.bottom())
            break;
        if (!block.isVisible() || place.bottom() < area.top())
            continue;
        painter.setPen(block.blockNumber() == current ? colours.mutedText : colours.faintText);
        const QRectF line(0, place.top(), m_gutter->width() - 12, fontMetrics().height());
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    }
}

} // namespace tearsheet
