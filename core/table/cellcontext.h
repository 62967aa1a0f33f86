// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"

namespace tearsheet {

/// What stands around a cell and tells how to take it: its column's header, or in a sheet of properties its row's name,
/// and the note. `readCell(cell)` is the reading without it.
struct CellContext
{
    CellKind kind = CellKind::Text; ///< What bare numbers are: Money below "Revenue ($M)"; Text where nothing is said.
    QByteArray unit;                ///< Of bare numbers: `GWh` below "Capacity (GWh)".
    Currency currency;
    int scale = 0;        ///< Power of ten of bare numbers: 6 below "Revenue ($M)".
    Currency yen;         ///< What the note means by `¥`, which two currencies share; none where it does not say.
    bool tickers = false; ///< Capitals are symbols of securities.
    bool large = false;   ///< Money, or what there may be millions of: in `3 M` the letter is a scale.

    bool operator==(const CellContext &) const = default;
};

/// What a header, or the name of a row, says about the cells below or beside it.
CellContext contextOf(QByteArrayView header, Currency yen = {});

/// What `¥` means in a note: the currency that its other words speak of, none where they speak of both or neither.
/// Linear in the text.
Currency yenOf(QByteArrayView text);

/// Reads a cell in its context: a bare number takes the header's unit, currency and scale; what the cell says itself
/// goes before.
CellValue readCell(QByteArrayView cell, const CellContext &context);

} // namespace tearsheet
