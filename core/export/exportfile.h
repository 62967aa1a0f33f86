// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

namespace tearsheet {

/// What an export is for those who may have a file in its place.
enum class ExportKind : quint8 {
    Markdown, ///< It may take the place of a note.
    Other,
};

/// Writes an export to `path` in place of what is there, down to the disk, with its permissions; after a failure that
/// stays. What is replaced in the vault at `root` goes into its history first, and where it cannot, nothing is written.
/// Fails with `OutsideVault` for a place among the settings of Obsidian in the vault, with `NotAFile` for a folder,
/// with `Exists` where a note is there and the export is none, and as `NoteStore::save` does.
Result<> writeExport(const QString &path, const QByteArray &bytes, const QString &root,
                     ExportKind kind = ExportKind::Other);

} // namespace tearsheet
