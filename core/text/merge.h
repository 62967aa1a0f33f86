// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"
#include "core/text/editscript.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace tearsheet {

/// What became of one stretch of the text that two versions have in common as their origin.
struct MergePart
{
    enum class Kind : quint8 {
        Same,     ///< Neither side changed it.
        Mine,     ///< Only my side did.
        Theirs,   ///< Only the other side did.
        Both,     ///< Both did the same.
        Conflict, ///< Each did something else; whole lines.
    };

    Kind kind = Kind::Same;
    ByteRange base;
    ByteRange mine;
    ByteRange theirs;
    bool isEither = false; ///< Of a conflict: one side after the other would say what neither means.

    bool operator==(const MergePart &) const = default;
};

/// What a conflict is settled by.
enum class Take : quint8 { Mine, Theirs, MineThenTheirs };

/// Two versions of a text brought together, as a list of parts that covers all three texts in order, without gap or
/// overlap.
///
/// Lines are compared first (the three-way comparison of diff3, after Khanna, Kunal and Pierce, "A Formal
/// Investigation of Diff3", 2007). Where both sides changed the same lines, those are compared by words, and in a table
/// row by cells; only where even these overlap, stand beside something new so that their order is open, or would say
/// what neither side wrote (`withClashes`), is there a conflict, of whole lines. A text that only one side touched is
/// never dropped; changes of blanks or line ends alone give way to what the other side made of the text there. A line
/// ends with `\n`.
///
/// Costs O(n) plus what two comparisons of lines cost, see `lineDiff`. What is compared by words is bounded: hostile
/// texts take some tenths of a second. Any thread.
class Merge
{
public:
    Merge() = default;

    /// A merge of these parts, found in another way; they cover the texts. All line ends stay as they are, a CR alone
    /// is one too, and `lineEnd` ends what ends with none where more follows.
    Merge(QList<MergePart> parts, QByteArray lineEnd) : m_parts(std::move(parts)), m_lineEnd(std::move(lineEnd)) {}

    /// Brings `mine` and `theirs` together, which were both made from `base`.
    static Merge of(QByteArrayView base, QByteArrayView mine, QByteArrayView theirs);

    /// The same where the origin is not known: what both have is the same, all else is a conflict. `base` ranges are
    /// empty.
    static Merge withoutBase(QByteArrayView mine, QByteArrayView theirs);

    const QList<MergePart> &parts() const { return m_parts; }
    int conflictCount() const;
    bool isClean() const { return conflictCount() == 0; }

    /// Whether conflict `conflict`, from 0, may be settled by both sides.
    bool mayTakeBoth(int conflict) const;

    /// How many stretches came from the other side alone.
    int theirCount() const;

    /// The text that results where the conflicts are settled by `takes`, in their order; those beyond its end keep my
    /// side. Of both sides of a conflict, mine ends with a line end if theirs follows; and where one side gave the text
    /// other line ends, the lines of both end with those. All else is as it was written, byte for byte.
    QByteArray text(QByteArrayView mine, QByteArrayView theirs, const QList<Take> &takes = {}) const;

private:
    /// Of one side: the line ends `wrong` become `right`.
    struct LineEnds
    {
        Take side = Take::Mine;
        QByteArray wrong;
        QByteArray right;
    };

    void compareLineEnds(QByteArrayView base, QByteArrayView mine, QByteArrayView theirs);
    void append(QByteArray &text, QByteArrayView bytes, Take side) const;

    QList<MergePart> m_parts;
    std::optional<LineEnds> m_lineEnds; // Where both sides have different ones.
    std::optional<QByteArray> m_lineEnd;
};

/// `edit`, which was made for `base`, as a change of `now`, a later state of it; nothing where both changed the same
/// place. Costs what a merge does.
std::optional<EditScript> carriedOver(const EditScript &edit, const QByteArray &base, const QByteArray &now);

} // namespace tearsheet
