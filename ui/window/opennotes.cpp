// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/opennotes.h"

namespace tearsheet {

OpenNotes::OpenNotes(Vault *vault, QObject *parent) : QObject(parent), m_vault(vault)
{}

Result<EditorSessionPtr> OpenNotes::open(const NotePath &path)
{
    if (EditorSessionPtr session = m_sessions.value(path).lock())
        return session;
    Result<TextFile> file = m_vault->read(path);
    if (!file)
        return std::unexpected(file.error());
    // Views may still hold the document while they are being destroyed, so the session goes with the event loop.
    EditorSessionPtr session(new EditorSession(m_vault, path, *file, nullptr),
                             [](EditorSession *gone) { gone->deleteLater(); });
    m_sessions.insert(path, session);
    connect(session.get(), &EditorSession::stateChanged, this, [this, own = session.get()] { release(own->path()); });
    return session;
}

void OpenNotes::follow(const NotePath &from, const NotePath &to)
{
    // Where another note is open already, its text was replaced; the one that moved there stays open as gone.
    if (m_sessions.value(to).lock())
        return;
    const EditorSessionPtr session = m_sessions.take(from).lock();
    if (!session)
        return;
    m_sessions.insert(to, session);
    if (m_kept.remove(from))
        m_kept.insert(to, session);
    session->follow(to);
}

void OpenNotes::release(const NotePath &path)
{
    const EditorSessionPtr session = m_sessions.value(path).lock();
    if (!session)
        return;
    if (!session->isSafe()) {
        m_kept.insert(path, session);
        const bool shown = session.use_count() > 2;
        if (!shown && session->state() != EditorSession::State::Saving
            && session->state() != EditorSession::State::Unsaved)
            Q_EMIT stranded(session);
        return;
    }
    if (m_kept.remove(path))
        Q_EMIT settled(path);
}

QList<EditorSessionPtr> OpenNotes::unsaved() const
{
    return m_kept.values();
}

void OpenNotes::saveAll()
{
    for (const EditorSessionPtr &session : unsaved()) {
        if (session->state() == EditorSession::State::Unsaved || session->state() == EditorSession::State::Failed)
            session->save();
    }
}

} // namespace tearsheet
