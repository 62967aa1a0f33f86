// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/bodylines.h"
#include "core/note/inlinehtml.h"
#include "core/note/mask.h"
#include "core/note/note.h"

#include <array>
#include <optional>
#include <vector>

namespace tearsheet {

/// Finds where inline links, images and URLs in angle brackets stand, of which the Markdown parser only tells that they
/// are there: its columns are unreliable.
///
/// It reads a paragraph as the parser does, stepping over code, HTML, escapes and what is masked; only one with links,
/// and only as far as the parser has told of them. Linear.
class LinkFinder
{
public:
    LinkFinder(QByteArrayView text, const Mask &mask, const BodyLines &lines)
        : m_text(text), m_mask(mask), m_lines(lines)
    {}

    /// The parser begins to tell of this paragraph, heading, or cell of a table.
    void beginLeaf(ByteRange leaf)
    {
        m_leaf = leaf;
        m_isRead = false;
    }

    /// The next link, URL or image with this destination, as the parser gives it out; nothing for one by reference. To
    /// be asked in the order in which they end.
    std::optional<Link> take(QByteArrayView destination, bool image);

    /// All links of a leaf that the parser tells nothing of.
    QList<Link> takeAll();

private:
    enum class Kind : quint8 { Link, Image, Url };

    /// Where a link may stand; by offsets in the leaf.
    struct Place
    {
        Kind kind = Kind::Link;
        ByteRange range;
        ByteRange display;
        ByteRange destination;
    };

    struct Bracket
    {
        quint32 at = 0;
        bool image = false;
    };

    /// How far the leaf is read.
    struct Reading
    {
        quint32 at = 0;
        std::vector<Bracket> open;
        size_t inactive = 0; ///< So many of `open` may begin no link: it would hold another one.
        std::optional<Place> next;
    };

    char at(quint32 i) const { return i < m_bytes.size() ? m_bytes[i] : '\0'; }
    ByteRange inNote(ByteRange range) const { return {range.begin + m_leaf.begin, range.end + m_leaf.begin}; }

    void read();
    bool findNext();
    bool isMeant(const Place &place, const QByteArray &destination, bool image) const;
    Link linkAt(const Place &place) const;
    Link taken(const Place &place);
    void openBracket(bool image);
    void closeBracket();
    void skipCode();
    void skipAngle();

    QByteArrayView m_text;
    const Mask &m_mask;
    const BodyLines &m_lines;
    ByteRange m_leaf;
    bool m_isRead = false;
    int m_failures = 0;
    QByteArray m_owned;     // The leaf's bytes, where containers put something before its lines.
    QByteArrayView m_bytes; // The leaf's masked bytes.
    Reading m_reading;
    std::vector<Place> m_passed;       // Places before `m_reading` that were not taken yet.
    std::array<quint32, 80> m_noRun{}; // By length: from this place on there is no run of so many backticks.
    InlineHtml m_html;
};

} // namespace tearsheet
