// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/chunkfile.h"
#include "core/vault/snapshot.h"

#include <atomic>

namespace tearsheet {

/// What a vault's notes say, remembered from one start to the next: one disposable file in the user's cache folder.
///
/// A note counts as long as its file has the stamp that is remembered with it. A cache that is damaged, of another
/// vault, or of a program that reads notes differently is no error: it is as if there were none. Programs that share a
/// vault replace the file as a whole, so each of them reads a whole one. Any thread.
class IndexCache
{
public:
    /// The cache of the vault at `root`, an absolute path, in the cache folder of the user.
    explicit IndexCache(const QString &root);

    /// Where it lies.
    const QString &path() const { return m_file.path(); }

    /// The notes as they were remembered, sorted by path. Empty where there is no sound cache. By all cores.
    QList<std::shared_ptr<const FileEntry>> read() const;

    /// Remembers the indexed notes among `files`, which are sorted by path, in place of those before, and removes
    /// caches that were not written for 90 days. `cancelled`, once it is set, ends this early with nothing changed.
    /// Fails where the folder cannot be written.
    Result<> write(const QList<std::shared_ptr<const FileEntry>> &files,
                   const std::atomic<bool> *cancelled = nullptr) const;

private:
    ChunkFile m_file;
};

} // namespace tearsheet
