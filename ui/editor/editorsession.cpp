// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorsession.h"

#include <QDateTime>
#include <QPlainTextDocumentLayout>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>
#include <ranges>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Around the text, in pixels.
constexpr qreal Margin = 8;

// Of a file too large to be edited, so much is shown.
constexpr qsizetype ShownOfLargeFile = 1024 * 1024;

// Beyond so many places a change is written into the document in one piece.
constexpr qsizetype MostSingleEdits = 100;

// Saves of all sessions of a vault come back through one signal.
quint64 nextTicket()
{
    static quint64 last = 0;
    return ++last;
}

bool canBeEdited(const TextFile &file)
{
    return file.isText && file.bytes.size() <= largestNote;
}

// The whole lines at the begin of a file that is too large, or its first bytes where a line is too long.
QByteArray shownOf(const QByteArray &bytes)
{
    const QByteArray begin = bytes.first(ShownOfLargeFile);
    const qsizetype lines = begin.lastIndexOf('\n') + 1;
    return lines > 0 ? begin.first(lines) : begin;
}

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

constexpr auto SaveAfter = 2s;
constexpr auto TryAgainAfter = 5s;

} // namespace

EditorSession::EditorSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent)
    : QObject(parent), m_vault(vault), m_path(std::move(path)), m_parser(this, [this](ParsedNotePtr parsed) {
          m_parsed = std::move(parsed);
          Q_EMIT parsedChanged();
      })
{
    m_document.setDocumentLayout(new QPlainTextDocumentLayout(&m_document));
    m_document.setDocumentMargin(Margin);
    m_parseSoon.setSingleShot(true);
    m_parseSoon.setInterval(0ms);
    m_draftSoon.setSingleShot(true);
    m_draftSoon.setInterval(250ms);
    m_saveSoon.setSingleShot(true);
    connect(&m_saveSoon, &QTimer::timeout, this, &EditorSession::save);
    connect(&m_parseSoon, &QTimer::timeout, this, &EditorSession::requestParse);
    connect(&m_draftSoon, &QTimer::timeout, this, &EditorSession::shareDraft);
    connect(&m_document, &QTextDocument::contentsChange, this, &EditorSession::takeEdit);
    fill(file);

    connect(vault, &Vault::saved, this, [this](const NotePath &, const FileStamp &stamp, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_file = TextFile::of(*std::exchange(m_beingSaved, std::nullopt), stamp);
        settle();
    });
    connect(vault, &Vault::saveFailed, this, [this](const NotePath &, const Error &error, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_beingSaved.reset();
        if (error.code == ErrorCode::Changed || error.code == ErrorCode::NotFound) {
            settle();
            lookAtFile();
        } else {
            setState(State::Failed, error.sentence);
            m_saveSoon.start(TryAgainAfter);
        }
    });
    connect(vault, &Vault::filesChanged, this, [this](const QList<NotePath> &paths) {
        if (paths.contains(m_path))
            lookAtFile();
    });
    connect(vault, &Vault::created, this, [this](const NotePath &created) {
        if (created != m_beside)
            return;
        m_beside = {};
        if (const Result<TextFile> theirs = m_vault->read(m_path))
            takeFile(*theirs);
        else
            setState(m_state, theirs.error().sentence);
    });
    connect(vault, &Vault::createFailed, this, [this](const NotePath &created, const Error &error) {
        if (created == m_beside || (created == m_path && m_state == State::Gone)) {
            m_beside = {};
            setState(m_state, error.sentence);
        }
    });
}

EditorSession::~EditorSession()
{
    if (m_hasDraft && m_vault)
        m_vault->setDraft(m_path, QByteArray());
}

void EditorSession::fill(const TextFile &file)
{
    const QScopedValueRollback guard(m_ownChange, true);
    m_file = file;
    if (file.bytes.size() > largestNote)
        m_file.bytes = shownOf(file.bytes);
    m_mirror = TextMirror(m_file);
    QString text = m_mirror.text();
    for (const QChar unshown : {QChar(u'\0'), QChar(0xFDD0), QChar(0xFDD1)}) // See `TextFile::isText`.
        text.replace(unshown, QChar::ReplacementCharacter);
    m_document.setPlainText(text);
    m_document.clearUndoRedoStacks();
    m_document.setModified(false);
    m_history.clear();
    m_parser.cancel();
    m_parsed.reset();
    m_parseSoon.start();
    if (file.bytes.size() > largestNote) {
        setState(State::ReadOnly, tr("%1 has %2 MB: too much to be edited here. Its beginning is shown, read-only.")
                                      .arg(m_path.fileName())
                                      .arg(file.bytes.size() >> 20));
    } else if (!file.isText) {
        setState(State::ReadOnly,
                 tr("%1 is not valid UTF-8 text, so it is read-only. The file stays as it is.").arg(m_path.fileName()));
    } else {
        settle();
    }
}

ParsedNotePtr EditorSession::parsedNow()
{
    if (!m_parsed || m_parsed->revision != m_mirror.revision()) {
        m_parser.cancel();
        m_parseSoon.stop();
        m_parsed = ParsedNote::of(m_mirror.revision(), m_mirror.bytes());
        Q_EMIT parsedChanged();
    }
    return m_parsed;
}

void EditorSession::requestParse()
{
    m_parser.request([revision = m_mirror.revision(), bytes = m_mirror.bytes()](const CancelFlag &) {
        return ParsedNote::of(revision, bytes);
    });
}

// The document says that the characters at `position` were replaced by `added` others: whole lines are compared, so
// that whatever the document did to them the mirror follows.
void EditorSession::takeEdit(int position, int, int added)
{
    if (m_ownChange || isReadOnly())
        return;
    const int step = m_document.availableUndoSteps();
    EditScript script = takeUndo(step);
    if (script.isEmpty()) {
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
    afterEdit(script);
}

// If the document was led to `step` by undo or redo, and the bytes are known that it showed there, takes them.
EditScript EditorSession::takeUndo(int step)
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

void EditorSession::afterEdit(const EditScript &script)
{
    m_parseSoon.start();
    m_draftSoon.start();
    m_saveSoon.start(SaveAfter);
    if (m_state != State::Conflict && m_state != State::Gone)
        settle();
    Q_EMIT edited(script);
}

// Says what bytes and file make of the state: clean also where undo led back to the file's bytes.
void EditorSession::settle()
{
    const bool clean = m_mirror.bytes() == m_file.bytes;
    if (clean) {
        m_document.setModified(false);
        m_draftSoon.start();
    }
    setState(m_ticket != 0 ? State::Saving : clean ? State::Clean : State::Unsaved);
    // What was typed while the text was being written.
    if (m_state == State::Unsaved && !m_saveSoon.isActive())
        m_saveSoon.start(SaveAfter);
}

void EditorSession::follow(const NotePath &path)
{
    if (std::exchange(m_hasDraft, false))
        m_vault->setDraft(m_path, QByteArray());
    m_path = path;
    if (m_state == State::Gone)
        setState(m_mirror.bytes() == m_file.bytes ? State::Clean : State::Unsaved);
    lookAtFile();
    shareDraft();
    Q_EMIT stateChanged();
}

Result<> EditorSession::apply(const EditScript &script)
{
    if (isReadOnly())
        return failure(ErrorCode::NotText, m_path.toString(), m_stateText);
    const QByteArray before = m_mirror.bytes();
    const Result<QByteArray> after = script.apply(before);
    if (!after)
        return std::unexpected(after.error());
    if (*after == before)
        return {};
    QList<Edit> edits = script.edits();
    if (edits.size() > MostSingleEdits) {
        const ByteRange all{edits.first().range.begin, edits.last().range.end};
        edits = {{all, after->sliced(all.begin, after->size() - before.size() + all.size())}};
    }
    Q_EMIT aboutToApply();
    const int step = m_document.availableUndoSteps();
    {
        const QScopedValueRollback guard(m_ownChange, true);
        QTextCursor(&m_document).beginEditBlock();
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
        QTextCursor(&m_document).endEditBlock();
    }
    if (m_document.availableUndoSteps() == step)
        m_history.clear(); // Line ends alone are no undo step.
    else
        m_history.add(m_document.availableUndoSteps(), script, before);
    afterEdit(script);
    return {};
}

// Makes the document's lines `firstLine` to `oldLastLine` what the mirror's lines up to `newLastLine` are, touching no
// character that stays, so that carets stay with the text around them.
void EditorSession::syncDocument(int firstLine, int oldLastLine, int newLastLine)
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

void EditorSession::shareDraft()
{
    const bool unsaved = m_mirror.bytes() != m_file.bytes;
    if (unsaved)
        m_vault->setDraft(m_path, m_mirror.bytes().isEmpty() ? ""_ba : m_mirror.bytes());
    else if (m_hasDraft)
        m_vault->setDraft(m_path, QByteArray());
    m_hasDraft = unsaved;
}

void EditorSession::save()
{
    if (m_state != State::Unsaved && m_state != State::Failed)
        return;
    m_ticket = nextTicket();
    m_beingSaved = m_mirror.bytes();
    setState(State::Saving);
    m_vault->save(m_path, *m_beingSaved, m_file.stamp, m_ticket);
}

void EditorSession::lookAtFile()
{
    if (m_ticket != 0)
        return; // The save will tell.
    const Result<TextFile> file = m_vault->read(m_path);
    if (!file) {
        if (isReadOnly())
            setState(State::ReadOnly, file.error().sentence);
        else if (file.error().code == ErrorCode::NotFound)
            setState(State::Gone, tr("%1 was removed from the vault. Its text is still here.").arg(m_path.fileName()));
        else
            setState(State::Failed, file.error().sentence);
        return;
    }
    if (isReadOnly()) {
        fill(*file);
        return;
    }
    const bool ours = file->bytes == m_mirror.bytes() || file->bytes == m_beingSaved;
    if (ours || file->stamp.hash == m_file.stamp.hash) {
        m_file = *file;
        m_beingSaved.reset();
        settle();
    } else if (m_mirror.bytes() == m_file.bytes) {
        takeFile(*file);
    } else {
        setState(State::Conflict, tr("Another program changed %1 while it had unsaved text. "
                                     "Yours is shown here, the other version is in the file.")
                                      .arg(m_path.fileName()));
    }
}

void EditorSession::takeFile(const TextFile &file)
{
    if (!canBeEdited(file)) {
        fill(file);
        return;
    }
    const EditScript script = EditScript::between(m_mirror.bytes(), file.bytes);
    m_file = file;
    if (!apply(script))
        fill(file);
    settle();
}

void EditorSession::takeDiskVersion()
{
    const Result<TextFile> file = m_vault->read(m_path);
    if (!file)
        setState(m_state, file.error().sentence);
    else if (canBeEdited(*file))
        takeFile(*file);
    else
        setState(m_state, tr("The other version of %1 cannot be edited, so taking it could not be undone. "
                             "Save yours beside it first.")
                              .arg(m_path.fileName()));
}

void EditorSession::saveBeside()
{
    if (m_state != State::Conflict)
        return;
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HHmmss"_s);
    const QString folder = m_path.folder().isEmpty() ? QString() : QString(m_path.folder() + u'/');
    const QString beside = folder + tr("%1 (my version %2)").arg(m_path.name(), time) + u".md"_s;
    m_beside = NotePath::fromRelative(beside).value(); // A path stays one with a longer name.
    m_vault->create(m_beside, m_mirror.bytes());
}

void EditorSession::restore()
{
    if (m_state != State::Gone)
        return;
    // The vault tells of the new file as of any change.
    m_beingSaved = m_mirror.bytes();
    m_vault->create(m_path, *m_beingSaved);
}

void EditorSession::setState(State state, const QString &text)
{
    if (m_state == state && m_stateText == text)
        return;
    m_state = state;
    m_stateText = text;
    Q_EMIT stateChanged();
}

} // namespace tearsheet
