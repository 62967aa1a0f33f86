// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

namespace tearsheet {

/// What an element of a rendered note is. Containers first, then what stands inside a line.
enum class MarkdownKind : quint8 {
    Paragraph,
    Heading, ///< `level`
    Quote,
    Callout, ///< `text` is the title, `info` the type in lower case; `level` is 1 where folded, 2 where foldable and
             ///< open.
    List,    ///< `ordered`, `level` is the first number; `tight`
    Item,    ///< `task` is the mark of a task at `source`, NUL for an ordinary item
    Code,    ///< `text` is the code, `info` the language; a leaf
    Html,    ///< `text` is the source; a leaf
    Rule,    ///< A leaf
    Table,
    TableRow,           ///< The first row is the header; `source` is its line
    TableCell,          ///< `align`
    FootnoteDefinition, ///< `text` is the id
    FrontMatter,        ///< `text` is the YAML; a leaf
    Emphasis,
    Strong,
    Strike,
    Highlight,
    Link, ///< `target` and `subpath`; children are what is shown
    Text, ///< `text`
    InlineCode,
    InlineHtml,
    Math,  ///< `text` is the formula without dollars; `level` is 1 for a displayed one
    Image, ///< An embed or image: `target`, `subpath`; `text` is alt text or caption, `width` and `height` in pixels or
           ///< 0
    Tag,   ///< `text` is the name
    SoftBreak,
    HardBreak,
    FootnoteReference, ///< `text` is the id
};

enum class CellAlign : quint8 { None, Left, Center, Right };

/// One element of a note's Markdown. A tree is a list in document order; `count` tells where an element's children end.
struct MarkdownNode
{
    MarkdownKind kind = MarkdownKind::Text;
    quint32 count = 0; ///< Number of descendants, which follow this element directly.
    ByteRange source;  ///< Where it stands; inside a line only set for wikilinks, embeds, tags and table cells.
    QString text;
    QString info;
    QString target;
    QString subpath;
    QString destination; ///< Of a Markdown link or image: the whole URL as it stands, percent-encoding still in.
    QString title;       ///< Likewise.
    int level = 0;
    int width = 0;
    int height = 0;
    QChar task;
    CellAlign align = CellAlign::None;
    LinkKind linkKind = LinkKind::Wiki;
    bool ordered = false;
    bool tight = true;

    bool operator==(const MarkdownNode &) const = default;
};

/// A top-level block of a note, ready to be shown.
struct MarkdownBlock
{
    ByteRange source; ///< As `Block::range`.
    quint64 hash = 0; ///< Equal hashes look equal: of the bytes, and of what they depend on elsewhere in the note.
    QList<MarkdownNode> nodes; ///< The block itself first; empty where there is nothing to see.

    bool operator==(const MarkdownBlock &) const = default;
};

/// What a reader sees of `block`, as plain text: lines and cells joined by blanks.
QString plainText(const MarkdownBlock &block);

/// The note as a reader sees it: blocks in order; comments, block ids and link definitions left out, wikilinks in
/// tables whole, rows as long as they were written (the cells beyond the header included).
///
/// Dialect: CommonMark and GFM with Obsidian's additions; strike needs two tildes, `$` is math by the strict rule only,
/// a single line end shows as a break. Linear, any thread.
QList<MarkdownBlock> parseMarkdown(QByteArrayView text);

} // namespace tearsheet
