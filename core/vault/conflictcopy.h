// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <optional>

namespace tearsheet {

/// What it takes to believe that a name is that of a copy.
enum class CopyProof : quint8 {
    Name,     ///< Nothing more: nobody names a note so.
    Original, ///< The file that it would be a copy of lies beside it.
    Lines,    ///< It is a note, and more than half of its lines are those of the note beside it, too.
};

/// A file name that a program for synchronising gives to one of two versions that it cannot bring together.
struct ConflictName
{
    QString original;    ///< File name of what it was made from, with its ending.
    QStringView program; ///< "Syncthing"; static.
    CopyProof proof = CopyProof::Name;

    bool operator==(const ConflictName &) const = default;
};

/// What `fileName`, without folder, says of a file: the program that named it and the file it was made from. Costs
/// well below a microsecond, some microseconds for names that end like one of those below.
///
/// The names, and where each is known from:
/// - `N.sync-conflict-20260102-030405-ABCDEFG.md`: Syncthing's documentation, "Conflicting Changes"; older versions had
///   no letters at the end, which name a device;
/// - `N (Anna's conflicted copy 2026-01-02).md`, also with a computer's name or none, without a date, or with a number:
///   Dropbox, help page "What's a conflicted copy?"; the French, German and Spanish names as public repositories hold
///   them; "conflicting copy" is of Maestral, another program for Dropbox (its change 862);
/// - `N (Conflicted copy Phone 202601020304).md`: Obsidian Sync (obsidian-help, issue 1056);
/// - `N (conflicted copy 2026-01-02 030405).md`, also with a user's name: Nextcloud and ownCloud, in their desktop
///   clients' `makeConflictFileName`;
/// - `N-DESKTOP-AB12CD3.md`: OneDrive appends the computer's name; only those that Windows makes up are recognised;
/// - `N 2.md`: iCloud Drive, and `N (1).md`: Google Drive, which people name notes, too;
/// - `N (my version 2026-01-02 030405).md`: Tearsheet.
std::optional<ConflictName> conflictName(QStringView fileName);

/// A file that is a copy.
struct ConflictCopy
{
    int copy = -1;       ///< Index into `Snapshot::files()`.
    int original = -1;   ///< In the same folder; -1 where it is gone.
    QStringView program; ///< As in `ConflictName`.
    CopyProof proof = CopyProof::Name;

    bool operator==(const ConflictCopy &) const = default;
};

/// What file `file` is a copy of; nothing where it is none. Reads both notes only where the name is not enough.
std::optional<ConflictCopy> conflictCopy(int file, const Snapshot &snapshot);

/// All files of the vault that are copies, in their order.
QList<ConflictCopy> conflictCopies(const Snapshot &snapshot);

} // namespace tearsheet
