// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/history.h"

#include <chrono>
#include <optional>

namespace tearsheet {

/// The name of the file, or the beginning of a long one, that a hidden file called `name` was to take the place of;
/// nothing where the name is none that `nameBeside` makes.
std::optional<QString> nameBehind(const QString &name);

/// Removes hidden files that a save or a plan left beside notes of the vault at `root` when it was cut short. What such
/// a file holds, the note's file or the history does too by then: else it is put there first, as a text that was set
/// aside.
///
/// `files` are their paths below `root`. Those are left alone whose name is not one that this program makes, that are
/// no regular files, that belong to another user, or that were written less than `age` ago: another program may be
/// about to use them. Fails with the first that could not be kept or removed.
Result<> removeLeftovers(const QString &root, const QStringList &files, History &history, std::chrono::seconds age,
                         const FileCalls &calls = FileCalls::system());

} // namespace tearsheet
