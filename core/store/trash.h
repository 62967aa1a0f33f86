// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/notepath.h"
#include "core/store/filecalls.h"
#include "core/store/filestatus.h"

#include <optional>

namespace tearsheet {

/// Where a vault wants deleted files to go: the system's trash, the folder `.trash` of the vault, nowhere.
enum class TrashPlace : quint8 { System, Local, None };

/// A file of the vault that was thrown away.
struct Trashed
{
    NotePath path;
    QString place; ///< Absolute path where it lies now; empty where it is gone for good.

    bool operator==(const Trashed &) const = default;
};

/// Throws files of one vault away as its settings say, and brings them back. Any thread.
class Trash
{
public:
    /// For the vault at `root`, an absolute, canonical path.
    explicit Trash(QString root, const FileCalls &calls = FileCalls::system());

    /// Moves the file at `path` into the system's trash (the XDG specification's, with what file managers need to put
    /// it back) or, where that does not take it and for `Local`, to the same path below the folder `.trash` of the
    /// vault; `None` removes it for good. `kept` is the hash of the text that is kept of it elsewhere: any other text
    /// is not removed for good, and that fails with `Changed`. Fails with `NotFound`, or with the reason the system
    /// gives; then the file is where it was.
    Result<Trashed> take(const NotePath &path, TrashPlace place, std::optional<quint64> kept = std::nullopt);

    /// Removes the folder at `folder` and those in it, as far as they hold nothing: what lay in them was thrown away.
    void leaveFolder(const NotePath &folder);

    /// Moves a file back to where it lay. Fails with `Exists` where another lies there by now, with `NotFound` where it
    /// is not in the trash any more or the vault's folder is not where it was, and as a new file there would.
    Result<> putBack(const Trashed &trashed);

private:
    Result<> removeKept(const QString &file, quint64 kept, const QString &doing);
    Result<QString> moveLocally(const NotePath &path, const QString &file, const QString &doing);

    QString m_root;
    std::optional<FolderIdentity> m_opened; // Nothing where no folder was there.
    const FileCalls *m_calls;
};

} // namespace tearsheet
