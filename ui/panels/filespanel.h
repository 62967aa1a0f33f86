// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace tearsheet {

class FilesModel;

/// The files of the vault with a filter above them.
class FilesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FilesPanel(QWidget *parent = nullptr);

    void setSnapshot(const Snapshot &snapshot);

    /// The path of the file or folder that the keyboard is on; empty while it is elsewhere.
    QString pathWithFocus() const;

    /// The notes that are selected, in the order of the tree.
    QList<NotePath> selectedNotes() const;

    /// Shows where the open note is, without taking the keyboard.
    void setCurrent(const NotePath &path);

    /// The file at `from` lies at `to` now: its row stays the current one.
    void follow(const NotePath &from, const NotePath &to);

Q_SIGNALS:
    void opened(const tearsheet::NotePath &path, Qt::KeyboardModifiers modifiers);

    /// The user dropped what lies at `path` on `folder`, which is empty for the vault's root.
    void moveWanted(const QString &path, const QString &folder);

    /// The user wants what lies at `path` to be deleted.
    void deleteWanted(const QString &path);

    /// The user asks at `place` of the screen what can be done with the file or folder at `path`; empty for the root.
    void menuWanted(const QString &path, bool folder, const QPoint &place);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void open(const QModelIndex &index, Qt::KeyboardModifiers modifiers);
    void filter(const QString &pattern);
    void goTo(const NotePath &path);

    FilesModel *m_model;
    QLineEdit *m_filter;
    QTreeView *m_tree;
    QLabel *m_empty;
    NotePath m_current;       // The open note.
    QString m_gone;           // What the current row showed before a snapshot took it; empty once another row is meant.
    NotePath m_sought;        // Becomes the current row once there is one for it.
    bool m_isTaking = false;  // The rows change, and the tree looks for another current one;
    bool m_filtering = false; // they do as the user wants it.
};

} // namespace tearsheet
