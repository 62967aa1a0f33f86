// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/opennotes.h"

#include "ui/table/delimitedsession.h"

namespace tearsheet {

namespace {

constexpr qint64 LargestTable = qint64{256} << 20; // Bytes; of others the beginning is not shown either.

} // namespace

OpenNotes::OpenNotes(Vault *vault, QObject *parent) : QObject(parent), m_vault(vault)
{}

Result<FileSessionPtr> OpenNotes::openFile(const NotePath &path)
{
    if (FileSessionPtr session = m_sessions.value(path).lock())
        return session;
    const bool table = hasDelimitedEnding(path.toString());
    if (const Result<FileStamp> stamp = m_vault->stamp(path); table && stamp && stamp->size > LargestTable)
        return failure(
            ErrorCode::TooLarge, path.toString(),
            tr("%1 is too large to be shown here: more than %2 MB.").arg(path.fileName()).arg(LargestTable >> 20));
    Result<TextFile> file = m_vault->read(path);
    if (!file)
        return std::unexpected(file.error());
    // Views may still hold the document while they are being destroyed, so the session goes with the event loop.
    const auto later = [](FileSession *gone) { gone->deleteLater(); };
    FileSessionPtr session = table ? FileSessionPtr(new DelimitedSession(m_vault, path, *file, nullptr), later)
                                   : FileSessionPtr(new EditorSession(m_vault, path, *file, nullptr), later);
    m_sessions.insert(path, session);
    connect(session.get(), &FileSession::stateChanged, this, [this, own = session.get()] { release(own->path()); });
    Q_EMIT opened(session);
    return session;
}

Result<EditorSessionPtr> OpenNotes::open(const NotePath &path)
{
    const Result<FileSessionPtr> file = openFile(path);
    if (!file)
        return std::unexpected(file.error());
    if (auto session = std::dynamic_pointer_cast<EditorSession>(*file))
        return session;
    return failure(ErrorCode::NotText, path.toString(), tr("%1 is no note.").arg(path.fileName()));
}

EditorSessionPtr OpenNotes::find(const NotePath &path) const
{
    return std::dynamic_pointer_cast<EditorSession>(m_sessions.value(path).lock());
}

void OpenNotes::follow(const NotePath &from, const NotePath &to)
{
    // Where another note is open already, its text was replaced; the one that moved there stays open as gone.
    if (m_sessions.value(to).lock())
        return;
    const FileSessionPtr session = m_sessions.take(from).lock();
    if (!session)
        return;
    m_sessions.insert(to, session);
    if (m_kept.remove(from))
        m_kept.insert(to, session);
    session->follow(to);
}

void OpenNotes::release(const NotePath &path)
{
    const FileSessionPtr session = m_sessions.value(path).lock();
    if (!session)
        return;
    if (!session->isSafe()) {
        m_kept.insert(path, session);
        const bool shown = session.use_count() > 2;
        if (!shown && session->state() != FileSession::State::Saving && session->state() != FileSession::State::Unsaved)
            Q_EMIT stranded(session);
        return;
    }
    if (m_kept.remove(path))
        Q_EMIT settled(path);
}

QList<FileSessionPtr> OpenNotes::unsaved() const
{
    return m_kept.values();
}

void OpenNotes::saveAll()
{
    for (const FileSessionPtr &session : unsaved()) {
        if (session->state() == FileSession::State::Unsaved || session->state() == FileSession::State::Failed)
            session->save();
    }
}

} // namespace tearsheet
