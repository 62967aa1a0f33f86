// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

#include <optional>

namespace tearsheet {

/// Tells which headings of a note subpaths reach. It keeps what it has worked out, for many links into one note.
class HeadingLookup
{
public:
    /// `facts` and `text` must stay.
    HeadingLookup(const NoteFacts &facts, QByteArrayView text);

    /// The heading that each part of `subpath`, with its `#`, reaches, as an index into `facts.headings`. Empty where
    /// one of them reaches none, and for blocks and footnotes.
    QList<int> reached(QStringView subpath);

private:
    struct Keys
    {
        QString plain;
        QString written;
    };
    const Keys &keysOf(int heading);

    const NoteFacts &m_facts;
    QByteArrayView m_text;
    QList<std::optional<Keys>> m_keys;
};

/// What `subpath`, with its `#`, names in the note `text`: the section of a heading (to the next one of its level or
/// above), the block that a `^id` labels, or the line in which the footnote of `#[^id]` is defined. `#A#B` is B in A's
/// section; the first of several is meant. Punctuation and case do not count, ids fold case. Nothing where there is no
/// such place.
std::optional<ByteRange> subpathRange(QStringView subpath, const NoteFacts &facts, QByteArrayView text);

} // namespace tearsheet
