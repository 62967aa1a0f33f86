// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellvalue.h"
#include "core/table/table.h"

#include <optional>

namespace tearsheet {

/// `text`, or of a longer one `most` characters and an ellipsis, which stands there also where `goesOn` says that
/// `text` itself is not all.
QString beginOf(const QString &text, qsizetype most, bool goesOn = false);

/// A table to be shown and asked, wherever its cells come from. Const, any thread. Rows count from 0, the header is
/// `HeaderRow`.
class Grid
{
public:
    virtual ~Grid() = default;

    virtual int rowCount() const = 0;

    /// As many as the longest row has.
    virtual int columnCount() const = 0;

    /// How many columns the header names.
    virtual int headerCount() const = 0;

    /// How many cells the header itself has; cells beyond are surplus. In a file, columns can be had without a name.
    virtual int namedCount() const { return headerCount(); }

    /// Whether the cell was written at all: a short row has fewer.
    virtual bool has(int row, int column) const = 0;

    /// The row as it was written: equal ones have equal cells.
    virtual QByteArrayView line(int row) const = 0;

    /// The cell as a user edits it; empty where there is none.
    virtual QByteArray source(int row, int column) const = 0;

    /// What the cell says; a missing value where there is none.
    virtual CellValue value(int row, int column) const = 0;

    /// What a reader sees of the cell.
    virtual QString shown(int row, int column) const { return cellText(source(row, column)); }

    /// `shown`, of a longer text `most` characters and an ellipsis. Takes no longer for a long cell.
    virtual QString shownBegin(int row, int column, qsizetype most) const { return beginOf(shown(row, column), most); }

protected:
    Grid() = default;
    Q_DISABLE_COPY_MOVE(Grid)
};

using GridPtr = std::shared_ptr<const Grid>;

/// A pipe table of a note, its cells read once.
class NoteGrid final : public Grid
{
public:
    NoteGrid(Table table, QByteArray text);

    const Table &table() const { return m_table; }
    const QByteArray &text() const { return m_text; }

    int rowCount() const override { return static_cast<int>(m_table.rows.size()); }
    int columnCount() const override { return m_columns; }
    int headerCount() const override { return static_cast<int>(m_table.header.cells.size()); }
    bool has(int row, int column) const override;
    QByteArrayView line(int row) const override { return rowAt(row).line.in(m_text); }
    QByteArray source(int row, int column) const override;
    CellValue value(int row, int column) const override;
    QString shownBegin(int row, int column, qsizetype most) const override;

private:
    const TableRow &rowAt(int row) const;

    Table m_table;
    QByteArray m_text;
    int m_columns;
    QList<QList<CellValue>> m_values; // The header's first.
};

/// What most cells of each column are, of those that say anything; Text where there is no majority. Of long tables a
/// part is asked.
QList<CellKind> columnKinds(const Grid &grid);

/// Whether the table is a `Metric | Value` sheet: two columns, values of different kinds below each other.
bool isPropertySheet(const Grid &grid);

/// A cell's first number in basic units: `3 GWh` is 3e9 `Wh`.
struct Figure
{
    double number = 0;
    QByteArray base;
    Currency currency;

    bool isComparable(const Figure &other) const { return base == other.base && currency == other.currency; }
};

/// The figure of a cell that is a number of something; nothing for others.
std::optional<Figure> figureOf(const CellValue &value);

/// Where the numbers of a column end that are not far from the others.
struct Fences
{
    Figure lower; ///< Comparable with `upper`.
    Figure upper;

    /// Whether the cell is a number of that unit beyond them.
    bool isOutside(const CellValue &value) const;
};

/// Those of column `column`: three times the middle half's width away from that (Tukey's outer fences), of at least six
/// numbers of one unit. Of many rows some are asked, from all parts. Nothing where there are none.
std::optional<Fences> fencesOf(const Grid &grid, int column);

/// Numbers that can be added: of one unit, that of the first, and one currency.
struct UnitSummary
{
    QString unit; ///< Empty for none.
    int numbers = 0;
    double sum = 0;
    double mean = 0;
    double median = 0;
    double least = 0;
    double most = 0;
    bool approximate = false; ///< One of them is.

    bool operator==(const UnitSummary &) const = default;
};

/// Selected cells in numbers. Times do not count.
struct CellSummary
{
    int cells = 0;
    QList<UnitSummary> units; ///< As they appear; what cannot be added stands apart.

    bool operator==(const CellSummary &) const = default;
};

CellSummary summaryOf(const QList<CellValue> &values);

/// A number in full as people write it: "$4.2B", "37%", "120 GWh", "1,204".
QString shownNumber(double number, const QString &unit);

} // namespace tearsheet
