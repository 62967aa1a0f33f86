// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/filecalls.h"
#include "core/store/history.h"

#include <QByteArray>
#include <QString>

namespace tearsheet {

/// Writes over files in place, where they cannot be replaced by another: those with a second name (a hard link), and
/// those in folders that take no new file.
///
/// While that is done the file may be half written, so both texts are put on the disk first, into a journal in the
/// user's data folder; whatever ends the program or the machine, `recover` completes the file at the next start. An
/// object may be used from any thread; programs that share a vault do not meet.
class InPlaceWriter
{
public:
    /// For files of the vault at `root`, an absolute, canonical path.
    explicit InPlaceWriter(const QString &root, const FileCalls &calls = FileCalls::system());

    /// What `recover` writes over goes into `history` before, as a text that was set aside. Then it is for the
    /// history's thread.
    void setHistory(HistorySink history) { m_history = std::move(history); }

    /// Writes `after` over the file at `path`, an absolute one, which must hold `before`; fails with `Changed`
    /// otherwise. `doing` begins the sentence of a failure, after which the file holds `before` again, or will at the
    /// next start.
    Result<> write(const QString &path, const QByteArray &before, const QByteArray &after, const QString &doing);

    /// Completes the files that a program left half written. What another program wrote there since stays. Fails with
    /// the first that could not be read or completed, or whose folder is not there; its journal stays for a later call.
    /// A file that is gone is left alone.
    Result<> recover();

    /// Where the journals lie.
    const QString &folder() const { return m_folder; }

private:
    Result<> overwrite(const QString &path, QByteArrayView bytes, const QString &doing) const;
    Result<> complete(const QString &journal) const;
    void remove(const QString &journal) const;
    void removeOlder(const QString &path, const QString &journal) const;

    QString m_root;
    QString m_folder;
    const FileCalls *m_calls;
    HistorySink m_history;
};

} // namespace tearsheet
