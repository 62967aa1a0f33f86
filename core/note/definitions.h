// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/bodylines.h"
#include "core/note/note.h"

namespace tearsheet {

/// The lines of a block that holds text, as the Markdown parser reports it.
struct LeafLines
{
    int first = 0;
    int last = 0;
    bool paragraph = false;
};

/// The link definitions of a note. The parser consumes them without a trace, so they are the lines of the form
/// `[label]: target` that begin a paragraph of `leaves` or stand in none of them. Linear.
QList<LinkDefinition> findDefinitions(const BodyLines &lines, const QList<LeafLines> &leaves, QByteArrayView text);

} // namespace tearsheet
