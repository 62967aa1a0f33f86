// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tabledefects.h"

#include "core/table/delimitedtext.h"
#include "core/table/tableline.h"

#include <QSet>

#include <algorithm>

namespace tearsheet {

namespace {

void add(QList<TableFinding> &findings, TableDefect defect, const QList<int> &rows, const QList<int> &columns)
{
    if (!rows.isEmpty() || !columns.isEmpty())
        findings.append({defect, rows, columns});
}

// Columns without a name that are used, and those of the same name.
void addHeaderFindings(QList<TableFinding> &findings, const QStringList &names,
                       const std::function<bool(int column)> &isUsed)
{
    QList<int> unnamed;
    QList<int> doubled;
    QSet<QString> known;
    for (int column = 0; column < names.size(); ++column) {
        const QString name = names.at(column).toCaseFolded();
        // The corner of a matrix has no name by intent.
        if (name.isEmpty() && column > 0 && isUsed(column))
            unnamed.append(column);
        else if (!name.isEmpty() && known.contains(name))
            doubled.append(column);
        known.insert(name);
    }
    add(findings, TableDefect::EmptyHeader, {}, unnamed);
    add(findings, TableDefect::DuplicateHeader, {}, doubled);
}

QList<bool> usedColumns(const DelimitedText &text, const CancelFlag *cancelled)
{
    QList<bool> used(text.columnCount(), false);
    for (int row = 0; row < text.rowCount() && used.contains(false); ++row) {
        if (cancelled && cancelled->isCancelled())
            return {};
        const QList<ByteRange> fields = text.fields(row);
        for (qsizetype column = 0; column < fields.size(); ++column)
            used[column] = used.at(column) || !fields.at(column).isEmpty();
    }
    return used;
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
    QStringList names;
    for (const ByteRange name : table.header.cells)
        names.append(cellText(name.in(text)));
    addHeaderFindings(findings, names, [&](int column) {
        return std::ranges::any_of(table.rows, [&](const TableRow &row) {
            return column < row.cells.size() && !row.cells.at(column).isEmpty();
        });
    });
    add(findings, TableDefect::Transposed, {}, entityColumns(table, text, isEntity));
    return findings;
}

QList<TableFinding> findingsOf(const DelimitedText &text, const CancelFlag *cancelled)
{
    QList<TableFinding> findings;
    const int width = text.fieldCount(HeaderRow);
    QList<int> longRows;
    QList<int> shortRows;
    for (int row = 0; row < text.rowCount(); ++row) {
        if (cancelled && row % 1000 == 0 && cancelled->isCancelled())
            return {};
        const int fields = text.fieldCount(row);
        if (fields > width)
            longRows.append(row);
        else if (fields < width && !text.line(row).isEmpty())
            shortRows.append(row);
    }
    QList<int> beyond;
    for (int column = width; column < text.columnCount(); ++column)
        beyond.append(column);
    if (!longRows.isEmpty())
        findings.append({TableDefect::SurplusCells, longRows, beyond});
    add(findings, TableDefect::MissingCells, shortRows, {});
    QStringList names;
    for (const ByteRange name : text.fields(HeaderRow))
        names.append(QString::fromUtf8(DelimitedText::plain(name.in(text.bytes()))).simplified());
    const QList<bool> used = names.contains(QString()) ? usedColumns(text, cancelled) : QList<bool>();
    addHeaderFindings(findings, names, [&](int column) { return used.value(column); });
    return findings;
}

} // namespace tearsheet
