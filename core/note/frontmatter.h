// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

namespace tearsheet {

/// Reads the front matter at the start of `text` into `facts`: its range, properties, aliases, tags, links, oddities,
/// and where the body begins. Each top-level key is read on its own, so that an error spoils only that key.
void readFrontMatter(QByteArrayView text, NoteFacts &facts);

} // namespace tearsheet
