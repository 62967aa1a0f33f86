// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

#include <optional>

namespace tearsheet {

/// What `subpath`, with its `#`, names in the note `text`: the section of a heading (to the next one of its level or
/// above), the block that a `^id` labels, or the line in which the footnote of `#[^id]` is defined. `#A#B` is B in A's
/// section; the first of several is meant. Punctuation and case do not count, ids fold case. Nothing where there is no
/// such place.
std::optional<ByteRange> subpathRange(QStringView subpath, const NoteFacts &facts, QByteArrayView text);

} // namespace tearsheet
