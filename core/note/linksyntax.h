// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

#include <optional>

namespace tearsheet {

/// The link that the wikilink or embed in `range` of `text` is: cut at the first `#`, and at the first bar, escaped or
/// not. The ranges leave blanks and the backslash of an escaped bar out.
Link wikiLinkAt(ByteRange range, QByteArrayView text, LinkKind kind = LinkKind::Wiki);

/// A Markdown link's destination and where the link ends.
struct Destination
{
    ByteRange range;     ///< Without angle brackets.
    quint32 linkEnd = 0; ///< Past the closing parenthesis.
};

/// Where a destination that begins at `begin` stands, without angle brackets, and what follows it; nothing if there is
/// none before `end`. Control bytes, which stand for what is masked, are letters.
struct BareDestination
{
    ByteRange range;
    quint32 end = 0; ///< Past the closing angle bracket, if there is one.
};
std::optional<BareDestination> bareDestinationAt(quint32 begin, quint32 end, QByteArrayView text);

/// Past the title, `"…"`, `'…'` or `(…)`, that begins at `begin`; nothing if none begins there or none ends before
/// `end`.
std::optional<quint32> titleEnd(quint32 begin, quint32 end, QByteArrayView text);

/// The destination of an inline Markdown link whose `](` ends at `begin`, by CommonMark's rules; nothing if there is
/// none before `end`.
std::optional<Destination> destinationAt(quint32 begin, quint32 end, QByteArrayView text);

/// The Markdown link with the given outer range, display text and destination.
Link markdownLink(ByteRange range, ByteRange display, ByteRange destination, bool embed, QByteArrayView text);

/// The YAML quote around `link` of `text`, a front-matter value: `'` or `"`; NUL where it has none.
char quoteAround(const Link &link, QByteArrayView text);

/// A destination as the Markdown parser reads it: character references of all kinds and then backslash escapes are
/// resolved, percent-encoding is kept.
QByteArray unescapedDestination(QByteArrayView destination);

} // namespace tearsheet
