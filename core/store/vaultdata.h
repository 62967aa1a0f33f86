// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace tearsheet {

/// Sees to it that what the program keeps in the user's data folder about the vault at `root`, an absolute, canonical
/// path, is found there when the vault's folder has been moved or renamed.
///
/// Where that lies depends on the path alone (`dataPlace`), so the folder's inode and birth are remembered with it.
/// What is kept of the same folder under a path where it is no more is brought here, each time: a program that opened
/// it there goes on to keep texts under that path, and what it uses stays until it has ended. A history joins the one
/// that is here. Where the file system tells no births, no folder is surely the same as another, and nothing is
/// brought.
///
/// To be called before anything of it is read or written. Any thread, several programs at once; some small files are
/// read. Fails where the data folder cannot be written: then the next call does what is left.
Result<> claimData(const QString &root);

} // namespace tearsheet
