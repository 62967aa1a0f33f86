// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/obsidiansettings.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// Why a note may be the one that is meant by the name of a new one, best first.
enum class Likeness : quint8 {
    Name,    ///< Its name is the same; case does not count.
    Alias,   ///< The name is one of its aliases.
    Letters, ///< Its name or an alias is the same but for punctuation, blanks and accents.
    Near,    ///< Its name is a letter or two away, or one begins with the other.
};

struct SimilarNote
{
    Likeness likeness = Likeness::Name;
    int file = -1; ///< Index into `Snapshot::files()`.

    bool operator==(const SimilarNote &) const = default;
};

/// The notes that may be meant by `name`, with or without folders and `.md`, before a note of this name is created:
/// each once, best first, at most `most`. Looks at every name and alias, a few milliseconds for 8,000 notes. Any
/// thread.
QList<SimilarNote> similarNotes(const Snapshot &snapshot, const QString &name, qsizetype most);

/// The path of a new note called `name` by a link or a user in the note at `from`. A name with folders is taken from
/// the vault's root; a bare one goes where the vault's `settings` put new notes. Fails with `InvalidName` for a name
/// that no link can say (`nameObjection`).
Result<NotePath> newNotePath(const QString &name, const NotePath &from, const ObsidianSettings &settings);

/// The notes in the vault's folder of templates and below it, ascending; none where no folder is set.
QList<int> templateNotes(const Snapshot &snapshot);

/// The text of a new note called `title` after the template `text`: `{{title}}`, `{{date}}` and `{{time}}` are filled
/// in, the latter in the formats of `settings` or in their own: `{{date:D MMMM YYYY}}` (see `formattedDate`). Anything
/// else in braces stays.
QByteArray filledTemplate(QByteArrayView text, const QString &title, const QDateTime &now,
                          const ObsidianSettings &settings);

} // namespace tearsheet
