// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/notepath.h"
#include "core/store/filestatus.h"
#include "core/store/history.h"
#include "core/text/textfile.h"

namespace tearsheet {

/// How a file takes its new text.
enum class SaveMode : quint8 {
    Replace, ///< Another file takes its place, which is whole at any moment.
    InPlace, ///< It is written over, where that cannot be; see `InPlaceWriter`.
};

/// Reads and writes single files of one vault. Besides it, only `PlanRunner`, `InPlaceWriter` and `Trash` write into a
/// vault.
///
/// Paths are resolved at each call; a path that leaves the vault through a symbolic link is refused.
/// Any thread; calls for the same file must not overlap.
class NoteStore
{
public:
    /// A store for the vault at `root`, an absolute path. `calls` are those that write; tests let them fail.
    explicit NoteStore(QString root, const FileCalls &calls = FileCalls::system());

    const QString &root() const { return m_root; }

    /// What is replaced from now on goes into `history` before, down to the disk, and what is written goes there after.
    /// A failure there is told to it, and does not keep a note from being saved. Then `save` and `create` are for the
    /// history's thread.
    void setHistory(HistorySink history) { m_history = std::move(history); }

    /// Absolute path of `path`.
    QString absolute(const NotePath &path) const;

    /// Reads the whole file. Fails with `NotFound`, `NotAFile`, `OutsideVault`, `Unreadable` or `TooLarge` (above
    /// `limit` bytes). The stamp carries the hash.
    Result<TextFile> read(const NotePath &path, qint64 limit = qint64{1} << 31) const;

    /// Size, time and inode of the file as it is now, without hash.
    Result<FileStamp> stamp(const NotePath &path) const;

    /// Replaces the file's contents by `bytes`, if it still holds the version `base.hash`; fails with `Changed`
    /// otherwise and leaves it alone. Resolves symbolic links, writes beside, flushes, syncs, renames, syncs the
    /// folder; permissions are kept. After a failure the file is what it was. Returns the new stamp, hash included.
    /// Fails with `NeedsConsent` where only `InPlace` would do: the file has a second name (a hard link), its folder
    /// takes no other file, or another one would not be its group's.
    Result<FileStamp> save(const NotePath &path, const QByteArray &bytes, const FileStamp &base,
                           SaveMode mode = SaveMode::Replace);

    /// Writes a new file and the folders it needs. Fails with `Exists` where there is one already, and with `NotFound`
    /// where the vault's folder is gone, or another one is in its place since this object was made.
    Result<FileStamp> create(const NotePath &path, const QByteArray &bytes);

private:
    class FileBeside;

    Result<> replace(const NotePath &path, const QString &file, const QByteArray &bytes, quint64 version,
                     const QString &doing);
    Result<> settle(FileBeside &beside, const QString &file, const NewVersion &made, const QString &doing);
    Result<QString> resolved(const NotePath &path, const QString &doing) const;
    int openInside(const NotePath &path) const;
    FileStamp stampOfWritten(const NotePath &path, const QByteArray &bytes) const;

    QString m_root;
    std::optional<FolderIdentity> m_opened; // Nothing where no folder was there.
    const FileCalls *m_calls;
    HistorySink m_history;
};

} // namespace tearsheet
