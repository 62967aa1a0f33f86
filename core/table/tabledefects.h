// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/table/table.h"

#include <functional>

namespace tearsheet {

class DelimitedText;

/// What is not as a reader, or another program, expects of a table.
enum class TableDefect {
    Headless,        ///< Rows without a header.
    SurplusCells,    ///< Rows longer than the header.
    MissingCells,    ///< Rows shorter than it.
    GluedText,       ///< The last rows are text that stands directly below the table.
    BareBars,        ///< Links whose bar has no backslash: other programs cut the row there.
    EmptyHeader,     ///< Columns without a name, cells below them.
    DuplicateHeader, ///< Columns of the same name.
    Transposed,      ///< Entities stand in the header, metrics in the first column.
};

/// A defect and where it is.
struct TableFinding
{
    TableDefect defect;
    QList<int> rows;
    QList<int> columns;

    bool operator==(const TableFinding &) const = default;
};

/// What is odd about `table`, in the order of `TableDefect`. `isEntity` tells whether a raw cell names something that
/// the vault has a note of. Linear.
QList<TableFinding> findingsOf(const Table &table, QByteArrayView text,
                               const std::function<bool(QByteArrayView cell)> &isEntity);

/// The same of a file of delimited values. `SurplusCells` names the columns beyond the header, too. Linear; empty where
/// `cancelled` says so.
QList<TableFinding> findingsOf(const DelimitedText &text, const CancelFlag *cancelled = nullptr);

} // namespace tearsheet
