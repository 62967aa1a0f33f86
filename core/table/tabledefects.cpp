// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tabledefects.h"

#include "core/table/tableline.h"

#include <algorithm>

namespace tearsheet {

namespace {

void add(QList<TableFinding> &findings, TableDefect defect, const QList<int> &rows, const QList<int> &columns)
{
    if (!rows.isEmpty() || !columns.isEmpty())
        findings.append({defect, rows, columns});
}

// Behind the first cell, the header names things that have notes, and the first column does not.
QList<int> entityColumns(const Table &table, QByteArrayView text, const std::function<bool(QByteArrayView)> &isEntity)
{
    const qsizetype width = table.header.cells.size();
    if (width < 3 || table.rows.size() < 2)
        return {};
    QList<int> columns;
    for (int column = 1; column < width; ++column) {
        if (isEntity(table.header.cells.at(column).in(text)))
            columns.append(column);
    }
    const auto named = std::ranges::count_if(
        table.rows, [&](const TableRow &row) { return !row.cells.isEmpty() && isEntity(row.cells.first().in(text)); });
    const bool most = columns.size() >= 2 && 3 * columns.size() >= 2 * (width - 1);
    return most && 2 * named < table.rows.size() ? columns : QList<int>();
}

} // namespace

QList<TableFinding> findingsOf(const Table &table, QByteArrayView text,
                               const std::function<bool(QByteArrayView cell)> &isEntity)
{
    QList<TableFinding> findings;
    const qsizetype width = table.header.cells.size();
    QList<int> longRows;
    QList<int> shortRows;
    QList<int> barRows;
    QList<int> glued;
    QList<int> all;
    const int textAt = firstTextLine(table, text);
    for (int i = 0; i < table.rows.size(); ++i) {
        const TableRow &row = table.rows.at(i);
        all.append(i);
        if (i >= textAt)
            glued.append(i);
        else if (row.cells.size() > width)
            longRows.append(i);
        else if (row.cells.size() < width)
            shortRows.append(i);
        if (std::ranges::any_of(row.cells, [&](ByteRange cell) { return cellBytes(cell.in(text)) != cell.in(text); }))
            barRows.append(i);
    }
    if (width == 0) {
        add(findings, TableDefect::Headless, all, {});
        add(findings, TableDefect::BareBars, barRows, {});
        return findings;
    }
    add(findings, TableDefect::SurplusCells, longRows, {});
    add(findings, TableDefect::MissingCells, shortRows, {});
    add(findings, TableDefect::GluedText, glued, {});
    const bool inHeader = std::ranges::any_of(
        table.header.cells, [&](ByteRange cell) { return cellBytes(cell.in(text)) != cell.in(text); });
    add(findings, TableDefect::BareBars, barRows, inHeader ? QList<int>{0} : QList<int>());
    QList<int> unnamed;
    QList<int> doubled;
    QStringList names;
    for (int column = 0; column < width; ++column) {
        const QString name = cellText(table.header.cells.at(column).in(text)).toCaseFolded();
        const bool used = std::ranges::any_of(table.rows, [&](const TableRow &row) {
            return column < row.cells.size() && !row.cells.at(column).isEmpty();
        });
        // The corner of a matrix has no name by intent.
        if (name.isEmpty() && used && column > 0)
            unnamed.append(column);
        else if (!name.isEmpty() && names.contains(name))
            doubled.append(column);
        names.append(name);
    }
    add(findings, TableDefect::EmptyHeader, {}, unnamed);
    add(findings, TableDefect::DuplicateHeader, {}, doubled);
    add(findings, TableDefect::Transposed, {}, entityColumns(table, text, isEntity));
    return findings;
}

} // namespace tearsheet
