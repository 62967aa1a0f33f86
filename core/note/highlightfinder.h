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
    void beginLeaf(ByteRange leaf)
    {
        if (m_any)
            begin(leaf);
    }

    /// An emphasis, a link, a table cell.
    void enterContainer()
    {
        if (m_any)
            m_open.append(std::nullopt);
    }

    void leaveContainer()
    {
        if (m_open.size() > 1)
            m_open.removeLast();
    }

    void addText(QByteArrayView literal)
    {
        if (m_any)
            take(literal, true);
    }

    /// The parser tells of code, HTML or a link's destination, in which nothing is marked.
    void skip(QByteArrayView literal)
    {
        if (m_any)
            take(literal, false);
    }

private:
    void begin(ByteRange leaf);
    void take(QByteArrayView literal, bool inProse);
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
