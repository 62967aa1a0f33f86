// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/note/yamlreader.h"

namespace tearsheet {

/// Reads the front matter at the start of `text` into `facts`: its range, properties, aliases, tags, links, oddities,
/// and where the body begins. Each top-level key is read on its own, so that an error spoils only that key.
void readFrontMatter(QByteArrayView text, NoteFacts &facts);

/// The tag names, without `#`, that `item` says, a value of `tags` or an item of it: one string may hold several, with
/// commas or blanks between them.
QList<ByteRange> tagNames(const YamlNode &item, QByteArrayView text);

} // namespace tearsheet
