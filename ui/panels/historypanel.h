// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/store/history.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QTreeView;

namespace tearsheet {

class VersionsModel;

/// What the open note said before, version by version.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    /// Of notes in the vault at `root`.
    explicit HistoryPanel(QString root, QWidget *parent = nullptr);

    /// Shows the versions of the note at `path`; an empty path is none. They are read in the background, once they can
    /// be seen.
    void showNote(const NotePath &path);

    /// There may be newer versions.
    void refresh();

Q_SIGNALS:
    /// The user wants to see how `version` differs from what the note at `path` says now.
    void activated(const tearsheet::NotePath &path, const tearsheet::Version &version);

    /// The user wants to see how two versions of the note at `path` differ.
    void comparisonWanted(const tearsheet::NotePath &path, const tearsheet::Version &older,
                          const tearsheet::Version &newer);

    /// The note at `path` is to say again what it said.
    void restoreWanted(const tearsheet::NotePath &path, const tearsheet::Version &version);

    /// The user asks for the notes that were deleted.
    void deletedWanted();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void request();
    void take(const Result<QList<Version>> &versions);
    void activate(const QModelIndex &index);
    void showMenu(const QPoint &place);

    QString m_root;
    VersionsModel *m_model;
    QTreeView *m_tree;
    QLabel *m_empty;
    LatestJob<Result<QList<Version>>> m_reader;
    QTimer m_readSoon;
    NotePath m_path;
    bool m_stale = false;
};

} // namespace tearsheet
