// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/mirroreddocument.h"

#include <QPlainTextDocumentLayout>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>
#include <ranges>

namespace tearsheet {

namespace {

// Around the text, in pixels.
constexpr qreal Margin = 8;

bool shows(const QTextDocument &document, const TextMirror &mirror)
{
    if (document.blockCount() != mirror.lineCount())
        return false;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.text() != mirror.line(block.blockNumber()))
            return false;
    }
    return true;
}

} // namespace

MirroredDocument::MirroredDocument(QObject *parent) : QObject(parent)
{
    m_document.setDocumentLayout(new QPlainTextDocumentLayout(&m_document));
    m_document.setDocumentMargin(Margin);
    connect(&m_document, &QTextDocument::contentsChange, this, &MirroredDocument::takeEdit);
}

void MirroredDocument::fill(const TextFile &file, bool locked)
{
    const QScopedValueRollback guard(m_ownChange, true);
    m_locked = locked;
    m_mirror = TextMirror(file);
    QString text = m_mirror.text();
    for (const QChar unshown : {QChar(u'\0'), QChar(0xFDD0), QChar(0xFDD1)}) // See `TextFile::isText`.
        text.replace(unshown, QChar::ReplacementCharacter);
    m_document.setPlainText(text);
    m_document.clearUndoRedoStacks();
    m_document.setModified(false);
    m_history.clear();
}

// The document says that the characters at `position` were replaced by `added` others: whole lines are compared, so
// that whatever the document did to them the mirror follows.
void MirroredDocument::takeEdit(int position, int, int added)
{
    if (m_ownChange || m_locked)
        return;
    const int step = m_document.availableUndoSteps();
    EditScript script = takeUndo(step);
    if (!script.isEmpty()) {
        endStep();
    } else {
        const QTextBlock first = m_document.findBlock(position);
        QTextBlock last = m_document.findBlock(position + added);
        if (!last.isValid())
            last = m_document.lastBlock();
        QStringList lines;
        for (QTextBlock block = first; block.isValid() && block.blockNumber() <= last.blockNumber();
             block = block.next())
            lines.append(block.text());
        const int moreLines = m_document.blockCount() - m_mirror.lineCount();
        const QByteArray before = m_mirror.bytes();
        script = m_mirror.replaceLines(first.blockNumber(), static_cast<int>(lines.size()) - moreLines, lines);
        if (script.isEmpty())
            return;
        m_history.add(step, script, before);
    }
    Q_EMIT edited(script);
}

// What is typed from now on is a step of its own: a document joins what is inserted right behind an insertion to that,
// unless it is unmodified.
void MirroredDocument::endStep()
{
    m_document.setModified(false);
}

// If the document was led to `step` by undo or redo, and the bytes are known that it showed there, takes them.
EditScript MirroredDocument::takeUndo(int step)
{
    const std::optional<QByteArray> bytes = m_history.bytesAt(step, m_mirror.bytes());
    if (!bytes)
        return {};
    EditScript script = EditScript::between(m_mirror.bytes(), *bytes);
    TextMirror there = m_mirror;
    if (!there.apply(script) || !shows(m_document, there))
        return {};
    m_mirror = std::move(there);
    m_history.goTo(step);
    return script;
}

Result<> MirroredDocument::apply(const EditScript &script)
{
    const QByteArray before = m_mirror.bytes();
    const Result<QByteArray> after = script.apply(before);
    if (!after)
        return std::unexpected(after.error());
    if (*after == before)
        return {};
    QList<Edit> edits = script.edits();
    if (edits.size() > mostSingleEdits) {
        const ByteRange all{edits.first().range.begin, edits.last().range.end};
        edits = {{all, after->sliced(all.begin, after->size() - before.size() + all.size())}};
    }
    Q_EMIT aboutToApply();
    const int step = m_document.availableUndoSteps();
    {
        const QScopedValueRollback guard(m_ownChange, true);
        // Undo goes back to where this cursor is.
        QTextCursor place(&m_document);
        const LinePosition changed = m_mirror.position(edits.first().range.begin);
        place.setPosition(m_document.findBlockByNumber(changed.line).position() + changed.column);
        place.beginEditBlock();
        // From the last to the first, so that the places of those still to come stay right.
        for (const Edit &edit : std::as_const(edits) | std::views::reverse) {
            const int oldCount = m_mirror.lineCount();
            const int first = std::max(0, m_mirror.position(edit.range.begin).line - 1);
            const int last = std::min(oldCount - 1, m_mirror.position(edit.range.end).line + 1);
            // Fits, as the whole did.
            [[maybe_unused]] const Result<> applied = m_mirror.apply(EditScript::replacing(edit.range, edit.text));
            Q_ASSERT(applied);
            syncDocument(first, last, last + m_mirror.lineCount() - oldCount);
        }
        place.endEditBlock();
        endStep();
    }
    if (m_document.availableUndoSteps() == step)
        m_history.clear(); // Line ends alone are no undo step.
    else
        m_history.add(m_document.availableUndoSteps(), script, before);
    Q_EMIT edited(script);
    return {};
}

// Makes the document's lines `firstLine` to `oldLastLine` what the mirror's lines up to `newLastLine` are, touching no
// character that stays, so that carets stay with the text around them.
void MirroredDocument::syncDocument(int firstLine, int oldLastLine, int newLastLine)
{
    QStringList lines;
    for (int line = firstLine; line <= newLastLine; ++line)
        lines.append(m_mirror.line(line));
    const QString after = lines.join(QChar::ParagraphSeparator);
    QTextCursor cursor(m_document.findBlockByNumber(firstLine));
    const QTextBlock lastBlock = m_document.findBlockByNumber(oldLastLine);
    const int begin = cursor.position();
    cursor.setPosition(lastBlock.position() + lastBlock.length() - 1, QTextCursor::KeepAnchor);
    const QString before = cursor.selectedText();
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype same = std::ranges::mismatch(before, after).in1 - before.begin();
    if (same > 0 && before.at(same - 1).isHighSurrogate())
        --same;
    qsizetype sameAtEnd = 0;
    while (sameAtEnd < shorter - same
           && before.at(before.size() - 1 - sameAtEnd) == after.at(after.size() - 1 - sameAtEnd))
        ++sameAtEnd;
    if (sameAtEnd > 0 && before.at(before.size() - sameAtEnd).isLowSurrogate())
        --sameAtEnd;
    if (same == before.size() && same == after.size())
        return;
    cursor.setPosition(begin + static_cast<int>(same));
    cursor.setPosition(begin + static_cast<int>(before.size() - sameAtEnd), QTextCursor::KeepAnchor);
    cursor.insertText(after.sliced(same, after.size() - same - sameAtEnd));
}

} // namespace tearsheet
