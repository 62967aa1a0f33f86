// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace tearsheet {

/// Writes an export to `path` in place of what is there, down to the disk; after a failure that stays. Fails with
/// `OutsideVault` for a place among the settings of Obsidian in the vault at `root`, with `NotAFile` for a folder.
Result<> writeExport(const QString &path, const QByteArray &bytes, const QString &root);

} // namespace tearsheet
