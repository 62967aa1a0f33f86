// SPDX-License-Identifier: GPL-3.0-or-later

// What the user decides where a text and its file do not agree.
#include "core/text/convertedtext.h"
#include "ui/editor/filesession.h"

#include <QDateTime>
#include <QScopedValueRollback>

#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// A text that is safe elsewhere counts as if it had been in the file: what comes back there takes its place.
TextFile asIfInFile(const TextFile &file, const QByteArray &text)
{
    FileStamp stamp = file.stamp;
    stamp.hash = contentHash(text);
    return TextFile::of(text, stamp);
}

} // namespace

NotePath pathBeside(const NotePath &path, const QString &remark)
{
    QString beside = path.toString();
    const qsizetype dot = beside.lastIndexOf(u'.');
    const bool hasEnding = dot > beside.lastIndexOf(u'/');
    beside.insert(hasEnding ? dot : beside.size(), u" (%1)"_s.arg(remark));
    return NotePath::fromRelative(beside).value(); // A path stays one with a longer name.
}

void FileSession::settleConflict(const QList<Take> &takes)
{
    if (m_state != State::Conflict || !m_theirs || !canBeEdited(*m_theirs))
        return;
    m_vault->setAside(m_path, bytes(), m_file.bytes);
    adopt(*m_theirs, merge().text(bytes(), m_theirs->bytes, takes));
}

void FileSession::takeDiskVersion()
{
    const Result<TextFile> file = m_vault->read(m_path);
    if (!file) {
        setState(m_state, file.error().sentence);
    } else if (canBeEdited(*file)) {
        whenSetAside([this] {
            // It may have been written again.
            const Result<TextFile> now = m_vault->read(m_path);
            if (now && canBeEdited(*now))
                takeFile(*now);
            else
                lookAtFile();
        });
    } else {
        setState(m_state, tr("The other version of %1 cannot be edited, so taking it could not be undone. "
                             "Save yours beside it first.")
                              .arg(m_path.fileName()));
    }
}

void FileSession::keepMine()
{
    if (m_state != State::Conflict || !m_theirs)
        return;
    m_file = *std::exchange(m_theirs, std::nullopt);
    settle();
    save();
}

// `then` takes the own text away.
void FileSession::whenSetAside(std::function<void()> then)
{
    m_whenAside = std::move(then);
    m_asideTicket = nextTicket();
    m_asideText = bytes();
    m_vault->setAside(m_path, m_asideText, m_file.bytes, m_asideTicket);
}

void FileSession::setAside()
{
    if (!isUnsettled() || isSafe())
        return;
    whenSetAside([this] {
        if (const Result<TextFile> file = m_vault->read(m_path)) {
            takeFile(*file);
            return;
        }
        m_file = asIfInFile(m_file, bytes());
        m_saveSoon.stop();
        shareDraft();
        setState(m_state, tr("The text of %1 is set aside: the history holds it.").arg(m_path.fileName()));
        tellState();
    });
}

bool FileSession::takeDraft(const Draft &draft)
{
    if (m_state != State::Clean)
        return false;
    const QScopedValueRollback taking(m_takingDraft, true);
    // As if its program were still running: the own text is the draft's, and the file's the other version.
    const TextFile shown = m_file;
    FileStamp stamp = m_file.stamp;
    stamp.hash = contentHash(draft.base);
    m_file = TextFile::of(draft.base, stamp);
    if (!apply(EditScript::between(bytes(), draft.bytes))) {
        m_file = shown;
        settle();
        return false;
    }
    if (shown.bytes == draft.base)
        lookAtFile();
    else
        reconcile(shown);
    return true;
}

void FileSession::createBeside(const QString &remark, const QByteArray &bytes)
{
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HHmmss"_s);
    m_beside = pathBeside(m_path, remark + u' ' + time);
    m_besideText = bytes;
    m_vault->create(m_beside, bytes);
}

void FileSession::finishBeside()
{
    const NotePath beside = std::exchange(m_beside, {});
    // What was typed since is not beside, and stays.
    const bool gaveWay = m_state == State::Conflict || m_state == State::Failed;
    if (gaveWay && bytes() == std::exchange(m_besideText, {})) {
        if (const Result<TextFile> theirs = m_vault->read(m_path)) {
            takeFile(*theirs);
        } else {
            m_file = asIfInFile(m_file, bytes());
            m_saveSoon.stop();
            shareDraft();
            setState(m_state, tr("%1 Its text is saved as %2.").arg(theirs.error().sentence, beside.fileName()));
            tellState();
        }
    }
    Q_EMIT createdBeside(beside);
}

void FileSession::saveBeside()
{
    // A copy for want of a file is no version in a conflict.
    if (m_state == State::Conflict || m_state == State::Failed)
        createBeside(m_state == State::Conflict ? tr("my version") : tr("copy"), bytes());
}

void FileSession::saveConverted()
{
    if (!isReadOnly())
        return;
    if (const Result<TextFile> file = m_vault->read(m_path))
        createBeside(tr("converted"), convertedText(file->bytes));
    else
        setState(m_state, file.error().sentence);
}

void FileSession::restore()
{
    if (m_state != State::Gone)
        return;
    // The vault tells of the new file as of any change.
    m_beingSaved = bytes();
    m_vault->create(m_path, *m_beingSaved);
}

} // namespace tearsheet
