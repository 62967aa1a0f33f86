// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcursor.h"
#include "core/table/cellvalue.h"

#include <optional>

namespace tearsheet {

/// A quantity and what kind of cell it makes.
struct QuantityReading
{
    CellKind kind = CellKind::Number;
    Quantity quantity;
    int scale = 0;           ///< The power of ten that a letter or word behind the number says.
    bool scaleApart = false; ///< A blank stands between the two.
};

/// Reads one quantity with its qualifiers, range or transition: `~$1.08-1.175B+`, `(1,234)`, `3-5+ years`, `10 → 12%`.
/// Nothing, and the cursor stays, where none stands here or where it is part of a name: `3D`, `30-year`.
std::optional<QuantityReading> readQuantity(Cursor &cursor);

/// Whether a sum stands here of which nobody knows the scale: `$12 mil`. `outer` is the currency of a sum before it.
bool isUnclearSum(Cursor cursor, Currency outer);

/// What the words behind a bare number make of it.
enum class NounReading : quint8 {
    None,    ///< Nothing is counted; the number stands for itself.
    Noun,    ///< The noun that is counted.
    Name,    ///< The number belongs to a name or to a thing described: `125K newsletter`.
    Unclear, ///< What stands there may scale the number, or not: `12 K employees`. It is no number.
};

/// Reads the noun that `number` counts: "monthly active devices". `one`: a singular will do.
NounReading readNoun(Cursor &cursor, bool one, QByteArray &noun);

} // namespace tearsheet
