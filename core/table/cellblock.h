// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace tearsheet {

/// A block of cells as it goes over the clipboard, row by row; rows may differ in length.
using CellBlock = QList<QStringList>;

/// The block in tab-separated text, as spreadsheets give it: cells with tabs, line ends or quotes stand in quotes. Text
/// without a tab is taken apart at commas or semicolons only if every one of several lines has as many. Lines of a pipe
/// table give their cells, the delimiter line left out. One line end at the end counts for nothing.
CellBlock blockFromText(const QString &text);

/// The first table of an HTML document: cells as plain text, `<br>` and paragraphs as line ends, spanned columns empty.
/// Empty where there is none.
CellBlock blockFromHtml(const QString &html);

/// As tab-separated text for spreadsheets.
QString tsvOf(const CellBlock &block);

/// As an HTML table, the first row as its header where `header` says so.
QString htmlOf(const CellBlock &block, bool header);

/// As a pipe table of raw cells; without a `header`, one with empty cells stands above.
QString markdownOf(const CellBlock &block, bool header);

} // namespace tearsheet
