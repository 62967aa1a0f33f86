// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// A table of the vault that matches: `file` is an index into `Snapshot::files()`, `table` into `facts.tables`.
struct TableHit
{
    int file = -1;
    int table = -1;

    bool operator==(const TableHit &) const = default;
};

/// The tables of the vault that say all of `typed`, best first: words and "phrases", each in the note's name, the
/// heading above the table, its header or its cells, case aside; `#tag` and `tag:` are a tag of the note, nested ones
/// included. `note:`, `heading:`, `header:` and `cell:` before a word say where it is to be; `entity:` that it names
/// somebody, whose note the table stands in or whom it names. A word that is the name or an alias of a note is found as
/// its other names, too, as whole words. Of equal ones those of the note whose name says it come first, then by
/// heading, by header, by cells; then by path and place. Nothing typed finds all.
///
/// Notes that the vault's settings exclude are left out. Linear in the tables' bytes, in all cores; empty where
/// `cancelled` says so.
QList<TableHit> searchTables(const Snapshot &snapshot, QStringView typed, const CancelFlag *cancelled = nullptr);

} // namespace tearsheet
