// SPDX-License-Identifier: GPL-3.0-or-later

// What the user decides where the text of a note and its file do not agree.
#include "core/text/convertedtext.h"
#include "ui/editor/editorsession.h"

#include <QDateTime>

#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

void EditorSession::settleConflict(const QList<Take> &takes)
{
    if (m_state != State::Conflict || !m_theirs || !canBeEdited(*m_theirs))
        return;
    m_vault->setAside(m_path, mirror().bytes(), m_file.bytes);
    adopt(*m_theirs, merge().text(mirror().bytes(), m_theirs->bytes, takes));
}

void EditorSession::takeDiskVersion()
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

void EditorSession::keepMine()
{
    if (m_state != State::Conflict || !m_theirs)
        return;
    m_file = *std::exchange(m_theirs, std::nullopt);
    settle();
    save();
}

// `then` takes the own text away.
void EditorSession::whenSetAside(std::function<void()> then)
{
    m_whenAside = std::move(then);
    m_asideTicket = nextTicket();
    m_asideText = mirror().bytes();
    m_vault->setAside(m_path, m_asideText, m_file.bytes, m_asideTicket);
}

void EditorSession::setAside()
{
    if (!isUnsettled() || isSafe())
        return;
    whenSetAside([this] {
        if (const Result<TextFile> file = m_vault->read(m_path)) {
            takeFile(*file);
            return;
        }
        // As if it had been in the file: what comes back there takes its place.
        FileStamp stamp = m_file.stamp;
        stamp.hash = contentHash(mirror().bytes());
        m_file = TextFile::of(mirror().bytes(), stamp);
        m_saveSoon.stop();
        shareDraft();
        setState(m_state, tr("The text of %1 is set aside: the history holds it.").arg(m_path.fileName()));
        tellState();
    });
}

bool EditorSession::takeDraft(const Draft &draft)
{
    if (m_state != State::Clean)
        return false;
    // As if its program were still running: the own text is the draft's, and the file's the other version.
    const TextFile shown = m_file;
    FileStamp stamp = m_file.stamp;
    stamp.hash = contentHash(draft.base);
    m_file = TextFile::of(draft.base, stamp);
    if (!apply(EditScript::between(mirror().bytes(), draft.bytes))) {
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

void EditorSession::createBeside(const QString &remark, const QByteArray &bytes)
{
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HHmmss"_s);
    const QString folder = m_path.folder().isEmpty() ? QString() : QString(m_path.folder() + u'/');
    const QString beside = u"%1%2 (%3 %4).md"_s.arg(folder, m_path.name(), remark, time);
    m_beside = NotePath::fromRelative(beside).value(); // A path stays one with a longer name.
    m_besideText = bytes;
    m_vault->create(m_beside, bytes);
}

void EditorSession::finishBeside()
{
    const NotePath beside = std::exchange(m_beside, {});
    // What was typed since is not beside, and stays.
    const bool gaveWay = m_state == State::Conflict || m_state == State::Failed;
    if (gaveWay && mirror().bytes() == std::exchange(m_besideText, {})) {
        if (const Result<TextFile> theirs = m_vault->read(m_path))
            takeFile(*theirs);
        else
            setState(m_state, theirs.error().sentence);
    }
    Q_EMIT createdBeside(beside);
}

void EditorSession::saveBeside()
{
    if (m_state == State::Conflict || m_state == State::Failed)
        createBeside(tr("my version"), mirror().bytes());
}

void EditorSession::saveConverted()
{
    if (!isReadOnly())
        return;
    if (const Result<TextFile> file = m_vault->read(m_path))
        createBeside(tr("converted"), convertedText(file->bytes));
    else
        setState(m_state, file.error().sentence);
}

void EditorSession::restore()
{
    if (m_state != State::Gone)
        return;
    // The vault tells of the new file as of any change.
    m_beingSaved = mirror().bytes();
    m_vault->create(m_path, *m_beingSaved);
}

} // namespace tearsheet
