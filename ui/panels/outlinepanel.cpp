// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/outlinepanel.h"

#include "ui/panels/emptystate.h"

#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tearsheet {

OutlinePanel::OutlinePanel(QWidget *parent)
    : QWidget(parent), m_tree(new QTreeWidget(this)), m_empty(emptyState(tr("No headings in this note."), this))
{
    setObjectName(u"outlinePanel");
    m_tree->setObjectName(u"outlineTree");
    m_tree->setAccessibleName(tr("Outline"));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    const auto go = [this](const QTreeWidgetItem *item) {
        const qsizetype heading = m_items.indexOf(item);
        if (heading >= 0 && m_note && heading < m_note->facts.headings.size())
            Q_EMIT activated(m_note->facts.headings.at(heading).range.begin);
    };
    connect(m_tree, &QTreeWidget::itemClicked, this, go);
    connect(m_tree, &QTreeWidget::itemActivated, this, go);
    showNote(nullptr);
}

void OutlinePanel::showNote(const ParsedNotePtr &note)
{
    m_note = note;
    QStringList texts;
    QStringList shown;
    if (note) {
        for (const Heading &heading : note->facts.headings) {
            texts.append(plainInline(heading.text.in(note->text)));
            shown.append(QString::number(heading.level) + texts.last());
        }
    }
    m_tree->setVisible(!texts.isEmpty());
    m_empty->setVisible(texts.isEmpty());
    m_empty->setText(note ? tr("No headings in this note.") : tr("No note is open."));
    // Typing below a heading leaves the tree as it is, what is folded included.
    if (shown == m_shown)
        return;
    m_shown = shown;
    const QSignalBlocker blocker(m_tree);
    m_tree->clear();
    m_items.clear();
    QList<std::pair<int, QTreeWidgetItem *>> open;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const int level = note->facts.headings.at(i).level;
        while (!open.isEmpty() && open.last().first >= level)
            open.removeLast();
        auto *item = open.isEmpty() ? new QTreeWidgetItem(m_tree) : new QTreeWidgetItem(open.last().second);
        item->setText(0, texts.at(i).isEmpty() ? tr("(no text)") : texts.at(i));
        item->setToolTip(0, texts.at(i));
        open.append({level, item});
        m_items.append(item);
    }
    m_tree->expandAll();
}

void OutlinePanel::setCaret(quint32 offset)
{
    const int heading = m_note ? m_note->facts.headingAt(offset) : -1;
    if (heading < 0 || heading >= m_items.size()) {
        m_tree->setCurrentItem(nullptr);
        return;
    }
    m_tree->setCurrentItem(m_items.at(heading));
}

} // namespace tearsheet
