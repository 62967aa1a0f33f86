// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/bodylines.h"
#include "core/note/note.h"

namespace tearsheet {

/// Looks in the paragraph of lines `first` to `last` for rows of a pipe table that are none: without header, or below a
/// header of another length. Linear.
void findPipeRows(const BodyLines &lines, int first, int last, QByteArrayView text, NoteFacts &facts);

/// Looks whether the code block of lines `first` to `last` is a fence that runs to the text's end unclosed.
void findUnclosedCode(const BodyLines &lines, int first, int last, QByteArrayView text, NoteFacts &facts);

/// Looks for front matter behind a few lines of tags: `---`, keys with values, `---`.
void findMisplacedFrontMatter(QByteArrayView text, NoteFacts &facts);

} // namespace tearsheet
