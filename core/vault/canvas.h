// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"
#include "core/vault/namehash.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// A card that shows a file of the vault, or a group with a picture behind it.
struct CanvasFile
{
    ByteRange path; ///< Between its quotes, as written; so is `subpath`.
    ByteRange subpath;
    QString file;      ///< What `path` says.
    QByteArray part;   ///< What `subpath` says, with its `#`; empty where there is none.
    NameHash name = 0; ///< Of the last part of `file`.
};

/// A text card with something in it that may be a link.
struct CanvasText
{
    ByteRange text;        ///< Between its quotes, as written.
    Note note;             ///< What it says, as Markdown.
    QList<NameHash> names; ///< What the last parts of its links say, and of its definitions after them.
};

/// A board of cards (JSON Canvas 1.0): its bytes and what of them names files. Immutable as a note is.
struct Canvas
{
    QByteArray text;
    QList<CanvasFile> files;
    QList<CanvasText> texts;
    bool isRead = false; ///< Whether `text` is JSON in UTF-8; else nothing is known of its cards.
};

/// Whether the extension is `.canvas`, in any case.
bool isCanvas(const NotePath &path);

/// Reads the cards of `text`, any bytes. Any thread.
Canvas parseCanvas(const QByteArray &text);

/// The file that `shown`, of any canvas, names: an index into `snapshot.files()`, -1 where it is not there. Such paths
/// lead from the root of the vault; case and composition of accents do not count, where no file has them as written.
int fileShown(const CanvasFile &shown, const Snapshot &snapshot);

/// The files that the canvas at `path` shows and that the links in its cards reach, one for each time.
QList<int> filesIn(const Canvas &canvas, const NotePath &path, const Snapshot &snapshot);

/// A place in a canvas that shows a file, or links to it.
struct CanvasUse
{
    int canvas = -1; ///< Index into `Snapshot::files()`.
    ByteRange place; ///< The string in the canvas that says so.
    int card = -1;   ///< Of `Canvas::texts`, where it stands in a text; of those,
    ByteRange range; ///< this is the link or its definition,
    int link = -1;   ///< and this its number; -1 for a definition.
};

/// Where canvases show `file` or link to it, in the order of canvases. Looks at each card of each canvas, but only by a
/// number; what says a name of `file` is resolved.
QList<CanvasUse> usesInCanvases(int file, const Snapshot &snapshot);

/// A sentence for each canvas that is no JSON in UTF-8 and seems to say the name of one of `files`, and for each that
/// cannot be read at all.
QStringList unreadCanvases(const QList<NotePath> &files, const Snapshot &snapshot);

} // namespace tearsheet
