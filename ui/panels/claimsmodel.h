// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/claim.h"

#include <QAbstractTableModel>

namespace tearsheet {

/// One line of the claims panel: two places that speak of the same, or one that says no time.
struct ClaimRow
{
    Claim claim; ///< `b` has no note where only one place is listed.
    bool checked = false;

    bool isPair() const { return claim.b.note != nullptr; }
};

/// Claims as a table: what they are about, what is said here and there, how that fits.
class ClaimsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { VerdictColumn, SubjectColumn, MetricColumn, HereColumn, ThereColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<ClaimRow> &rows);

    /// Marks a row as checked or not.
    void setChecked(int row, bool checked);

    const ClaimRow &row(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<ClaimRow> m_rows;
};

/// What a reader sees of the cell that a side of a claim stands in, with what only its header says of the number.
QString shownValue(const Claim::Side &side);

} // namespace tearsheet
