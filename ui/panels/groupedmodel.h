// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

namespace tearsheet {

/// The index arithmetic of a two-level tree: groups with items below them. A concrete model says how many there are and
/// what stands in a cell.
class GroupedModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final
    {
        if (!hasIndex(row, column, parent))
            return {};
        // A group carries 0, an item the number of its group, counted from 1.
        return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
    }
    QModelIndex parent(const QModelIndex &index) const final
    {
        return index.internalId() == 0 ? QModelIndex()
                                       : createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
    }
    int rowCount(const QModelIndex &parent = {}) const final
    {
        if (!parent.isValid())
            return groupCount();
        return parent.internalId() == 0 && parent.column() == 0 ? itemCount(parent.row()) : 0;
    }
    int columnCount(const QModelIndex & = {}) const final { return 1; }

protected:
    virtual int groupCount() const = 0;
    virtual int itemCount(int group) const = 0;

    static bool isGroup(const QModelIndex &index) { return index.internalId() == 0; }
    static int groupOf(const QModelIndex &item) { return static_cast<int>(item.internalId()) - 1; }
};

} // namespace tearsheet
