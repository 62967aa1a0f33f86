// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "core/note/markdowntree.h"
#include "core/vault/snapshot.h"
#include "ui/style/palette.h"

#include <QFont>
#include <QHash>
#include <QImage>
#include <QTextDocument>
#include <QUrl>

namespace tearsheet {

class CodeHighlighter;

/// What the text formats of a built block carry beside their look.
namespace PreviewProperty {
enum {
    Target = 0x100000 + 1, ///< QTextFormat::UserProperty and on: a link's target,
    Subpath,               ///< its subpath,
    Kind,                  ///< and its LinkKind.
    Task,                  ///< Offset of a task's mark in the note.
    Fold,                  ///< Set on a callout's title that folds.
    Offset,                ///< Of a table's cell: where it stands in the note.
};
}

/// What a block's look depends on beside its own text.
struct PreviewContext
{
    const Palette *palette = nullptr;
    const Snapshot *snapshot = nullptr;
    const NoteFacts *facts = nullptr;
    CodeHighlighter *code = nullptr;
    const QHash<QString, QImage> *images = nullptr; ///< By path in the vault; a null image is one that cannot be shown.
    QList<quint32> ownRows; ///< Where rows of tables begin that are about the note itself, ascending.
    NotePath path;
    QFont font;
    int width = 600;     ///< Of the column, in pixels.
    double ratio = 1;    ///< Device pixels per pixel.
    bool folded = false; ///< The block is a callout and closed.
};

/// What became of a block beside its document.
struct BuiltBlock
{
    QList<NotePath> wantedImages; ///< To be loaded; the block is to be built again with them.
    QList<bool> resolved;         ///< Of each link in order; when one changes, the block is to be built again.
};

/// Fills `document`, empty before, with what a reader sees of `block`. UI thread.
BuiltBlock buildBlock(const MarkdownBlock &block, const PreviewContext &context, QTextDocument &document);

/// For each link and embed of `block`, in order, whether it reaches something.
QList<bool> resolvedLinks(const MarkdownBlock &block, const Snapshot &snapshot, const NotePath &path);

/// How a callout of this type is toned.
Tone calloutTone(const QString &type);

} // namespace tearsheet
