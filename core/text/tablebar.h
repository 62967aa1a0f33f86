// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace tearsheet {

/// Where the bar stands that ends the table cell which begins at `begin`; `end`, the end of the line, if there is none.
/// A bar inside `[[…]]` or behind a backslash separates nothing. Linear in the line for
/// all of its cells together.
quint32 nextBar(quint32 begin, quint32 end, QByteArrayView text);

} // namespace tearsheet
