// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"

#include <QString>

namespace tearsheet {

/// What stands before an amount in `currency`: "$", "€" or "£", else its code and a blank.
QString currencySign(Currency currency);

/// A cell away from its table as a reader sees it: `raw` without its marks, and what only its header says of the
/// number, currency, scale and unit, beside it. "1,023.7" below "Revenue (RMB B)" is "CNY 1,023.7B", "~12" below
/// "Share (%)" is "~12%". What says all itself, and what is no single number, stays as it is. Never fails; any thread.
QString valueText(const QByteArray &raw, const CellValue &value);

} // namespace tearsheet
