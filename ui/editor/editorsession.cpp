// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorsession.h"

#include <QDateTime>
#include <QPlainTextDocumentLayout>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>
#include <atomic>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Of a file too large to be edited, so much is shown.
constexpr qsizetype ShownOfLargeFile = 2 * 1024 * 1024;

// Beyond so many places a change is written into the document in one piece.
constexpr qsizetype MostSingleEdits = 100;

// Saves of all sessions of a vault come back through one signal.
quint64 nextTicket()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace

EditorSession::EditorSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent)
    : QObject(parent), m_vault(vault), m_path(std::move(path)), m_parser(this, [this](ParsedNotePtr parsed) {
          m_parsed = std::move(parsed);
          Q_EMIT parsedChanged();
      })
{
    m_document.setDocumentLayout(new QPlainTextDocumentLayout(&m_document));
    m_parseSoon.setSingleShot(true);
    m_parseSoon.setInterval(0ms);
    m_draftSoon.setSingleShot(true);
    m_draftSoon.setInterval(250ms);
    connect(&m_parseSoon, &QTimer::timeout, this, &EditorSession::requestParse);
    connect(&m_draftSoon, &QTimer::timeout, this, &EditorSession::shareDraft);
    fill(file);
    connect(&m_document, &QTextDocument::contentsChange, this, &EditorSession::takeEdit);

    connect(vault, &Vault::saved, this, [this](const NotePath &, const FileStamp &stamp, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_file = TextFile::of(m_beingSaved, stamp);
        settle();
    });
    connect(vault, &Vault::saveFailed, this, [this](const NotePath &, const Error &error, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        if (error.code == ErrorCode::Changed || error.code == ErrorCode::NotFound) {
            setState(State::Unsaved);
            lookAtFile();
        } else {
            setState(State::Failed, error.sentence);
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
        takeDiskVersion();
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
    const bool large = file.bytes.size() > largestNote;
    m_mirror = TextMirror(large ? TextFile::of(file.bytes.first(ShownOfLargeFile)) : file);
    m_document.setPlainText(m_mirror.text());
    m_document.clearUndoRedoStacks();
    m_blockCount = m_document.blockCount();
    if (large) {
        setState(State::ReadOnly, tr("%1 has %2 MB, so it is read-only and only its beginning is shown.")
                                      .arg(m_path.fileName())
                                      .arg(file.bytes.size() >> 20));
    } else if (!file.isText) {
        setState(State::ReadOnly,
                 tr("%1 is not valid UTF-8 text, so it is read-only; the file stays as it is.").arg(m_path.fileName()));
    } else {
        setState(State::Clean);
    }
    m_parseSoon.start();
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

// The document says that `removed` characters at `position` became `added` others: whole lines are compared, so that
// whatever the document did to them the mirror follows.
void EditorSession::takeEdit(int position, int removed, int added)
{
    Q_UNUSED(removed)
    if (m_ownChange || isReadOnly())
        return;
    const QTextBlock first = m_document.findBlock(position);
    QTextBlock last = m_document.findBlock(position + added);
    if (!last.isValid())
        last = m_document.lastBlock();
    const int newCount = last.blockNumber() - first.blockNumber() + 1;
    const int oldCount = newCount - (m_document.blockCount() - m_blockCount);
    m_blockCount = m_document.blockCount();
    QStringList lines;
    lines.reserve(newCount);
    for (QTextBlock block = first; block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next())
        lines.append(block.text());
    const EditScript script = m_mirror.replaceLines(first.blockNumber(), oldCount, lines);
    if (!script.isEmpty())
        afterEdit(script);
}

void EditorSession::afterEdit(const EditScript &script)
{
    m_parseSoon.start();
    m_draftSoon.start();
    if (m_state == State::Clean || m_state == State::Unsaved || m_state == State::Saving || m_state == State::Failed)
        settle();
    Q_EMIT edited(script);
}

// Clean if undo or typing led back to the file's bytes.
void EditorSession::settle()
{
    if (m_mirror.bytes() != m_file.bytes) {
        setState(m_ticket != 0 ? State::Saving : State::Unsaved);
        return;
    }
    setState(m_ticket != 0 ? State::Saving : State::Clean);
    m_draftSoon.start();
}

Result<> EditorSession::apply(const EditScript &script)
{
    if (isReadOnly())
        return failure(ErrorCode::NotText, m_path.toString(), m_stateText);
    if (Result<QByteArray> fits = script.apply(m_mirror.bytes()); !fits)
        return std::unexpected(fits.error());
    {
        const QScopedValueRollback guard(m_ownChange, true);
        QTextCursor(&m_document).beginEditBlock();
        QList<Edit> edits = script.edits();
        if (edits.size() > MostSingleEdits) {
            const ByteRange all{edits.first().range.begin, edits.last().range.end};
            const quint32 size = static_cast<quint32>(m_mirror.bytes().size());
            const QByteArray after = *script.apply(m_mirror.bytes());
            edits = {{all, after.sliced(all.begin, after.size() - size + all.size())}};
        }
        // From the last to the first, so that the places of those still to come stay right.
        for (auto edit = edits.crbegin(); edit != edits.crend(); ++edit) {
            const int oldCount = m_mirror.lineCount();
            const int first = std::max(0, m_mirror.position(edit->range.begin).line - 1);
            const int last = std::min(oldCount - 1, m_mirror.position(edit->range.end).line + 1);
            if (Result<> applied = m_mirror.apply(EditScript::replacing(edit->range, edit->text)); !applied)
                return applied;
            syncDocument(first, last, last + m_mirror.lineCount() - oldCount);
        }
        QTextCursor(&m_document).endEditBlock();
        m_blockCount = m_document.blockCount();
    }
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
    qsizetype same = 0;
    while (same < before.size() && same < after.size() && before.at(same) == after.at(same))
        ++same;
    if (same > 0 && before.at(same - 1).isHighSurrogate())
        --same;
    qsizetype sameAtEnd = 0;
    while (sameAtEnd < std::min(before.size(), after.size()) - same
           && before.at(before.size() - 1 - sameAtEnd) == after.at(after.size() - 1 - sameAtEnd))
        ++sameAtEnd;
    if (sameAtEnd > 0 && before.at(before.size() - sameAtEnd).isLowSurrogate())
        --sameAtEnd;
    cursor.setPosition(begin + static_cast<int>(same));
    cursor.setPosition(begin + static_cast<int>(before.size() - sameAtEnd), QTextCursor::KeepAnchor);
    cursor.insertText(after.sliced(same, after.size() - same - sameAtEnd));
}

void EditorSession::shareDraft()
{
    const bool unsaved = m_mirror.bytes() != m_file.bytes && !isReadOnly();
    if (unsaved)
        m_vault->setDraft(m_path, m_mirror.bytes());
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
    m_vault->save(m_path, m_beingSaved, m_file.stamp, m_ticket);
}

void EditorSession::lookAtFile()
{
    if (m_ticket != 0)
        return; // The save will tell.
    const Result<TextFile> file = m_vault->read(m_path);
    if (!file) {
        if (file.error().code == ErrorCode::NotFound)
            setState(State::Gone, tr("%1 was removed from the vault. Its text is still here.").arg(m_path.fileName()));
        else
            setState(State::Failed, file.error().sentence);
        return;
    }
    if (file->stamp.hash == m_file.stamp.hash) {
        m_file.stamp = file->stamp;
        if (m_state == State::Gone || m_state == State::Conflict)
            settle();
        return;
    }
    const bool ours = file->bytes == m_mirror.bytes();
    const bool clean = m_mirror.bytes() == m_file.bytes;
    if (ours || clean || isReadOnly())
        takeFile(*file);
    else
        setState(State::Conflict, tr("Another program changed %1 while you were editing it. Your text is here, the "
                                     "other version is in the file.")
                                      .arg(m_path.fileName()));
}

void EditorSession::takeFile(const TextFile &file)
{
    if (isReadOnly() || !file.isText || file.bytes.size() > largestNote) {
        fill(file);
        return;
    }
    const EditScript script = EditScript::between(m_mirror.bytes(), file.bytes);
    m_file = file;
    if (!script.isEmpty()) {
        if (const Result<> applied = apply(script); !applied) {
            fill(file);
            return;
        }
    }
    settle();
}

void EditorSession::takeDiskVersion()
{
    if (const Result<TextFile> file = m_vault->read(m_path))
        takeFile(*file);
    else
        setState(m_state, file.error().sentence);
}

void EditorSession::saveBeside()
{
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HHmmss"_s);
    const QString folder = m_path.folder().isEmpty() ? QString() : QString(m_path.folder() + u'/');
    const QString name = folder + m_path.name() + u" (my version "_s + stamp + u").md"_s;
    if (const Result<NotePath> beside = NotePath::fromRelative(name)) {
        m_beside = *beside;
        m_vault->create(*beside, m_mirror.bytes());
    }
}

void EditorSession::restore()
{
    // The vault tells of the new file as of any change, and its bytes are this text.
    m_vault->create(m_path, m_mirror.bytes());
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
