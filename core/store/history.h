// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/filecalls.h"
#include "core/store/historyfolder.h"
#include "core/text/textfile.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <span>

namespace tearsheet {

/// Whether a name is one of files whose versions are kept: notes, files of delimited values, canvases and bases.
bool hasKeptEnding(QStringView path);

/// Whether versions of the file at `path` are kept, and its unsaved text.
bool isKeptInHistory(const NotePath &path);

/// How much is kept.
struct HistoryLimits
{
    int days = 180;
    qint64 bytes = qint64{1} << 30;

    bool operator==(const HistoryLimits &) const = default;
};

/// Every version of a vault's notes, and of its other files that are kept, that was seen, in the user's data folder:
/// what makes any change to a note one that can be taken back.
///
/// Versions are records, each with a checksum, appended to files called segments. A text that stands in a segment
/// already is not written into it again, so that a segment is whole on its own and old ones are removed as a whole.
/// Damaged records are passed over. Any number of programs may use the history of one vault at once; an object belongs
/// to one thread.
class History
{
public:
    /// The history of the vault at `root`, an absolute, canonical path. Nothing is read or written before it is used.
    explicit History(const QString &root, const FileCalls &calls = FileCalls::system());

    /// Appends `versions` in one piece. Where the newest record of a path has the same text and kind already, there is
    /// none to append; texts that were set aside do not count for that, as no file held them. A version that is needed
    /// `once` is appended only where the note has none with its text. A time before that of the newest record, as a
    /// file that was copied with its time has, becomes now: versions follow each other. What was `seen` earlier has the
    /// time that it would have had then, and its place in that order. `lasting` waits until all of
    /// them, those that stood there before included, are on the disk. After a failure none, some or all of them are
    /// there, each wholly. The first call reads the whole history.
    Result<> keep(const QList<NewVersion> &versions, bool lasting);

    /// What is known of the note that lies at `path` now, newest first, under the names it had before too, its moves
    /// among them. Versions with the same text and kind that follow each other are one: the oldest, which tells when
    /// the text came to be. Costs a look at every record, less than a second for a gigabyte.
    Result<QList<Version>> versions(const NotePath &path) const;

    /// The same of the note that lay at the path of `last` when that was kept, whatever lies there now.
    Result<QList<Version>> versionsUntil(const Version &last) const;

    /// What no path leads to any more, newest first: the last version of each note that was deleted and did not come
    /// back, and the last text that was set aside since then, since the note moved away, or of a note that never had a
    /// file. Those to whose path another note was moved since are among them, and `covered`. Costs the same.
    Result<QList<Version>> deleted() const;

    /// The paths that a file lies at as far as the history tells, from what it keeps in memory; the first call of this
    /// or of `keep` reads the whole history.
    Result<QSet<NotePath>> paths();

    /// The last text of the file at each of these, maybe kept under a name that it had before. Costs a look at every
    /// record.
    Result<QHash<NotePath, Version>> lastTexts() const;

    /// The text of a version. Fails with `NotFound` where it is no longer kept, `Io` where it is damaged, else
    /// with the system's reason.
    Result<QByteArray> bytes(const Version &version) const;

    /// Removes the oldest segments: those to which nothing was appended within the limit of days, then those that are
    /// beyond the limit of bytes. The one that is written to stays.
    Result<> prune(const HistoryLimits &limits);

    /// Where the segments lie.
    const QString &folder() const { return m_folder.path(); }

private:
    using NewestRecords = QHash<NotePath, HistoryRecord>; // Of each path; a move is one of both its paths.
    struct NewRecord;

    Result<QList<HistoryRecord>> records() const;
    Result<> catchUp();
    void forget();
    void enter(const HistoryRecord &record);
    bool isThere(quint32 segment) const;
    bool isKnown(const HistoryRecord &record, bool once) const;
    QList<NewRecord> missing(std::span<const NewVersion> versions) const;
    Result<> append(QList<NewRecord> records);
    Result<> write(QByteArrayView bytes);
    bool canGrow() const;
    Result<> beginSegment();
    Result<> sync();

    HistoryFolder m_folder;
    const FileCalls *m_calls;
    QList<quint32> m_segments; // Those there are, the oldest first.
    SegmentReader m_current;   // Of the newest one.
    FileStamp m_currentFile;
    NewestRecords m_newest;                   // Those of texts that were set aside left out.
    QHash<TextIdentity, quint32> m_noteTexts; // Each text of each note, see `noteText`, and the last segment with it.
    QSet<quint32> m_distrusted;               // Where writing failed: what stands there may not be on the disk.
};

/// Where a writer keeps versions without failing where they cannot be kept.
struct HistorySink
{
    History *history = nullptr;                     ///< None: nothing is kept.
    std::function<void(const Error &error)> failed; ///< Told each time that something could not be kept.
    std::function<void(const QList<NewVersion> &versions)> missed = {}; ///< And what that was, to be kept later.

    /// `History::keep`, from the thread of the history. Whether all is kept.
    bool keep(const QList<NewVersion> &versions, bool lasting) const;
};

} // namespace tearsheet
