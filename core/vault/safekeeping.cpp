// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/safekeeping.h"

#include <QDateTime>

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

constexpr auto WriteDraftsAfter = 200ms;
constexpr auto TryAgainAfter = 5s;
constexpr auto PruneAfter = 1min;
constexpr auto PruneAgainAfter = 24h;

qint64 milliseconds(qint64 nanoseconds)
{
    return nanoseconds / 1'000'000;
}

NewVersion versionOf(const FileEntry &file, VersionKind kind = VersionKind::Written)
{
    return {.path = file.path,
            .bytes = file.note->text,
            .author = Author::Outside,
            .kind = kind,
            .time = kind == VersionKind::Deleted ? 0 : milliseconds(file.stamp.modified),
            .from = {}};
}

} // namespace

Safekeeping::Safekeeping(const QString &root, QObject *parent)
    : QObject(parent), m_history(root), m_draftStore(root), m_writeSoon(this), m_pruneLater(this)
{
    m_writeSoon.setSingleShot(true);
    connect(&m_writeSoon, &QTimer::timeout, this, &Safekeeping::flushDrafts);
    m_pruneLater.setSingleShot(true);
    connect(&m_pruneLater, &QTimer::timeout, this, [this] {
        m_pruneLater.start(PruneAgainAfter);
        if (const Result<> pruned = m_history.prune(m_limits); !pruned)
            Q_EMIT problem(pruned.error());
    });
}

HistorySink Safekeeping::history()
{
    return {&m_history, [this](const Error &error) { Q_EMIT problem(error); }};
}

void Safekeeping::noteChanged(const FileEntry *before, const FileEntry &after)
{
    const bool known = before && before->note;
    if (known && after.note && before->note->text == after.note->text)
        return;
    if (known && !m_inHistory.contains(before->path))
        m_noted.append(versionOf(*before));
    if (!after.note)
        return;
    m_noted.append(versionOf(after));
    m_inHistory.insert(after.path);
}

void Safekeeping::noteGone(const FileEntry &before)
{
    m_inHistory.remove(before.path);
    if (before.note)
        m_noted.append(versionOf(before, VersionKind::Deleted));
}

void Safekeeping::noteMoved(const NotePath &from, const NotePath &to)
{
    m_noted.append({.path = to, .bytes = {}, .author = Author::Outside, .kind = VersionKind::Moved, .from = from});
}

void Safekeeping::flush()
{
    if (const QList<NewVersion> noted = std::exchange(m_noted, {}); !noted.isEmpty())
        history().keep(noted, false);
}

Result<> Safekeeping::keepNow(const QList<NewVersion> &versions)
{
    const Result<> kept = m_history.keep(versions, true);
    if (!kept)
        Q_EMIT problem(kept.error());
    return kept;
}

void Safekeeping::discardDraft(const Draft &draft)
{
    if (keepNow({NewVersion::made(draft.path, draft.bytes)}))
        m_draftStore.discard(draft);
}

void Safekeeping::setDraft(const NotePath &path, const QByteArray &text, const QByteArray &base)
{
    m_drafts.insert(path, {path, text, base, QDateTime::currentMSecsSinceEpoch(), {}});
    m_unwritten.insert(path);
    // After a failure the next attempt is later than that.
    if (!m_writeSoon.isActive() || m_writeSoon.interval() > WriteDraftsAfter.count())
        m_writeSoon.start(WriteDraftsAfter);
}

void Safekeeping::dropDraft(const NotePath &path)
{
    if (m_drafts.remove(path) == 0)
        return;
    m_unwritten.remove(path);
    m_draftStore.drop(path);
}

void Safekeeping::flushDrafts()
{
    m_writeSoon.stop();
    for (const NotePath &path : std::exchange(m_unwritten, {})) {
        if (const Result<> kept = m_draftStore.keep(m_drafts.value(path)); !kept) {
            Q_EMIT problem(kept.error());
            m_unwritten.insert(path);
        }
    }
    if (!m_unwritten.isEmpty())
        m_writeSoon.start(TryAgainAfter);
}

void Safekeeping::setLimits(const HistoryLimits &limits)
{
    m_limits = limits;
    m_pruneLater.start(PruneAfter);
}

} // namespace tearsheet
