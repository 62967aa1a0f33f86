// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tearsheet {

/// The hunks that turn `before` into `after`, as `diff -u` writes them, with three lines around each change and without
/// the two lines that name the files. Empty where nothing differs.
QByteArray unifiedDiff(QByteArrayView before, QByteArrayView after);

} // namespace tearsheet
