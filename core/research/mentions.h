// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// A table that may be about somebody who is named.
struct TableMention
{
    static constexpr int MostColumns = 63;
    static constexpr quint64 AllColumns = ~quint64(0);

    int table = 0;                ///< Index into the note's `facts.tables`.
    quint64 columns = AllColumns; ///< Those in whose cells a name stands first, a bit each; all where they do not tell.
};

/// Such tables of a note.
struct TableMentions
{
    int file = -1;
    QList<TableMention> tables; ///< By table, ascending.
};

/// The tables that may be about one of `names`, by note: a cell begins with it, linked or not, after marks at most, or
/// a heading above the table says it. Names stand as words, in the case given; those of a single byte are passed over.
/// One look at every table of the vault, whatever the number of names, by all cores.
QList<TableMentions> tablesAbout(const QList<QByteArray> &names, const Snapshot &snapshot);

} // namespace tearsheet
