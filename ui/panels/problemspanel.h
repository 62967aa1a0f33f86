// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "ui/panels/problemsmodel.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTimer;
class QTreeView;

namespace tearsheet {

/// What is not as it was meant in the open note, or in the vault: listed by place, all or of one kind. Works in the
/// pool, and only while it can be seen.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    /// Whose problems are listed.
    enum class Extent { Note, Vault };

    explicit ProblemsPanel(QWidget *parent = nullptr);

    /// Shows the problems of the note at `path`, an empty path being none, or of all of `snapshot`.
    void showNote(const Snapshot &snapshot, const NotePath &path);

    void setExtent(Extent extent);

Q_SIGNALS:
    void activated(const tearsheet::NotePath &note, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// A problem of the note as `snapshot` has it is to be mended.
    void mendWanted(const tearsheet::ProblemRow &row, const tearsheet::Snapshot &snapshot);

    /// All problems of `kind` are to be mended that can be, in the note at `path`, or in the vault where there is none.
    void mendAllWanted(const QString &kind, const std::optional<tearsheet::NotePath> &path);

    /// The last change is to be taken back, or done again.
    void undoWanted();
    void redoWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct Found
    {
        Snapshot snapshot;
        std::optional<NotePath> path; // Of the note, empty where none is in front; nothing is the vault.
        QList<ProblemRow> rows;
    };

    static Found found(const Snapshot &snapshot, const std::optional<NotePath> &path, const CancelFlag &flag);
    Extent extent() const;
    void refreshSoon();
    void refresh();
    void take(const Found &found);
    void listKinds();
    void fill();
    void takeKeyboard(bool any);
    QString whyEmpty() const;
    void showActions();
    void goThere(Qt::KeyboardModifiers modifiers);
    const ProblemRow *current() const;

    ProblemsModel *m_model;
    QComboBox *m_extent;
    QComboBox *m_kind;
    QLabel *m_summary;
    QPushButton *m_go;
    QPushButton *m_mend;
    QPushButton *m_mendAll;
    QTreeView *m_table;
    QLabel *m_empty;
    QTimer *m_wait; // A vault that changes all the time is not searched as often.
    Snapshot m_snapshot;
    NotePath m_path;
    std::optional<Found> m_found;                       // Nothing before the first search ends.
    std::pair<std::optional<NotePath>, QString> m_list; // Whose problems are shown, and of which kind.
    std::optional<NotePath> m_searched;                 // Where, as in `Found`, while `m_searches`.
    bool m_searches = false;
    bool m_stale = true;
    bool m_waits = false; // The keyboard, for the table.
    LatestJob<Found> m_job;
};

} // namespace tearsheet
