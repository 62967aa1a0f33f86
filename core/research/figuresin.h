// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"
#include "core/text/byterange.h"

#include <QVarLengthArray>

namespace tearsheet {

/// A figure that stands somewhere in a cell: "$5B" of "[[Kestrel]] invests $5B for a seat".
struct FoundFigure
{
    ByteRange range; ///< With sign and unit.
    CellKind kind = CellKind::Text;
    Quantity quantity;
};

/// The figures of a cell that tell something, in its order: sums, percentages and measures, and of bare numbers those
/// of more than two digits. Not those in links, names and times. Linear in the cell.
QVarLengthArray<FoundFigure, 2> figuresIn(ByteRange cell, QByteArrayView text);

/// What equal figures have in common: the figure in basic units, of money without what it is for one of, and what it is
/// rounded to fewer and fewer digits, two at least. Of a change the newer figure; a range is rounded by nobody.
QVarLengthArray<quint64, 8> figureHashes(const FoundFigure &figure);

/// How many digits a number is written with, zeros at its end aside; of a range the most of both.
int digitsOf(const Decimal &number);
int digitsOf(const Quantity &quantity);

} // namespace tearsheet
