// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace tearsheet {

/// The files of a vault as a tree of folders, folders first, in natural order of their names. A filter leaves only what
/// answers to it.
class FilesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role { PathRole = Qt::UserRole, FolderRole, CountRole, KindRole };

    explicit FilesModel(QObject *parent = nullptr);
    ~FilesModel() override;

    /// Shows the files of `snapshot`. What stays keeps its index: rows come and go one by one.
    void setSnapshot(const Snapshot &snapshot);

    /// Shows only files whose path answers to `pattern` (`fuzzyMatch`); all for an empty one.
    void setFilter(const QString &pattern);

    QModelIndex indexOf(const NotePath &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;

    // Files and folders are dragged into folders; the empty space below the tree is the vault's root. Notes
    // are also dragged to where notes are put beside each other, and stay where they are.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    Qt::DropActions supportedDragActions() const override { return Qt::MoveAction | Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// The user dropped what lies at `path` on `folder`, which is empty for the root. The model stays as it is until a
    /// snapshot says so.
    void moveWanted(const QString &path, const QString &folder);

private:
    struct Entry;

    Entry *entryOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Entry *entry) const;
    std::unique_ptr<Entry> wantedTree() const;
    void merge(Entry &shown, std::unique_ptr<Entry> wanted);

    Snapshot m_snapshot;
    QString m_filter;
    std::unique_ptr<Entry> m_root;
};

} // namespace tearsheet
