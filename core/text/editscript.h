// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/text/byterange.h"

#include <QByteArray>
#include <QList>

namespace tearsheet {

/// One replacement: the bytes of `range` become `text`.
struct Edit
{
    ByteRange range;
    QByteArray text;

    bool operator==(const Edit &) const = default;
};

/// Which side of inserted text an offset at the very place of the insertion goes to.
enum class Bias { Before, After };

/// A change to a text: disjoint replacements in ascending order, all ranges in terms of the text before the change.
///
/// This is the only form in which a note is ever changed; bytes outside its ranges stay as they were.
class EditScript
{
public:
    EditScript() = default;

    /// The script that replaces `range` by `text`.
    static EditScript replacing(ByteRange range, QByteArray text);

    /// A script of the given edits, in any order. Fails with `BadEdit` where two overlap or an end lies before its
    /// begin. Two insertions at the same place keep their order.
    static Result<EditScript> of(QList<Edit> edits);

    /// A script that turns `before` into `after`: common lines stay, changed lines are narrowed to the bytes that
    /// differ, never inside a UTF-8 sequence. Costs O(n) for one changed place, more for many (Myers by lines,
    /// bounded).
    static EditScript between(QByteArrayView before, QByteArrayView after);

    const QList<Edit> &edits() const { return m_edits; }
    bool isEmpty() const { return m_edits.isEmpty(); }

    /// The text after the change. Fails with `BadEdit` where an edit reaches beyond `before`.
    Result<QByteArray> apply(QByteArrayView before) const;

    /// The script that takes the result of applying this one to `before` back to `before`.
    EditScript inverse(QByteArrayView before) const;

    /// Where `offset` of the text before the change lies after it. An offset inside replaced text goes to the end of
    /// the replacement (`After`) or its begin (`Before`).
    quint32 mapped(quint32 offset, Bias bias = Bias::After) const;

    /// Where `range` lies after the change; text inserted at either end stays outside.
    ByteRange mapped(ByteRange range) const;

    /// Whether any edit changes a byte of `range` or inserts strictly inside it.
    bool touches(ByteRange range) const;

    bool operator==(const EditScript &) const = default;

private:
    QList<Edit> m_edits;
};

} // namespace tearsheet
