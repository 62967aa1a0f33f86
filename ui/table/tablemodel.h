// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "core/table/cellvalue.h"
#include "core/table/table.h"
#include "core/vault/snapshot.h"
#include "ui/editor/parsednote.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace tearsheet {

/// One table of a note as a grid. Rows longer than the header have their surplus in columns without a name, shorter
/// ones end with empty cells.
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
        OffsetRole,               ///< Where the cell stands in the note; of the row where it has no bytes.
        NumericRole,              ///< Whether the cell is to stand on the right.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows table number `table` of `note`; a negative number is none.
    void showTable(const ParsedNotePtr &note, int table, const NotePath &path, const Snapshot &snapshot);

    /// A `Metric | Value` sheet: two columns, values of different kinds below each other.
    bool isPropertySheet() const { return m_propertySheet; }

    /// What most cells of a column are; Text where there is no majority.
    CellKind columnKind(int column) const { return m_kinds.value(column, CellKind::Text); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell
    {
        ByteRange range;
        QString text; ///< `cellText`
        CellValue value;
        std::optional<LinkTarget> link;
        bool resolved = true;
    };

    const Cell *cellAt(const QModelIndex &index) const;
    void readKinds();

    ParsedNotePtr m_note;
    Table m_table;
    QList<QList<Cell>> m_cells;
    QStringList m_headers;
    QList<bool> m_own;
    QList<CellKind> m_kinds;
    bool m_propertySheet = false;
};

/// Rows of a table by the values of one or more columns; equal rows stay in the note's order.
class TableSortModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    struct Key
    {
        int column = 0;
        Qt::SortOrder order = Qt::AscendingOrder;
        bool operator==(const Key &) const = default;
    };

    explicit TableSortModel(QObject *parent = nullptr);

    const QList<Key> &keys() const { return m_keys; }

    /// Sorts by `keys`, the first one first; by the note's order for none. Cells without a value are last either way.
    void sortBy(const QList<Key> &keys);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QList<Key> m_keys;
};

} // namespace tearsheet
