// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>

#include <functional>

namespace tearsheet {

/// A disposable file in the user's cache folder, with what is known of one vault in pieces that are checked and read by
/// themselves, in all cores.
///
/// A file that is damaged, of another vault, or of a program that reads differently is no error: it is as if there were
/// none. Programs that share a vault replace the file as a whole, so each of them reads a whole one. Any thread.
class ChunkFile
{
public:
    /// The file of the kind `kind` ("index") of the vault at `root`, an absolute path. `version` differs between
    /// programs that would read or write it differently.
    ChunkFile(const QString &kind, const QString &root, quint64 version);

    /// Where it lies.
    const QString &path() const { return m_path; }

    /// Calls `begin(count)`, then `take(i, bytes)` for each of so many chunks, for several at once and in any order.
    /// True where the file is sound and every `take` said so; what was taken counts only then.
    bool read(const std::function<void(qsizetype)> &begin,
              const std::function<bool(qsizetype, QByteArrayView)> &take) const;

    /// Replaces the file by the chunks that `fill` gives to its argument one after the other, and removes files of this
    /// kind that were not written for 90 days. Where `fill` returns false, nothing is changed. Fails where the folder
    /// cannot be written.
    Result<> write(const std::function<bool(const std::function<void(QByteArrayView)> &)> &fill) const;

private:
    QString m_root;
    QString m_path;
    quint64 m_version;
};

} // namespace tearsheet
