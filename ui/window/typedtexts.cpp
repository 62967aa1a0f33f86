// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/typedtexts.h"

#include "ui/window/opennotes.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

// What was written meanwhile has a draft of its own by then.
constexpr qint64 Pause = 400; // ms
constexpr qint64 Longest = 1000;

} // namespace

TypedTexts::TypedTexts(Vault *vault, OpenNotes *notes, QObject *parent)
    : QObject(parent), m_vault(vault), m_notes(notes)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, qOverload<>(&TypedTexts::keep));
    connect(notes, &OpenNotes::opened, this, [this](const FileSessionPtr &session) {
        if (holds(session->path()))
            watch(session);
    });
}

TypedTexts::~TypedTexts()
{
    keep();
}

bool TypedTexts::holds(const NotePath &path) const
{
    return std::ranges::contains(m_held, path, &Held::path);
}

// A typist may not know yet where the file lies.
NotePath TypedTexts::followed(const NotePath &path) const
{
    return m_moved.placeOf(path,
                           [this](const NotePath &place) { return m_notes->findFile(place) || m_vault->stamp(place); });
}

void TypedTexts::hold(const QString &typist, const NotePath &typedFor, const QList<TypedInto> &typed)
{
    const NotePath path = followed(typedFor);
    if (!typed.isEmpty() && !m_last.contains(path))
        textsOf(path);
    const Held before = m_held.take(typist);
    if (!typed.isEmpty())
        m_held.insert(typist, {path, typed});
    QSet<NotePath> concerned{before.path};
    if (!typed.isEmpty())
        concerned.insert(path);
    for (const NotePath &file : std::as_const(concerned)) {
        if (file.isEmpty())
            continue;
        if (const FileSessionPtr session = m_notes->findFile(file))
            watch(session);
        keepSoon(file);
    }
    if (before.path != (typed.isEmpty() ? NotePath() : path))
        Q_EMIT changed();
}

NotePath TypedTexts::remember(const QString &typist)
{
    const Held held = m_held.value(typist);
    if (held.path.isEmpty())
        return {};
    const Texts texts = textsOf(held.path);
    m_vault->setAside(held.path, held.into(texts.now), texts.base, 0, !texts.known);
    return held.path;
}

QSet<NotePath> TypedTexts::files() const
{
    QSet<NotePath> files;
    for (const Held &held : m_held)
        files.insert(held.path);
    return files;
}

QSet<QString> TypedTexts::typists() const
{
    return QSet<QString>(m_held.keyBegin(), m_held.keyEnd());
}

void TypedTexts::follow(const NotePath &from, const NotePath &to)
{
    m_moved.insert(from, to);
    if (m_last.contains(from))
        m_last.insert(to, m_last.take(from));
    for (Held &held : m_held) {
        if (held.path != from)
            continue;
        held.path = to;
        keepSoon(from);
        keepSoon(to);
        Q_EMIT changed();
    }
    // Once the open files follow, too; where another one is open there, both are to say what is held for them.
    QTimer::singleShot(0, this, [this, from, to] {
        for (const NotePath &path : {from, to}) {
            if (const FileSessionPtr session = m_notes->findFile(path))
                watch(session);
        }
        Q_EMIT changed();
    });
}

void TypedTexts::watch(const FileSessionPtr &session)
{
    session->setTyped(holds(session->path()));
    disconnect(session.get(), nullptr, this, nullptr);
    if (!session->hasTyped())
        return;
    // The draft is to say what the text says by then.
    const auto look = [this, own = session.get()] { keepSoon(own->path()); };
    connect(session.get(), &FileSession::edited, this, look);
    connect(session.get(), &FileSession::stateChanged, this, look);
}

void TypedTexts::keepSoon(const NotePath &path)
{
    m_stale.insert(path);
    if (!m_soon.isActive())
        m_waiting.start();
    m_soon.start(static_cast<int>(std::clamp<qint64>(Longest - m_waiting.elapsed(), 0, Pause)));
}

void TypedTexts::keep()
{
    m_soon.stop();
    for (const NotePath &path : std::exchange(m_stale, {}))
        keep(path);
}

// Of a file that is gone what it said last: what is typed into a part of it is no text of a file.
TypedTexts::Texts TypedTexts::textsOf(const NotePath &path)
{
    if (const FileSessionPtr session = m_notes->findFile(path)) {
        m_last.insert(path, session->file().bytes);
        return {session->bytes(), session->file().bytes, true};
    }
    if (const Result<TextFile> file = m_vault->read(path))
        m_last.insert(path, file->bytes);
    return {m_last.value(path), m_last.value(path), m_last.contains(path)};
}

QByteArray TypedTexts::Held::into(QByteArray text) const
{
    for (const TypedInto &one : typed)
        text = one(text);
    return text;
}

void TypedTexts::keep(const NotePath &path)
{
    const Texts texts = textsOf(path);
    QByteArray with = texts.now;
    for (const Held &held : std::as_const(m_held)) {
        if (held.path == path)
            with = held.into(with);
    }
    if (with != texts.now) {
        m_vault->setTyped(path, with, texts.base, !texts.known);
        m_kept.insert(path);
    } else if (m_kept.remove(path)) {
        m_vault->dropTyped(path);
    }
    if (!holds(path))
        m_last.remove(path);
}

} // namespace tearsheet
