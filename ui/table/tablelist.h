// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <functional>

namespace tearsheet {

/// What a list says of a table: two lines.
struct TableListEntry
{
    QString title;
    QString subtitle;
    QString aside; ///< At the right of the first line: the note.
    NotePath note; ///< Where the table stands, if it can be dragged from there.

    bool operator==(const TableListEntry &) const = default;
};

/// "7 rows"
QString rowExtent(int rows);

/// Tables to choose from. Entries are made when they come into sight, so there may be very many.
class TableListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        EntryRole = Qt::UserRole,
        OddRole ///< Something is odd about the table.
    };

    using QAbstractListModel::QAbstractListModel;

    /// Shows `count` tables; `entryOf` tells what to say of each, `isOdd` whether something is odd about it. Where they
    /// are `ofNotes`, those can be dragged.
    void show(int count, std::function<TableListEntry(int)> entryOf, std::function<bool(int)> isOdd,
              bool ofNotes = false);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    // Notes of tables can be dragged.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    int m_count = 0;
    std::function<TableListEntry(int)> m_entryOf;
    std::function<bool(int)> m_isOdd;
    mutable QHash<int, bool> m_odd; // As far as asked.
    bool m_ofNotes = false;
};

/// Paints such an entry.
class TableListDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace tearsheet
