// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"

namespace tearsheet {

/// The six fields of a reading with bars between them, those at the end that are empty left out.
QByteArray fieldsOf(const CellValue &value);
QByteArray fieldsOf(QByteArrayView cell);

/// Adds a row of test data for each line: the cell, `=>`, what it says.
void addCellRows(const QByteArray &lines);

/// Checks one of these rows.
void checkCell();

} // namespace tearsheet
