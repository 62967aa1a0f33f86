// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/reciprocal.h"
#include "ui/editor/typedinto.h"
#include "ui/panels/relationsmodel.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace tearsheet {

/// What the open note is to others, as sentences with the place that says so: gone to, edited there, said back by the
/// other note.
class RelationsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RelationsPanel(QWidget *parent = nullptr);

    /// Shows the relations of the note at `path`; an empty path is none. `editable`: its text may be changed. Does its
    /// work once it can be seen.
    void showNote(const NotePath &path, bool editable);

    /// What is known of relations; null while nothing is.
    void setRelations(const std::shared_ptr<const RelationIndex> &relations);

    /// Puts the keyboard into the search field.
    void beginSearch();

    /// Ends an edit that has begun, keeping what was typed.
    void finishEditing();

    /// Writes what is typed so far; who types goes on where they are.
    void saveEditing();

    /// The other note of the current row; empty where there is none.
    NotePath otherNote() const;

Q_SIGNALS:
    void activated(const tearsheet::NotePath &note, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// `bytes` are to stand in that place; the user `typed` them, or nothing.
    void changeWanted(const tearsheet::TypedPlace &place, const QByteArray &bytes, const QString &typed);

    /// What is typed for the note at `path` and not written is `typed` now.
    void typing(const tearsheet::NotePath &path, const QList<tearsheet::TypedInto> &typed);

    /// The target is to say it back.
    void reciprocalWanted(const tearsheet::StatedRelation &relation);

    /// The user wants to compare the note with these.
    void comparisonWanted(const QList<tearsheet::NotePath> &notes);

    /// Nothing answers to `name`, which the note at `from` says: it is to be created, or another note chosen.
    void targetWanted(const QString &name, const tearsheet::NotePath &from);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    bool isEditing() const;
    TypedOver &editing(const QModelIndex &index);
    void write(const QModelIndex &index, const QString &text);
    void tellTyping(const QModelIndex &index, const QString &text);
    void refreshSoon();
    void refresh();
    void offerRelations();
    void fill();
    void describe();
    bool isWanted(const RelationRow &row) const;
    void showActions();
    void showMenu(const QPoint &place);
    void goThere(Qt::KeyboardModifiers modifiers);
    void goToTarget();
    void edit();
    void link();
    void addReciprocal();
    const RelationRow *current() const;
    NotePath pathOf(int file) const;

    RelationsModel *m_model;
    QLineEdit *m_search;
    QComboBox *m_only;
    QLabel *m_summary;
    QTreeView *m_tree;
    QPushButton *m_edit;
    QPushButton *m_reciprocal;
    QPushButton *m_create;
    QLabel *m_empty;
    std::shared_ptr<const RelationIndex> m_relations;
    QList<RelationRow> m_rows;
    std::optional<TypedOver> m_editing; // What is typed over.
    NotePath m_path;
    NotePath m_shown;
    bool m_editable = false;
    bool m_stale = false;
};

} // namespace tearsheet
