// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relation.h"

namespace tearsheet {

/// A few notes of every kind, a vault as `vaultFiles` reads it, for a note that names them.
extern const char relatedNotes[];

/// What the note at `path` with `body` states in the vault of `relatedNotes`, a line for each relation: "rule target:
/// modifier relation weight", targets without a note in quotes. Plain links are left out.
QStringList statedRelations(const QString &path, const QByteArray &body,
                            const RelationWords &words = standardRelationWords());

} // namespace tearsheet
