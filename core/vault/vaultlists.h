// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

// What the vault as a whole holds. Each list is worked out when asked for, in time linear in what it looks at; all may
// be asked for from any thread. Files are indexes into `Snapshot::files()`.

/// A tag with everything nested in it.
struct TagUse
{
    QString tag;      ///< Without `#`, in the spelling seen first.
    int count = 0;    ///< Places that name it or a tag below it, front matter included.
    QList<int> notes; ///< Ascending.

    bool operator==(const TagUse &) const = default;
};

/// Every tag, and every parent of a nested one, by name; case does not count (obsidian.md 2.7).
QList<TagUse> tagUses(const Snapshot &snapshot);

/// A property name with what is said under it.
struct PropertyUse
{
    QString key; ///< In the spelling seen first.
    QList<int> notes;
    QStringList values; ///< Each once, in the order of the notes.

    bool operator==(const PropertyUse &) const = default;
};

/// Every property name of the vault, by name; case does not count.
QList<PropertyUse> propertyUses(const Snapshot &snapshot);

/// A name or alias that several files answer to.
struct SharedName
{
    QString name;
    QList<int> files;

    bool operator==(const SharedName &) const = default;
};

/// File names that several files have.
QList<SharedName> ambiguousNames(const Snapshot &snapshot);

/// Aliases that several notes claim, or that are another note's name; the files of that name stand among `files`.
QList<SharedName> aliasCollisions(const Snapshot &snapshot);

/// What the links of each note reach, worked out for the whole vault at once.
struct LinkMap
{
    QList<QList<int>> outgoing; ///< For each file the files it links to, ascending, each once, itself left out.
    QList<int> incoming;        ///< For each file how many files link to it.
};

LinkMap linkMap(const Snapshot &snapshot);

/// Notes that no other file links to and that link to none.
QList<int> orphans(const Snapshot &snapshot, const LinkMap &links);

/// Notes without a link to another file.
QList<int> deadEnds(const Snapshot &snapshot, const LinkMap &links);

/// Attachments that no note and no canvas links to or shows; a canvas itself is none. What a canvas that is no readable
/// one may show is left out, and everything where one cannot be read at all: see `unreadCanvases`.
QList<int> unusedAttachments(const Snapshot &snapshot, const LinkMap &links);

} // namespace tearsheet
