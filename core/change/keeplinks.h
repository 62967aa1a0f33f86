// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"
#include "core/vault/renames.h"

namespace tearsheet {

/// The change of one note or canvas.
struct NoteEdits
{
    NotePath path; ///< Where it lies after the renames.
    EditScript edits;

    bool operator==(const NoteEdits &) const = default;
};

/// A link that nothing could write so that it still reaches its file.
struct LostLink
{
    NotePath path;    ///< Where the note or canvas with it lies after the renames.
    QString sentence; ///< That says so.

    bool operator==(const LostLink &) const = default;
};

/// What keeps links as they are meant.
struct KeptLinks
{
    QList<NoteEdits> notes; ///< Sorted by path.
    QList<LostLink> lost;   ///< Each sentence once.
    QStringList remarks;    ///< Of each canvas that cannot be read and may show what moves, a sentence.
};

/// What must be written so that after `renames` every link still reaches the file that it reached before, and reaches
/// it as surely: links that would mean another file, nothing, or more than one are written anew, and no other byte:
/// wikilinks with the shortest path that is unambiguous, where the vault's settings want no other.
/// Wikilinks, embeds, Markdown links, link definitions and front matter count, and so do the files that canvases show
/// and the links in their text cards; links that reached nothing stay.
///
/// `after` is `before` with the renames done, notes unchanged. Costs as much as there are links that
/// say one of the old or new names, or that of a file in a folder that is reached otherwise by then, links in the moved
/// notes, and cards of canvases. Any thread.
KeptLinks keepLinks(const Snapshot &before, const Snapshot &after, const QList<FileRename> &renames);

/// `snapshot` with the renames done, as far as files of the old paths are there. Where these move a whole `folder`,
/// what links in it to folders moves along.
Snapshot withRenames(const Snapshot &snapshot, const QList<FileRename> &renames, const FileRename &folder = {});

} // namespace tearsheet
