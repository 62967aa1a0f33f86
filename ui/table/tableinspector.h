// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/tablemodel.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace tearsheet {

/// The tables of the open note as a grid: sorted by what the cells mean, with a summary of what is selected.
class TableInspector : public QWidget
{
    Q_OBJECT

public:
    explicit TableInspector(QWidget *parent = nullptr);

    /// Shows the tables of `note`, which stands at `path`; null is none. The chosen table and its order stay.
    void showNote(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot);

    /// Chooses the table around byte `offset`; where there is none the chosen one stays.
    void showTableAt(quint32 offset);

Q_SIGNALS:
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);

    /// A cell was double-clicked or entered: where it stands in the note.
    void cellActivated(quint32 offset);

    /// Count, sum and spread of the selected cells; empty for less than two.
    void summaryChanged(const QString &summary);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void choose(int table);
    void sortByHeader(int column);
    void fitColumns();
    void summarise();
    void copySelection();
    QString keyOf(int table) const;

    QComboBox *m_chooser;
    QTableView *m_grid;
    QLabel *m_empty;
    TableModel *m_model;
    TableSortModel *m_sorted;
    ParsedNotePtr m_note;
    NotePath m_path;
    Snapshot m_snapshot;
    QHash<QString, QList<TableSortModel::Key>> m_orders; ///< By note, heading and header of the table.
    int m_table = -1;
};

} // namespace tearsheet
