// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

namespace tearsheet {

/// What renaming a property in all notes comes to.
struct PropertyRename
{
    ChangePlan plan;
    QList<Error> skipped; ///< The notes that stay as they are, by path, and why: they have both, or theirs is no YAML.

    bool operator==(const PropertyRename &) const = default;
};

/// Names the property `from` `to` in every note that has it, whatever its value is; see `withPropertyRenamed`. Fails in
/// one sentence where no note has it, or where `to` is empty. Linear in the properties of the vault. Any thread.
Result<PropertyRename> planPropertyRename(const Snapshot &snapshot, const QString &from, const QString &to);

} // namespace tearsheet
