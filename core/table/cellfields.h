// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"

namespace tearsheet {

/// A reading as six plain texts, for scripts. Several values are joined by `;` in each, and are as many in each; a
/// field that says nothing for any value is empty.
struct CellFields
{
    QByteArray kind;
    QByteArray number;    ///< `-0.5`, `10..15`, `1>2`, `5:1`, `38/62`.
    QByteArray unit;      ///< `%`, `% YoY`, `x`, `bp`, `GWh`, `/share`, or the counted noun.
    QByteArray qualifier; ///< `approx+range`.
    QByteArray currency;  ///< ISO 4217.
    QByteArray period;    ///< ISO 8601 and EDTF.

    bool operator==(const CellFields &) const = default;
};

CellFields cellFields(const CellValue &value);

/// The word for a kind: `fiscal-quarter`.
QByteArrayView kindName(CellKind kind);

} // namespace tearsheet
