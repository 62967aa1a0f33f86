// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"
#include "core/text/textfile.h"

#include <QByteArray>

namespace tearsheet {

/// Who wrote a version.
enum class Author : quint8 { Here, Outside };

/// What a record of the history tells.
enum class VersionKind : quint8 {
    Written, ///< The note had this text.
    Deleted, ///< The note had this text, and was removed.
    Moved,   ///< The note lay at `from` before; no text.
    Aside,   ///< An unsaved text of the note that gave way to another one; no file held it.
};

/// A version to be kept.
struct NewVersion
{
    NotePath path;
    QByteArray bytes;
    Author author = Author::Outside;
    VersionKind kind = VersionKind::Written;
    qint64 time = 0;   ///< When it was written, in ms since 1970; 0 for now.
    NotePath from;     ///< Of `Moved`.
    bool once = false; ///< Needed only where the note has no version with this text, as for what was seen long ago.
    qint64 seen = 0;   ///< When it was to be kept, where that could not be done then; 0 for now.

    /// What lay at `path`: where the history does not know it, some other program wrote it.
    static NewVersion found(const NotePath &path, const TextFile &file)
    {
        return {.path = path, .bytes = file.bytes, .author = Author::Outside, .time = file.stamp.modified / 1'000'000};
    }

    /// What was written to `path` just now.
    static NewVersion made(const NotePath &path, const QByteArray &bytes)
    {
        return {.path = path, .bytes = bytes, .author = Author::Here};
    }

    /// What would have been written to `path`, had it not given way. Needed once.
    static NewVersion aside(const NotePath &path, const QByteArray &bytes)
    {
        return {.path = path, .bytes = bytes, .author = Author::Here, .kind = VersionKind::Aside, .once = true};
    }

    /// The note at `from` lies at `path` now.
    static NewVersion moved(const NotePath &from, const NotePath &path)
    {
        return {.path = path, .bytes = {}, .author = Author::Here, .kind = VersionKind::Moved, .from = from};
    }
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
    quint64 offset = 0;   ///< Of the record with the text, in its segment.
    bool covered = false; ///< Of those that are `History::deleted`: another note was moved to its path since.

    bool operator==(const Version &) const = default;
};

} // namespace tearsheet
