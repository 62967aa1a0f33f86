// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/longtextedit.h"

#include <QApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Piece = 512; // Characters.
constexpr qsizetype Longest = 4 * Piece;
constexpr qsizetype Shortest = Piece / 8;

// Blocks of the document are pieces; a line end within one is what Qt breaks a line at.
constexpr QChar PieceEnd = QChar::ParagraphSeparator;
constexpr QChar LineBreak = QChar::LineSeparator;
constexpr QChar ZeroWidthJoiner{0x200D};

bool belongsToLast(QChar c)
{
    return c.isLowSurrogate() || c.isMark() || c == ZeroWidthJoiner;
}

// Where a piece that begins at `begin` ends: behind a blank, and never within what is one character to a reader.
qsizetype pieceEnd(const QString &text, qsizetype begin)
{
    const qsizetype most = begin + Piece;
    if (most >= text.size())
        return text.size();
    for (qsizetype at = most; at > begin + Piece / 2; --at) {
        if (text.at(at - 1).isSpace())
            return at;
    }
    qsizetype at = most;
    while (at > begin + 1 && (belongsToLast(text.at(at)) || text.at(at - 1) == ZeroWidthJoiner))
        --at;
    return at;
}

QString inPieces(const QString &text)
{
    QString pieces;
    pieces.reserve(text.size() + text.size() / (Piece / 2) + 1);
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype end = pieceEnd(text, begin);
        if (begin > 0)
            pieces += PieceEnd;
        pieces += QStringView(text).sliced(begin, end - begin);
        begin = end;
    }
    return pieces;
}

QString inOneBlock(QString text)
{
    return text.replace(u"\r\n"_s, QString(LineBreak)).replace(u'\n', LineBreak).replace(u'\r', LineBreak);
}

} // namespace

LongTextEdit::LongTextEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    connect(document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (removed > 0 || added > 0)
            m_text.reset();
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            Q_EMIT edited();
    });
}

bool LongTextEdit::canHold(const QString &text)
{
    static constexpr char16_t Odd[] = {0x2028, 0x2029, 0xFDD0, 0xFDD1, 0};
    if (std::ranges::any_of(Odd, [&](char16_t c) { return text.contains(QChar(c)); }))
        return false;
    const qsizetype returns = text.count(u'\r');
    return returns == 0 || (returns == text.count(u"\r\n"_s) && returns == text.count(u'\n'));
}

const QString &LongTextEdit::text() const
{
    if (!m_text) {
        QString all;
        all.reserve(document()->characterCount());
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
            all += block.text();
        m_text = plain(std::move(all));
    }
    return *m_text;
}

QString LongTextEdit::plain(QString pieces) const
{
    return pieces.remove(PieceEnd).replace(LineBreak, m_lineEnd);
}

void LongTextEdit::setText(const QString &text)
{
    m_filling = true;
    m_lineEnd = text.contains(u"\r\n"_s) ? u"\r\n"_s : u"\n"_s;
    setPlainText(inPieces(inOneBlock(text)));
    m_filling = false;
    m_text = text;
}

// Between two pieces there is no character: whatever goes over their border begins on its other side.
void LongTextEdit::stepOver(const QKeyEvent &event)
{
    constexpr QKeySequence::StandardKey Back[] = {QKeySequence::Backspace,          QKeySequence::DeleteStartOfWord,
                                                  QKeySequence::MoveToPreviousChar, QKeySequence::SelectPreviousChar,
                                                  QKeySequence::MoveToPreviousWord, QKeySequence::SelectPreviousWord};
    constexpr QKeySequence::StandardKey On[] = {QKeySequence::Delete,         QKeySequence::DeleteEndOfWord,
                                                QKeySequence::MoveToNextChar, QKeySequence::SelectNextChar,
                                                QKeySequence::MoveToNextWord, QKeySequence::SelectNextWord};
    const auto isOneOf = [&](const auto &keys) {
        // With Shift, Backspace takes away a character, too.
        return std::ranges::any_of(keys, [&](QKeySequence::StandardKey key) { return event.matches(key); })
               || (event.key() == Qt::Key_Backspace && std::ranges::contains(keys, QKeySequence::Backspace));
    };
    QTextCursor cursor = textCursor();
    const bool selects = event.modifiers().testFlag(Qt::ShiftModifier) && event.key() != Qt::Key_Backspace;
    if (cursor.hasSelection() && !selects)
        return;
    const auto mode = selects ? QTextCursor::KeepAnchor : QTextCursor::MoveAnchor;
    if (cursor.atBlockStart() && isOneOf(Back))
        cursor.movePosition(QTextCursor::PreviousCharacter, mode);
    else if (cursor.atBlockEnd() && isOneOf(On))
        cursor.movePosition(QTextCursor::NextCharacter, mode);
    else
        return;
    setTextCursor(cursor);
}

// A piece that has become long is cut, one that has become short joins the next.
void LongTextEdit::keepPieces()
{
    const QTextBlock block = textCursor().block();
    const QString text = block.text();
    const bool isShort = text.size() < Shortest && document()->blockCount() > 1;
    if (text.size() <= Longest && !isShort)
        return;
    QTextCursor cursor(block);
    cursor.joinPreviousEditBlock();
    if (isShort && block.next().isValid()) {
        cursor.movePosition(QTextCursor::EndOfBlock);
        cursor.deleteChar();
    } else if (isShort) {
        cursor.deletePreviousChar();
    }
    qsizetype at = block.position();
    for (qsizetype begin = 0; !isShort && begin < text.size();) {
        const qsizetype end = pieceEnd(text, begin);
        at += end - begin;
        begin = end;
        if (begin < text.size()) {
            cursor.setPosition(static_cast<int>(at++));
            cursor.insertBlock();
        }
    }
    cursor.endEditBlock();
}

void LongTextEdit::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Escape:
        event->ignore(); // They are for who shows this.
        return;
    default:
        break;
    }
    stepOver(*event);
    QPlainTextEdit::keyPressEvent(event);
    if (!event->matches(QKeySequence::Undo) && !event->matches(QKeySequence::Redo))
        keepPieces();
}

void LongTextEdit::inputMethodEvent(QInputMethodEvent *event)
{
    QPlainTextEdit::inputMethodEvent(event);
    if (!event->commitString().isEmpty())
        keepPieces();
}

// Who edits in a view asks the editor, which this is in.
void LongTextEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    QFocusEvent same(QEvent::FocusOut, event->reason());
    QCoreApplication::sendEvent(parentWidget(), &same);
}

QMimeData *LongTextEdit::createMimeDataFromSelection() const
{
    auto *const copied = new QMimeData;
    copied->setText(plain(textCursor().selectedText()));
    return copied;
}

void LongTextEdit::insertFromMimeData(const QMimeData *source)
{
    if (!source->hasText())
        return;
    textCursor().insertText(inOneBlock(source->text()));
    ensureCursorVisible();
    keepPieces();
}

} // namespace tearsheet
