// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparison.h"

#include <QAbstractTableModel>

namespace tearsheet {

/// A comparison as a grid: its rows and columns are headers, its cells show their best value.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RawRole = Qt::UserRole, ///< The value as written; empty for a gap.
        NumericRole,            ///< It is a number.
        GapRole,
        DisagreesRole,
        OthersRole,  ///< How many further values there are.
        PeriodRole,  ///< When the value holds, where the cell itself does not say so.
        DetailRole,  ///< Of a header: its second line.
        NewGroupRole ///< Of a header: another group begins here.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows `comparison`. Where rows and columns are the same as before, only cells change, and selections stay; rows
    /// may have come at the end.
    void show(Comparison comparison);

    /// The note at `from` lies at `to` now; what is selected or being typed stays.
    void follow(const NotePath &from, const NotePath &to);

    const Comparison &comparison() const { return m_comparison; }

    /// The value that a cell shows; null for a gap.
    const StatedValue *valueAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// A user gave a cell this text: `edited` follows, the model stays as it is.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    /// The user wrote `text` in place of the value at `index`, which may say it already.
    void edited(const QModelIndex &index, const QString &text);

private:
    Comparison m_comparison;
};

} // namespace tearsheet
