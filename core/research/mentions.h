// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <functional>
#include <optional>

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

/// Which tables of a file are to be looked at, ascending; nothing for all.
using TableChoice = std::function<std::optional<QList<int>>(int file)>;

/// The tables that may be about one of `names`, by note: a cell begins with it, linked or not, after marks at most, or
/// a heading above the table says it. Names stand as words, in the case given; those of a single byte are passed over.
/// One look at every table of the vault that is `chosen`, whatever the number of names, by all cores, in each of which
/// `chosen` is asked.
QList<TableMentions> tablesAbout(const QList<QByteArray> &names, const Snapshot &snapshot,
                                 const TableChoice &chosen = {});

} // namespace tearsheet
