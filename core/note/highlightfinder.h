// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/mask.h"
#include "core/note/note.h"

#include <optional>

namespace tearsheet {

/// Finds highlights, `==…==`, in the bytes of a note while the Markdown parser tells of it: which of the marks stand in
/// prose, and in the same container, only the parser knows; where they stand, only the bytes. Linear.
class HighlightFinder
{
public:
    /// For the note whose masked bytes are `masked`, from offset `begin` on.
    HighlightFinder(const QByteArray &masked, quint32 begin, NoteFacts &facts);

    /// The parser begins to tell of this paragraph, heading or table.
    void beginLeaf(ByteRange leaf);

    void enterContainer(); ///< An emphasis, a link, a table cell.
    void leaveContainer();

    void addText(QByteArrayView literal);

    /// The parser tells of code, HTML or a link's destination, in which nothing is marked.
    void skip(QByteArrayView literal);

private:
    std::optional<quint32> nextMark(bool inProse);
    void addMark(quint32 at);

    QByteArrayView m_masked;
    quint32 m_begin;
    NoteFacts &m_facts;
    bool m_any;
    ByteRange m_rest;                        // Of the leaf; in masked bytes.
    QList<std::optional<quint32>> m_open{1}; // The open mark of each container.
};

} // namespace tearsheet
