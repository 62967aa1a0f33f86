// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/markdowntree.h"
#include "core/note/note.h"
#include "core/text/lineindex.h"

#include <memory>

namespace tearsheet {

/// An open note at one revision, parsed: what preview, outline and inspector show. All ranges are of its own `text`.
struct ParsedNote
{
    quint64 revision = 0; ///< Of the session's mirror.
    QByteArray text;
    LineIndex lines;
    NoteFacts facts;
    QList<MarkdownBlock> blocks;

    /// Parses `text`. Any thread.
    static std::shared_ptr<const ParsedNote> of(quint64 revision, const QByteArray &text);
};

using ParsedNotePtr = std::shared_ptr<const ParsedNote>;

} // namespace tearsheet
