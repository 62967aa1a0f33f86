// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/disputes.h"
#include "ui/editor/parsednote.h"
#include "ui/plot/plotpicture.h"
#include "ui/table/gridview.h"

#include <QWidget>

#include <optional>

class QLabel;
class QListView;
class QSplitter;

namespace tearsheet {

class TableListModel;
class TablePane;

/// The tables of the open note: a list to choose from, and the chosen one as a grid.
class TableInspector : public QWidget
{
    Q_OBJECT

public:
    explicit TableInspector(QWidget *parent = nullptr);
    ~TableInspector() override;

    /// Shows the tables of `note`, which stands at `path`; null is none. The chosen table and its order stay, and what
    /// is being typed goes on where the note is the same; for another one it is taken over first. `whyNot` says in one
    /// sentence why the note cannot be edited; empty where it can.
    void showNote(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot, const QString &whyNot);

    /// The note at `from` lies at `to` now: what is being typed for it goes on.
    void follow(const NotePath &from, const NotePath &to);

    /// Chooses the table around byte `offset`, in the line of a heading the first one of its section; where there is
    /// none the chosen one stays.
    void showTableAt(quint32 offset);

    /// Where the chosen table begins in the note; nothing where there is none.
    std::optional<quint32> tableOffset() const;

    /// The note whose tables are shown.
    const NotePath &path() const { return m_path; }

    /// Asks for the chosen table to be compared.
    void compareTable(TableComparison with);

    /// Those whom the selected rows name, as far as they are notes.
    QList<NotePath> selectedNotes() const;

    /// Takes over what is being typed.
    void finishEditing();

    /// Whether something that was typed waits for an answer.
    bool holdsTypedText() const { return !grid()->typedTexts().isEmpty(); }

    GridView *grid() const;
    TablePane *pane() const { return m_pane; }

    /// Marks the cells of the note with which other places disagree; those of another note are none.
    void setDisputes(const DisputesPtr &disputes);

Q_SIGNALS:
    /// Something is to be done with a picture of a table of the note at `path`; `change` names the table.
    void pictureWanted(const tearsheet::PlotPicture &picture, const tearsheet::NotePath &path,
                       const tearsheet::TableChange &change);

    /// The note at `path` is to be changed, at once and as one undo step.
    void changeWanted(const tearsheet::NotePath &path, const tearsheet::TableChange &change);

    void undoWanted();
    void redoWanted();
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);

    /// The user wants to see byte `offset` of the note.
    void cellActivated(quint32 offset);

    /// The table at byte `offset` of the note at `path` is to be compared.
    void comparisonWanted(const tearsheet::NotePath &path, quint32 offset, tearsheet::TableComparison with);

    /// Those whom selected rows of a table of the note at `path` name are to be compared.
    void rowsComparisonWanted(const tearsheet::NotePath &path, const QList<tearsheet::NotePath> &named);

    /// The user wants to know what other places say in place of the cell at byte `offset` of the note at `path`.
    void claimsWanted(const tearsheet::NotePath &path, quint32 offset);

    /// The tables of the note at `path` are to be shown in a tab, the one at `offset` first.
    void tabWanted(const tearsheet::NotePath &path, quint32 offset);

    /// What is typed into a table of the note at `path` and not written is `typed` now.
    void typing(const tearsheet::NotePath &path, const QList<tearsheet::TypedInto> &typed);

    /// The user is about to give up a text of these.
    void givingUp();

    /// What was typed into a table of the note at `path` was not written, and the table is not shown any more.
    void typedLeft(const tearsheet::NotePath &path, const tearsheet::TypedText &typed);

    void said(const QString &sentence);

    /// Count, sum and spread of the selected cells; empty for less than two.
    void summaryChanged(const QString &summary);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *list, QEvent *event) override;

private:
    int chosenTable() const;
    void turnTo(int table);
    void choose(int table, Showing showing);

    QListView *m_list;
    TableListModel *m_tables;
    TablePane *m_pane;
    QLabel *m_empty;
    QSplitter *m_splitter;
    ParsedNotePtr m_note;
    NotePath m_path;
    Snapshot m_snapshot;
    QString m_whyNot;
    QList<TablePlace> m_places;
    ShownTablePtr m_shown;
    DisputesPtr m_disputes;
    QHash<QString, Arrangement> m_arrangements; // By the table's key, of this session.
    QHash<NotePath, QString> m_chosen;          // The key of the table that was chosen last in a note.
    int m_table = -1;
};

} // namespace tearsheet
