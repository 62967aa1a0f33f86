// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"

namespace tearsheet {

/// What most cells of a column are.
struct ColumnType
{
    CellKind kind = CellKind::Text; ///< Text where there is no majority among those that are not missing.
    bool uniform = false;           ///< All that are not missing are of that kind.
    QByteArray unit;                ///< Where all of that kind have the same.
    Currency currency;              ///< Likewise.

    bool operator==(const ColumnType &) const = default;
};

/// The type of a column by the majority of its cells. Kinds that differ only in how exactly they say a time, or in how
/// a share is counted, are none that differ: days and months are times together, under the most frequent of them.
ColumnType columnType(const QList<const CellValue *> &cells);

/// Whether a table of two columns is a sheet of properties, `Metric | Value`: names on the left, values of different
/// kinds below each other on the right, so that each row has a type of its own.
bool isPropertySheet(const QList<const CellValue *> &names, const QList<const CellValue *> &values);

} // namespace tearsheet
