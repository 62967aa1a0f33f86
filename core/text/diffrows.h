// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/wordchanges.h"

#include <QByteArrayView>
#include <QString>

namespace tearsheet {

/// One side of a row.
struct DiffSide
{
    int line = -1;           ///< Counted from 0; -1 where this side has no line here.
    QString text;            ///< Without line end.
    QList<TextSpan> changes; ///< What differs from the other side, ascending; in changed rows alone.
    QString remark;          ///< What differs but cannot be seen, in a few words: the line end.

    bool operator==(const DiffSide &) const = default;
};

/// A line of one text beside the line of the other that it is, became or came from.
struct DiffRow
{
    enum class Kind : quint8 { Same, Changed, OnlyLeft, OnlyRight };

    Kind kind = Kind::Same;
    DiffSide left;
    DiffSide right;

    bool operator==(const DiffRow &) const = default;
};

/// The rows `[begin, end)`.
struct RowSpan
{
    int begin = 0;
    int end = 0;

    bool operator==(const RowSpan &) const = default;

    int size() const { return end - begin; }
    bool contains(int row) const { return begin <= row && row < end; }
};

/// Two texts side by side: every line of either in order, what is similar facing each other.
struct DiffRows
{
    QList<DiffRow> rows;
    QList<RowSpan> changes; ///< The stretches that differ, ascending.
    QList<RowSpan> folds;   ///< What can be left out at first: `foldsAround(changes)`.

    bool operator==(const DiffRows &) const = default;

    /// Compares `left` and `right` by lines, as editors end them, and changed lines by words. A text that ends with a
    /// line end has no row for the empty line behind it. There are no changes where the bytes are equal, and only
    /// there.
    ///
    /// Costs what `lineDiff` does and at most some seconds for texts of tens of MB: above a bound, changed lines face
    /// each other in their order, and differ by one stretch.
    static DiffRows of(QByteArrayView left, QByteArrayView right);
};

/// The stretches of `rowCount` rows that are more than three rows away from any of `changes`, and long enough that a
/// line which stands for them saves room.
QList<RowSpan> foldsAround(const QList<RowSpan> &changes, int rowCount);

} // namespace tearsheet
