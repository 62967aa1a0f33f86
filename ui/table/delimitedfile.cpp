// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/delimitedfile.h"

#include <chrono>

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

constexpr auto SaveDelay = 500ms;

// Tickets of sessions count up from 1; those of files of values have the highest bit.
quint64 nextTicket()
{
    static quint64 last = quint64{1} << 63;
    return ++last;
}

} // namespace

DelimitedFile::DelimitedFile(Vault *vault, NotePath path, const TextFile &file, QObject *parent)
    : QObject(parent), m_vault(vault), m_path(std::move(path)), m_file(file),
      m_grid(std::make_shared<const DelimitedGrid>(DelimitedText::of(file.bytes)))
{
    if (!file.isText)
        setState(State::ReadOnly, tr("This file is not in UTF-8, so it is only shown."));
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(SaveDelay);
    connect(&m_saveSoon, &QTimer::timeout, this, &DelimitedFile::save);
    connect(vault, &Vault::saved, this, [this](const NotePath &, const FileStamp &stamp, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_file = TextFile::of(m_beingSaved, stamp);
        const bool newer = m_grid->text().bytes() != m_beingSaved;
        setState(newer ? State::Unsaved : State::Clean);
        if (newer)
            save();
    });
    connect(vault, &Vault::saveFailed, this, [this](const NotePath &, const Error &error, quint64 ticket) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        setState(State::Failed, error.sentence);
        if (error.code == ErrorCode::Changed)
            lookAtFile();
    });
    connect(vault, &Vault::filesChanged, this, [this](const QList<NotePath> &paths) {
        if (paths.contains(m_path) && m_ticket == 0)
            lookAtFile();
    });
}

void DelimitedFile::take(const EditScript &script, QList<EditScript> &back)
{
    const QByteArray before = m_grid->text().bytes();
    Result<QByteArray> bytes = script.apply(before);
    if (!bytes)
        return;
    back.append(script.inverse(before));
    m_grid = std::make_shared<const DelimitedGrid>(DelimitedText::of(std::move(*bytes)));
    ++m_revision;
    if (m_state != State::Conflict) {
        setState(State::Unsaved);
        m_saveSoon.start();
    }
    Q_EMIT changed();
}

void DelimitedFile::apply(const GridEdit &edit)
{
    if (m_state == State::ReadOnly)
        return;
    const EditScript script = scriptOf(edit, m_grid->text());
    if (script.isEmpty())
        return;
    m_undone.clear();
    take(script, m_done);
}

void DelimitedFile::undo()
{
    if (!m_done.isEmpty())
        take(m_done.takeLast(), m_undone);
}

void DelimitedFile::redo()
{
    if (!m_undone.isEmpty())
        take(m_undone.takeLast(), m_done);
}

void DelimitedFile::save()
{
    m_saveSoon.stop();
    if (m_ticket != 0 || !isUnsaved() || m_state == State::Conflict)
        return;
    m_beingSaved = m_grid->text().bytes();
    if (m_beingSaved == m_file.bytes) {
        setState(State::Clean);
        return;
    }
    m_ticket = nextTicket();
    setState(State::Saving);
    m_vault->save(m_path, m_beingSaved, m_file.stamp, m_ticket);
}

void DelimitedFile::lookAtFile()
{
    const Result<TextFile> file = m_vault->read(m_path);
    if (!file) {
        setState(State::Failed,
                 tr("The file is gone or cannot be read. What is here is not lost: %1").arg(file.error().sentence));
        return;
    }
    if (file->stamp.hash == m_file.stamp.hash)
        return;
    if (file->bytes == m_grid->text().bytes() || m_state == State::Clean || m_state == State::ReadOnly) {
        const bool same = file->bytes == m_grid->text().bytes();
        m_theirs = *file;
        if (same) {
            m_file = *file;
            setState(State::Clean);
        } else {
            takeTheirs();
        }
        return;
    }
    m_theirs = *file;
    setState(State::Conflict, tr("Another program has written this file while it was changed here."));
}

void DelimitedFile::takeTheirs()
{
    const QByteArray before = m_grid->text().bytes();
    m_file = m_theirs;
    m_done.append(EditScript::between(m_theirs.bytes, before));
    m_undone.clear();
    m_grid = std::make_shared<const DelimitedGrid>(DelimitedText::of(m_theirs.bytes));
    ++m_revision;
    setState(m_theirs.isText ? State::Clean : State::ReadOnly,
             m_theirs.isText ? QString() : tr("This file is not in UTF-8, so it is only shown."));
    Q_EMIT changed();
}

void DelimitedFile::keepOwn()
{
    m_file = m_theirs;
    setState(State::Unsaved);
    save();
}

void DelimitedFile::setState(State state, const QString &text)
{
    if (state == m_state && text == m_stateText)
        return;
    m_state = state;
    m_stateText = text;
    Q_EMIT stateChanged();
}

} // namespace tearsheet
