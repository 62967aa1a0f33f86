// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// The tables of a note that say a name.
struct TableMentions
{
    int file = -1;
    QList<int> tables; ///< Indexes into the note's `facts.tables`, ascending.
};

/// The tables in which one of `names` stands as a word, linked or not, in the case given, by note. Names of fewer than
/// three bytes are passed over. One look at every table of the vault, whatever the number of names, by all cores.
QList<TableMentions> tablesThatSay(const QList<QByteArray> &names, const Snapshot &snapshot);

} // namespace tearsheet
