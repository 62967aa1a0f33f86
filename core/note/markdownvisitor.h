// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/markdowntree.h"

namespace tearsheet {

/// What the Markdown parser says about one element. The views live during the call only.
struct MarkdownElement
{
    MarkdownKind kind = MarkdownKind::Text;
    int firstLine = 0; ///< Blocks only; lines count from 0 and end at `\n`, `\r\n` or `\r`.
    int lastLine = 0;
    bool topLevel = false;
    bool ordered = false;              ///< List
    bool tight = true;                 ///< List
    int level = 0;                     ///< Heading: level; List: first number
    CellAlign align = CellAlign::None; ///< TableCell
    QByteArrayView literal;            ///< Text, InlineCode, InlineHtml, Code, Html
    QByteArrayView info;               ///< Code: the info string
    QByteArrayView url;                ///< Link, Image
    QByteArrayView title;              ///< Link, Image
};

/// Receives a Markdown text in document order.
class MarkdownVisitor
{
public:
    virtual ~MarkdownVisitor() = default;

    /// An element begins; a leaf has no `leave`.
    virtual void enter(const MarkdownElement &element) = 0;

    /// A container ends.
    virtual void leave(const MarkdownElement &element) = 0;
};

/// What is told apart inside the lines: `Facts` leaves strikethrough and bare URLs as the text they are, which is a
/// fourth faster.
enum class MarkdownDetail : quint8 { Facts, All };

/// Parses `markdown` (CommonMark with GFM's tables, strikethrough with two tildes, and bare URLs) and tells `visitor`.
/// The elements that only Obsidian knows are not told apart; see `Mask`. Any thread.
void visitMarkdown(QByteArrayView markdown, MarkdownVisitor &visitor, MarkdownDetail detail = MarkdownDetail::All);

/// Which version of the parser's library runs.
QByteArray markdownVersion();

} // namespace tearsheet
