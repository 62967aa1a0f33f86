// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/markdownvisitor.h"
#include "core/note/tablecells.h"

#include <QList>

namespace tearsheet {

/// A table's lines as they stand in the note: the parser's own positions of header cells cannot be trusted.
struct TableLines
{
    int header = 0; ///< Line of the header; the delimiter is on the next one.
    int last = 0;   ///< Line of the last row.
};

/// Translates the Markdown parser's lines, which count from the begin of a note's body, to bytes of the note.
class BodyLines
{
public:
    BodyLines(QByteArrayView text, quint32 body);

    /// Offset of the first byte of `line`; the text's end for lines past the last one.
    quint32 begin(int line) const;

    /// Number of lines; an empty last one counts.
    int count() const { return static_cast<int>(m_begins.size()); }

    /// The line that holds `offset`.
    int lineAt(quint32 offset) const;

    /// Whether only list and quote markers and blanks stand before `offset` on its line.
    bool isTextBegin(quint32 offset) const;

    /// The lines `first` to `last` without the last one's line end.
    ByteRange lines(int first, int last) const;

    /// `line` without container prefix and line end; see `tableLine`.
    ByteRange tableRow(int line) const { return tableLine(begin(line), begin(line + 1), m_text); }

    /// The bytes of `range` in `body`, the bytes of the note from its body on or what stands for them; the prefixes of
    /// all lines but the first are blank.
    QByteArray withoutPrefixes(ByteRange range, QByteArrayView body) const;

    /// Where the table element really stands.
    TableLines table(const MarkdownElement &element) const;

    /// Where the block of `element` begins.
    quint32 blockBegin(const MarkdownElement &element) const;

private:
    QByteArrayView m_text;
    QList<quint32> m_begins;
};

} // namespace tearsheet
