// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/notestore.h"
#include "core/vault/folderscan.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace tearsheet {

using FileEntryPtr = std::shared_ptr<const FileEntry>;

/// Reads and parses `file`; what cannot be read becomes an `Unread` entry with its reason. Any thread.
FileEntryPtr readEntry(const NoteStore &store, const ScannedFile &file);

/// The entry of a note, or of a canvas, with the given text, parsed. Any thread.
FileEntryPtr textEntry(const NotePath &path, const FileStamp &stamp, const QByteArray &text);

/// Reads files in the threads of a pool and hands them over in batches.
class NoteParser
{
public:
    /// Called from the pool's threads with a batch of entries, in no particular order.
    using Deliver = std::function<void(QList<FileEntryPtr>)>;

    NoteParser(const NoteStore &store, QThreadPool &pool) : m_store(store), m_pool(pool) {}

    /// Begins to read `files` and returns at once. `cancelled` ends the work early.
    void start(QList<ScannedFile> files, const std::shared_ptr<const std::atomic<bool>> &cancelled,
               const Deliver &deliver);

private:
    NoteStore m_store;
    QThreadPool &m_pool;
};

} // namespace tearsheet
