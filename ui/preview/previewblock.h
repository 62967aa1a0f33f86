// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/previewview.h"

#include <QMargins>

namespace tearsheet {

/// A block of a preview: what it shows, its document once it is built, and where it stands.
struct PreviewView::Block
{
    MarkdownBlock data;
    std::shared_ptr<QTextDocument> document;
    BuiltBlock built;
    QList<quint32> ownRows; ///< Where rows about the note itself begin in it, ascending.
    int y = 0;              ///< From the top of the note, pixels.
    int laidOutFor = -1;    ///< The column's width it was laid out for.
    int laidOutHeight = 0;
    int shownWidth = 0; ///< What of its width is in view.
    int fullWidth = 0;
    int sideways = 0; ///< How far it is scrolled to the right.
    bool folded = false;

    MarkdownKind kind() const { return data.nodes.isEmpty() ? MarkdownKind::Html : data.nodes.first().kind; }
    bool isReady(int columnWidth) const { return document && laidOutFor == columnWidth; }
    bool isWide() const { return fullWidth > shownWidth; }

    /// Whether something in it says where it stands in the note.
    bool knowsOffsets() const;
    bool hasImages() const;
    bool hasTables() const;

    /// Between the block's edge and its text: room for a bar or a background.
    QMargins insets() const;
    int spaceAbove(bool first) const;

    /// Its height; a guess from the length of its text while it is not laid out.
    int height(int columnWidth) const;

    /// From the block's top to that of the line with character `position`, pixels; it is laid out.
    int lineTop(int position) const;

    /// The character that stands `below` pixels under the block's top; it is laid out.
    int positionAt(int below) const;

    /// Looks as `before` did, which stood in its place before an edit made it `now`.
    void takeLook(const Block &before, const MarkdownBlock &now);

    /// Lays the document out for a column, from which tables and code may reach out up to `room` pixels wide.
    void layOut(int columnWidth, int room);

    void paintBackground(QPainter &painter, const QRect &place, const Palette &colours) const;
    void paintSidewaysBar(QPainter &painter, const QRect &place, const Palette &colours) const;

    /// The link around `position`, selected.
    QTextCursor anchorAt(int position) const;
};

} // namespace tearsheet
