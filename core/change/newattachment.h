// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/obsidiansettings.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// Where a new attachment of the note at `note` goes by the vault's settings, named after `title` and with the ending
/// `kind` ("svg"): what no link or file system takes is left out of the name, and a number is added where a file of
/// this name is anywhere in `snapshot`, so that nothing is replaced and the name alone says which. Fails with
/// `InvalidName` where the settings name a folder that is hidden or out of the vault.
Result<NotePath> newAttachmentPath(const QString &title, const QString &kind, const NotePath &note,
                                   const Snapshot &snapshot);

/// The text that shows the attachment at `path` in a note, in the manner that the vault's settings ask for:
/// `![[name.svg]]` or `![](folder/name.svg)`.
QByteArray embedText(const NotePath &path, const NotePath &note, const ObsidianSettings &settings);

} // namespace tearsheet
