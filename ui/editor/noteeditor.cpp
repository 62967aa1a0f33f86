// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/noteeditor.h"

#include "ui/editor/notehighlighter.h"
#include "ui/style/fonts.h"
#include "ui/style/keys.h"
#include "ui/style/longwords.h"
#include "ui/style/selectedtext.h"
#include "ui/style/style.h"

#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int TabWidth = 4;      // Columns.
constexpr int NumberMargin = 12; // Pixels on either side of the line numbers.

// What a line begins with that the next one takes over: blanks and quote marks, then a bullet or a number.
const QRegularExpression &lineStart()
{
    static const QRegularExpression start(
        uR"(^(?<quote>\s*(?:>\s?)*)(?:(?<bullet>[-*+]\s+)(?<task>\[[^\]]\]\s+)?|(?<number>\d{1,9})(?<point>[.)]\s+))?)"_s);
    return start;
}

bool isListItem(const QString &line)
{
    const QRegularExpressionMatch start = lineStart().match(line);
    return start.hasCaptured(u"bullet") || start.hasCaptured(u"number");
}

int leadingBlanks(const QString &line)
{
    const auto text = std::ranges::find_if(line, [](QChar c) { return c != u' ' && c != u'\t'; });
    return static_cast<int>(text - line.begin());
}

} // namespace

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
    setFrameShape(QFrame::NoFrame);
    setFont(editorFont());
    session->document()->setDefaultFont(font());
    setDocument(session->document());
    setCursorWidth(2);
    setMouseTracking(true);
    connect(session, &EditorSession::stateChanged, this, &NoteEditor::takeState);
    connect(session, &EditorSession::aboutToApply, this, &NoteEditor::holdPlaces);
    connect(session, &EditorSession::edited, this, &NoteEditor::keepPlaces);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &NoteEditor::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int scrolled) {
        if (scrolled != 0)
            m_gutter->scroll(0, scrolled);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        showMarks();
        Q_EMIT caretMoved(caretOffset());
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_places.isEmpty())
            showMarks();
        if (!m_scrollingItself && m_top.isNull())
            Q_EMIT scrolledTo(topOffset());
    });
    connect(document(), &QTextDocument::contentsChange, this, &NoteEditor::breakLongWords);
    breakLongWords(0, 0, document()->characterCount());
    takeState();
    placeGutter();
    showMarks();
}

void NoteEditor::breakLongWords(int position, int, int added)
{
    for (QTextBlock block = document()->findBlock(position);
         wordWrapMode() != QTextOption::WrapAnywhere && block.isValid() && block.position() <= position + added;
         block = block.next()) {
        if (hasLongWord(block.text()))
            setWordWrapMode(QTextOption::WrapAnywhere);
    }
}

void NoteEditor::takeState()
{
    setReadOnly(m_session->isReadOnly());
    setAccessibleName(tr("Text of %1").arg(m_session->path().name()));
}

// The text is about to be changed from elsewhere: what is written at the caret, behind a line, comes behind it.
void NoteEditor::holdPlaces()
{
    if (verticalScrollBar()->value() > 0)
        m_top = topCursor();
    if (const QTextCursor caret = textCursor(); !caret.hasSelection() && caret.atBlockEnd()) {
        m_caret = caret;
        m_caret.setKeepPositionOnInsert(true);
    }
    QTextCursor anchor = textCursor();
    anchor.setPosition(anchor.anchor());
    m_stand = Stand{offsetAt(anchor), caretOffset(), topOffset()};
}

void NoteEditor::keepPlaces(const EditScript &script)
{
    const std::optional<Stand> stand = std::exchange(m_stand, std::nullopt);
    if (stand && script.edits().size() > MirroredDocument::mostSingleEdits) {
        m_caret = {};
        goAlong(script, *stand);
        return;
    }
    QTextCursor caret = std::exchange(m_caret, {});
    // What begins in an empty line is no continuation of what stands before the caret.
    if (!caret.isNull() && caret != textCursor() && (!caret.atBlockStart() || caret.atBlockEnd())) {
        const QScopedValueRollback guard(m_scrollingItself, true);
        const int scrolled = verticalScrollBar()->value();
        caret.setKeepPositionOnInsert(false);
        caret.clearSelection(); // The other end of it went along.
        setTextCursor(caret);
        verticalScrollBar()->setValue(scrolled);
    }
    if (!m_top.isNull())
        scrollToOffset(offsetAt(std::exchange(m_top, {})));
}

// Where a change was written into the document in one piece, its cursors do not know any more where they were.
void NoteEditor::goAlong(const EditScript &script, const Stand &stand)
{
    const QScopedValueRollback guard(m_scrollingItself, true);
    QTextCursor caret = cursorAt(script.mapped(stand.anchor, Bias::Before));
    caret.setPosition(cursorAt(script.mapped(stand.caret, Bias::Before)).position(), QTextCursor::KeepAnchor);
    const int scrolled = verticalScrollBar()->value();
    setTextCursor(caret);
    verticalScrollBar()->setValue(scrolled);
    if (!std::exchange(m_top, {}).isNull())
        scrollToOffset(script.mapped(stand.top));
}

quint32 NoteEditor::offsetAt(const QTextCursor &cursor) const
{
    return m_session->mirror().offset({cursor.blockNumber(), cursor.positionInBlock()});
}

QTextCursor NoteEditor::cursorAt(quint32 offset) const
{
    const LinePosition place = m_session->mirror().position(offset);
    QTextCursor cursor(document()->findBlockByNumber(place.line));
    cursor.setPosition(cursor.position() + place.column);
    return cursor;
}

quint32 NoteEditor::caretOffset() const
{
    return offsetAt(textCursor());
}

void NoteEditor::goTo(quint32 offset, bool focus)
{
    const QScopedValueRollback guard(m_scrollingItself, true);
    const QTextCursor cursor = cursorAt(offset);
    setTextCursor(cursor);
    QTextBlock top = cursor.block();
    // Asking for its height makes a line wrap that has not been shown yet.
    qreal above = viewport()->height() / 3.0 - blockBoundingRect(top).height();
    for (; above > 0 && top.previous().isValid(); above -= blockBoundingRect(top).height())
        top = top.previous();
    verticalScrollBar()->setValue(top.firstLineNumber());
    ensureCursorVisible();
    if (focus)
        setFocus();
}

ByteRange NoteEditor::selection() const
{
    QTextCursor begin = textCursor();
    begin.setPosition(textCursor().selectionStart());
    QTextCursor end = textCursor();
    end.setPosition(textCursor().selectionEnd());
    return {offsetAt(begin), offsetAt(end)};
}

void NoteEditor::select(ByteRange place)
{
    const QScopedValueRollback guard(m_scrollingItself, true);
    QTextCursor cursor = cursorAt(place.begin);
    const QRect shown = cursorRect(cursor);
    if (shown.top() < 0 || shown.bottom() > viewport()->height())
        goTo(place.begin, false);
    cursor.setPosition(cursorAt(place.end).position(), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

void NoteEditor::markPlaces(const QList<ByteRange> &places)
{
    m_places = places;
    showMarks();
}

quint32 NoteEditor::topOffset() const
{
    return offsetAt(topCursor());
}

// In the first row that is mostly in view.
QTextCursor NoteEditor::topCursor() const
{
    return cursorForPosition({0, fontMetrics().height() / 2});
}

void NoteEditor::scrollToOffset(quint32 offset)
{
    const QScopedValueRollback guard(m_scrollingItself, true);
    const QTextCursor cursor = cursorAt(offset);
    const QTextBlock block = cursor.block();
    blockBoundingRect(block); // Wraps it.
    const QTextLine line = block.layout()->lineForTextPosition(cursor.positionInBlock());
    verticalScrollBar()->setValue(block.firstLineNumber() + (line.isValid() ? line.lineNumber() : 0));
}

std::optional<LinkTarget> NoteEditor::linkAt(quint32 offset) const
{
    const ParsedNotePtr parsed = m_session->parsedNow();
    const QList<Link> &links = parsed->facts.links;
    const auto holds = [offset](ByteRange range) { return range.contains(offset); };
    const auto link = std::ranges::find_if(links, holds, &Link::range);
    if (link == links.end())
        return std::nullopt;
    return LinkTarget::of(*link, parsed->text);
}

std::optional<LinkTarget> NoteEditor::linkUnder(QPoint place) const
{
    // The nearest place between two characters may be the one behind that under the pointer.
    QTextCursor cursor = cursorForPosition(place);
    if (place.x() < cursorRect(cursor).left())
        cursor.movePosition(QTextCursor::PreviousCharacter);
    return linkAt(offsetAt(cursor));
}

void NoteEditor::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (const auto link = linkUnder(event->position().toPoint())) {
            const bool newTab = event->modifiers().testFlag(Qt::AltModifier);
            Q_EMIT linkActivated(*link, newTab ? Qt::ControlModifier : Qt::NoModifier);
            return;
        }
    }
    QPlainTextEdit::mousePressEvent(event);
}

void NoteEditor::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton)
        showPointer(event->position().toPoint(), event->modifiers());
    QPlainTextEdit::mouseMoveEvent(event);
}

void NoteEditor::showPointer(QPoint place, Qt::KeyboardModifiers modifiers)
{
    const bool follows = modifiers.testFlag(Qt::ControlModifier) && linkUnder(place);
    viewport()->setCursor(follows ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

void NoteEditor::keyPressEvent(QKeyEvent *event)
{
    const bool enter = isEnter(*event);
    if (enter && event->modifiers().testFlag(Qt::AltModifier)) {
        const quint32 caret = caretOffset();
        auto link = linkAt(caret);
        if (!link && caret > 0)
            link = linkAt(caret - 1); // The caret may stand right behind it.
        if (link)
            Q_EMIT linkActivated(*link, event->modifiers() & Qt::ControlModifier);
        return;
    }
    // A shortcut that there is not is no text; what AltGr gives, which some systems call Ctrl and Alt, is.
    const Qt::KeyboardModifiers held = event->modifiers() & (Qt::AltModifier | Qt::ControlModifier);
    if (held == Qt::AltModifier && !event->modifiers().testFlag(Qt::GroupSwitchModifier) && !event->text().isEmpty()
        && event->text().front().isPrint()) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Control)
        showPointer(viewport()->mapFromGlobal(QCursor::pos()), Qt::ControlModifier);
    if (!isReadOnly()) {
        if (isRedo(*event)) {
            redo();
            return;
        }
        if (enter && event->modifiers() == Qt::NoModifier && continueLine())
            return;
        // Qt's line separator would be no line end in the file.
        if (event->matches(QKeySequence::InsertLineSeparator)) {
            textCursor().insertBlock();
            ensureCursorVisible();
            return;
        }
        const QTextCursor cursor = textCursor();
        const bool deeper = event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier;
        if (event->key() == Qt::Key_Backtab
            || (deeper && (cursor.hasSelection() || isListItem(cursor.block().text())))) {
            shiftLines(deeper);
            return;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

void NoteEditor::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Control)
        showPointer({}, Qt::NoModifier);
    QPlainTextEdit::keyReleaseEvent(event);
}

// Enter goes on with the list, quote or indentation of the line; in an item without text it ends the list instead.
bool NoteEditor::continueLine()
{
    QTextCursor cursor = textCursor();
    const QString line = cursor.block().text();
    const QRegularExpressionMatch start = lineStart().match(line);
    if (cursor.hasSelection() || start.capturedLength() == 0 || cursor.positionInBlock() < start.capturedLength())
        return false;
    cursor.beginEditBlock();
    if (start.capturedLength() == line.size()) {
        cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    } else {
        QString next = start.captured(u"quote") + start.captured(u"bullet");
        if (start.hasCaptured(u"task"))
            next += u"[ ] "_s;
        if (start.hasCaptured(u"number"))
            next += QString::number(start.captured(u"number").toInt() + 1) + start.captured(u"point");
        cursor.insertBlock();
        cursor.insertText(next);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
    return true;
}

// Moves the lines of the selection, or the caret's, by one tab width to the right or left.
void NoteEditor::shiftLines(bool deeper)
{
    const QTextCursor selection = textCursor();
    QTextBlock line = document()->findBlock(selection.selectionStart());
    const int end = std::max(selection.selectionStart(), selection.selectionEnd() - 1);
    const QTextBlock behind = document()->findBlock(end).next();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (; line != behind; line = line.next()) {
        const QString text = line.text();
        const int blanks = leadingBlanks(text);
        const bool tab = text.startsWith(u'\t');
        cursor.setPosition(line.position());
        if (deeper && blanks < text.size())
            cursor.insertText(tab ? u"\t"_s : QString(TabWidth, u' '));
        if (!deeper && blanks > 0) {
            const qsizetype spaces = std::min<qsizetype>(text.first(blanks).indexOf(u'\t'), TabWidth);
            const int gone = tab ? 1 : static_cast<int>(spaces < 0 ? std::min(blanks, TabWidth) : spaces);
            cursor.setPosition(line.position() + gone, QTextCursor::KeepAnchor);
            cursor.removeSelectedText();
        }
    }
    cursor.endEditBlock();
}

QMimeData *NoteEditor::createMimeDataFromSelection() const
{
    return selectedMimeData(textCursor());
}

void NoteEditor::insertFromMimeData(const QMimeData *source)
{
    // A file with a NUL could be opened for reading only.
    QMimeData text;
    text.setText(source->text().remove(QChar(u'\0')));
    QPlainTextEdit::insertFromMimeData(&text);
}

void NoteEditor::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier))
        zoomInF(static_cast<float>(event->angleDelta().y()) / float{QWheelEvent::DefaultDeltasPerStep});
    else
        QPlainTextEdit::wheelEvent(event);
}

void NoteEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void NoteEditor::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    paintFound();
    if (std::exchange(m_painted, true))
        return;
    // The first painting does not wait for colours. One highlighter colours for all editors of the document.
    QTimer::singleShot(0, document(), [document = document(), code = m_code] {
        if (!document->findChild<NoteHighlighter *>())
            new NoteHighlighter(document, code);
    });
}

// The place that was gone to stands out from the others that were found.
void NoteEditor::paintFound()
{
    const ByteRange selected = selection();
    const auto place = std::ranges::lower_bound(m_places, selected.begin, {}, &ByteRange::begin);
    if (place == m_places.end() || *place != selected)
        return;
    QTextCursor begin = textCursor();
    begin.setPosition(textCursor().selectionStart());
    const QRect from = cursorRect(begin);
    begin.setPosition(textCursor().selectionEnd());
    const QRect to = cursorRect(begin);
    if (from.top() != to.top())
        return; // Over several rows its ground has to do.
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(paletteOf(this).accent, 1.5));
    painter.drawRoundedRect(QRectF(from.left() - 1, from.top(), to.left() - from.left() + 2, from.height()), 3, 3);
}

void NoteEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setTabStopDistance(TabWidth * fontMetrics().horizontalAdvance(u' '));
        placeGutter();
    } else if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        if (auto *highlighter = document()->findChild<NoteHighlighter *>())
            highlighter->recolour();
        showMarks();
    }
}

// The line of the caret, and what is found of what is in view.
void NoteEditor::showMarks()
{
    QTextEdit::ExtraSelection line;
    line.format.setBackground(paletteOf(this).currentLine);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.cursor = textCursor();
    line.cursor.clearSelection();
    QList<QTextEdit::ExtraSelection> marks{line};
    const quint32 end = offsetAt(cursorForPosition({viewport()->width(), viewport()->height()}));
    auto place = std::ranges::lower_bound(m_places, m_places.isEmpty() ? 0 : topOffset(), {}, &ByteRange::end);
    for (; place != m_places.end() && place->begin <= end; ++place) {
        QTextEdit::ExtraSelection found;
        found.format.setBackground(paletteOf(this).mark);
        found.cursor = cursorAt(place->begin);
        found.cursor.setPosition(cursorAt(place->end).position(), QTextCursor::KeepAnchor);
        marks.append(found);
    }
    setExtraSelections(marks);
    m_gutter->update();
}

int NoteEditor::gutterWidth() const
{
    const qsizetype digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    return static_cast<int>(digits) * fontMetrics().horizontalAdvance(u'0') + 2 * NumberMargin;
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
        painter.setPen(block.blockNumber() == current ? colours.mutedText : colours.faintText);
        const QRectF number(0, place.top(), m_gutter->width() - NumberMargin, fontMetrics().height());
        painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    }
}

} // namespace tearsheet
