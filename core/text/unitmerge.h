// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/changegroups.h"

namespace tearsheet {

/// What merges by lines and by rows have in common: conflicts are of whole units, and parts of one kind are one.
class UnitMerge
{
protected:
    /// Keeps the views.
    explicit UnitMerge(const MergeTexts &texts) : m_texts(texts) {}
    virtual ~UnitMerge() = default;

    /// Whether a unit, or the end of the text, begins at each of these offsets.
    virtual bool areStarts(quint32 base, quint32 mine, quint32 theirs) const = 0;

    /// Where the unit begins that holds the last byte of `range`, which is not empty; before `range` where that is
    /// within one.
    virtual quint32 startOfLast(ByteRange range) const = 0;

    /// Where the unit ends that holds the first byte of `range`, which is not empty; at its end or beyond where that is
    /// within one.
    virtual quint32 endOfFirst(ByteRange range) const = 0;

    QByteArrayView base(const MergePart &part) const { return part.base.in(m_texts.base); }
    QByteArrayView mine(const MergePart &part) const { return part.mine.in(m_texts.mine); }
    QByteArrayView theirs(const MergePart &part) const { return part.theirs.in(m_texts.theirs); }

    /// All three texts, as a conflict.
    MergePart whole() const;

    /// What the bytes of a part make it.
    MergePart::Kind kindOf(const MergePart &part) const;

    /// Conflicts grow until they begin and end with a unit in all three texts; what they meet is swallowed.
    QList<MergePart> inWholeUnits(QList<MergePart> parts) const;

    void add(const MergePart &part);

    MergeTexts m_texts;
    QList<MergePart> m_parts;

private:
    void growBack(MergePart &conflict, QList<MergePart> &before) const;
    bool growForth(MergePart &conflict, MergePart &next) const;
};

/// Two texts of these sizes, of which nobody knows what they were made from: what `differences` leave is the same, each
/// of them is a conflict.
QList<MergePart> conflictsOf(const QList<Replacement> &differences, qsizetype mineSize, qsizetype theirsSize);

/// Takes the first `size` bytes of both sides and `baseSize` of the base away from `part`.
MergePart takeFront(MergePart &part, MergePart::Kind kind, quint32 baseSize, quint32 size);

/// Takes the last `size` bytes of both sides and `baseSize` of the base away from `part`.
MergePart takeBack(MergePart &part, MergePart::Kind kind, quint32 baseSize, quint32 size);

} // namespace tearsheet
