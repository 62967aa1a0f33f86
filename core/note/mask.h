// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QByteArray>
#include <QList>
#include <QVarLengthArray>

namespace tearsheet {

/// What a masked span would be, if it stands in prose.
enum class SpanKind : quint8 {
    WikiLink,     ///< `[[…]]`, with the `!` of an embed
    Tag,          ///< `#tag`
    Math,         ///< `$…$` or `$$…$$`, by the strict rule
    Comment,      ///< `%%…%%`
    FootnoteMark, ///< `[^id]`
    TaskMark,     ///< `[x]` behind a list marker
    CalloutMark,  ///< `[!type]`, `[!type]+`, `[!type]-` at the start of a quoted line
    BlockId,      ///< `^id` at the end of a line
    Url,          ///< A bare URL, where asked for
};

/// Whether bare URLs are masked, or left to the Markdown parser.
enum class BareUrls : quint8 { Leave, Mask };

struct MaskedSpan
{
    ByteRange range; ///< In the note's text.
    SpanKind kind = SpanKind::WikiLink;

    bool operator==(const MaskedSpan &) const = default;
};

/// A note's body with everything that Markdown knows nothing of hidden from the Markdown parser.
///
/// Each candidate is overwritten by as many control bytes, which mean nothing in Markdown and carry the candidate's
/// number. Where they come out of the parser tells whether the candidate stands in prose or in code, and no bar or
/// bracket inside it can mislead the parser. Line ends stay where they are. Building a mask is linear in the text.
class Mask
{
public:
    /// Masks `text` from offset `begin` on.
    Mask(QByteArrayView text, quint32 begin, BareUrls urls = BareUrls::Leave);

    /// The masked bytes; the first one stands for offset `begin`.
    const QByteArray &bytes() const { return m_bytes; }

    const QList<MaskedSpan> &spans() const { return m_spans; }

    /// A part of what the parser gives out: a span's number, or plain text where `span` is -1.
    struct Piece
    {
        int span = -1;
        QByteArrayView text;
    };
    using Pieces = QVarLengthArray<Piece, 8>;

    /// Whether `literal` holds a mask at all.
    static bool isIn(QByteArrayView literal);

    /// Cuts text that came out of the parser at the masks in it. Call it in the order of the document: numbers of very
    /// short spans do not fit into them whole and are completed from the order.
    Pieces pieces(QByteArrayView literal) const;

    /// Text that came out of the parser as it was written.
    QByteArray restored(QByteArrayView literal) const;

private:
    int digitCount(ByteRange span) const;
    int spanFor(quint32 digits, int count) const;

    QByteArrayView m_text;
    QByteArray m_bytes;
    QList<MaskedSpan> m_spans;
    mutable int m_last = -1;
};

/// Whether `codePoint` may stand in a tag: anything but blanks, controls and punctuation other than `_`, `-` and `/`.
bool isTagCharacter(char32_t codePoint);

} // namespace tearsheet
