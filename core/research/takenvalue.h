// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/statement.h"

namespace tearsheet {

/// What the cell of `to` says once it takes over the value of `from`, whose cell says `raw`. A time that stood with the
/// old value is not the new one's: the new one's stands there instead, where more than its own cell tells it.
QByteArray takenText(const Statement &from, QByteArrayView raw, const Statement &to);

} // namespace tearsheet
