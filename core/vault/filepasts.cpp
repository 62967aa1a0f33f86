// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/filepasts.h"

#include "core/table/delimitedtext.h"

#include <algorithm>

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

// As they are found at the start, when the first notes are on the screen.
constexpr auto StartAfter = 1s;

// Bytes of all that waits; what is beyond that is kept at once.
constexpr qsizetype MostWaiting = qsizetype{32} << 20;

bool isOurs(const NotePath &path)
{
    return isKeptInHistory(path) && !path.isNote();
}

QStringView endingOf(const QString &path)
{
    return QStringView(path).sliced(path.lastIndexOf(u'.') + 1);
}

} // namespace

FilePasts::FilePasts(const NoteStore &store, Safekeeping &safe, QObject *parent, std::chrono::milliseconds pause)
    : QObject(parent), m_store(&store), m_safe(&safe), m_pause(pause), m_due(this)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &FilePasts::noteDue);
}

void FilePasts::start(const QList<NotePath> &files)
{
    m_found = files;
    QTimer::singleShot(StartAfter, this, [this] {
        m_safe->flush();
        // What is not there cannot be told where the history cannot be read; that is said when something is kept.
        const QSet<NotePath> known = m_safe->history().history->paths().value_or(QSet<NotePath>());
        const auto isFresh = [&](const NotePath &path) { return !known.contains(path); };
        m_freshCount = std::ranges::stable_partition(m_found, isFresh).begin() - m_found.begin();
        const QSet<NotePath> there(m_found.cbegin(), m_found.cend());
        for (const NotePath &path : known) {
            if (!isOurs(path) || there.contains(path))
                continue;
            const Result<FileStamp> stamp = m_store->stamp(path);
            if (!stamp && stamp.error().code == ErrorCode::NotFound)
                m_absent.insert(path);
        }
        keepNext();
    });
}

void FilePasts::keepNext()
{
    if (m_freshCount == 0)
        tellAbsent();
    if (!m_found.isEmpty()) {
        const bool isFresh = m_freshCount-- > 0;
        if (const std::optional<NewVersion> found = versionAt(m_found.takeFirst())) {
            if (isFresh && !m_absent.isEmpty() && !found->bytes.isEmpty())
                m_fresh.insert(contentHash(found->bytes), found->path);
            m_safe->note(*found);
        }
    } else if (!m_gone.isEmpty()) {
        const auto [path, last] = m_gone.takeLast();
        m_safe->noteGone(path, last);
    } else {
        return;
    }
    m_safe->flush();
    QMetaObject::invokeMethod(this, &FilePasts::keepNext, Qt::QueuedConnection);
}

// Once all that is new was read.
void FilePasts::tellAbsent()
{
    if (m_absent.isEmpty())
        return;
    const QSet<NotePath> absent = std::exchange(m_absent, {});
    const QHash<NotePath, Version> texts = m_safe->history().history->lastTexts().value_or(QHash<NotePath, Version>());
    QHash<quint64, int> owners;
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        if (!m_fresh.contains(text->hash, text.key()))
            ++owners[text->hash];
    }
    for (const NotePath &path : absent) {
        const auto last = texts.constFind(path);
        if (last == texts.cend() || m_store->stamp(path))
            continue;
        const QList<NotePath> copies = m_fresh.values(last->hash);
        const bool isMoved = copies.size() == 1 && owners.value(last->hash) == 1
                             && endingOf(copies.first().toString()) == endingOf(path.toString());
        if (isMoved)
            m_safe->noteMoved(path, copies.first());
        else
            m_gone.append({path, *last});
    }
    m_fresh.clear();
    m_safe->flush();
}

std::optional<NewVersion> FilePasts::versionAt(const NotePath &path)
{
    const qint64 most = hasDelimitedEnding(path.toString()) ? largestDelimitedFile : largestNote;
    const Result<TextFile> file = m_store->read(path, most);
    if (file) {
        m_unread.remove(path);
        return NewVersion::found(path, *file);
    }
    if (file.error().code != ErrorCode::NotFound && !m_unread.contains(path)) {
        m_unread.insert(path);
        Q_EMIT problem({file.error().code, file.error().path,
                        tr("Earlier versions of it are not kept: %1").arg(file.error().sentence)});
    }
    return std::nullopt;
}

void FilePasts::changed(const FileEntry *before, const FileEntry &after)
{
    if (!isOurs(after.path))
        return;
    const std::optional<QByteArray> text = after.text();
    if (m_pauses.contains(after.path)) {
        const std::optional<NewVersion> version =
            text ? std::optional(NewVersion{.path = after.path,
                                            .bytes = *text,
                                            .author = Author::Outside,
                                            .time = after.stamp.modified / 1'000'000})
                 : versionAt(after.path);
        if (!version)
            return;
        m_waitingSize += version->bytes.size() - m_waiting.value(after.path).bytes.size();
        m_waiting.insert(after.path, *version);
        if (m_waitingSize > MostWaiting)
            flush();
        return;
    }
    if (text)
        m_safe->noteChanged(before, after);
    else if (const std::optional<NewVersion> version = versionAt(after.path))
        m_safe->note(*version);
    if (hasDelimitedEnding(after.path.toString()))
        return;
    m_pauses.insert(after.path, QDeadlineTimer(m_pause));
    wakeUp();
}

void FilePasts::flush()
{
    const QList<NotePath> paths = m_waiting.keys();
    for (const NotePath &path : paths)
        flush(path);
}

void FilePasts::flush(const NotePath &path)
{
    const auto waiting = m_waiting.constFind(path);
    if (waiting == m_waiting.cend())
        return;
    m_safe->note(*waiting);
    m_waitingSize -= waiting->bytes.size();
    m_waiting.erase(waiting);
    m_pauses.insert(path, QDeadlineTimer(m_pause));
}

void FilePasts::leave(const NotePath &path)
{
    flush(path);
    m_pauses.remove(path);
}

void FilePasts::noteDue()
{
    QList<NotePath> over = m_pauses.keys();
    over.removeIf([this](const NotePath &path) { return !m_pauses.value(path).hasExpired(); });
    for (const NotePath &path : std::as_const(over)) {
        if (m_waiting.contains(path))
            flush(path);
        else
            m_pauses.remove(path);
    }
    m_safe->flush();
    wakeUp();
}

void FilePasts::wakeUp()
{
    if (m_pauses.isEmpty())
        return;
    const auto next = std::min_element(m_pauses.cbegin(), m_pauses.cend());
    m_due.start(std::chrono::ceil<std::chrono::milliseconds>(next->remainingTimeAsDuration()));
}

} // namespace tearsheet
