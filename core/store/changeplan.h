// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"
#include "core/text/editscript.h"
#include "core/text/textfile.h"

namespace tearsheet {

/// What happens to one file: its bytes are edited, it is moved, or both.
struct FileChange
{
    NotePath path;    ///< Where it lies now.
    NotePath newPath; ///< Where it will lie; `path` where it stays.
    FileStamp base;   ///< The version that `edits` are made for.
    EditScript edits; ///< Empty for attachments other than canvases.

    bool operator==(const FileChange &) const = default;

    bool moves() const { return path != newPath; }
};

/// A change to many files that is done as a whole or not at all. A value: made from a snapshot, shown, then carried
/// out.
struct ChangePlan
{
    QString title; ///< "Rename Volta to Volta Works"
    QList<FileChange> files;
    /// A folder that moves as a whole, with what is hidden or empty in it; it is gone then. Else empty.
    NotePath vacated;
    int aliases = 0;         ///< How many of the edits keep a name as an alias, each in a file that moves.
    bool inPlace = false;    ///< Files that no other can take the place of may be written over: the user allows it.
    QList<NotePath> emptied; ///< Folders that go if nothing is left in them afterwards, inner ones first.
    QStringList remarks;     ///< What the reader should know of what it leaves alone: whole sentences.

    bool operator==(const ChangePlan &) const = default;
};

} // namespace tearsheet
