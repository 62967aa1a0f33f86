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
    bool paragraph = false; ///< It may begin with definitions: a paragraph, or an underlined heading.
};

/// The link definitions of a note. The parser consumes them without a trace, so they are looked for at the begin of
/// the paragraphs among `leaves`, and where no leaf is, by the rules of CommonMark 4.7: a destination, maybe a title,
/// and nothing else up to the line's end. `body` is what the parser read: the bytes from the note's body on, masked.
/// Linear.
QList<LinkDefinition> findDefinitions(const BodyLines &lines, const QList<LeafLines> &leaves, QByteArrayView body,
                                      QByteArrayView text);

} // namespace tearsheet
