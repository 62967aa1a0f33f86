// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// How a link in the note at `from` names the file at `to` in `snapshot`, in the manner of `written`, which named it
/// when it lay at `before`: relative or from the root as that was, with as many folders, `.md` where that had it; and
/// with more folders, or its `.md`, where the name alone is ambiguous or means another file. Decoded, without subpath;
/// null where nothing reaches the file.
QString linkTextTo(const NotePath &to, const NotePath &from, const Snapshot &snapshot, QStringView written,
                   const NotePath &before);

/// `target`, a decoded target or a part of a subpath, as the bytes that stand for it in `link` of `text`:
/// percent-encoded in a Markdown link, quoted as the YAML around it is.
QByteArray encodedTarget(const QString &target, const Link &link, QByteArrayView text);

/// The change that makes `link` of `note` say `target`, decoded. Subpath and display stay as they are; `display`, where
/// one is given, is shown by a link that had none: `[[Alias]]` becomes `[[Name|Alias]]`, in a table with a backslash.
QList<Edit> retargeted(const Link &link, const Note &note, const QString &target, const QString &display = {});

} // namespace tearsheet
