// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace tearsheet {

class BacklinksModel;

/// The links that reach the open note, with the line around each.
class BacklinksPanel : public QWidget
{
    Q_OBJECT

public:
    explicit BacklinksPanel(QWidget *parent = nullptr);

    /// Shows what links to the note at `path`; an empty path is none. Does its work once it can be seen.
    void showNote(const Snapshot &snapshot, const NotePath &path);

Q_SIGNALS:
    void activated(const tearsheet::NotePath &source, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// The user wants to compare the open note with these.
    void comparisonWanted(const QList<tearsheet::NotePath> &notes);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void refresh();
    void open(const QModelIndex &index, Qt::KeyboardModifiers modifiers);
    void showMenu(const QPoint &place);

    BacklinksModel *m_model;
    QLabel *m_summary;
    QTreeView *m_tree;
    QLabel *m_empty;
    Snapshot m_snapshot;
    NotePath m_path;
    NotePath m_shown;
    bool m_stale = false;
};

} // namespace tearsheet
