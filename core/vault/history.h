// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/notepath.h"
#include "core/vault/filecalls.h"

#include <QByteArray>
#include <QHash>
#include <QList>

namespace tearsheet {

/// Who wrote a version.
enum class Author : quint8 { Here, Outside };

/// What a record of the history tells.
enum class VersionKind : quint8 {
    Written, ///< The note had this text.
    Deleted, ///< The note had this text, and was removed.
    Moved,   ///< The note lay at `from` before; no text.
};

/// A version to be kept.
struct NewVersion
{
    NotePath path;
    QByteArray bytes;
    Author author = Author::Outside;
    VersionKind kind = VersionKind::Written;
    qint64 time = 0; ///< When it was written, in ms since 1970; 0 for now.
    NotePath from;   ///< Of `Moved`.
};

/// A version that was kept. Its text is read with `History::bytes`.
struct Version
{
    NotePath path; ///< Where the note lay then.
    NotePath from; ///< Of `Moved`.
    Author author = Author::Outside;
    VersionKind kind = VersionKind::Written;
    qint64 time = 0;  ///< In ms since 1970.
    quint64 size = 0; ///< Of the text, in bytes.
    quint64 hash = 0; ///< `contentHash` of the text.
    quint32 segment = 0;
    quint64 offset = 0; ///< Of the record with the text, in its segment.

    bool operator==(const Version &) const = default;
};

/// How much is kept.
struct HistoryLimits
{
    int days = 180;
    qint64 bytes = qint64{1} << 30;

    bool operator==(const HistoryLimits &) const = default;
};

/// Every version of a vault's notes that was seen, in the user's data folder: what makes any change to a note one that
/// can be taken back.
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
    /// none to append. `lasting` waits until all of them, those that stood there before included, are on the disk.
    /// After a failure none, some or all of them are there, each wholly.
    Result<> keep(const QList<NewVersion> &versions, bool lasting);

    /// What is known of the note that lies at `path` now, newest first, under the names it had before too. Versions
    /// with the same text that follow each other are one. Costs a look at every record.
    Result<QList<Version>> versions(const NotePath &path) const;

    /// The last version of each note whose last record is that it was deleted, newest first.
    Result<QList<Version>> deleted() const;

    /// The text of a version. Fails with `NotFound` where it is no longer kept, `Io` where it is damaged.
    Result<QByteArray> bytes(const Version &version) const;

    /// Removes the oldest segments beyond the limits; the one that is written to stays.
    Result<> prune(const HistoryLimits &limits);

    /// Where the segments lie.
    const QString &folder() const { return m_folder; }
};

} // namespace tearsheet
