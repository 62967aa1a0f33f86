// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// A note with links into what is to be deleted, or a canvas that shows it.
struct LinkingNote
{
    NotePath path;
    int links = 0;

    bool operator==(const LinkingNote &) const = default;
};

/// What deleting files would mean, to be said before it is done.
struct Deletion
{
    QList<NotePath> files;       ///< All files that go, those in folders too, by path.
    QList<LinkingNote> linking;  ///< Notes and canvases that stay and reach one of these, most links first.
    QList<NotePath> attachments; ///< Attachments that only the deleted files use and that are not among `files`.

    bool operator==(const Deletion &) const = default;
};

/// What deleting the files and folders at `paths` means. Links, embeds, front matter and link definitions count, what
/// canvases show and link to, and an attachment is kept for a note that names it in HTML (`src`, `href`), too. What
/// other files show is not known. Fails with `NotFound` where nothing lies at one of `paths`.
///
/// Costs as much as there are links that say the files' names and cards of canvases, and one search through the text of
/// all notes where there are attachments. Any thread.
Result<Deletion> deletionOf(const QStringList &paths, const Snapshot &snapshot);

} // namespace tearsheet
