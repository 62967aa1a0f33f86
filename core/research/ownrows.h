// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/table.h"

#include <QSet>

#include <functional>

namespace tearsheet {

/// The rows of a table that are about the note in which it stands. They are looked for in the column that says whom
/// rows are about, by its header or by what stands in it, so that an owner of this name makes no row the note's own.
/// `names` are `nameKey`s of the note, `isEntity` says of a cell whether it names somebody. Where no row has one of the
/// names, the only one without any ("us", or nothing beside other names) is the note's if it `mayBeUnnamed`, as in
/// comparisons.
QSet<int> ownRows(const Table &table, QByteArrayView text, const QSet<QString> &names, bool mayBeUnnamed,
                  const std::function<bool(QByteArrayView cell)> &isEntity);

} // namespace tearsheet
