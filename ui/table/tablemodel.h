// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/disputes.h"
#include "core/table/gridmatch.h"
#include "ui/table/showntable.h"

#include <QAbstractTableModel>

namespace tearsheet {

/// One table as a grid, its rows filtered and in any order. Rows longer than the header have their surplus in columns
/// without a name, shorter ones end with empty cells. Nothing is kept per cell.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ValueRole = Qt::UserRole, ///< CellValue
        RawRole,                  ///< The cell as written.
        OwnRole,                  ///< Whether the row is the note's own.
        LinkRole,                 ///< LinkTarget of a cell that is a link as a whole, invalid for others.
        ResolvedRole,             ///< Whether that link reaches something.
        OffsetRole,               ///< Where the row stands in the note; invalid where it is no note.
        NumericRole,              ///< Whether the cell is to stand on the right.
        OutlierRole,              ///< Whether its number lies far from the others of the column.
        AbsentRole,               ///< Whether a short row does not have the cell.
        SurplusRole,              ///< Whether it is beyond the header.
        SourceRowRole,            ///< The row's number in the table.
        KindRole,                 ///< CellKind, of a property sheet's value: what it is told by an icon.
        DefectRole,               ///< What is odd about a column, in its header; empty where nothing is.
        DisputeRole,              ///< Whether all that disagrees with the cell is later; invalid where nothing does.
    };

    explicit TableModel(QObject *parent = nullptr);

    /// Shows `table`, another one than before; null is none. `editable` lets cells be edited.
    void show(const ShownTablePtr &table, bool editable);

    /// Shows `table`, a newer state of the one that is shown, as `match` says: indexes stay with their cells, the
    /// arrangement with its columns, and where the same rows are there their order stays.
    void follow(const ShownTablePtr &table, bool editable, const GridMatch &match);

    const ShownTablePtr &table() const { return m_table; }

    /// Marks the cells with which other places disagree; null is none. They are those of the note that the table is of.
    void setDisputes(const DisputesPtr &disputes);

    /// What disagrees with a cell; null where nothing does.
    const DisputedCell *disputeAt(const QModelIndex &index) const;
    bool isEditable() const { return m_editable; }

    const Arrangement &arrangement() const { return m_arrangement; }

    /// Sorts and filters. Large tables are arranged in the pool and shown so a moment later.
    void arrange(const Arrangement &arrangement);

    /// Keeps row `source` of the table shown whatever is filtered, because a user is typing into it; -1 for none.
    void hold(int source) { m_held = source; }

    /// The rows of the table in the order they are shown in.
    const QList<int> &rows() const { return m_rows; }

    /// Where row `source` of the table is shown, -1 if it is not.
    int rowOf(int source) const { return static_cast<int>(m_rows.indexOf(source)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The user wants the table changed. Nothing is, until it is shown anew.
    void editWanted(const tearsheet::GridEdit &edit);

    /// Other rows are shown, or in another order.
    void arranged();

private:
    void request();
    void take(const QList<int> &found);
    QList<int> withHeld(QList<int> rows, const QList<int> &before) const;
    QList<int> rowsAfter(const Grid &grid, const GridMatch &match, bool sameRows) const;
    void moveTo(const ShownTablePtr &table, const QList<int> &rows, const GridMatch &match);
    QString headerDefect(int column) const;
    bool isOutlier(int row, int column) const;

    ShownTablePtr m_table;
    DisputesPtr m_disputes;
    Arrangement m_arrangement;
    QList<int> m_rows;
    int m_held = -1;
    bool m_editable = false;
    bool m_arranging = false; // In the pool: `m_rows` are not yet as `m_arrangement` says.
    LatestJob<QList<int>> m_job;
};

} // namespace tearsheet
