// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparison.h"
#include "core/table/grid.h"

namespace tearsheet {

/// A comparison as a table whose first column are the names of its rows, each cell the value that is shown: so that it
/// is plotted as any table.
class ComparedGrid final : public Grid
{
public:
    explicit ComparedGrid(Comparison comparison);

    int rowCount() const override { return static_cast<int>(m_comparison.rows.size()); }
    int columnCount() const override { return static_cast<int>(m_comparison.columns.size()) + 1; }
    int headerCount() const override { return columnCount(); }
    bool has(int row, int column) const override;
    QByteArrayView line(int) const override { return {}; }
    QByteArray source(int row, int column) const override;
    CellValue value(int row, int column) const override;

private:
    const StatedValue *valueAt(int row, int column) const;

    Comparison m_comparison;
};

} // namespace tearsheet
