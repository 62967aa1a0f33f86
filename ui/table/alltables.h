// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/disputes.h"
#include "core/search/tablesearch.h"
#include "ui/plot/plotpicture.h"
#include "ui/table/gridview.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QListView;

namespace tearsheet {

class TableListModel;
class TablePane;

/// All tables of the vault, found as one types, and the chosen one as a grid.
class AllTables : public QWidget
{
    Q_OBJECT

public:
    explicit AllTables(QWidget *parent = nullptr);

    /// Shows what `snapshot` says; while the panel is hidden, once it is seen.
    void setSnapshot(const Snapshot &snapshot);

    /// The note at `from` lies at `to` now: what is shown and typed of it is of that one.
    void follow(const NotePath &from, const NotePath &to);

    /// Puts the caret into the search field.
    void beginSearch();

    /// Those whom the selected rows name, as far as they are notes.
    QList<NotePath> selectedNotes() const;

    /// Takes over what is being typed.
    void finishEditing();

    /// Whether something that was typed waits for an answer.
    bool holdsTypedText() const { return !grid()->typedTexts().isEmpty(); }

    GridView *grid() const;
    TablePane *pane() const { return m_pane; }

    /// The note whose table is shown; empty for none.
    const NotePath &path() const { return m_path; }

    /// Marks the cells of that note with which other places disagree; those of another note are none.
    void setDisputes(const DisputesPtr &disputes);

Q_SIGNALS:
    /// Something is to be done with a picture of a table of the note at `path`; `change` names the table.
    void pictureWanted(const tearsheet::PlotPicture &picture, const tearsheet::NotePath &path,
                       const tearsheet::TableChange &change);

    void changeWanted(const tearsheet::NotePath &path, const tearsheet::TableChange &change);

    /// The last change is to be taken back, or done again.
    void undoWanted();
    void redoWanted();

    /// A link in a table of the note at `from` is followed.
    void linkActivated(const tearsheet::LinkTarget &link, const tearsheet::NotePath &from,
                       Qt::KeyboardModifiers modifiers);

    /// The user wants to see byte `offset` of the note at `path`.
    void opened(const tearsheet::NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// The table at byte `offset` of the note at `path` is to be compared.
    void comparisonWanted(const tearsheet::NotePath &path, quint32 offset, tearsheet::TableComparison with);

    /// The user wants to know what other places say in place of the cell at byte `offset` of the note at `path`.
    void claimsWanted(const tearsheet::NotePath &path, quint32 offset);

    /// Those whom selected rows of a table of the note at `path` name are to be compared.
    void rowsComparisonWanted(const tearsheet::NotePath &path, const QList<tearsheet::NotePath> &named);

    /// The notes of the tables that were found are to be compared.
    void notesComparisonWanted(const QList<tearsheet::NotePath> &notes);

    /// A table of another note is shown.
    void pathChanged();

    /// What is typed into a table of the note at `path` and not written is `typed` now.
    void typing(const tearsheet::NotePath &path, const QList<tearsheet::TypedInto> &typed);

    /// The user is about to give up a text of these.
    void givingUp();

    /// What was typed into a table of the note at `path` was not written, and the table is not shown any more.
    void typedLeft(const tearsheet::NotePath &path, const tearsheet::TypedText &typed);

    void said(const QString &sentence);
    void summaryChanged(const QString &summary);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct Found
    {
        Snapshot snapshot;
        QString typed;
        QList<TableHit> hits;
        qsizetype total = 0;
    };

    void search();
    void take(Found found);
    std::optional<TableHit> followedTable(const Snapshot &snapshot) const;
    void choose(int row, Showing showing);
    void openChosen(Qt::KeyboardModifiers modifiers);
    void showStates();
    void showMenu(const QPoint &place);

    QLineEdit *m_field;
    QLabel *m_count;
    QListView *m_list;
    TableListModel *m_tables;
    TablePane *m_pane;
    QLabel *m_empty;
    Snapshot m_snapshot;
    Found m_found;
    LatestJob<Found> m_job;
    NotePath m_path;
    ShownTablePtr m_shown;
    int m_row = -1;
    bool m_stale = true; // The snapshot, or what is typed, is newer than what was asked.
};

} // namespace tearsheet
