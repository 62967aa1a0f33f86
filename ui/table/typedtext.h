// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/typedcell.h"

#include <QString>

namespace tearsheet {

/// What was typed into a cell and could not be written: the cell says something else by now, or is gone.
struct TypedText
{
    TypedCell cell;
    QString text;
};

/// What a reader is told of it.
QString sentenceOf(const TypedText &typed);

/// A cell's text as part of a sentence: shortened where it is long.
QString quoted(const QString &text);

} // namespace tearsheet
