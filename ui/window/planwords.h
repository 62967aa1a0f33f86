// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tearsheet {

struct ChangePlan;

/// Why nothing can be done with the text of `name` in its tab before the user has settled what is in conflict.
QString settleFirst(const QString &name);

/// "one file", "3 files".
QString filesText(qsizetype files);

/// "one link", "3 links".
QString linksText(int links);

/// "3 links in 2 notes", or files where not all are notes: how much a plan that keeps links rewrites.
QString linkExtent(const ChangePlan &plan);

/// "14 files; no link to update": how much the move of a folder is.
QString fileExtent(const ChangePlan &plan);

/// "3 places in 2 notes".
QString extentOf(int places, int notes);

/// The same: how much any plan rewrites.
QString placeExtent(const ChangePlan &plan);

/// "Renamed A.md to B.md; 3 links in 2 notes": what `plan` did.
QString whatWasDone(const ChangePlan &plan);

/// "A, B, C and 4 more".
QString namesOf(const QStringList &files);

/// What `plan` tells the reader of what it leaves alone, some sentences at most, each after a blank; empty where that
/// is nothing.
QString remarksText(const ChangePlan &plan);

/// Of `files`, which were not changed as was wished: those that are as they were, and those of which `plan` changed a
/// part; then the plan's remarks. Begins with a blank, for a sentence before it; empty for none.
QString whatIsLeft(const QStringList &files, const ChangePlan &plan);

} // namespace tearsheet
