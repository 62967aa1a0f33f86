// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history.h"

#include "core/base/parallel.h"
#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/store/historychains.h"
#include "core/table/delimitedtext.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QObject>

#include <cerrno>
#include <ranges>

#include <fcntl.h>
#include <sys/file.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 SegmentSize = quint64{16} << 20;
constexpr qsizetype PortionSize = qsizetype{8} << 20; // Of texts that are written at once.
constexpr qsizetype Many = 64;                        // Of texts: they come from a plan, for which someone waits.

QString doing()
{
    return QObject::tr("Earlier versions of files cannot be kept");
}

QByteArray lockName(const HistoryFolder &folder)
{
    return QFile::encodeName(folder.path() + u"/lock"_s);
}

/// How many of `versions`, one at least, make a portion.
size_t portionOf(std::span<const NewVersion> versions)
{
    size_t count = 0;
    for (qsizetype size = 0; count < versions.size() && size < PortionSize; ++count)
        size += versions[count].bytes.size();
    return count;
}

/// What a text is known by as one of the note at `path`.
TextIdentity noteText(const NotePath &path, const TextIdentity &text)
{
    const TextIdentity note = TextIdentity::of(path.toString().toUtf8());
    return {note.high ^ text.high, note.low ^ text.low};
}

void enterNewest(QHash<NotePath, HistoryRecord> &newest, const HistoryRecord &record)
{
    if (isAside(record))
        return;
    if (isMove(record))
        newest.insert(record.version.from, record);
    // What was kept later than it was seen is not the newest.
    else if (const auto known = newest.constFind(record.version.path);
             known != newest.cend() && record.version.time < known->version.time)
        return;
    newest.insert(record.version.path, record);
}

bool saysTheSame(const HistoryRecord &one, const HistoryRecord &other)
{
    return one.version.kind == other.version.kind && one.text == other.text && one.version.path == other.version.path
           && one.version.from == other.version.from;
}

} // namespace

bool hasKeptEnding(QStringView path)
{
    constexpr auto Any = Qt::CaseInsensitive;
    return hasNoteEnding(path) || hasDelimitedEnding(path) || path.endsWith(u".canvas", Any)
           || path.endsWith(u".base", Any);
}

bool isKeptInHistory(const NotePath &path)
{
    return hasKeptEnding(path.toString());
}

/// A record that is to be appended.
struct History::NewRecord
{
    HistoryRecord record;
    QByteArrayView text;
    QByteArray packed; // Where the record is to hold the text.
};

History::History(const QString &root, const FileCalls &calls) : m_folder(dataPlace(u"history"_s, root)), m_calls(&calls)
{}

Result<> History::keep(const QList<NewVersion> &versions, bool lasting)
{
    if (versions.isEmpty())
        return {};
    if (const Result<> made = makeFolders(*m_calls, m_folder.path(), 0700); !made)
        return made;
    const OpenFile lock(m_calls->open(lockName(m_folder).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.isOpen() || !takeLock(lock.descriptor(), LOCK_EX))
        return systemFailure(m_folder.path(), doing());
    if (const Result<> caughtUp = catchUp(); !caughtUp)
        return caughtUp;
    for (std::span<const NewVersion> rest(versions); !rest.empty();) {
        const size_t portion = portionOf(rest);
        if (const Result<> appended = append(missing(rest.first(portion))); !appended)
            return appended;
        rest = rest.subspan(portion);
    }
    return lasting ? sync() : Result<>();
}

// What this object or others have appended since the last time.
Result<> History::catchUp()
{
    const Result<QList<quint32>> segments = m_folder.segments();
    if (!segments)
        return std::unexpected(segments.error());
    m_segments = *segments;
    if (m_segments.contains(m_current.number())) {
        const auto now = fileStatus(QFile::encodeName(m_folder.file(m_current.number())).constData());
        // Someone may have thrown the history away, and another program have begun it anew.
        if (!now || stampOf(*now).inode != m_currentFile.inode || stampOf(*now).born != m_currentFile.born)
            forget();
    }
    QList<SegmentReader> readers;
    for (const quint32 number : std::as_const(m_segments)) {
        if (number == m_current.number())
            readers.append(std::exchange(m_current, SegmentReader(number)));
        else if (number > m_current.number())
            readers.append(SegmentReader(number));
    }
    for (const HistoryRecord &record : m_folder.readOn(readers))
        enter(record);
    if (!readers.isEmpty())
        m_current = readers.takeLast();
    if (const auto now = fileStatus(QFile::encodeName(m_folder.file(m_current.number())).constData()))
        m_currentFile = stampOf(*now);
    return {};
}

void History::forget()
{
    m_current = SegmentReader();
    m_newest.clear();
    m_noteTexts.clear();
    m_distrusted.clear();
}

void History::enter(const HistoryRecord &record)
{
    enterNewest(m_newest, record);
    if (!isMove(record))
        m_noteTexts.insert(noteText(record.version.path, record.text), record.version.segment);
}

bool History::isThere(quint32 segment) const
{
    return std::ranges::binary_search(m_segments, segment) && !m_distrusted.contains(segment);
}

// Whether the newest record of the note says this already, or any one does of what is needed `once`.
bool History::isKnown(const HistoryRecord &record, bool once) const
{
    const auto newest = m_newest.constFind(isMove(record) ? record.version.from : record.version.path);
    const bool isSeen = newest != m_newest.cend() && isThere(newest->version.segment);
    // What is gone cannot go again: whoever says so remembers a text from before.
    const bool isGone = isSeen && newest->version.kind == VersionKind::Deleted;
    if (once || (isGone && record.version.kind == VersionKind::Deleted)) {
        const auto segment = m_noteTexts.constFind(noteText(record.version.path, record.text));
        return segment != m_noteTexts.cend() && isThere(*segment);
    }
    return isSeen && saysTheSame(*newest, record);
}

// The records that `versions` need besides those there are.
QList<History::NewRecord> History::missing(std::span<const NewVersion> versions) const
{
    QList<NewRecord> records;
    NewestRecords planned;
    QSet<TextIdentity> plannedTexts;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const NewVersion &version : versions) {
        const bool moved = version.kind == VersionKind::Moved;
        const QByteArrayView text = moved ? QByteArrayView() : QByteArrayView(version.bytes);
        HistoryRecord record{.version = {.path = version.path,
                                         .from = moved ? version.from : NotePath(),
                                         .author = version.author,
                                         .kind = version.kind,
                                         .time = version.time != 0 ? version.time : now,
                                         .size = static_cast<quint64>(text.size()),
                                         .hash = contentHash(text)},
                             .text = TextIdentity::of(text)};
        if (version.path.isEmpty() || (moved && (version.from.isEmpty() || version.from == version.path)))
            continue;
        const NotePath &place = moved ? record.version.from : record.version.path;
        const TextIdentity ofNote = noteText(record.version.path, record.text);
        const auto before = planned.constFind(place);
        if (version.once               ? plannedTexts.contains(ofNote) || isKnown(record, true)
            : before != planned.cend() ? saysTheSame(*before, record)
                                       : isKnown(record, false))
            continue;
        const qint64 seen = version.seen != 0 ? version.seen : now;
        const auto last = before != planned.cend() ? before : m_newest.constFind(place);
        const bool isAnother = before != planned.cend() || last != m_newest.cend();
        // What was seen before that keeps its own time, but for a move, as those are followed in the order of records.
        if (isAnother && record.version.time < last->version.time
            && (moved || version.seen == 0 || seen >= last->version.time))
            record.version.time = std::max(seen, last->version.time);
        enterNewest(planned, record);
        plannedTexts.insert(ofNote);
        records.append({.record = record, .text = text});
    }
    return records;
}

Result<> History::append(QList<NewRecord> records)
{
    if (records.isEmpty())
        return {};
    if (!canGrow()) {
        if (const Result<> begun = beginSegment(); !begun)
            return begun;
    }
    QHash<TextIdentity, quint64> places; // Of texts that these records hold.
    QList<NewRecord *> holders;
    for (NewRecord &record : records) {
        const TextIdentity &text = record.record.text;
        if (!record.text.isEmpty() && !m_current.find(text) && !places.contains(text)) {
            places.insert(text, 0);
            holders.append(&record);
        }
    }
    forAll(holders.size(), 16,
           [&](qsizetype i) { holders.at(i)->packed = packedText(holders.at(i)->text, holders.size() > Many); });
    QByteArray bytes;
    for (auto &[record, text, packed] : records) {
        record.at = m_current.end() + static_cast<quint64>(bytes.size());
        record.version.offset = record.at;
        if (!packed.isEmpty())
            places.insert(record.text, record.at);
        else if (!text.isEmpty())
            record.version.offset = m_current.find(record.text).value_or(places.value(record.text));
        bytes.append(recordBytes(record, packed));
    }
    if (const Result<> written = write(bytes); !written)
        return written;
    for (const HistoryRecord &record : m_current.read(bytes))
        enter(record);
    return {};
}

Result<> History::write(QByteArrayView bytes)
{
    const quint32 number = m_current.number();
    const QByteArray name = QFile::encodeName(m_folder.file(number));
    const OpenFile file(m_calls->open(name.constData(), O_WRONLY | O_APPEND | O_CLOEXEC, 0));
    const Result<> written = file.isOpen() ? writeAll(*m_calls, file.descriptor(), bytes, m_folder.path(), doing())
                                           : systemFailure(m_folder.path(), doing());
    // On a full disk each attempt would leave a segment with nothing in it.
    if (!written && m_current.end() == 0 && m_calls->remove(name.constData()) == 0)
        m_segments.removeOne(number);
    else if (!written)
        m_distrusted.insert(number);
    return written;
}

bool History::canGrow() const
{
    return m_segments.contains(m_current.number()) && !m_distrusted.contains(m_current.number()) && !m_current.isTorn()
           && m_current.end() < SegmentSize;
}

// What counts as kept in an older segment is on the disk: each is synced before the next one begins.
Result<> History::beginSegment()
{
    if (const Result<> synced = sync(); !synced)
        return synced;
    const quint32 number = std::max(m_current.number(), m_segments.isEmpty() ? 0 : m_segments.last()) + 1;
    const OpenFile file(m_calls->open(QFile::encodeName(m_folder.file(number)).constData(),
                                      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    const auto status = file.isOpen() ? fileStatus(file.descriptor()) : std::nullopt;
    if (!status)
        return systemFailure(m_folder.path(), doing());
    m_current = SegmentReader(number);
    m_currentFile = stampOf(*status);
    m_segments.append(number);
    syncFolder(*m_calls, m_folder.path());
    return {};
}

// After a failure the system takes what could not be written for written: it counts as lost.
Result<> History::sync()
{
    const quint32 number = m_current.number();
    if (!m_segments.contains(number) || m_distrusted.contains(number))
        return {};
    const OpenFile file(m_calls->open(QFile::encodeName(m_folder.file(number)).constData(), O_WRONLY | O_CLOEXEC, 0));
    if (file.isOpen() && m_calls->sync(file.descriptor()) == 0)
        return {};
    const auto failed = systemFailure(m_folder.path(), doing());
    m_distrusted.insert(number);
    return failed;
}

Result<QList<HistoryRecord>> History::records() const
{
    const Result<QList<quint32>> segments = m_folder.segments();
    if (!segments)
        return std::unexpected(segments.error());
    QList<SegmentReader> readers(segments->cbegin(), segments->cend());
    return m_folder.readOn(readers);
}

Result<QList<Version>> History::versions(const NotePath &path) const
{
    const Result<QList<HistoryRecord>> all = records();
    if (!all)
        return std::unexpected(all.error());
    return chainOf(*all, path);
}

Result<QList<Version>> History::versionsUntil(const Version &last) const
{
    const Result<QList<HistoryRecord>> all = records();
    if (!all)
        return std::unexpected(all.error());
    Version wanted = last;
    wanted.covered = false;
    const auto found = std::ranges::find(*all | std::views::reverse, wanted,
                                         [](const HistoryRecord &record) -> const Version & { return record.version; });
    return chainOf(std::span(all->cbegin(), found.base()), last.path);
}

Result<QList<Version>> History::deleted() const
{
    const Result<QList<HistoryRecord>> all = records();
    if (!all)
        return std::unexpected(all.error());
    return goneIn(*all);
}

Result<QSet<NotePath>> History::paths()
{
    QSet<NotePath> paths;
    if (!QFileInfo::exists(m_folder.path()))
        return paths;
    const OpenFile lock(m_calls->open(lockName(m_folder).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.isOpen() || !takeLock(lock.descriptor(), LOCK_EX))
        return systemFailure(m_folder.path(), doing());
    if (const Result<> caughtUp = catchUp(); !caughtUp)
        return std::unexpected(caughtUp.error());
    for (auto it = m_newest.cbegin(); it != m_newest.cend(); ++it) {
        // A move is the newest record of the path that it left, too.
        if (it->version.kind != VersionKind::Deleted && it->version.path == it.key())
            paths.insert(it.key());
    }
    return paths;
}

Result<QHash<NotePath, Version>> History::lastTexts() const
{
    const Result<QList<HistoryRecord>> all = records();
    if (!all)
        return std::unexpected(all.error());
    return lastTextsIn(*all);
}

Result<QByteArray> History::bytes(const Version &version) const
{
    const QString name = version.path.toString();
    const auto unread = [&](const Error &error) -> Result<QByteArray> {
        if (error.code != ErrorCode::NotFound)
            return std::unexpected(error);
        return failure(error.code, error.path, QObject::tr("This version of %1 is no longer kept.").arg(name));
    };
    const quint64 begin = version.offset;
    const Result<QByteArray> head = m_folder.bytes(version.segment, begin, begin + quint64{RecordHeadSize});
    if (!head)
        return unread(head.error());
    const quint64 size = recordSize(*head, begin).value_or(0);
    const Result<QByteArray> whole = m_folder.bytes(version.segment, begin, begin + size);
    if (!whole)
        return unread(whole.error());
    std::optional<QByteArray> text = recordText(*whole, version);
    if (!text)
        return failure(ErrorCode::Io, m_folder.file(version.segment),
                       QObject::tr("This version of %1 is damaged.").arg(name));
    return std::move(*text);
}

Result<> History::prune(const HistoryLimits &limits)
{
    const Result<QList<quint32>> segments = m_folder.segments();
    if (!segments)
        return std::unexpected(segments.error());
    if (segments->size() < 2)
        return {};
    const OpenFile lock(m_calls->open(lockName(m_folder).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.isOpen() || !takeLock(lock.descriptor(), LOCK_EX))
        return systemFailure(m_folder.path(), doing());
    qint64 all = 0;
    for (const quint32 number : *segments)
        all += QFileInfo(m_folder.file(number)).size();
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-limits.days);
    for (const quint32 number : segments->first(segments->size() - 1)) {
        const QFileInfo file(m_folder.file(number));
        // A segment changes only when something is appended.
        if (file.lastModified() >= oldest && all <= limits.bytes)
            break;
        all -= file.size();
        if (m_calls->remove(QFile::encodeName(file.filePath()).constData()) != 0 && errno != ENOENT)
            return systemFailure(file.filePath(), QObject::tr("Old versions of files cannot be removed"));
    }
    return {};
}

bool HistorySink::keep(const QList<NewVersion> &versions, bool lasting) const
{
    if (!history)
        return false;
    const Result<> kept = history->keep(versions, lasting);
    if (!kept && failed)
        failed(kept.error());
    if (!kept && missed)
        missed(versions);
    return kept.has_value();
}

} // namespace tearsheet
