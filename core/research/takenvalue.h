// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/statement.h"

#include <optional>

namespace tearsheet {

/// What the cell of `to`, which says `old`, is to say once it takes over the value of `from`, whose cell says `raw`:
/// `raw` where it means the same there, else with what only its header says, "$6.2B" for "6.2" below "Market cap ($B)".
/// Nothing where it cannot be written so that it means the same. A time that stood with the old value is not the new
/// one's: the new one's stands there instead, where more than its own cell tells it.
std::optional<QByteArray> takenText(const Statement &from, QByteArrayView raw, const Statement &to, QByteArrayView old);

} // namespace tearsheet
