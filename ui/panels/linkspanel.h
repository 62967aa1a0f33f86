// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/linksmodel.h"

#include <QSet>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QToolButton;
class QTreeView;

namespace tearsheet {

/// The links that reach the open note, or those that stand in it, with the line around each: grouped by what the notes
/// are to each other, or by note.
class LinksPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LinksPanel(LinksModel::Direction direction, QWidget *parent = nullptr);

    /// Shows the links of the note at `path`; an empty path is none. Does its work once it can be seen.
    void showNote(const Snapshot &snapshot, const NotePath &path);

    /// What is known of relations. Until it is, links are grouped by note.
    void setRelations(const std::shared_ptr<const RelationIndex> &relations);

    /// Whether links are grouped by relation, where these are known.
    void setByRelation(bool byRelation);

    /// The notes of the rows that are selected.
    QList<NotePath> selectedNotes() const;

Q_SIGNALS:
    void activated(const tearsheet::NotePath &source, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// The user wants to compare the open note with these.
    void comparisonWanted(const QList<tearsheet::NotePath> &notes);

    /// The user switched the grouping.
    void byRelationChanged(bool byRelation);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    /// A row by what stays when the list is made anew.
    struct RowKey
    {
        QString source;
        quint32 offset = 0;
    };

    /// What is selected, and which row stands how far below the top of the view.
    struct Position
    {
        std::optional<RowKey> selected;
        std::optional<RowKey> held;
        int y = 0;
    };

    void refreshSoon();
    void refresh();
    bool isByRelation() const;
    void fill();
    void describe();
    Position position() const;
    void restore(const Position &position);
    QModelIndex find(const RowKey &key) const;
    void open(const QModelIndex &index, Qt::KeyboardModifiers modifiers);
    void showMenu(const QPoint &point);

    LinksModel::Direction m_direction;
    LinksModel *m_model;
    QLabel *m_summary;
    QToolButton *m_grouping;
    QTreeView *m_tree;
    QLabel *m_empty;
    Snapshot m_snapshot;
    std::shared_ptr<const RelationIndex> m_relations;
    NotePath m_path;
    NotePath m_shown;
    QSet<QString> m_collapsed; ///< Groups of the note shown that the user has closed.
    bool m_stale = false;
    bool m_filling = false;
};

} // namespace tearsheet
