// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/safekeeping.h"

#include "core/store/leftovers.h"

#include <QDateTime>

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

constexpr auto WriteDraftsAfter = 200ms;
constexpr auto TryAgainAfter = 5s;
constexpr auto KeepAgainAfter = 30s;
constexpr auto LeftAfter = 2min;  // No save takes that long.
constexpr auto PruneAfter = 1min; // While a program starts, others want the disk.
constexpr auto PruneByNewLimitsAfter = 5s;
constexpr auto PruneAgainAfter = 24h;

// Where nothing can be kept for long, what was missed first is given up.
constexpr qsizetype MostMissed = qsizetype{64} << 20; // Bytes.

qint64 milliseconds(qint64 nanoseconds)
{
    return nanoseconds / 1'000'000;
}

NewVersion versionOf(const FileEntry &file, VersionKind kind = VersionKind::Written)
{
    return {.path = file.path,
            .bytes = file.text().value_or(QByteArray()),
            .author = Author::Outside,
            .kind = kind,
            .time = kind == VersionKind::Deleted ? 0 : milliseconds(file.stamp.modified),
            .from = {}};
}

} // namespace

Safekeeping::Safekeeping(const QString &root, QObject *parent)
    : QObject(parent), m_history(root), m_draftStore(root), m_writeSoon(this), m_keepAgain(this), m_pruneLater(this)
{
    m_keepAgain.setSingleShot(true);
    connect(&m_keepAgain, &QTimer::timeout, this, &Safekeeping::flush);
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
    return {&m_history, [this](const Error &error) { Q_EMIT problem(error); },
            [this](const QList<NewVersion> &versions) { keepLater(versions); }};
}

void Safekeeping::keepLater(const QList<NewVersion> &versions)
{
    for (NewVersion version : versions) {
        // By then it is not the newest one any more.
        version.once = version.once || version.kind == VersionKind::Written;
        if (version.seen == 0)
            version.seen = QDateTime::currentMSecsSinceEpoch();
        if (version.time == 0)
            version.time = version.seen;
        m_missed.append(std::move(version));
    }
    qsizetype size = 0;
    for (const NewVersion &version : std::as_const(m_missed))
        size += version.bytes.size();
    while (size > MostMissed)
        size -= m_missed.takeFirst().bytes.size();
    m_keepAgain.start(KeepAgainAfter);
}

void Safekeeping::noteChanged(const FileEntry *before, const FileEntry &after)
{
    const std::optional<QByteArray> known = before ? before->text() : std::nullopt;
    const std::optional<QByteArray> now = after.text();
    if (known && now && *known == *now)
        return;
    // It may have been seen long ago, and others may have written since.
    if (known) {
        m_noted.append(versionOf(*before));
        m_noted.last().once = true;
    }
    if (now)
        m_noted.append(versionOf(after));
}

void Safekeeping::noteGone(const FileEntry &before)
{
    if (before.text()) {
        m_noted.append(versionOf(before, VersionKind::Deleted));
    } else if (isKeptInHistory(before.path)) {
        // What it held last is in the history alone.
        flush();
        const QList<Version> versions = m_history.versions(before.path).value_or(QList<Version>());
        const auto last = std::ranges::find(versions, VersionKind::Written, &Version::kind);
        if (last != versions.end())
            noteGone(before.path, *last);
    }
}

void Safekeeping::noteGone(const NotePath &path, const Version &last)
{
    if (const Result<QByteArray> bytes = m_history.bytes(last))
        m_noted.append({.path = path, .bytes = *bytes, .kind = VersionKind::Deleted, .from = {}});
}

void Safekeeping::noteMoved(const NotePath &from, const NotePath &to)
{
    m_noted.append({.path = to, .bytes = {}, .author = Author::Outside, .kind = VersionKind::Moved, .from = from});
}

void Safekeeping::flush()
{
    m_keepAgain.stop();
    if (const QList<NewVersion> missed = std::exchange(m_missed, {}); !missed.isEmpty())
        history().keep(missed, false);
    if (const QList<NewVersion> noted = std::exchange(m_noted, {}); !noted.isEmpty())
        history().keep(noted, false);
}

Result<> Safekeeping::keepNow(const QList<NewVersion> &versions)
{
    if (!m_missed.isEmpty())
        flush(); // What was there before comes before.
    const Result<> kept = m_history.keep(versions, true);
    if (!kept)
        Q_EMIT problem(kept.error());
    return kept;
}

void Safekeeping::discardDraft(const Draft &draft)
{
    if (keepNow({NewVersion::aside(draft.path, draft.bytes)}))
        m_draftStore.discard(draft);
}

void Safekeeping::setDraft(const Draft &draft)
{
    keepAsTyped(m_drafts, draft);
}

void Safekeeping::setTyped(const Draft &typed)
{
    keepAsTyped(m_typed, typed);
}

void Safekeeping::keepAsTyped(QMap<NotePath, Draft> &drafts, Draft draft)
{
    // Where the file is gone by now, it is still known which one that was.
    if (const auto before = drafts.constFind(draft.path); draft.inode == 0 && before != drafts.cend()) {
        draft.inode = before->inode;
        draft.born = before->born;
    }
    draft.time = QDateTime::currentMSecsSinceEpoch();
    drafts.insert(draft.path, draft);
    writeSoon(draft.path);
}

void Safekeeping::dropTyped(const NotePath &path)
{
    if (m_typed.remove(path) > 0)
        remove(path);
}

void Safekeeping::writeSoon(const NotePath &path)
{
    m_unwritten.insert(path);
    // After a failure the next attempt is later than that.
    if (!m_writeSoon.isActive() || m_writeSoon.interval() > WriteDraftsAfter.count())
        m_writeSoon.start(WriteDraftsAfter);
}

void Safekeeping::dropDraft(const NotePath &path)
{
    if (m_drafts.remove(path) > 0)
        remove(path);
}

// One of the two texts that are kept of the note is no longer wanted.
void Safekeeping::remove(const NotePath &path)
{
    if (m_drafts.contains(path) || m_typed.contains(path)) {
        writeSoon(path);
        return;
    }
    m_unwritten.remove(path);
    m_draftStore.drop(path);
}

bool Safekeeping::giveUpDraft(const NotePath &path, const QByteArray &text)
{
    const auto draft = m_drafts.find(path);
    if (draft == m_drafts.end())
        return true;
    draft->bytes = text;
    const bool kept = keepNow({NewVersion::aside(path, text)}).has_value();
    if (kept)
        dropDraft(path);
    else
        leaveDraft(path);
    return kept;
}

void Safekeeping::moveDraft(const NotePath &from, const NotePath &to)
{
    if (!m_drafts.contains(from))
        return;
    Draft draft = m_drafts.take(from);
    m_unwritten.remove(from);
    draft.path = to;
    m_drafts.insert(to, draft);
    m_unwritten.insert(to);
    (void)flushDrafts();
    // Else the old one stays: the next start offers it.
    if (!m_unwritten.contains(to))
        remove(from);
}

void Safekeeping::leaveDraft(const NotePath &path)
{
    if (!m_drafts.contains(path))
        return;
    m_unwritten.remove(path);
    leaveDraft(m_drafts.take(path));
}

void Safekeeping::leaveDraft(const Draft &draft)
{
    m_leaving.append(draft);
    (void)flushDrafts();
}

Result<> Safekeeping::flushDrafts()
{
    Result<> all;
    m_writeSoon.stop();
    for (const Draft &draft : std::exchange(m_leaving, {})) {
        if (const Result<> left = m_draftStore.leave(draft); !left) {
            Q_EMIT problem(left.error());
            all = left;
            m_leaving.append(draft);
        } else if (m_drafts.contains(draft.path) || m_typed.contains(draft.path)) {
            m_unwritten.insert(draft.path); // It stood in the same place.
        }
    }
    for (const NotePath &path : std::exchange(m_unwritten, {})) {
        if (const Result<> kept = m_draftStore.keep(m_typed.value(path, m_drafts.value(path))); !kept) {
            Q_EMIT problem(kept.error());
            all = kept;
            m_unwritten.insert(path);
        }
    }
    if (!m_unwritten.isEmpty() || !m_leaving.isEmpty())
        m_writeSoon.start(TryAgainAfter);
    return all;
}

void Safekeeping::removeLeftovers(const QString &root, const QStringList &files)
{
    if (const Result<> removed = tearsheet::removeLeftovers(root, files, m_history, LeftAfter); !removed)
        Q_EMIT problem(removed.error());
}

void Safekeeping::setLimits(const HistoryLimits &limits)
{
    m_limits = limits;
    m_pruneLater.start(m_pruneLater.isActive() ? std::chrono::milliseconds(PruneByNewLimitsAfter) : PruneAfter);
}

} // namespace tearsheet
