// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>

namespace tearsheet {

/// A cell on its way into a spreadsheet: what is read, and what it is where that is all there is to it.
struct SheetCell
{
    QString text;                 ///< What a reader sees.
    QByteArray markdown;          ///< The same as it is written in a note; empty where `text` says all.
    std::optional<double> number; ///< In full scale: 0.37 for `37%`, 4.2e9 for `$4.2B`.
    QString format;               ///< Of the number, in the notation of spreadsheets: `"~"0%`, `"$"#,##0.0,,,"B"`.
    QDate day;                    ///< Where it is one.
    QString link;                 ///< An absolute URL that it leads to.

    bool operator==(const SheetCell &) const = default;
};

/// The cell that `raw`, read as `value`, makes. A number where the whole cell is one quantity, with what qualifies it
/// in its format; ranges, several values and words stay text.
SheetCell sheetCell(const QByteArray &raw, const CellValue &value);

/// A table to be exported.
struct Sheet
{
    QString title;
    QStringList header;
    QList<QList<SheetCell>> rows;
    int frozenColumns = 1; ///< These and the header stay in sight in a spreadsheet.

    bool operator==(const Sheet &) const = default;
};

} // namespace tearsheet
