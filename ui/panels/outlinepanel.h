// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/parsednote.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace tearsheet {

/// The headings of the open note as a tree; the section with the caret is marked.
class OutlinePanel : public QWidget
{
    Q_OBJECT

public:
    explicit OutlinePanel(QWidget *parent = nullptr);

    /// Shows the headings of `note`; null is none.
    void showNote(const ParsedNotePtr &note);

    /// Marks the section that byte `offset` stands in.
    void setCaret(quint32 offset);

Q_SIGNALS:
    void activated(quint32 offset);

private:
    QTreeWidget *m_tree;
    QLabel *m_empty;
    ParsedNotePtr m_note;
    QList<QTreeWidgetItem *> m_items; ///< By number of the heading.
    QStringList m_shown;              ///< What the tree holds: level and text of each heading.
};

} // namespace tearsheet
