// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/typedinto.h"
#include "ui/panels/propertiesmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStringListModel;
class QStyleOptionViewItem;
class QTableView;

namespace tearsheet {

class PropertyDelegate;

/// The front matter of the open note, to be read and edited.
class PropertiesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PropertiesPanel(QWidget *parent = nullptr);

    /// Shows the properties of `note`, which stands at `path`; null is none. What is being typed goes on where the note
    /// is the same; for another one it is taken over first.
    void showNote(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot, bool editable);

    /// The note at `from` lies at `to` now: what is being typed for it goes on.
    void follow(const NotePath &from, const NotePath &to);

    /// Asks for the name of a new property, then for its value.
    void beginAdding();

    /// Takes over what is being typed.
    void finishEditing();

    /// The same; who types goes on where they are.
    void saveEditing();

Q_SIGNALS:
    /// The note at `path` is to be changed, at once and as one undo step. Where that cannot be, `typed` is what the
    /// user typed for it; empty for nothing.
    void changeWanted(const tearsheet::NotePath &path, const tearsheet::PropertyChange &change, const QString &typed);

    /// What is typed for the note at `path` and not written is `typed` now.
    void typing(const tearsheet::NotePath &path, const QList<tearsheet::TypedInto> &typed);

    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);

    /// The user wants to see byte `offset` of the note.
    void activated(quint32 offset);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QWidget *buildAdder();
    void showStates();
    void fit();
    QStyleOptionViewItem cellAt(const QRect &rect) const;
    void finishCell();
    void add();
    void leaveAddition();
    void endAdding();
    bool holdsAddition() const;
    QString typedAddition() const;
    void tellTyping();
    bool pressKey(const QKeyEvent &key);
    bool typeOver(const QModelIndex &value, const QKeyEvent &key);
    void watchMouse(const QEvent *event);
    void activate(const QModelIndex &index);
    void remove(const QModelIndex &index);
    void showMenu(const QPoint &place);
    std::optional<LinkTarget> linkUnder(const QPoint &place) const;

    QTableView *m_table;
    PropertiesModel *m_model;
    PropertyDelegate *m_delegate;
    QLabel *m_empty;
    QPushButton *m_add;
    QWidget *m_adder;
    QLineEdit *m_name;
    QLineEdit *m_value;
    QStringListModel *m_names; // Used in the vault, for completion.
    ParsedNotePtr m_note;
    NotePath m_path;
    Snapshot m_snapshot;
    bool m_editable = false;
};

} // namespace tearsheet
