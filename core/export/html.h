// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "core/note/markdowntree.h"

#include <functional>

namespace tearsheet {

/// How a note is written as HTML.
struct HtmlOptions
{
    /// A single line end is a blank, as in CommonMark, and not a break, as in Obsidian.
    bool strictLineBreaks = false;

    /// The URL of an internal link or image; where it is not set or gives nothing, target and subpath as written.
    std::function<QString(const LinkTarget &)> url;
};

/// The body of the note `text` as HTML, front matter left out: what a reader sees of it, in the dialect of
/// `parseMarkdown`.
///
/// Safe to show: no script, no event handler, nothing that is loaded from elsewhere. Raw HTML goes through `Sanitizer`,
/// images of other hosts become links. Elements are balanced. Linear. Any thread.
QString renderHtml(QByteArrayView text, const HtmlOptions &options = {});

} // namespace tearsheet
