// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <limits>
#include <optional>

namespace tearsheet {

/// Tells where HTML inside a line ends, by the parser's rules (CommonMark 6.6). Linear over all questions of one text.
class InlineHtml
{
public:
    /// Past the tag, comment, instruction, declaration or CDATA section that begins at `begin` of `text`, at a `<`;
    /// nothing where it is none. The text must be the same one until `reset`.
    std::optional<quint32> end(quint32 begin, QByteArrayView text);

    void reset() { *this = {}; }

private:
    /// From this place on, the mark is known to be nowhere.
    using Nowhere = quint32;
    static constexpr Nowhere Unknown = std::numeric_limits<quint32>::max();

    static std::optional<quint32> past(QByteArrayView mark, quint32 from, QByteArrayView text, Nowhere &nowhere);

    Nowhere m_noComment = Unknown;
    Nowhere m_noInstruction = Unknown;
    Nowhere m_noDeclaration = Unknown;
    Nowhere m_noCharacterData = Unknown;
};

/// Past the URL or mail address in angle brackets that begins at `begin` of `text`; nothing where it is none.
std::optional<quint32> angleUrlEnd(quint32 begin, QByteArrayView text);

} // namespace tearsheet
