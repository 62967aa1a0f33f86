// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/filesession.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Of a file too large to be edited, so much is shown.
constexpr qsizetype ShownOfLargeFile = 1024 * 1024;

constexpr auto SaveAfter = 2s;
constexpr auto TryAgainAfter = 5s;

// Unsaved text goes to the vault after a pause, and in time where there is none.
constexpr qint64 PauseBeforeDraft = 250; // ms
constexpr qint64 LongestWithoutDraft = 750;

// The whole lines at the begin of a file that is too large, or its first bytes where a line is too long.
QByteArray shownOf(const QByteArray &bytes)
{
    const QByteArray begin = bytes.first(ShownOfLargeFile);
    const qsizetype lines = begin.lastIndexOf('\n') + 1;
    return lines > 0 ? begin.first(lines) : begin;
}

} // namespace

quint64 FileSession::nextTicket()
{
    static quint64 last = 0;
    return ++last;
}

// Whether the text can be edited once a fitting script has changed it: what cannot be held as text would come with the
// script, or of a character that it cuts.
bool FileSession::canBeEditedAfter(const EditScript &script) const
{
    const QByteArray &before = bytes();
    qint64 size = before.size();
    const auto isWhole = [&](quint32 at) {
        return at >= before.size() || (static_cast<unsigned char>(before.at(at)) & 0xC0) != 0x80;
    };
    for (const Edit &edit : script.edits()) {
        size += edit.text.size() - qint64{edit.range.size()};
        if (!isWhole(edit.range.begin) || !isWhole(edit.range.end) || !TextFile::of(edit.text).isText)
            return false;
    }
    return size <= m_largest;
}

bool FileSession::canBeEdited(const TextFile &file) const
{
    return file.isText && file.bytes.size() <= m_largest;
}

FileSession::FileSession(Vault *vault, NotePath path, qint64 largest, QObject *parent)
    : QObject(parent), m_vault(vault), m_path(std::move(path)), m_largest(largest)
{
    m_draftSoon.setSingleShot(true);
    m_saveSoon.setSingleShot(true);
    connect(&m_saveSoon, &QTimer::timeout, this, &FileSession::save);
    connect(&m_draftSoon, &QTimer::timeout, this, &FileSession::shareDraft);
}

void FileSession::begin(const TextFile &file)
{
    fill(file);
    connectVault();
}

void FileSession::tellEdit(const EditScript &script)
{
    afterEdit();
    Q_EMIT edited(script);
    noticeUndo();
}

void FileSession::connectVault()
{
    connect(m_vault, &Vault::saved, this, [this](const NotePath &, const FileStamp &stamp, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_needsConsent = false;
        m_file = TextFile::of(*std::exchange(m_beingSaved, std::nullopt), stamp);
        if (isReadOnly())
            fill(TextFile(m_file));
        else
            settle();
    });
    connect(m_vault, &Vault::saveFailed, this, [this](const NotePath &, const Error &error, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_beingSaved.reset();
        if (isReadOnly()) {
            lookAtFile();
            if (isReadOnly())
                setState(State::ReadOnly, error.sentence);
            return;
        }
        if (error.code == ErrorCode::NeedsConsent && m_consented) {
            sendToDisk(SaveMode::InPlace);
            return;
        }
        if (error.code == ErrorCode::Changed || error.code == ErrorCode::NotFound) {
            settle();
            lookAtFile();
            return;
        }
        m_needsConsent = error.code == ErrorCode::NeedsConsent;
        setState(State::Failed, error.sentence);
        // What needs the user's word is not tried again before it is given, nor while it is being given.
        if (m_needsConsent)
            m_saveSoon.stop();
        else
            m_saveSoon.start(TryAgainAfter);
    });
    connect(m_vault, &Vault::wasSetAside, this, [this](const NotePath &, quint64 ticket) {
        if (ticket == 0 || ticket != m_asideTicket)
            return;
        m_asideTicket = 0;
        const auto then = std::exchange(m_whenAside, nullptr);
        if (bytes() == std::exchange(m_asideText, {})) {
            then();
            Q_EMIT gaveWay();
        } else {
            whenSetAside(then); // What was typed since is not there.
        }
    });
    connect(m_vault, &Vault::setAsideFailed, this, [this](const NotePath &, const Error &error, quint64 ticket) {
        if (ticket == 0 || ticket != m_asideTicket)
            return;
        m_asideTicket = 0;
        m_whenAside = nullptr;
        setState(m_state, error.sentence);
    });
    // What happens to the file before the vault has seen it is not told.
    m_indexed = m_vault->snapshot().isComplete();
    connect(m_vault, &Vault::published, this, [this](const Snapshot &snapshot) {
        if (snapshot.isComplete() && !std::exchange(m_indexed, true))
            lookAtFile();
    });
    connect(m_vault, &Vault::filesChanged, this, [this](const QList<NotePath> &paths) {
        if (paths.contains(m_path))
            lookAtFile();
    });
    connect(m_vault, &Vault::created, this, [this](const NotePath &created) {
        if (created == m_beside)
            finishBeside();
    });
    connect(m_vault, &Vault::createFailed, this, [this](const NotePath &created, const Error &error) {
        const bool restored = created == m_path && m_state == State::Gone;
        if (restored)
            lookAtFile(); // It may be there again.
        if (created == m_beside || (restored && m_state == State::Gone)) {
            m_beside = {};
            setState(m_state, error.sentence);
        }
    });
}

void FileSession::leave()
{
    if (!m_vault)
        return;
    if (isReadOnly() || bytes() == m_file.bytes) {
        m_vault->dropDraft(m_path, bytes());
        return;
    }
    m_vault->setDraft(m_path, bytes(), m_file.bytes);
    m_vault->leaveDraft(m_path);
}

void FileSession::fill(const TextFile &file)
{
    m_file = file;
    m_theirs.reset();
    const bool tooLarge = file.bytes.size() > m_largest;
    if (tooLarge)
        m_file.bytes = shownOf(file.bytes);
    show(m_file, !canBeEdited(file));
    // There is nothing to undo.
    m_outsideSteps.clear();
    m_undoSteps = 0;
    if (tooLarge) {
        setState(State::ReadOnly, tr("%1 has %2 MB: too much to be edited here. Its beginning is shown, read-only.")
                                      .arg(m_path.fileName())
                                      .arg(file.bytes.size() >> 20));
    } else if (!file.isText) {
        const QString what = file.bytes.contains('\0') ? tr("%1 is no text file, so it is read-only. "
                                                            "The file stays as it is.")
                                                       : tr("%1 is not valid UTF-8 text, so it is read-only. "
                                                            "The file stays as it is.");
        setState(State::ReadOnly, what.arg(m_path.fileName()));
    } else {
        settle();
    }
}

void FileSession::afterEdit()
{
    if (!m_sinceEdit.isValid())
        m_sinceEdit.start();
    m_draftSoon.start(
        static_cast<int>(std::clamp<qint64>(LongestWithoutDraft - m_sinceEdit.elapsed(), 0, PauseBeforeDraft)));
    m_saveSoon.start(SaveAfter);
    if (m_state != State::Conflict && m_state != State::Gone)
        settle();
    else if (m_toldSafe != isSafe())
        tellState();
}

bool FileSession::isSafe() const
{
    const bool mayBe = m_state == State::Gone || m_state == State::Failed;
    return m_state == State::Clean || isReadOnly() || (mayBe && bytes() == m_file.bytes);
}

// Says what bytes and file make of the state: clean also where undo led back to the file's bytes.
void FileSession::settle()
{
    const bool clean = bytes() == m_file.bytes;
    if (clean) {
        reachFile();
        m_draftSoon.start(0);
    }
    setState(m_ticket != 0 ? State::Saving : clean ? State::Clean : State::Unsaved);
    // What was typed while the text was being written.
    if (m_state == State::Unsaved && !m_saveSoon.isActive())
        m_saveSoon.start(SaveAfter);
}

void FileSession::follow(const NotePath &path)
{
    const NotePath before = std::exchange(m_path, path);
    if (m_state == State::Gone)
        setState(bytes() == m_file.bytes ? State::Clean : State::Unsaved);
    if (m_hasDraft)
        m_vault->moveDraft(before, path);
    lookAtFile();
    shareDraft();
    tellState();
}

Result<> FileSession::apply(const EditScript &script)
{
    if (isReadOnly())
        return failure(ErrorCode::NotText, m_path.toString(), m_stateText);
    if (!canBeEditedAfter(script))
        return failure(ErrorCode::NotText, m_path.toString(),
                       tr("%1 would hold what cannot be edited as text.").arg(m_path.fileName()));
    return change(script);
}

Result<> FileSession::replaceText(const QByteArray &text)
{
    if (isReadOnly()) {
        writeOver(text);
        return {};
    }
    const QByteArray before = bytes();
    if (before != m_file.bytes)
        m_vault->setAside(m_path, before, m_file.bytes);
    return apply(EditScript::between(before, text));
}

void FileSession::shareDraft()
{
    m_draftSoon.stop();
    m_sinceEdit.invalidate();
    const bool unsaved = bytes() != m_file.bytes;
    if (unsaved)
        m_vault->setDraft(m_path, bytes(), m_file.bytes);
    else if (m_hasDraft)
        m_vault->dropDraft(m_path, bytes());
    m_hasDraft = unsaved;
}

void FileSession::save()
{
    // A conflict may have been settled by hand; and where only the vault's folder was away, nobody tells that a file is
    // there again as it was.
    if (m_state == State::Conflict || (m_state == State::Gone && m_vault->stamp(m_path)))
        lookAtFile();
    if (m_state == State::Unsaved || m_state == State::Failed)
        sendToDisk(SaveMode::Replace);
    else if (m_state == State::Gone && !isSafe())
        m_saveSoon.start(TryAgainAfter);
}

void FileSession::saveInPlace()
{
    if (!m_needsConsent)
        return;
    m_consented = true;
    // A save that is under way asks for no more consent.
    if (m_state == State::Failed || m_state == State::Unsaved)
        sendToDisk(SaveMode::InPlace);
}

void FileSession::sendToDisk(SaveMode mode)
{
    m_ticket = nextTicket();
    m_beingSaved = bytes();
    setState(State::Saving);
    m_vault->save(m_path, *m_beingSaved, m_file.stamp, m_ticket, mode);
}

// What the file holds cannot be edited, so there is nothing to undo.
void FileSession::writeOver(const QByteArray &text)
{
    if (m_ticket != 0)
        return;
    m_ticket = nextTicket();
    m_beingSaved = text;
    m_vault->save(m_path, text, m_file.stamp, m_ticket, SaveMode::Replace);
}

void FileSession::lookAtFile()
{
    if (m_ticket != 0)
        return; // The save will tell.
    const Result<TextFile> file = m_vault->read(m_path);
    if (!file) {
        if (isReadOnly())
            setState(State::ReadOnly, file.error().sentence);
        else if (file.error().code == ErrorCode::NotFound)
            leaveAsGone();
        else
            setState(State::Failed, file.error().sentence);
        return;
    }
    if (isReadOnly()) {
        fill(*file);
        return;
    }
    const bool ours = file->bytes == bytes() || file->bytes == m_beingSaved;
    if (ours || file->stamp.hash == m_file.stamp.hash) {
        m_file = *file;
        m_theirs.reset();
        m_beingSaved.reset();
        settle();
    } else if (bytes() == m_file.bytes) {
        takeFile(*file);
    } else {
        reconcile(*file);
    }
}

void FileSession::leaveAsGone()
{
    setState(State::Gone, tr("%1 was removed from the vault. Its text is still here.").arg(m_path.fileName()));
    if (!isSafe())
        m_saveSoon.start(TryAgainAfter);
}

void FileSession::takeFile(const TextFile &file)
{
    if (canBeEdited(file))
        adopt(file, file.bytes);
    else
        fill(file);
}

// The file holds `theirs` now, which the own text was not made from. What does not overlap is merged.
void FileSession::reconcile(const TextFile &theirs)
{
    const bool wasOther = m_theirs && m_theirs->stamp.hash != theirs.stamp.hash;
    m_theirs = theirs;
    m_vault->setAside(m_path, bytes(), m_file.bytes);
    if (!canBeEdited(theirs)) {
        setState(State::Conflict, tr("Another program wrote something into %1 that cannot be edited. "
                                     "Your unsaved text is shown here.")
                                      .arg(m_path.fileName()));
        return;
    }
    const Merge merge = this->merge();
    if (const int conflicts = merge.conflictCount(); conflicts > 0) {
        const QString where =
            conflicts == 1 ? tr("where you did too") : tr("in %1 places where you did too").arg(conflicts);
        const QString what = m_takingDraft
                                 ? tr("%1 was changed since the kept text was typed, %2. The kept text is shown here.")
                                 : tr("Another program changed %1 %2. Your text is shown here.");
        setState(State::Conflict, what.arg(m_path.fileName(), where));
        if (wasOther)
            tellState(); // The same state, of other texts.
        return;
    }
    adopt(theirs, merge.text(bytes(), theirs.bytes));
    Q_EMIT merged(merge.theirCount());
}

Merge FileSession::merge() const
{
    if (!m_theirs || !canBeEdited(*m_theirs))
        return {};
    return mergeOf(m_file.bytes, bytes(), m_theirs->bytes);
}

Merge FileSession::mergeOf(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs) const
{
    return Merge::of(base, mine, theirs);
}

Merge FileSession::mergeWithCopy(const QByteArray &copy) const
{
    return Merge::withoutBase(bytes(), copy);
}

// The text is to be `text` from now on, and is based on what the file says.
void FileSession::adopt(const TextFile &theirs, const QByteArray &text)
{
    const EditScript script = EditScript::between(bytes(), text);
    const int before = undoSteps();
    m_file = theirs;
    m_theirs.reset();
    if (!change(script))
        fill(theirs);
    if (const int after = undoSteps(); after > before)
        m_outsideSteps.append({before, after});
    settle();
}

// Undo takes back what other programs wrote as well as what was typed; who did not mean to is told.
void FileSession::noticeUndo()
{
    const int steps = undoSteps();
    const int last = std::exchange(m_undoSteps, steps);
    if (steps < last) {
        if (std::ranges::any_of(m_outsideSteps,
                                [&](const auto &step) { return steps <= step.first && step.second <= last; }))
            Q_EMIT tookBackOutside();
    } else if (!canRedo()) {
        // What was undone before this edit cannot come back.
        m_outsideSteps.removeIf([&](const auto &step) { return step.second > steps; });
    }
}

void FileSession::setState(State state, const QString &text)
{
    if (m_state == state && m_stateText == text)
        return;
    // What is planned from now on for many notes sees that this text is not the file's, and waits.
    if (state == State::Conflict && m_state != State::Conflict)
        shareDraft();
    m_state = state;
    m_stateText = text;
    tellState();
}

void FileSession::setTyped(bool typed)
{
    if (std::exchange(m_hasTyped, typed) != typed)
        tellState();
}

void FileSession::tellState()
{
    m_toldSafe = isSafe();
    Q_EMIT stateChanged();
}

} // namespace tearsheet
