// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparedgrid.h"

#include "core/table/tableedit.h"

namespace tearsheet {

using namespace Qt::StringLiterals;

ComparedGrid::ComparedGrid(Comparison comparison) : m_comparison(std::move(comparison))
{}

const StatedValue *ComparedGrid::valueAt(int row, int column) const
{
    const ComparedCell &cell = m_comparison.cell(row, column - 1);
    return cell.isGap() ? nullptr : &cell.values.first();
}

bool ComparedGrid::has(int row, int column) const
{
    return row == HeaderRow || column == 0 || valueAt(row, column);
}

QByteArray ComparedGrid::source(int row, int column) const
{
    if (row == HeaderRow && column == 0)
        return m_comparison.corner.toUtf8();
    if (row == HeaderRow || column == 0) {
        const ComparisonLine &line = row == HeaderRow ? m_comparison.columns.at(column - 1) : m_comparison.rows.at(row);
        return (line.detail.isEmpty() ? line.title : QString(line.title + u" ("_s + line.detail + u')')).toUtf8();
    }
    const StatedValue *const value = valueAt(row, column);
    return value ? value->raw : QByteArray();
}

CellValue ComparedGrid::value(int row, int column) const
{
    if (row == HeaderRow || column == 0)
        return readCell(source(row, column));
    const StatedValue *const value = valueAt(row, column);
    return value ? value->value : CellValue();
}

} // namespace tearsheet
