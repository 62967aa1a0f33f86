// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"
#include "core/text/editscript.h"

namespace tearsheet {

class CancelFlag;

/// Something of the vault that is not as its writer meant it: an oddity of a note, or something only the vault shows.
struct Problem
{
    int file = -1; ///< Index into `Snapshot::files()`.
    ByteRange range;
    QStringView kind; ///< One of `problemKinds`.
    QString message;  ///< One sentence.
    EditScript fix;   ///< Mends it in its file; empty where a person must decide.

    bool operator==(const Problem &) const = default;
};

/// The problems of file `file` in the order of its text: its oddities, bytes that are no text, links that reach
/// nothing, reach by alias, are ambiguous or mean what another program has renamed, headings and blocks that are not
/// there, and whether it is a copy that a conflict left (`conflictCopy`). Linear in the note. Any thread.
QList<Problem> problemsOf(int file, const Snapshot &snapshot);

/// The problems of every file, and those of the vault as a whole: aliases that several notes claim. None once
/// `cancelled`.
QList<Problem> problemsOf(const Snapshot &snapshot, const CancelFlag *cancelled = nullptr);

/// Mends those of `problems` that are of one of `kinds` and have a fix. Of two fixes that meet, the first is taken.
ChangePlan planRepairs(const QList<Problem> &problems, const QStringList &kinds, const Snapshot &snapshot);

} // namespace tearsheet
