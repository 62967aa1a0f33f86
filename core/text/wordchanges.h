// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace tearsheet {

/// A half-open range of UTF-16 units in one line.
struct TextSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const TextSpan &) const = default;

    qsizetype size() const { return end - begin; }
};

/// What two lines do not have in common, ascending on each side; neither side has empty spans.
struct WordChanges
{
    QList<TextSpan> left;
    QList<TextSpan> right;

    bool operator==(const WordChanges &) const = default;
};

/// The words in which `left` and `right` differ, as Unicode cuts words (UAX #29); the cells, if both are rows of a
/// table. Lines with next to nothing in common differ as a whole. Linear for one changed place, more for many (as
/// `pieceDiff`).
WordChanges wordChanges(QStringView left, QStringView right);

/// The words of `line`, as hashes, ascending; at most the first 64.
QList<size_t> wordHashes(QStringView line);

/// How many words two lines have in common: 0 for none to 1 for all (Dice's coefficient).
double likeness(const QList<size_t> &one, const QList<size_t> &other);

} // namespace tearsheet
