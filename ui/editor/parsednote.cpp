// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/parsednote.h"

#include "core/note/parsenote.h"

namespace tearsheet {

ParsedNotePtr ParsedNote::of(quint64 revision, const QByteArray &text)
{
    return std::make_shared<const ParsedNote>(
        ParsedNote{revision, text, LineIndex(text), parseNote(text), parseMarkdown(text)});
}

} // namespace tearsheet
