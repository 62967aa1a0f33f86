// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

namespace tearsheet {

/// Reads everything that `text` says. Any bytes are a note: it cannot fail, and irregularities are listed as oddities.
///
/// Candidates for links, tags, math and comments are masked by control bytes of the same length, cmark-gfm parses the
/// masked text, and where a mask comes out tells what it is: prose, or code where it does not count. Linear in the
/// text. Call it from any thread.
NoteFacts parseNote(QByteArrayView text);

} // namespace tearsheet
