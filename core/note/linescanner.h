// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/mask.h"

namespace tearsheet {

/// Finds everything in `text` from `begin` on that would be a link, tag, formula, comment or mark if it stands in
/// prose. The spans are disjoint and ascending. Linear in the text.
QList<MaskedSpan> findSpans(QByteArrayView text, quint32 begin, BareUrls urls);

/// What a line begins with before its own text: quote marks, list markers and blanks.
struct LinePrefix
{
    qsizetype end = 0; ///< Offset of the line's own text.
    bool quoted = false;
    bool listItem = false; ///< The last marker is a list marker.
};

/// The prefix of the line `[begin, end)` of `text`.
LinePrefix linePrefix(QByteArrayView text, qsizetype begin, qsizetype end);

} // namespace tearsheet
