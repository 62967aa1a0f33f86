// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// The notes in whose tables one of `names` stands as a word, linked or not, in the case given; ascending. Names of
/// fewer than three bytes are passed over. One look at every table of the vault, whatever the number of names, by all
/// cores.
QList<int> notesWithTablesThatSay(const QList<QByteArray> &names, const Snapshot &snapshot);

} // namespace tearsheet
