// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/text/editscript.h"

namespace tearsheet {

// Changes of tags in one note, byte for byte: in its text, and in the front matter under `tags`, as well as under the
// `tag` of older notes. What is nested in a tag changes with it; case does not count (obsidian.md 2.7). Names are
// without `#`. Linear in the note. Any thread.

/// The change that makes `from` of the note `text` say `to`, and `from/x` say `to/x`. A front-matter list that would
/// thereby hold a tag twice loses the later entry, with its comma or line. Empty where the note has no such tag.
EditScript withTagRenamed(const QString &from, const QString &to, const NoteFacts &facts, QByteArrayView text);

/// The change that takes `tag` out of the note `text`. In the text it goes with the blanks around it but one, and all
/// at the end of a line; a line that held nothing else goes. A mark behind it that would now begin a list, a quote,
/// a heading or a tag gets a backslash.
///
/// In the front matter the entry goes. Without any, `[a]` becomes `[]`, while a list by lines or a single text leaves
/// its key without value: both read as they were written.
EditScript withoutTag(const QString &tag, const NoteFacts &facts, QByteArrayView text);

/// Why `tag` is no tag that a note can have; empty where it is.
QString tagObjection(const QString &tag);

} // namespace tearsheet
