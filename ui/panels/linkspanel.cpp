// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/backlinkspanel.h"

#include "ui/panels/backlinksmodel.h"
#include "ui/panels/emptystate.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QTreeView>
#include <QVBoxLayout>

namespace tearsheet {

namespace {

constexpr int MostExpanded = 60; // Groups; more would be a wall of lines.

/// The line around a link on up to two lines, the link in the accent colour, its line number at the right.
class BacklinkDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        if (index.parent().isValid())
            size.setHeight(option.fontMetrics.lineSpacing() * 2 + 10);
        return size;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &colours = paletteOf(option.widget);
        if (!index.parent().isValid()) {
            QStyledItemDelegate::paint(painter, option, index);
            painter->save();
            painter->setPen(colours.faintText);
            painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                              index.data(BacklinksModel::CountRole).toString());
            painter->restore();
            return;
        }
        const QStyle *const style = option.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        painter->save();
        painter->setPen(colours.faintText);
        const QRect area = option.rect.adjusted(4, 4, -10, -4);
        const QString line = index.data(BacklinksModel::LineRole).toString();
        const int lineWidth = option.fontMetrics.horizontalAdvance(line);
        painter->drawText(area, Qt::AlignRight | Qt::AlignTop, line);
        painter->setPen(colours.mutedText);
        paintContext(painter, area.adjusted(0, 0, -lineWidth - 10, 0), option, index, colours);
        painter->restore();
    }

private:
    static void paintContext(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
                             const QModelIndex &index, const Palette &colours)
    {
        QString text = index.data(Qt::DisplayRole).toString();
        const QString match = index.data(BacklinksModel::MatchRole).toString();
        qsizetype at = match.isEmpty() ? -1 : text.indexOf(match);
        // A long line begins shortly before the link.
        constexpr qsizetype Before = 40;
        if (at > Before + 20) {
            const qsizetype cut = text.indexOf(u' ', at - Before);
            const qsizetype from = cut > 0 && cut < at ? cut + 1 : at - Before;
            text = u"… " + text.sliced(from);
            at = at - from + 2;
        }
        QTextLayout layout(text, option.font);
        if (at >= 0) {
            QTextCharFormat strong;
            strong.setForeground(colours.link);
            strong.setFontWeight(QFont::DemiBold);
            layout.setFormats({{static_cast<int>(at), static_cast<int>(match.size()), strong}});
        }
        layout.beginLayout();
        double y = 0;
        for (int i = 0; i < 2; ++i) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(area.width());
            line.setPosition({0, y});
            y += option.fontMetrics.lineSpacing();
        }
        layout.endLayout();
        painter->setClipRect(area.adjusted(0, 0, 0, 2), Qt::IntersectClip);
        layout.draw(painter, area.topLeft());
    }
};

} // namespace

BacklinksPanel::BacklinksPanel(QWidget *parent)
    : QWidget(parent), m_model(new BacklinksModel(this)), m_summary(new QLabel(this)), m_tree(new QTreeView(this)),
      m_empty(emptyState({}, this))
{
    setObjectName(u"backlinksPanel");
    m_summary->setContentsMargins(12, 10, 12, 6);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_tree->setObjectName(u"backlinksTree");
    m_tree->setAccessibleName(tr("Backlinks"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new BacklinkDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &BacklinksPanel::showMenu);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        // With Shift, it is selected only.
        if (!QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier))
            open(index, QApplication::keyboardModifiers());
    });
}

// What can be done with those that are selected.
void BacklinksPanel::showMenu(const QPoint &place)
{
    QList<NotePath> notes;
    for (const QModelIndex &index : m_tree->selectionModel()->selectedRows()) {
        const Result<NotePath> source = NotePath::fromRelative(index.data(BacklinksModel::SourceRole).toString());
        if (source && !notes.contains(*source))
            notes.append(*source);
    }
    if (notes.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"backlinksMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex index = m_tree->currentIndex();
    menu->addAction(tr("Open"), this, [this, index = QPersistentModelIndex(index)] { open(index, {}); });
    menu->addAction(tr("Open in new tab"), this,
                    [this, index = QPersistentModelIndex(index)] { open(index, Qt::ControlModifier); });
    menu->addSeparator();
    const QString with = notes.size() == 1 ? notes.first().name().toString() : tr("%1 notes").arg(notes.size());
    menu->addAction(tr("Compare with %1").arg(with), this, [this, notes] { Q_EMIT comparisonWanted(notes); });
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

void BacklinksPanel::showNote(const Snapshot &snapshot, const NotePath &path)
{
    m_snapshot = snapshot;
    m_path = path;
    m_stale = true;
    if (isVisible())
        refresh();
}

void BacklinksPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void BacklinksPanel::refresh()
{
    m_stale = false;
    const int scrolled = m_tree->verticalScrollBar() ? m_tree->verticalScrollBar()->value() : 0;
    m_model->showNote(m_snapshot, m_path);
    const int groups = m_model->rowCount();
    for (int group = 0; group < std::min(groups, MostExpanded); ++group)
        m_tree->expand(m_model->index(group, 0));
    if (m_path == m_shown)
        m_tree->verticalScrollBar()->setValue(scrolled);
    m_shown = m_path;
    const bool any = groups > 0;
    m_summary->setVisible(any);
    m_tree->setVisible(any);
    m_empty->setVisible(!any);
    const QString links = tr("%n links", nullptr, m_model->linkCount());
    m_summary->setText(tr("%1 in %2").arg(links, tr("%n notes", nullptr, groups)));
    m_empty->setText(m_path.isEmpty() ? tr("No note is open.")
                     : m_snapshot.isComplete() && m_snapshot.find(m_path) < 0
                         ? tr("%1 is not in the vault now, so nothing links to it.").arg(m_path.name())
                     : m_snapshot.isComplete()
                         ? tr("No backlinks yet. Other notes reach this one by [[%1]].").arg(m_path.name())
                         : tr("Looking for backlinks…"));
}

void BacklinksPanel::open(const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    if (const Result<NotePath> source = NotePath::fromRelative(index.data(BacklinksModel::SourceRole).toString()))
        Q_EMIT activated(*source, index.data(BacklinksModel::OffsetRole).toUInt(), modifiers);
}

bool BacklinksPanel::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    if ((key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter) || !m_tree->currentIndex().isValid())
        return false;
    open(m_tree->currentIndex(), key->modifiers());
    return true;
}

} // namespace tearsheet
