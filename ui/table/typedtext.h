// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"
#include "core/table/delimitedtext.h"
#include "core/table/typedcell.h"
#include "ui/editor/typedinto.h"

#include <QString>

#include <optional>

namespace tearsheet {

/// What was typed into a cell and could not be written: the cell says something else by now, or is gone.
struct TypedText
{
    TypedCell cell;
    QString text;
};

/// What writes it where it belongs; nothing where the place is gone.
std::optional<GridEdit> editOf(const TypedText &typed);

/// What of `edit` a user typed, and would have to type again: the text of a cell, or the cells of a row.
QString typedText(const GridEdit &edit);

/// It as typed into a table of a note: table `number`, whose bytes are `table`.
TypedInto typedInto(const TypedText &typed, int number, const QByteArray &table);

/// It as typed into a file of delimited values that `grid` was read from; where the place is gone it stands in a row at
/// the end.
TypedInto typedInto(const TypedText &typed, const std::shared_ptr<const DelimitedGrid> &grid);

/// `text` as typed for the file at `path`, in which it has no place any more: it stands at the end.
TypedInto typedInto(const NotePath &path, const QString &text);

/// Whether a cell that says `source` says what was `typed`: so, or as a table of a note holds it.
bool saysTyped(QByteArrayView source, QByteArrayView typed);

/// What a reader is told of it.
QString sentenceOf(const TypedText &typed);

/// A cell's text as part of a sentence: shortened where it is long.
QString quoted(const QString &text);

} // namespace tearsheet
